#include <catch2/catch.hpp>
#include <set>

#include "plan/org_tree.h"
#include "plan/plan.h"
#include "sample/requests.h"
#include "sample_lines.h"

using namespace sandtable;
using namespace sandtable::test;

namespace {

Json planFor(const char* language, std::uint64_t seed = 1) {
    SampleOptions options;
    options.language = language;
    options.seed = seed;
    const auto plan = samplePlan(options);
    REQUIRE(plan);
    return *plan;
}

}  // namespace

TEST_CASE("the sample plan is a valid document in both languages") {
    for (const char* language : {"zh", "en"}) {
        const auto plan = Plan::parse(planFor(language).dump());
        if (!plan) INFO(plan.error().front().code << " " << plan.error().front().path);
        REQUIRE(plan);
        CHECK(plan->collection("targets").empty());
        CHECK(plan->collection("products").size() == 12);
        CHECK(plan->collection("people").size() == 155);  // 120 reps, 28 cities, 6 regions, 1 company
    }
}

TEST_CASE("the organisation is company, 6 regions, 28 cities, channels and 120 reps") {
    const auto plan = Plan::parse(planFor("zh").dump());
    REQUIRE(plan);
    const auto tree = OrgTree::fromPlan(*plan);
    REQUIRE(tree);
    CHECK(tree->leafCount() == 120);
    std::map<std::string, int> perLevel;
    for (const OrgUnit& unit : tree->units()) ++perLevel[unit.level];
    CHECK(perLevel["region"] == 6);
    CHECK(perLevel["city"] == 28);
    CHECK(perLevel["rep"] == 120);
    CHECK(perLevel["channel"] == 91);  // 8 cities × 5, 11 × 3, 9 × 2
    CHECK((*tree)[0].matchValue.empty());
}

TEST_CASE("potential adds up and everybody who owns a unit exists") {
    const Json plan = planFor("en");
    const Json& units = plan["collections"]["orgUnits"];
    std::map<std::string, std::int64_t> children;
    for (const auto& [id, unit] : units.items()) {
        CHECK(plan["collections"]["people"].contains(unit["ownerId"].get<std::string>()));
        CHECK(unit["capability"] > 0.75);
        CHECK(unit["capability"] < 1.25);
        if (!unit["parent"].is_null()) children[unit["parent"]] += unit["potential"].get<std::int64_t>();
    }
    for (const auto& [id, sum] : children) CHECK(units[id]["potential"] == sum);
}

TEST_CASE("names of people are unique in both languages, ids are the same in both") {
    for (const std::uint64_t seed : {1, 5, 2026}) {
        const Json zh = planFor("zh", seed), en = planFor("en", seed);
        for (const Json* plan : {&zh, &en}) {
            std::set<std::string> names;
            for (const auto& [id, person] : (*plan)["collections"]["people"].items())
                CHECK(names.insert(person["name"]).second);
        }
        CHECK(zh["collections"]["orgUnits"].size() == en["collections"]["orgUnits"].size());
        for (const auto& [id, unit] : zh["collections"]["orgUnits"].items())
            CHECK(en["collections"]["orgUnits"].contains(id));
    }
}

TEST_CASE("every order line belongs to a rep of the plan") {
    for (const char* language : {"zh", "en"}) {
        const Json plan = planFor(language);
        const Json& units = plan["collections"]["orgUnits"];
        std::set<std::string> paths;
        for (const auto& [id, unit] : units.items()) {
            if (unit["level"] != "rep") continue;
            std::string path;
            for (Json at = unit; !at["parent"].is_null(); at = units[at["parent"].get<std::string>()])
                path = "/" + at["match"].get<std::string>() + path;
            CHECK(paths.insert(path).second);
        }
        SampleOptions options;
        options.rows = 20'000;
        options.language = language;
        std::set<std::string> seen;
        for (const OrderLine& line : allLines(options))
            seen.insert("/" + line.region + "/" + line.city + "/" + line.channel + "/" + line.rep);
        CHECK(seen == paths);
    }
}

TEST_CASE("the calendar knows the holidays and make-up days of every year of the data") {
    const auto plan = Plan::parse(planFor("zh").dump());
    REQUIRE(plan);
    const FiscalCalendar& calendar = plan->calendar();
    CHECK_FALSE(calendar.isWorkingDay(*parseIsoDay("2024-02-12")));  // Monday of the 2024 Spring Festival
    CHECK(calendar.isWorkingDay(*parseIsoDay("2024-02-04")));        // Sunday worked in exchange
    CHECK_FALSE(calendar.isWorkingDay(*parseIsoDay("2023-10-02")));
    CHECK_FALSE(calendar.isWorkingDay(*parseIsoDay("2025-01-28")));
}

TEST_CASE("years whose holidays are not announced yet have the legal ones") {
    SampleOptions options;
    options.year = 2028;
    const auto document = samplePlan(options);
    REQUIRE(document);
    const auto plan = Plan::parse(document->dump());
    REQUIRE(plan);
    CHECK_FALSE(plan->calendar().isWorkingDay(*parseIsoDay("2028-01-26")));  // Wednesday, first day of the lunar year
    CHECK_FALSE(plan->calendar().isWorkingDay(*parseIsoDay("2027-10-01")));
}

TEST_CASE("the request answers with plan and story, and names every bad option at once") {
    const auto specs = sampleRequests();
    REQUIRE(specs.size() == 1);
    CHECK(specs[0].name == "sample.plan");
    const auto good = specs[0].handler({}, {{"seed", 3}, {"language", "en"}, {"asOf", "2026-05-20"}});
    REQUIRE(good);
    CHECK((*good)["story"].size() == 5);
    CHECK((*good)["story"][4]["to"] == "2026-05-20");
    CHECK((*good)["plan"]["meta"]["name"] == "Lanmu Kitchen & Water 2026");

    const auto bad = specs[0].handler({}, {{"rows", 0}, {"seed", -1}, {"language", "fr"}, {"year", 1999}});
    REQUIRE_FALSE(bad);
    std::vector<std::string> codes;
    for (const Error& error : bad.error()) codes.push_back(error.code);
    CHECK(codes ==
          std::vector<std::string>{"sample.bad_rows", "sample.bad_seed", "sample.bad_language", "sample.bad_year"});

    const auto mismatch = specs[0].handler({}, {{"year", "2025"}, {"asOf", "2026-05-20"}});
    REQUIRE_FALSE(mismatch);
    CHECK(mismatch.error()[0].code == "sample.bad_as_of");
}

TEST_CASE("every column the sample writes has a field in its mapping") {
    SampleOptions options;
    options.rows = 1;
    const std::string text = allText(options);
    for (const std::string& header : fieldsOf(text.substr(0, text.find('\n')))) {
        INFO(header);
        CHECK(sampleMapping()["columns"].contains(header));
    }
}

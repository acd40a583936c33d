#include "base/rng.h"
#include "performance/attainment.h"
#include "small_company.h"

using namespace sandtable;
using namespace sandtable::test;

namespace {

World worked() { return {workedPlan(), workedFacts()}; }
const Json kQuarter = {{"period", "2026-Q1"}, {"asOf", "2026-02-10"}};

Json withNode(Json params, const char* node) {
    params["node"] = node;
    return params;
}

Minor sumOfBars(const Json& cockpit) {
    Minor sum = 0;
    for (const Json& bar : cockpit["waterfall"]) sum += bar["gapMinor"].get<Minor>();
    return sum;
}

}  // namespace

TEST_CASE("the waterfall shows children, reserve and unmatched lines and adds up to the gap") {
    const Json cockpit = worked().get("performance.cockpit", kQuarter);
    REQUIRE(cockpit["waterfall"].size() == 4);
    CHECK(cockpit["waterfall"][0] == Json({{"id", "east"}, {"name", "east"}, {"kind", "unit"}, {"gapMinor", -6'400}}));
    CHECK(cockpit["waterfall"][1]["gapMinor"] == -350);
    CHECK(cockpit["waterfall"][2] ==
          Json({{"id", "~reserve"}, {"name", nullptr}, {"kind", "reserve"}, {"gapMinor", -170}}));
    CHECK(cockpit["waterfall"][3] ==
          Json({{"id", "~unattributed"}, {"name", nullptr}, {"kind", "unattributed"}, {"gapMinor", 100}}));
    CHECK(sumOfBars(cockpit) == -6'820);
    CHECK(cockpit["headline"]["gapMinor"] == -6'820);
}

TEST_CASE("below the root the waterfall has no unmatched lines") {
    const Json cockpit = worked().get("performance.cockpit", withNode(kQuarter, "east"));
    REQUIRE(cockpit["waterfall"].size() == 3);
    CHECK(sumOfBars(cockpit) == -6'400);  // −5,000 + 1,400 − 2,800
    CHECK(cockpit["units"].size() == 2);
    const Json leaf = worked().get("performance.cockpit", withNode(kQuarter, "shanghai"));
    REQUIRE(leaf["waterfall"].size() == 1);
    CHECK(leaf["waterfall"][0]["id"] == "shanghai");
    CHECK(leaf["units"].empty());
    CHECK(leaf["worst"].empty());
}

TEST_CASE("worst and best are leaves by gap, with the way to them") {
    const Json cockpit = worked().get("performance.cockpit", kQuarter);
    REQUIRE(cockpit["worst"].size() == 2);
    CHECK(cockpit["worst"][0]["id"] == "shanghai");
    CHECK(cockpit["worst"][0]["path"] == Json({"east", "shanghai"}));
    CHECK(cockpit["worst"][1]["id"] == "chengdu");
    REQUIRE(cockpit["best"].size() == 1);
    CHECK(cockpit["best"][0]["id"] == "hangzhou");
}

TEST_CASE("the series has the year's months, nothing after the day of the report, and running totals") {
    const Json series = worked().get("performance.series", withNode(kQuarter, "shanghai"));
    CHECK(series["periods"].size() == 12);
    CHECK(series["targetMinor"][1] == 16'000);
    CHECK(series["actualMinor"][0] == 15'000);
    CHECK(series["actualMinor"][1] == 8'000);
    CHECK(series["actualMinor"][2].is_null());
    CHECK(series["lastYearMinor"][0].is_null());  // the data begins on 7 February 2025
    CHECK(series["lastYearMinor"][1] == 15'000);
    CHECK(series["cumulativeTarget"][2] == 47'000);
    CHECK(series["cumulativeActual"][1] == 23'000);
    CHECK(series["cumulativeActual"][2].is_null());
    CHECK(series["lastYearMinor"][11] == 0);
}

TEST_CASE("the weekly series of a monthly set adds up to the year") {
    Json params = withNode(kQuarter, "company");
    params["grain"] = "week";
    const Json series = worked().get("performance.series", params);
    CHECK(series["periods"].size() == 53);
    // what is missing is the part of W01 before 1 January, which no monthly cell covers, and W53 after 31 December: nothing
    CHECK(series["cumulativeTarget"].back() ==
          worked().get("performance.cockpit", {{"period", "2026"}})["headline"]["targetMinor"]);
}

TEST_CASE("the reading says where the unit stands, who carries the gap, where it ends and what matches nothing") {
    const Json reading = worked().get("performance.cockpit", kQuarter)["reading"];
    REQUIRE(reading.size() == 4);
    CHECK(reading[0]["key"] == "reading.behind");
    CHECK(reading[0]["params"]["gapMinor"] == 6'820);
    CHECK(reading[0]["params"]["unit"] == "money");
    CHECK(reading[1]["key"] == "reading.largestGap");
    CHECK(reading[1]["params"]["name"] == "east");
    CHECK(reading[1]["params"]["shareRatio"].get<double>() == Approx(6'400.0 / 6'750));
    CHECK(reading[1]["link"] == "#/cockpit?metric=revenue&period=2026-Q1&unit=east");
    CHECK(reading[2]["key"] == "reading.projectionShort");
    // 60,160 − 30,100 = 30,060 over 31 working days, rounded up; 30,100 over 28 so far
    CHECK(reading[2]["params"]["daysLeft"] == 31);
    CHECK(reading[2]["params"]["neededPerDayMinor"] == 970);
    CHECK(reading[2]["params"]["perDayMinor"] == 1'075);
    CHECK(reading[3]["key"] == "reading.unattributed");
    CHECK(reading[3]["params"]["rows"] == 1);
}

TEST_CASE("ids reach links percent-encoded") {
    Json document = workedPlan();
    Json& units = document["collections"]["orgUnits"];
    units["a b&c"] = unitOf("a b&c", "company", "region");
    units["leaf"] = unitOf("leaf", "a b&c", "city");
    document["collections"]["targets"]["revenue-2026-base.leaf"] = {{"id", "revenue-2026-base.leaf"},
                                                                    {"set", "revenue-2026-base"},
                                                                    {"unit", "leaf"},
                                                                    {"values", std::vector<Minor>(12, 90'000)}};
    const auto plan = Plan::parse(document.dump());
    if (!plan) {
        CHECK(plan.error().front().code == "plan.bad_id");  // the document refuses such ids: nothing to encode
        return;
    }
    const World world(document, workedFacts());
    CHECK(world.get("performance.cockpit", kQuarter)["reading"][1]["link"] ==
          "#/cockpit?metric=revenue&period=2026-Q1&unit=a%20b%26c");
}

TEST_CASE("status follows the thresholds, upside down when less is better") {
    const Thresholds limits{1.0, 0.9};
    CHECK(statusOf(100, 100, Direction::up, limits) == Status::good);
    CHECK(statusOf(99, 100, Direction::up, limits) == Status::watch);
    CHECK(statusOf(90, 100, Direction::up, limits) == Status::watch);
    CHECK(statusOf(89, 100, Direction::up, limits) == Status::bad);
    CHECK(statusOf(100, 100, Direction::down, limits) == Status::good);
    CHECK(statusOf(111, 100, Direction::down, limits) == Status::watch);  // 100 / 111 = 0.9009
    CHECK(statusOf(112, 100, Direction::down, limits) == Status::bad);    // 0.893
    CHECK(statusOf(0, 100, Direction::down, limits) == Status::good);
    CHECK(statusOf(5, 0, Direction::up, limits) == Status::none);
}

TEST_CASE("a projection needs a working day, and uses the run rate while nothing is due") {
    CHECK(projectionOf(50, 100, 400, 5, 20) == 200);
    CHECK(projectionOf(50, 0, 400, 5, 20) == 200);  // 50 / 5 × 20
    CHECK(projectionOf(50, std::nullopt, std::nullopt, 5, 15) == 150);
    CHECK_FALSE(projectionOf(50, 100, 400, 0, 20));
    CHECK_FALSE(projectionOf(kMaxMinor, 1, kMaxMinor, 1, 20));  // beyond exact numbers
}

TEST_CASE("the trend compares the last ratio with up to three before it") {
    using Ratios = std::vector<std::optional<double>>;
    CHECK(trendDirectionOf(Ratios{1.0, std::nullopt, 0.9, 1.0, 1.0}) == TrendDirection::up);  // 1.0 against 0.967
    CHECK(trendDirectionOf(Ratios{0.9, 1.0, 1.01}) == TrendDirection::up);                    // 1.01 against 0.95
    CHECK(trendDirectionOf(Ratios{1.0, 1.0, 1.015}) == TrendDirection::flat);
    CHECK(trendDirectionOf(Ratios{1.0, 0.97}) == TrendDirection::down);
    CHECK_FALSE(trendDirectionOf(Ratios{std::nullopt, 0.97}));
    CHECK_FALSE(trendDirectionOf(Ratios{1.0, std::nullopt}));
}

TEST_CASE("29 February is compared with the end of February of a common year") {
    Json document = smallCompany();
    addSet(document, "revenue", "2024");
    addTargets(document, "revenue-2024-base", "shanghai", "values", {2'100});
    const World world(document, factsOf({{"2023-02-28", "east", "shanghai", 100'000},
                                         {"2023-03-01", "east", "shanghai", 700'000},
                                         {"2024-02-29", "east", "shanghai", 210'000}}));
    const Json result = world.get("performance.attainment", {{"period", "2024-02"}, {"asOf", "2024-02-29"}});
    CHECK(result["complete"] == true);
    CHECK(result["lastYear"]["to"] == "2023-02-28");
    CHECK(rowOf(result, "shanghai")["actualMinor"] == 2'100);
    CHECK(rowOf(result, "shanghai")["lastYearMinor"] == 1'000);
    CHECK(rowOf(result, "shanghai")["yoyRatio"].get<double>() == Approx(1.1));
}

namespace {

// A random tree of up to three levels below the root with random targets, reserves and order lines of four decimals.
struct RandomWorld {
    Json document = smallCompany();
    std::vector<std::string> names;
    std::vector<Line> lines;
    std::int64_t total = 0;  // of the quarter asked for, 1/10,000

    explicit RandomWorld(Rng& rng) {
        document["collections"]["orgUnits"] = {{"company", unitOf("company", "", "")}};
        addSet(document, "revenue", "2026", rng.below(2) == 0 ? "month" : "week");
        const std::size_t periods =
            document["collections"]["targetSets"]["revenue-2026-base"]["grain"] == "week" ? 53 : 12;
        names.reserve(200);
        fill("company", "reserve", rng, periods);
        const auto regions = 1 + rng.below(5);
        for (std::uint32_t r = 0; r < regions; ++r) {
            const std::string region = "r" + std::to_string(r);
            document["collections"]["orgUnits"][region] = unitOf(region.c_str(), "company", "region");
            const auto cities = 1 + rng.below(6);
            fill(region, "reserve", rng, periods);
            for (std::uint32_t c = 0; c < cities; ++c) {
                const std::string city = region + "c" + std::to_string(c);
                document["collections"]["orgUnits"][city] = unitOf(city.c_str(), region.c_str(), "city");
                fill(city, "values", rng, periods);
            }
        }
        addLines(rng, regions);
    }

    void fill(const std::string& unit, const char* kind, Rng& rng, std::size_t periods) {
        std::vector<Minor> numbers;
        for (std::size_t p = 0; p < periods; ++p) numbers.push_back(rng.below(100'000));
        addTargets(document, "revenue-2026-base", unit.c_str(), kind, numbers, periods);
    }

    void addLines(Rng& rng, std::uint32_t regions) {
        for (int i = 0; i < 300; ++i) {
            const Day day = dayFromCivil({2026, 1, 1}) + static_cast<Day>(rng.below(200));
            names.push_back(formatIsoDay(day));
            const char* dayText = keep(names.back());
            const std::string region = "r" + std::to_string(rng.below(regions + 1));  // sometimes nobody's
            const char* regionText = keep(region);
            const char* cityText = keep(region + "c" + std::to_string(rng.below(7)));
            const std::int64_t amount = static_cast<std::int64_t>(rng.below(2'000'000)) - 200'000;
            lines.push_back({dayText, regionText, cityText, amount});
            const Day asOf = *parseIsoDay("2026-05-20");
            if (day >= dayFromCivil({2026, 4, 1}) && day <= asOf) total += amount;
        }
    }

    const char* keep(const std::string& text) {
        kept.push_back(std::make_unique<std::string>(text));
        return kept.back()->c_str();
    }
    std::vector<std::unique_ptr<std::string>> kept;
};

}  // namespace

TEST_CASE("on random companies every parent is the sum of its parts, every waterfall is its gap, and nothing is lost") {
    Rng rng(2026);
    for (int round = 0; round < 60; ++round) {
        RandomWorld random(rng);
        const World world(random.document, factsOf(random.lines));
        const Json params = {{"period", "2026-Q2"}, {"asOf", "2026-05-20"}};
        const Json result = world.get("performance.attainment", params);
        std::map<std::string, Minor> actualBelow, dueBelow, targetBelow;
        Minor leaves = 0;
        for (const Json& unit : result["units"]) {
            if (unit["leaf"] == true) leaves += unit["actualMinor"].get<Minor>();
            if (unit["parent"].is_null()) continue;
            actualBelow[unit["parent"]] += unit["actualMinor"].get<Minor>();
            dueBelow[unit["parent"]] += unit["toDateTargetMinor"].get<Minor>();
            targetBelow[unit["parent"]] += unit["targetMinor"].get<Minor>();
        }
        const Minor unmatched = result["unattributed"]["amountMinor"];
        REQUIRE(leaves + unmatched == minorFromAmount(random.total, 2));
        for (const auto& [id, below] : dueBelow) {
            const Json unit = rowOf(result, id);
            REQUIRE(unit["toDateTargetMinor"] == below + unit["toDateReserveMinor"].get<Minor>());
            REQUIRE(unit["targetMinor"] == targetBelow[id] + unit["reserveMinor"].get<Minor>());
            REQUIRE(unit["actualMinor"] == actualBelow[id] + (id == "company" ? unmatched : 0));
            const Json cockpit = world.get("performance.cockpit", withNode(params, id.c_str()));
            REQUIRE(sumOfBars(cockpit) == unit["gapMinor"].get<Minor>());
        }
    }
}

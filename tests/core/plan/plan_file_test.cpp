#include <catch2/catch.hpp>
#include <cmath>

#include "base/json_reader.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "plan/calendar_preset.h"
#include "plan/plan.h"
#include "sample_documents.h"

using namespace sandtable;

namespace {

std::string codeOf(std::string_view text) {
    const auto plan = Plan::parse(text);
    return plan ? "opened" : plan.error().front().code;
}

}  // namespace

TEST_CASE("Plan text is canonical: sorted keys, two-space indent, number lists on one line") {
    const Json value = {
        {"b", {1, -2, 3.5, nullptr}}, {"a", {{"x", "行\n\"\\\x01"}, {"empty", Json::object()}}}, {"c", {"t", true}}};
    CHECK(writeCanonicalJson(value) ==
          "{\n"
          "  \"a\": {\n"
          "    \"empty\": {},\n"
          "    \"x\": \"行\\n\\\"\\\\\\u0001\"\n"
          "  },\n"
          "  \"b\": [1, -2, 3.5, null],\n"
          "  \"c\": [\n"
          "    \"t\",\n"
          "    true\n"
          "  ]\n"
          "}\n");
}

TEST_CASE("Doubles are written in the shortest form that reads back the same") {
    for (const double number : {0.1, 1.0 / 3, 5e-324, 1.7976931348623157e308, -0.0, 100.0, 123456789012345680.0}) {
        const std::string text = writeCanonicalJson(number);
        const double back = readJson(text, kPlanJsonErrors)->get<double>();
        CHECK(std::signbit(back) == std::signbit(number));
        CHECK(back == number);
    }
    CHECK(writeCanonicalJson(0.1) == "0.1\n");
    CHECK(writeCanonicalJson(INT64_MIN) == "-9223372036854775808\n");
}

TEST_CASE("Text that is not UTF-8 is written with replacement characters instead of failing") {
    CHECK(writeCanonicalJson("a\xff") == "\"a\xef\xbf\xbd\"\n");
}

TEST_CASE("Opening and writing a plan gives the same bytes, in whatever form it came") {
    const std::string canonical = test::smallPlan().serialize();
    CHECK(Plan::parse(canonical)->serialize() == canonical);
    CHECK(Plan::parse(Json::parse(canonical).dump(7))->serialize() == canonical);
}

TEST_CASE("The checksum is the crc32 of the text in eight hex digits") {
    const Plan plan = test::smallPlan();
    char expected[9];
    std::snprintf(expected, sizeof expected, "%08x", crc32(plan.serialize()));
    CHECK(plan.checksum() == expected);
}

TEST_CASE("What is not a plan is told apart") {
    CHECK(codeOf("") == "plan.not_json");
    CHECK(codeOf("{") == "plan.not_json");
    CHECK(codeOf("订单日期,销售额") == "plan.not_json");
    CHECK(codeOf("\"\xff\"") == "plan.not_json");
    CHECK(codeOf("[]") == "plan.not_a_plan");
    CHECK(codeOf(R"({"format":"other"})") == "plan.not_a_plan");
    CHECK(codeOf(R"({"format":"sandtable-plan"})") == "plan.schema");
    CHECK(codeOf(R"({"format":"sandtable-plan","version":"one"})") == "plan.schema");
    CHECK(codeOf(R"({"format":"sandtable-plan","format":"sandtable-plan"})") == "plan.duplicate_key");
    CHECK(codeOf(std::string(100'000, '[')) == "plan.too_deep");
    CHECK(codeOf("{\"format\": 1e999}") == "plan.not_json");
}

TEST_CASE("A syntax error is located by line and column") {
    const auto plan = Plan::parse("{\n  \"a\": 1,\n  \"b\": x\n}");
    REQUIRE_FALSE(plan);
    CHECK(plan.error().front().params["line"] == 3);
    CHECK(plan.error().front().params["column"] == 8);
}

TEST_CASE("A repeated key is located by its pointer") {
    const auto plan = Plan::parse(R"({"a":[{"b":{"c":1,"c":2}}]})");
    REQUIRE_FALSE(plan);
    CHECK(plan.error().front().code == "plan.duplicate_key");
    CHECK(plan.error().front().path == "/a/0/b/c");
}

TEST_CASE("The reader stops at its limits") {
    CHECK(readJson("[1,2,3]", kPlanJsonErrors, {.elements = 4}).has_value());
    CHECK(readJson("[1,2,3]", kPlanJsonErrors, {.elements = 3}).error().front().code == "plan.too_large");
    CHECK(readJson("[[1]]", kPlanJsonErrors, {.depth = 2}).has_value());
    CHECK(readJson("[[1]]", kPlanJsonErrors, {.depth = 1}).error().front().code == "plan.too_deep");
    CHECK(readJson("[1]", kPlanJsonErrors, {.bytes = 2}).error().front().code == "plan.too_large");
}

TEST_CASE("Unknown fields and collections are kept") {
    Json document = test::smallDocument();
    document["version"] = "1.7";
    document["future"] = {{"x", {1, 2}}};
    document["meta"]["colour"] = "red";
    document["collections"]["orgUnits"]["sh"]["climate"] = {{"rain", true}};
    document["collections"]["boats"] = {{"B 1", {{"sails", 3}}}};
    auto plan = Plan::parse(document.dump());
    REQUIRE(plan);
    CHECK_FALSE(plan->readOnly());
    CHECK(plan->document() == document);
    CHECK(plan->apply(test::patch(patchReplace("/collections/boats/B 1/sails", 4))));
    CHECK(plan->document()["version"] == "1.7");
}

TEST_CASE("A newer major version opens read-only when it can still be read") {
    Json document = test::smallDocument();
    document["version"] = "2.0";
    auto plan = Plan::parse(document.dump());
    REQUIRE(plan);
    CHECK(plan->readOnly());
    const auto refused = plan->apply(test::patch(patchReplace("/meta/name", "x")));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().front().code == "plan.read_only");
    CHECK(refused.error().front().kind == ErrorKind::version);

    document["meta"] = Json::array();
    const auto unreadable = Plan::parse(document.dump());
    REQUIRE_FALSE(unreadable);
    CHECK(unreadable.error().front().code == "plan.newer_version");
}

TEST_CASE("A plan of version 0.9 is brought up to date") {
    Json old = test::smallDocument();
    old["version"] = "0.9";
    old["collections"]["units"] = old["collections"]["orgUnits"];
    old["collections"].erase("orgUnits");
    old["collections"].erase("reserveMoves");
    const auto plan = Plan::parse(old.dump());
    REQUIRE(plan);
    CHECK(plan->migratedFrom() == "0.9");
    CHECK(plan->document() == test::smallDocument());
    CHECK_FALSE(test::smallPlan().migratedFrom());
}

TEST_CASE("A version nobody wrote is refused") {
    Json document = test::smallDocument();
    document["version"] = "0.3";
    const auto plan = Plan::parse(document.dump());
    REQUIRE_FALSE(plan);
    CHECK(plan.error().front().code == "plan.unsupported_version");
    CHECK(plan.error().front().kind == ErrorKind::version);
}

TEST_CASE("A missing collection is an empty one, a missing part is an error") {
    Json document = test::smallDocument();
    document["collections"].erase("proposals");
    CHECK(Plan::parse(document.dump())->collection("proposals") == Json::object());
    document.erase("calendar");
    const auto plan = Plan::parse(document.dump());
    REQUIRE_FALSE(plan);
    CHECK(plan.error().front().path == "/calendar");
    CHECK(plan.error().front().params["rule"] == "required");
}

TEST_CASE("China's announced holidays are calendar data") {
    const std::vector<int> years{2025, 2026};
    const auto days = calendarPreset("CN", years);
    REQUIRE(days);
    CHECK((*days)["2026-02-17"] == Json{{"works", false}, {"name", "春节"}});
    CHECK((*days)["2026-02-14"]["works"] == true);
    CHECK_FALSE(days->contains("2024-10-01"));
    // 2025: 365 days, 104 weekend days; the notices give 28 days off, 10 of them on weekends, and 5 worked weekend days:
    // the 248 working days every payroll table of that year names.
    auto calendar = FiscalCalendar::fromJson({{"days", *days}});
    REQUIRE(calendar);
    const DayRange year{dayFromCivil({2025, 1, 1}), dayFromCivil({2025, 12, 31})};
    CHECK(calendar->workingDays(year) == 365 - 104 - (28 - 10) + 5);
    CHECK(calendarPreset("none", years)->empty());
    CHECK(calendarPreset("CN", years, HolidayNames::english)->at("2026-02-17")["name"] == "Spring Festival");
}

TEST_CASE("Years not yet announced have the legal days off only, and far years are refused") {
    const std::vector<int> years{2030};
    const auto days = calendarPreset("CN", years);
    REQUIRE(days);
    CHECK_FALSE(isAnnounced("CN", 2030));
    CHECK(days->size() == 13);  // since 2025 the law gives 13 days; in 2030 none of them coincide
    for (const auto& [day, entry] : days->items()) CHECK(entry["works"] == false);
    const std::vector<int> far{2099};
    CHECK(calendarPreset("CN", far).error().front().code == "calendar.no_holiday_data");
}

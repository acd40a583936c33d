#include "small_company.h"

using namespace sandtable;
using namespace sandtable::test;

TEST_CASE("a summary adds up exactly, by calendar year, and counts distinct orders") {
    const World world(workedPlan(), workedFacts());
    const Json summary = world.get("performance.summary", Json::object());
    CHECK(summary["rows"] == 7);
    CHECK(summary["rejected"] == 3);
    CHECK(summary["amount"] == 5'500'000);  // 150 + 80 + 99 + 70 + 1 + 100 + 50 yuan
    CHECK(summary["orders"] == 6);          // "b" twice
    CHECK(summary["firstDay"] == "2025-02-07");
    CHECK(summary["lastDay"] == "2026-02-11");
    REQUIRE(summary["byYear"].size() == 2);
    CHECK(summary["byYear"][0]["year"] == "2025");
    CHECK(summary["byYear"][0]["amount"] == 1'500'000);
    CHECK(summary["byYear"][1]["amount"] == 4'000'000);
}

TEST_CASE("what a table does not hold is null, not zero") {
    const World world(workedPlan(), workedFacts());
    const Json summary = world.get("performance.summary", {{"table", "orders"}});
    for (const char* field : {"margin", "quantity", "customers"}) CHECK(summary[field].is_null());
    CHECK(summary["byYear"][0]["margin"].is_null());
}

TEST_CASE("missing amounts and missing order numbers are left out") {
    const World world(workedPlan(), factsOf({{"2026-01-05", "east", "shanghai", 10},
                                             {"2026-01-06", "east", "shanghai", kMissingAmount, "a"}}));
    const Json summary = world.get("performance.summary", Json::object());
    CHECK(summary["amount"] == 10);
    CHECK(summary["orders"] == 1);
}

TEST_CASE("quantities are counted in pieces, with decimals only where pieces are divided") {
    auto facts = std::make_shared<FactTable>(
        *factsOf({{"2025-01-06", "east", "shanghai", 10}, {"2026-01-05", "east", "shanghai", 10}}));
    facts->amounts["quantity"] = {30'000, 15'000};  // 3 and 1.5 pieces
    const Json summary = World(workedPlan(), facts).get("performance.summary", Json::object());
    CHECK(summary["quantity"] == 4.5);
    CHECK(summary["byYear"][0]["quantity"] == 3);
    CHECK(summary["byYear"][0]["quantity"].is_number_integer());
}

TEST_CASE("an empty table has no days and sums of zero") {
    const Json summary = World(workedPlan(), factsOf({})).get("performance.summary", Json::object());
    CHECK(summary["rows"] == 0);
    CHECK(summary["firstDay"].is_null());
    CHECK(summary["byYear"].empty());
}

TEST_CASE("a sum too large to be exact is an error that names the column") {
    const World world(workedPlan(),
                      factsOf({{"2026-01-05", "east", "shanghai", kMaxMinor}, {"2026-01-05", "east", "shanghai", 1}}));
    const auto summary = world.ask("performance.summary", Json::object());
    REQUIRE_FALSE(summary);
    CHECK(summary.error()[0].code == "performance.sum_too_large");
    CHECK(summary.error()[0].params["measure"] == "amount");
}

TEST_CASE("a table that is not there is named") {
    CHECK(codeOf(World(workedPlan(), nullptr).ask("performance.summary", {{"table", "returns"}})) ==
          "performance.no_facts");
}

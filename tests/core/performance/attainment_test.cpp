#include "small_company.h"

using namespace sandtable;
using namespace sandtable::test;

namespace {

World worked() { return {workedPlan(), workedFacts()}; }
const Json kQuarter = {{"period", "2026-Q1"}, {"asOf", "2026-02-10"}};

}  // namespace

TEST_CASE("to-date targets are finished months plus the running one by working days") {
    const Json result = worked().get("performance.attainment", kQuarter);
    // by 10 February: 21 of 21 working days of January, 7 of 16 of February (2–6, 9, 10)
    CHECK(result["workingDays"] == 59);  // 21 + 16 + 22
    CHECK(result["elapsedWorkingDays"] == 28);
    CHECK(result["elapsedRatio"].get<double>() == Approx(28.0 / 59));
    const Json shanghai = rowOf(result, "shanghai");
    CHECK(shanghai["targetMinor"] == 47'000);        // 21,000 + 16,000 + 10,000
    CHECK(shanghai["toDateTargetMinor"] == 28'000);  // 21,000 + 16,000 × 7/16
    CHECK(rowOf(result, "hangzhou")["toDateTargetMinor"] == 5'600);
    CHECK(rowOf(result, "chengdu")["toDateTargetMinor"] == 350);
}

TEST_CASE("a parent owes its children's targets and its own reserve") {
    const Json result = worked().get("performance.attainment", kQuarter);
    const Json east = rowOf(result, "east");
    CHECK(east["toDateReserveMinor"] == 2'800);  // 2,100 + 1,600 × 7/16
    CHECK(east["toDateTargetMinor"] == 36'400);  // 28,000 + 5,600 + 2,800
    CHECK(east["reserveMinor"] == 3'700);
    CHECK(east["targetMinor"] == 59'100);  // 47,000 + 8,400 + 3,700
    const Json company = rowOf(result, "company");
    CHECK(company["toDateReserveMinor"] == 170);
    CHECK(company["toDateTargetMinor"] == 36'920);  // 36,400 + 350 + 170
    CHECK(rowOf(result, "shanghai")["reserveMinor"].is_null());
}

TEST_CASE("actuals stop at the day of the report, gap and ratios follow") {
    const Json result = worked().get("performance.attainment", kQuarter);
    const Json shanghai = rowOf(result, "shanghai");
    CHECK(shanghai["actualMinor"] == 23'000);
    CHECK(shanghai["gapMinor"] == -5'000);
    CHECK(shanghai["attainmentRatio"].get<double>() == Approx(23.0 / 28));
    CHECK(shanghai["fullRatio"].get<double>() == Approx(23.0 / 47));
    CHECK(shanghai["status"] == "bad");
    CHECK(rowOf(result, "hangzhou")["status"] == "good");
    CHECK(rowOf(result, "chengdu")["status"] == "bad");
    CHECK(rowOf(result, "chengdu")["actualMinor"] == 0);
}

TEST_CASE("order lines that match no unit count at the root and are reported") {
    const Json result = worked().get("performance.attainment", kQuarter);
    CHECK(result["unattributed"] == Json({{"amountMinor", 100}, {"rows", 1}}));
    CHECK(rowOf(result, "company")["actualMinor"] == 30'100);  // 23,000 + 7,000 + 0 + 100
    CHECK(rowOf(result, "company")["gapMinor"] == -6'820);
}

TEST_CASE("a root that names a value of its own does not take other regions' lines") {
    Json document = workedPlan();
    Json& units = document["collections"]["orgUnits"];
    units["east"]["parent"] = nullptr;
    for (const char* id : {"company", "west", "chengdu"}) {
        units.erase(id);
        document["collections"]["targets"].erase(std::string("revenue-2026-base.") + id);
    }
    const World world(document, workedFacts());
    const Json result = world.get("performance.attainment", kQuarter);
    CHECK(rowOf(result, "east")["actualMinor"] == 30'000);
    CHECK(result["rootHoldsUnattributed"] == false);
}

TEST_CASE("projection carries the pace against the target forward") {
    const Json result = worked().get("performance.attainment", kQuarter);
    const Json shanghai = rowOf(result, "shanghai");
    CHECK(shanghai["projectionMinor"] == 38'607);  // 23,000 / 28,000 × 47,000 = 38,607.14
    CHECK(shanghai["projectionRatio"].get<double>() == Approx(38'607.0 / 47'000));
    CHECK(rowOf(result, "hangzhou")["projectionMinor"] == 10'500);
    CHECK(rowOf(result, "chengdu")["projectionMinor"] == 0);
}

TEST_CASE("last year is compared after as many working days") {
    // 28 working days of 2025 (23 in January, no holidays listed) end on 7 February: 100.00 count, 10 February does not
    const Json result = worked().get("performance.attainment", kQuarter);
    CHECK(result["lastYear"]["period"] == "2025-Q1");
    CHECK(result["lastYear"]["to"] == "2025-02-07");
    CHECK(result["lastYear"]["complete"] == false);  // the data begins in February
    CHECK(rowOf(result, "shanghai")["lastYearMinor"] == 10'000);
    CHECK(rowOf(result, "shanghai")["yoyRatio"].get<double>() == Approx(1.3));
    CHECK(rowOf(result, "hangzhou")["lastYearMinor"] == 0);
    CHECK(rowOf(result, "hangzhou")["yoyRatio"].is_null());
}

TEST_CASE("without history last year is missing, not zero") {
    const World world(workedPlan(), factsOf({{"2026-01-05", "east", "shanghai", 1'500'000}}));
    const Json result = world.get("performance.attainment", kQuarter);
    CHECK(result["lastYear"].is_null());
    CHECK(rowOf(result, "shanghai")["lastYearMinor"].is_null());
    CHECK(rowOf(result, "shanghai")["yoyRatio"].is_null());
}

TEST_CASE("a finished period owes everything and projects its actual") {
    const Json result = worked().get("performance.attainment", {{"period", "2026-01"}, {"asOf", "2026-02-10"}});
    CHECK(result["complete"] == true);
    const Json shanghai = rowOf(result, "shanghai");
    CHECK(shanghai["toDateTargetMinor"] == 21'000);
    CHECK(shanghai["actualMinor"] == 15'000);
    CHECK(shanghai["projectionMinor"] == 15'000);
}

TEST_CASE("a period that has not begun has no actual, no gap and no status") {
    const Json result = worked().get("performance.attainment", {{"period", "2026-03"}, {"asOf", "2026-02-10"}});
    CHECK(result["begun"] == false);
    const Json shanghai = rowOf(result, "shanghai");
    CHECK(shanghai["targetMinor"] == 10'000);
    CHECK(shanghai["toDateTargetMinor"] == 0);
    for (const char* field : {"actualMinor", "attainmentRatio", "projectionMinor", "lastYearMinor"})
        CHECK(shanghai[field].is_null());
    CHECK(shanghai["gapMinor"].is_null());
    CHECK(shanghai["status"] == "none");
}

TEST_CASE("before the first working day of a period there is no ratio and no projection") {
    const Json result = worked().get("performance.attainment", {{"period", "2026-01"}, {"asOf", "2026-01-01"}});
    const Json shanghai = rowOf(result, "shanghai");
    CHECK(shanghai["toDateTargetMinor"] == 0);
    CHECK(shanghai["actualMinor"] == 0);
    CHECK(shanghai["attainmentRatio"].is_null());
    CHECK(shanghai["projectionMinor"].is_null());
    CHECK(shanghai["status"] == "none");
}

TEST_CASE("a unit without a target has no ratio and is projected at its run rate") {
    const Json result = worked().get("performance.attainment", {{"period", "2026-01"}, {"asOf", "2026-01-14"}});
    // chengdu's January target is 0; 9 of 21 working days (2, 5–9, 12–14) have passed
    CHECK(result["elapsedWorkingDays"] == 9);
    const Json chengdu = rowOf(result, "chengdu");
    CHECK(chengdu["attainmentRatio"].is_null());
    CHECK(chengdu["fullRatio"].is_null());
    CHECK(chengdu["status"] == "none");
    CHECK(chengdu["projectionMinor"] == 0);
}

TEST_CASE("without any target set actuals still show, against last year only") {
    const Json result =
        worked().get("performance.attainment",
                     {{"metric", "revenue"}, {"tier", "stretch"}, {"period", "2026-01"}, {"asOf", "2026-01-14"}});
    CHECK(result["hasTargets"] == false);
    const Json shanghai = rowOf(result, "shanghai");
    CHECK(shanghai["targetMinor"].is_null());
    CHECK(shanghai["gapMinor"].is_null());
    CHECK(shanghai["status"] == "none");
    CHECK(shanghai["actualMinor"] == 15'000);
    CHECK(shanghai["projectionMinor"] == 35'000);  // 15,000 / 9 × 21
}

TEST_CASE("the trend shows six months, in the order of time, and which way the last one moved") {
    Json document = workedPlan();
    addSet(document, "revenue", "2025");
    addTargets(document, "revenue-2025-base", "shanghai", "values", {10'000});
    const World world(document, factsOf({{"2025-09-15", "east", "shanghai", 1'000'000},   // ratio 1.0
                                         {"2025-10-15", "east", "shanghai", 800'000},     // 0.8
                                         {"2025-11-15", "east", "shanghai", 900'000},     // 0.9
                                         {"2026-01-15", "east", "shanghai", 2'100'000},   // 1.0
                                         {"2026-02-10", "east", "shanghai", 350'000}}));  // 3,500 of 7,000 to date
    const Json result = world.get("performance.attainment", {{"period", "2026-02"}, {"asOf", "2026-02-10"}});
    CHECK(result["trendPeriods"] == Json({"2025-09", "2025-10", "2025-11", "2025-12", "2026-01", "2026-02"}));
    const Json shanghai = rowOf(result, "shanghai");
    CHECK(shanghai["trend"] == Json({1.0, 0.8, 0.9, 0.0, 1.0, 0.5}));
    CHECK(shanghai["trendDirection"] == "down");  // 0.5 against (0.9 + 0 + 1) / 3 = 0.633
}

TEST_CASE("periods before the data begins have no trend") {
    const Json result = worked().get("performance.attainment", kQuarter);
    const Json trend = rowOf(result, "shanghai")["trend"];
    REQUIRE(trend.size() == 6);
    for (std::size_t i = 0; i < 5; ++i) CHECK(trend[i].is_null());  // 2025 has no target set
    CHECK(rowOf(result, "shanghai")["trendDirection"].is_null());
}

TEST_CASE("thresholds come from the plan's settings") {
    Json document = workedPlan();
    document["settings"]["thresholds"] = {{"goodRatio", 0.82}, {"watchRatio", 0.5}};
    const World world(document, workedFacts());
    CHECK(rowOf(world.get("performance.attainment", kQuarter), "shanghai")["status"] == "good");  // 0.8214
}

TEST_CASE("for metrics where less is better the limits apply upside down, and distinct counts overlap") {
    Json document = workedPlan();
    addSet(document, "orderCount", "2026");
    addTargets(document, "orderCount-2026-base", "shanghai", "values", {1});
    addTargets(document, "orderCount-2026-base", "hangzhou", "values", {2});
    const World world(document, workedFacts());
    const Json params = {{"metric", "orderCount"}, {"period", "2026"}, {"asOf", "2026-12-31"}};
    const Json result = world.get("performance.attainment", params);
    CHECK(rowOf(result, "shanghai")["actualMinor"] == 3);  // a, b, c: numbers of things, not fen
    CHECK(rowOf(result, "hangzhou")["actualMinor"] == 1);  // b again
    CHECK(rowOf(result, "east")["actualMinor"] == 3);
    CHECK(rowOf(result, "shanghai")["status"] == "good");  // 3 of at most 12
    const Json cockpit =
        world.get("performance.cockpit",
                  {{"metric", "orderCount"}, {"period", "2026"}, {"asOf", "2026-12-31"}, {"node", "east"}});
    Minor bars = 0;
    for (const Json& bar : cockpit["waterfall"]) bars += bar["gapMinor"].get<Minor>();
    CHECK(bars == cockpit["headline"]["gapMinor"]);
    CHECK(cockpit["waterfall"].back()["kind"] == "overlap");
    CHECK(cockpit["waterfall"].back()["gapMinor"] == -1);
}

TEST_CASE("questions that cannot be answered say why") {
    const World world = worked();
    CHECK(codeOf(world.ask("performance.attainment", {{"metric", "nothing"}, {"period", "2026"}})) ==
          "performance.no_such_metric");
    CHECK(codeOf(world.ask("performance.attainment", {{"metric", "coverage"}, {"period", "2026"}})) ==
          "performance.not_measured");
    CHECK(codeOf(world.ask("performance.attainment", {{"metric", "revenue"}})) == "performance.no_period");
    CHECK(codeOf(world.ask("performance.attainment", {{"set", "gone"}, {"period", "2026"}})) == "targets.no_such_set");
    CHECK(codeOf(world.ask("performance.cockpit", {{"period", "2026"}, {"node", "gone"}})) ==
          "performance.no_such_unit");
    CHECK(codeOf(world.ask("performance.attainment", {{"period", "2026-13"}})) != "ok");
    CHECK(codeOf(world.ask("performance.attainment", {{"metric", "margin"}, {"period", "2026"}})) ==
          "actuals.missing_measure");
    CHECK(codeOf(World(workedPlan(), nullptr).ask("performance.attainment", {{"period", "2026"}})) ==
          "performance.no_facts");
    CHECK(codeOf(World(Plan::makeEmpty({}).document(), workedFacts())
                     .ask("performance.attainment", {{"period", "2026"}})) == "performance.no_organisation");
}

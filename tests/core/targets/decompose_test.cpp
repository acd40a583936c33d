// Decompositions worked out by hand on a small region, and the contract call on public data.
#include <catch2/catch.hpp>
#include <fstream>
#include <iostream>
#include <sstream>

#include "facts/import_session.h"
#include "facts/report.h"
#include "small_region.h"

using namespace sandtable;
using namespace sandtable::fixture;

namespace {

Json base(const Json& more = Json::object()) {
    Json params{{"metric", "revenue"},
                {"year", "2026"},
                {"totalMinor", 1'200'000},
                {"method", "even"},
                {"seasonality", "even"}};
    params.update(more);
    return params;
}

Minor totalOf(const Json& result, const char* id) { return nodeOf(result["nodes"], id)["totalMinor"].get<Minor>(); }

}  // namespace

TEST_CASE("an even decomposition halves, halves again and spreads over twelve months") {
    Desk desk;
    addTree(desk);
    const Json result = desk.must("targets.decompose", base());
    CHECK(totalOf(result, "root") == 1'200'000);
    CHECK(totalOf(result, "north") == 600'000);
    CHECK(totalOf(result, "n1") == 300'000);
    CHECK(totalOf(result, "s1") == 600'000);
    CHECK(nodeOf(result["nodes"], "n1")["periods"]["2026-07"] == 25'000);
    CHECK(sumsExactly(result["nodes"]));
}

TEST_CASE("a reserve is kept by every unit with children, of its own total") {
    Desk desk;
    addTree(desk);
    const Json result =
        desk.must("targets.decompose", base({{"reserveRatio", 0.05}, {"reserveRatios", {{"north", 0.1}}}}));
    // root keeps 5 % of 1,200,000 = 60,000; the areas share 1,140,000: 570,000 each; north keeps 10 % = 57,000.
    CHECK(nodeOf(result["nodes"], "root")["reserveMinor"] == 60'000);
    CHECK(totalOf(result, "north") == 570'000);
    CHECK(nodeOf(result["nodes"], "north")["reserveMinor"] == 57'000);
    CHECK(totalOf(result, "n1") == 256'500);
    CHECK(nodeOf(result["nodes"], "s1")["reserveMinor"] == 0);
    CHECK(sumsExactly(result["nodes"]));
}

TEST_CASE("history shares follow last year, the mean follows both years") {
    Desk desk;
    addTree(desk);
    addOrders(desk);
    // 2025: n1 1800, n2 600, s1 1200 of 3600. Area shares 2400 : 1200, cities 1800 : 600.
    const Json last = desk.must("targets.decompose", base({{"method", "history"}}));
    CHECK(totalOf(last, "north") == 800'000);
    CHECK(totalOf(last, "n1") == 600'000);
    CHECK(totalOf(last, "n2") == 200'000);
    // Both years: n1 3000, n2 1200, s1 2400 of 6600; north 4200/6600 of 1,200,000 = 763,636.36…
    const Json mean = desk.must("targets.decompose", base({{"method", "mean"}}));
    CHECK(totalOf(mean, "north") == 763'636);
    CHECK(totalOf(mean, "s1") == 436'364);
    CHECK(totalOf(mean, "n1") == 545'454);  // 763,636 × 3000/4200 = 545,454.28
}

TEST_CASE("without a total the history grows by the ratio asked for and says so") {
    Desk desk;
    addTree(desk);
    addOrders(desk);
    const Json result =
        desk.must("targets.decompose",
                  base({{"method", "history"}, {"totalMinor", nullptr}, {"growth", {{"defaultRatio", 0.1}}}}));
    CHECK(result["totalMinor"] == 396'000);  // 3,600.00 yuan × 1.1
    CHECK(totalOf(result, "n1") == 198'000);
}

TEST_CASE("growth of a node is damped towards its parent's") {
    Desk desk;
    addTree(desk);
    addOrders(desk);
    const Json result = desk.must("targets.decompose", base({{"method", "growth"}, {"totalMinor", nullptr}}));
    // root 3000 -> 3600: 20 %. north 1800 -> 2400: 33.3 %, 22 active months: credibility 22/34.
    const double north = 22.0 / 34 * (1.0 / 3) + 12.0 / 34 * 0.2;
    const Json& why = nodeOf(result["nodes"], "north")["why"]["methods"][0];
    CHECK(why["credibility"].get<double>() == Approx(22.0 / 34));
    CHECK(why["growthRatio"].get<double>() == Approx(north));
    CHECK(result["totalMinor"] == 432'000);
}

TEST_CASE("the forecast carries the trend on with damping") {
    Desk desk;
    addTree(desk);
    addOrders(desk);
    // root: slope +600 a year, 3600 + 0.8 × 600 = 4080 yuan; n1 1800 + 0.8 × 600 = 2280; n2 600; s1 1200.
    const Json result = desk.must("targets.decompose", base({{"method", "forecast"}, {"totalMinor", nullptr}}));
    CHECK(result["totalMinor"] == 408'000);
    CHECK(nodeOf(result["nodes"], "n1")["why"]["weight"].get<double>() == Approx(228'000));
}

TEST_CASE("seasonality from history gives February nothing and March double") {
    Desk desk;
    addTree(desk);
    addOrders(desk);
    const Json result = desk.must("targets.decompose", base({{"seasonality", "history"}}));
    const Json& months = nodeOf(result["nodes"], "s1")["periods"];
    CHECK(2 * months["2026-03"].get<Minor>() > 3 * months["2026-04"].get<Minor>());
    CHECK(months["2026-02"].get<Minor>() < months["2026-01"].get<Minor>());
    CHECK(nodeOf(result["nodes"], "s1")["why"]["seasonFrom"] == "s1");
    CHECK(sumsExactly(result["nodes"]));
}

TEST_CASE("a profile spreads by its twelve weights") {
    Desk desk;
    addTree(desk);
    const Json result = desk.must(
        "targets.decompose",
        base({{"profile", {3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}}, {"totalMinor", 1400}, {"seasonality", "profile"}}));
    CHECK(nodeOf(result["nodes"], "root")["periods"]["2026-01"] == 300);
    CHECK(nodeOf(result["nodes"], "root")["periods"]["2026-12"] == 100);
    CHECK(sumsExactly(result["nodes"]));
}

TEST_CASE("manual amounts stand, children without one share the rest") {
    Desk desk;
    addTree(desk);
    addOrders(desk);
    const Json result =
        desk.must("targets.decompose", base({{"method", "manual"}, {"manual", {{"south", 500'001}, {"n2", 100'000}}}}));
    CHECK(totalOf(result, "south") == 500'001);
    CHECK(totalOf(result, "north") == 699'999);
    CHECK(totalOf(result, "n2") == 100'000);
    CHECK(totalOf(result, "n1") == 599'999);
    bool said = false;
    for (const Json& warning : result["warnings"]) said |= warning["code"] == "targets.manual_missing";
    CHECK(said);
    const auto wrong = desk.ask("targets.decompose",
                                base({{"method", "manual"}, {"manual", {{"south", 900'000}, {"north", 600'000}}}}));
    REQUIRE_FALSE(wrong);
    CHECK(wrong.error()[0].code == "targets.manual_mismatch");
}

TEST_CASE("potential times capability weighs, the unknown count as the mean of their siblings") {
    Desk desk;
    addTree(desk);
    REQUIRE(desk.plan.apply(Json::array(
        {patchAdd("/collections/orgUnits/n1/potential", 30), patchAdd("/collections/orgUnits/n1/capability", 1.5),
         patchAdd("/collections/orgUnits/n2/potential", 15), patchAdd("/collections/orgUnits/s1/potential", 60)})));
    const Json result = desk.must("targets.decompose", base({{"method", "potential"}}));
    CHECK(totalOf(result, "north") == 600'000);  // 45 + 15 against 60
    CHECK(totalOf(result, "n1") == 450'000);     // 45 of 60
}

TEST_CASE("a blend mixes the shares of its methods inside every parent") {
    Desk desk;
    addTree(desk);
    addOrders(desk);
    const Json result =
        desk.must("targets.decompose", base({{"method", "blend"}, {"weights", {{"history", 3}, {"even", 1}}}}));
    // north: 0.75 × 2/3 + 0.25 × 1/2 = 0.625
    CHECK(totalOf(result, "north") == 750'000);
    CHECK(totalOf(result, "n1") == 515'625);  // 0.75 × 3/4 + 0.25 × 1/2 = 0.6875 of 750,000
}

TEST_CASE("wrong parameters are all reported with their place") {
    Desk desk;
    addTree(desk);
    const auto result = desk.ask("targets.decompose", {{"metric", "revenue"},
                                                       {"year", "20x6"},
                                                       {"method", "magic"},
                                                       {"reserveRatio", 1.5},
                                                       {"seasonality", "profile"},
                                                       {"profile", {1, 2, 3}}});
    REQUIRE_FALSE(result);
    std::string seen;
    for (const Error& error : result.error()) seen += error.code + error.path + " ";
    CHECK(seen ==
          "targets.bad_year/year targets.unknown_method/method targets.bad_profile/profile "
          "targets.bad_ratio/reserveRatio ");
    CHECK(desk.ask("targets.decompose", base({{"metric", "nothing"}})).error()[0].code == "targets.unknown_metric");
    addOrders(desk);
    const auto early = desk.ask("targets.decompose", base({{"method", "history"}, {"historyYears", {"2019"}}}));
    CHECK(early.error()[0].code == "targets.no_history");
    CHECK(early.error()[0].params["years"] == Json::array({"2019"}));
}

TEST_CASE("weeks of the year add up to the same totals") {
    Desk desk;
    addTree(desk);
    addOrders(desk);
    const Json result =
        desk.must("targets.decompose", base({{"grain", "week"}, {"seasonality", "history"}, {"reserveRatio", 0.03}}));
    CHECK(nodeOf(result["nodes"], "root")["periods"].size() == 53);  // ISO year 2026 has 53 weeks
    CHECK(sumsExactly(result["nodes"]));
}

namespace {

void runContractCall(const std::string& file, const Json& mapping, const char* year, const char* before,
                     const std::string& sums) {
    std::ifstream in(std::string(SANDTABLE_SOURCE_DIR) + "/../shared/data/" + file, std::ios::binary);
    if (!in) {
        std::cerr << "SKIPPED: " << file << " is not on this machine\n";
        return;
    }
    std::stringstream buffer;
    buffer << in.rdbuf();
    const std::string text = buffer.str();
    auto session = ImportSession::begin({{"table", "orders"}, {"fileName", file}, {"mapping", mapping}});
    REQUIRE(session);
    REQUIRE(session->feed(std::as_bytes(std::span(text))));
    auto outcome = session->commit(Json::object());
    REQUIRE(outcome);
    Desk desk;
    desk.facts["orders"] = outcome->table;
    const Json params{{"metric", "revenue"},          {"year", year},        {"totalMinor", 250000000},
                      {"levels", {"region", "city"}}, {"method", "history"}, {"historyYears", {before}},
                      {"seasonality", "history"},     {"reserveRatio", 0.05}};
    const Json result = desk.apply("targets.decompose", params);
    CHECK(nodeOf(result["nodes"], result["nodes"][0]["id"])["totalMinor"] == 250000000);
    CHECK(result["nodes"][0]["reserveMinor"] == 12500000);
    CHECK(sumsExactly(result["nodes"]));
    CHECK(result["nodes"].size() > 100);
    CHECK(result["nodes"][0]["parent"].is_null());
    // The plan now holds the tree and the set; asking again from the plan alone gives the same numbers.
    const Json view = desk.must("targets.view", {{"metric", "revenue"}, {"year", year}, {"grain", "month"}});
    CHECK(view["units"].size() == result["nodes"].size());
    CHECK(desk.columns.doubles.at("values")[0] == result["nodes"][0]["periods"][sums].get<double>());
}

}  // namespace

TEST_CASE("the US superstore decomposes by region and city with exact sums") {
    runContractCall("superstore_us/superstore.csv", {{"dateOrder", "dmy"}}, "2022", "2021", "2022-01");
}

TEST_CASE("the Chinese superstore decomposes by region and city with exact sums") {
    runContractCall("superstore_cn/orders.csv", Json::object(), "2018", "2017", "2018-01");
}

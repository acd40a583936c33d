// Edits, locks, limits, reserves, tiers and proposals on the small region, by hand; and random ones by the thousand.
#include <catch2/catch.hpp>

#include "base/rng.h"
#include "small_region.h"
#include "targets/target_book.h"

using namespace sandtable;
using namespace sandtable::fixture;

namespace {

constexpr const char* kSet = "revenue-2026-base";

// Even, 12,000.00 yuan, 10 % reserve at root and areas: root 1,200,000 = 120,000 + 540,000 × 2; north 540,000 = 54,000 + 243,000 × 2;
// south 540,000 = 54,000 + 486,000. A month is a twelfth: n1 20,250.
void decompose(Desk& desk, Json more = Json::object()) {
    addTree(desk);
    Json params{{"metric", "revenue"}, {"year", "2026"},        {"totalMinor", 1'200'000},
                {"method", "even"},    {"seasonality", "even"}, {"reserveRatio", 0.1}};
    params.update(more);
    desk.apply("targets.decompose", params);
}

Minor at(Desk& desk, const char* node, const char* period = nullptr) {
    const auto tree = OrgTree::fromPlan(desk.plan);
    const auto book = TargetBook::fromPlan(desk.plan, *tree, {kSet, "", "", ""});
    return book->total(tree->find(node), kAllProducts, *book->axis().spanOf(period ? period : "2026"));
}

}  // namespace

TEST_CASE("an edit rolls up to its ancestors and leaves its siblings alone") {
    Desk desk;
    decompose(desk);
    const std::string before = desk.plan.serialize();
    const Json result = desk.apply("targets.edit", {{"set", kSet},
                                                    {"node", "n1"},
                                                    {"period", "2026-03"},
                                                    {"valueMinor", 30'250},
                                                    {"reason", "new account"},
                                                    {"author", "Li"},
                                                    {"at", "2026-01-05"},
                                                    {"changedOnly", true}});
    CHECK(at(desk, "n1", "2026-03") == 30'250);
    CHECK(at(desk, "n2") == 243'000);
    CHECK(at(desk, "north") == 550'000);
    CHECK(at(desk, "root") == 1'210'000);
    CHECK(result["summary"]["changedCells"] == 1);
    CHECK(result["nodes"].size() == 3);  // n1, north, root
    const Json& record = desk.plan.collection("targets")["revenue-2026-base.n1"];
    CHECK(record["computed"][2] == 20'250);
    CHECK(record["cells"]["2026-03"]["computedMinor"] == 20'250);
    CHECK(record["cells"]["2026-03"]["reason"] == "new account");
    REQUIRE(desk.plan.apply(desk.inverse));
    CHECK(desk.plan.serialize() == before);
}

TEST_CASE("an edit that names no set goes to the one of its period's year") {
    Desk desk;
    decompose(desk);
    desk.apply("targets.edit", {{"node", "n1"}, {"period", "2026-03"}, {"valueMinor", 1'000}});
    CHECK(at(desk, "n1", "2026-03") == 1'000);
    CHECK(desk.ask("targets.edit", {{"node", "n1"}, {"period", "2025-03"}, {"valueMinor", 1}}).error()[0].code ==
          "targets.no_such_set");
}

TEST_CASE("the view gives last year's months beside the targets") {
    Desk desk;
    addOrders(desk);
    decompose(desk);
    desk.must("targets.view", {{"set", kSet}, {"grain", "month"}, {"compareYear", "2025"}});
    // n2 (unit 3) sold 600 yuan in 2025: 50 a month, nothing in February, 100 in March.
    const std::vector<double>& past = desk.columns.doubles.at("history");
    REQUIRE(past.size() == 6 * 12);
    CHECK(past[3 * 12 + 0] == 5'000);
    CHECK(past[3 * 12 + 1] == 0);
    CHECK(past[3 * 12 + 2] == 10'000);
    desk.must("targets.view", {{"set", kSet}, {"grain", "quarter"}, {"compareYear", "2025"}});
    CHECK(desk.columns.doubles.at("history")[3 * 4] == 15'000);
}

TEST_CASE("siblings absorb an edit in proportion and the parent keeps its total") {
    Desk desk;
    decompose(desk);
    desk.apply("targets.edit",
               {{"set", kSet}, {"node", "n1"}, {"period", "2026-03"}, {"valueMinor", 22'500}, {"absorb", "siblings"}});
    CHECK(at(desk, "n1", "2026-03") == 22'500);
    CHECK(at(desk, "north", "2026-03") == 45'000);
    CHECK(at(desk, "root") == 1'200'000);
    // n2 20,250 and the reserve 4,500 give 2,250 in proportion 9 : 2 -> 1,840.9 and 409.1.
    CHECK(at(desk, "n2", "2026-03") == 18'409);
}

TEST_CASE("the parent's reserve absorbs an edit, and refuses more than it has") {
    Desk desk;
    decompose(desk);
    desk.apply("targets.edit",
               {{"set", kSet}, {"node", "n1"}, {"period", "2026-03"}, {"valueMinor", 24'000}, {"absorb", "reserve"}});
    CHECK(at(desk, "n1", "2026-03") == 24'000);
    CHECK(at(desk, "n2", "2026-03") == 20'250);
    CHECK(at(desk, "north", "2026-03") == 45'000);
    const auto refused =
        desk.ask("targets.edit",
                 {{"set", kSet}, {"node", "n1"}, {"period", "2026-03"}, {"valueMinor", 25'000}, {"absorb", "reserve"}});
    REQUIRE_FALSE(refused);
    CHECK(refused.error()[0].code == "targets.reserve_too_small");
    CHECK(refused.error()[0].params["availableMinor"] == 750);  // 4,500 − 3,750
}

TEST_CASE("locks hold while their ancestors are edited, and a lock above makes siblings give way") {
    Desk desk;
    decompose(desk);
    desk.apply(
        "targets.lock",
        {{"set", kSet}, {"cells", {{{"node", "n1"}, {"period", "2026-03"}}, {{"node", "south"}, {"period", "2026"}}}}});
    desk.apply("targets.edit", {{"set", kSet}, {"node", "root"}, {"period", "2026"}, {"valueMinor", 1'500'000}});
    CHECK(at(desk, "root") == 1'500'000);
    CHECK(at(desk, "south") == 540'000);
    CHECK(at(desk, "n1", "2026-03") == 20'250);
    // south is full: s1 up by 1,000 takes 1,000 from the rest of south.
    desk.apply("targets.edit", {{"set", kSet}, {"node", "s1"}, {"period", "2026-05"}, {"valueMinor", 41'500}});
    CHECK(at(desk, "south") == 540'000);
    CHECK(at(desk, "s1", "2026-05") == 41'500);
}

TEST_CASE("edits against a lock are refused with exactly what conflicts, and nothing changes") {
    Desk desk;
    decompose(desk);
    desk.apply(
        "targets.lock",
        {{"set", kSet}, {"cells", {{{"node", "south"}, {"period", "2026"}}, {{"node", "n2"}, {"period", "2026"}}}}});
    const std::string before = desk.plan.serialize();
    const auto refused =
        desk.ask("targets.edit", {{"set", kSet}, {"node", "s1"}, {"period", "2026"}, {"valueMinor", 600'000}});
    REQUIRE_FALSE(refused);
    CHECK(refused.error()[0].code == "targets.infeasible");
    const Json& conflicts = refused.error()[0].params["conflicts"];
    std::string kinds;
    for (const Json& c : conflicts) kinds += c["kind"].get<std::string>() + ":" + c["node"].get<std::string>() + " ";
    CHECK_THAT(kinds, Catch::Contains("edit:s1"));
    CHECK_THAT(kinds, Catch::Contains("lock:south"));
    CHECK_THAT(kinds, !Catch::Contains("n2"));
    CHECK(desk.plan.serialize() == before);
}

TEST_CASE("limits bound the year of a unit through every redistribution") {
    Desk desk;
    decompose(desk);
    desk.apply("targets.limits", {{"set", kSet}, {"node", "n1"}, {"maxMinor", 250'000}});
    desk.apply("targets.edit", {{"set", kSet}, {"node", "north"}, {"period", "2026"}, {"valueMinor", 600'000}});
    CHECK(at(desk, "north") == 600'000);
    CHECK(at(desk, "n1") <= 250'000);
    const Json again{{"metric", "revenue"}, {"year", "2026"},        {"totalMinor", 2'400'000},
                     {"method", "even"},    {"seasonality", "even"}, {"reserveRatio", 0.1}};
    const Json result = desk.apply("targets.decompose", again);
    CHECK(at(desk, "root") == 2'400'000);
    CHECK(at(desk, "n1") <= 250'000);
    CHECK(sumsExactly(result["nodes"]));
}

TEST_CASE("growth limits are reckoned from last year's actual") {
    Desk desk;
    addOrders(desk);
    decompose(desk);
    // s1 sold 1,200.00 in 2025: at most +10 % is 132,000.
    desk.apply("targets.limits", {{"set", kSet}, {"node", "s1"}, {"maxGrowthRatio", 0.1}});
    CHECK(at(desk, "s1") == 132'000);
}

TEST_CASE("locks and overrides survive a new decomposition") {
    Desk desk;
    decompose(desk);
    desk.apply("targets.edit", {{"set", kSet}, {"node", "n1"}, {"period", "2026-03"}, {"valueMinor", 50'000}});
    desk.apply("targets.lock", {{"set", kSet}, {"cells", {{{"node", "s1"}, {"period", "2026-Q2"}}}}});
    const Json again{{"metric", "revenue"},
                     {"year", "2026"},
                     {"totalMinor", 2'000'000},
                     {"method", "even"},
                     {"seasonality", "even"}};
    const Json result = desk.apply("targets.decompose", again);
    CHECK(at(desk, "root") == 2'000'000);
    CHECK(at(desk, "n1", "2026-03") == 50'000);
    CHECK(at(desk, "s1", "2026-Q2") == 121'500);
    CHECK(sumsExactly(result["nodes"]));
    CHECK(desk.must("targets.check", Json::object())["violations"].empty());
}

TEST_CASE("reverting an override restores the computed values") {
    Desk desk;
    decompose(desk);
    const Json before = desk.plan.collection("targets");
    desk.apply("targets.edit", {{"set", kSet}, {"node", "north"}, {"period", "2026-Q1"}, {"valueMinor", 200'001}});
    desk.apply("targets.edit", {{"set", kSet}, {"node", "n2"}, {"period", "2026-02"}, {"valueMinor", 7}});
    desk.apply("targets.revert", {{"set", kSet}, {"cells", {{{"node", "north"}, {"period", "2026-Q1"}}}}});
    CHECK(desk.plan.collection("targets") == before);
}

TEST_CASE("a reserve is drawn and returned, never below zero nor beyond what was drawn") {
    Desk desk;
    decompose(desk);
    Json move{{"set", kSet},         {"node", "north"},      {"toNode", "n2"},
              {"period", "2026-03"}, {"amountMinor", 4'000}, {"kind", "draw"}};
    const Json drawn = desk.apply("targets.moveReserve", move);
    CHECK(drawn["ledgerEntry"]["toUnit"] == "n2");
    CHECK(at(desk, "n2", "2026-03") == 24'250);
    CHECK(at(desk, "north", "2026-03") == 45'000);
    CHECK(drawn["reserveMinor"] == 50'000);
    CHECK(desk.ask("targets.moveReserve", move).error()[0].params["availableMinor"] == 500);
    move["kind"] = "return";
    move["amountMinor"] = 4'001;
    CHECK(desk.ask("targets.moveReserve", move).error()[0].code == "targets.return_too_large");
    move["amountMinor"] = 4'000;
    desk.apply("targets.moveReserve", move);
    CHECK(at(desk, "n2", "2026-03") == 20'250);
}

TEST_CASE("reserve moves made in copies of a plan never share an id, nor do equal moves in one plan", "[targets]") {
    Desk desk;
    decompose(desk);
    Json move{{"set", kSet},          {"node", "north"}, {"toNode", "n2"},   {"period", "2026-03"},
              {"amountMinor", 1'000}, {"kind", "draw"},  {"author", "Chen"}, {"at", "2026-01-05T09:00:00Z"}};
    const auto idOf = [](const Json& result) { return result["ledgerEntry"]["id"].get<std::string>(); };
    const std::string one = idOf(desk.must("targets.moveReserve", move));
    CHECK(one.starts_with(std::string(kSet) + ".north."));
    CHECK(idOf(desk.must("targets.moveReserve", move)) == one);  // nothing applied yet: a proposal repeats itself
    move["author"] = "Lin";
    const std::string other = idOf(desk.must("targets.moveReserve", move));
    CHECK(other != one);
    move["nonce"] = "5f0c";
    const std::string marked = idOf(desk.must("targets.moveReserve", move));
    CHECK(marked != other);
    CHECK(idOf(desk.apply("targets.moveReserve", move)) == marked);
    const std::string again = idOf(desk.apply("targets.moveReserve", move));
    CHECK(again != marked);
    CHECK(desk.plan.collection("reserveMoves").size() == 2);
}

TEST_CASE("stretch and challenge are sets of their own with exact sums") {
    Desk desk;
    decompose(desk, {{"totalMinor", 1'234'567}});
    const Json result = desk.apply("targets.tiers", {{"set", kSet}, {"stretchRatio", 1.1}, {"challengeRatio", 1.25}});
    CHECK(result["totals"]["stretch"] == 1'358'024);    // 1,358,023.7
    CHECK(result["totals"]["challenge"] == 1'543'209);  // 1,543,208.75
    const Json view =
        desk.must("targets.view", {{"metric", "revenue"}, {"year", "2026"}, {"tier", "challenge"}, {"grain", "year"}});
    CHECK(view["units"][0]["totalMinor"] == 1'543'209);
    CHECK(desk.must("targets.check", Json::object())["sets"].size() == 3);
}

TEST_CASE("proposals add up from below round by round and name what is missing") {
    Desk desk;
    decompose(desk);
    for (const auto& [node, total] : {std::pair("n1", 250'000), std::pair("s1", 500'000)}) {
        desk.apply("targets.propose", {{"set", kSet}, {"node", node}, {"round", 1}, {"totalMinor", total}});
    }
    const Json first = desk.must("targets.mismatch", {{"set", kSet}});
    CHECK(nodeOf(first["units"], "root")["bottomUpMinor"] == 750'000);
    CHECK(nodeOf(first["units"], "root")["complete"] == false);
    CHECK(nodeOf(first["units"], "south")["complete"] == true);
    CHECK(nodeOf(first["units"], "n2")["bottomUpMinor"].is_null());
    desk.apply("targets.propose", {{"set", kSet}, {"node", "n2"}, {"round", 2}, {"totalMinor", 240'000}});
    const Json second = desk.must("targets.mismatch", {{"set", kSet}});
    CHECK(nodeOf(second["units"], "root")["gapMinor"] == 990'000 - 1'200'000);
    CHECK(second["rounds"].size() == 2);
    CHECK(second["rounds"][1]["complete"] == true);
}

TEST_CASE("why names method, share, season and the override") {
    Desk desk;
    decompose(desk);
    desk.apply("targets.edit",
               {{"set", kSet}, {"node", "n1"}, {"period", "2026-03"}, {"valueMinor", 30'000}, {"reason", "fair"}});
    const Json why = desk.must("targets.why", {{"set", kSet}, {"node", "n1"}, {"period", "2026-03"}});
    CHECK(why["value"]["amount"] == 30'000);
    CHECK(why["changes"][0]["beforeMinor"] == 20'250);
    CHECK(why["changes"][0]["reason"] == "fair");
    CHECK(why["formula"]["operands"][0]["value"] == 540'000);  // the parent
    CHECK(why["stale"] == false);
}

TEST_CASE("random trees, calendars, locks, limits and edits keep every sum, every lock, and undo to the byte") {
    Rng rng(20261123);
    int refused = 0;
    int applied = 0;
    for (int round = 0; round < 2000; ++round) {
        CAPTURE(round);
        Desk desk;
        Json patch = Json::array();
        const char* patterns[] = {"gregorian", "4-4-5", "4-5-4", "5-4-4"};
        patch.push_back(patchReplace("/calendar/pattern", patterns[rng.below(4)]));
        patch.push_back(patchReplace("/calendar/fiscalYearStartMonth", 1 + rng.below(12)));
        const int units = 2 + static_cast<int>(rng.below(14));
        std::vector<std::string> ids;
        for (int u = 0; u < units; ++u) {
            ids.push_back("u" + std::to_string(u));
            const std::string parent = u == 0 ? "" : ids[rng.below(static_cast<std::uint32_t>(u))];
            addUnit(patch, ids.back(), u == 0 ? nullptr : parent.c_str(), "");
        }
        REQUIRE(desk.plan.apply(patch));
        const Minor total = rng.below(3) == 0 ? rng.below(200) : static_cast<Minor>(rng.nextU32()) * 1000 + 7;
        const bool week = rng.below(4) == 0;
        desk.apply("targets.decompose", {{"metric", "revenue"},
                                         {"year", "2026"},
                                         {"totalMinor", total},
                                         {"method", "even"},
                                         {"seasonality", rng.below(2) ? "workingDays" : "even"},
                                         {"grain", week ? "week" : "month"},
                                         {"reserveRatio", rng.below(3) * 0.07}});
        const auto tree = OrgTree::fromPlan(desk.plan);
        const auto start = TargetBook::fromPlan(desk.plan, *tree, {kSet, "", "", ""});
        REQUIRE(start);
        REQUIRE(start->total(0, kAllProducts, start->axis().whole()) == total);
        std::vector<std::string> periods{"2026"};
        for (const Period& p : start->periods()) periods.push_back(formatPeriod(p));
        if (!week) periods.insert(periods.end(), {"2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"});
        const auto anyUnit = [&] { return ids[rng.below(static_cast<std::uint32_t>(ids.size()))]; };
        const auto anyPeriod = [&] { return periods[rng.below(static_cast<std::uint32_t>(periods.size()))]; };
        Json cells = Json::array();
        for (std::uint32_t i = rng.below(4); i > 0; --i)
            cells.push_back({{"node", anyUnit()}, {"period", anyPeriod()}});
        desk.apply("targets.lock", {{"set", kSet}, {"cells", cells}});
        if (rng.below(3) == 0) {
            const std::string unit = anyUnit();
            const Minor now = start->total(tree->find(unit), kAllProducts, start->axis().whole());
            desk.apply("targets.limits",
                       {{"set", kSet}, {"node", unit}, {"minMinor", now / 2}, {"maxMinor", now + now / 2}});
        }
        const char* absorbs[] = {"up", "siblings", "reserve"};
        for (int edit = 0; edit < 2; ++edit) {
            const std::string before = desk.plan.serialize();
            const auto old = TargetBook::fromPlan(desk.plan, *tree, {kSet, "", "", ""});
            const std::string unit = anyUnit();
            const std::string period = anyPeriod();
            const Minor now = old->total(tree->find(unit), kAllProducts, *old->axis().spanOf(period));
            const Minor value =
                rng.below(5) == 0 ? 0
                                  : static_cast<Minor>(static_cast<double>(now) * (0.5 + rng.uniform())) + rng.below(3);
            const auto result =
                desk.ask("targets.edit", {{"set", kSet},
                                          {"node", unit},
                                          {"period", period},
                                          {"valueMinor", value},
                                          {"absorb", absorbs[rng.below(8) < 6 ? 0 : 1 + rng.below(2)]}});
            if (!result) {
                ++refused;
                const Error& error = result.error()[0];
                const bool explained = (error.code == "targets.infeasible" && !error.params["conflicts"].empty()) ||
                                       error.code == "targets.reserve_too_small" ||
                                       error.code == "targets.nothing_absorbs";
                CAPTURE(error.code, error.params.dump());
                REQUIRE(explained);
                continue;
            }
            ++applied;
            REQUIRE(sumsExactly((*result)["nodes"]));
            auto change = desk.plan.apply((*result)["patch"]);
            REQUIRE(change);
            const auto after = TargetBook::fromPlan(desk.plan, *tree, {kSet, "", "", ""});
            REQUIRE(after->total(tree->find(unit), kAllProducts, *after->axis().spanOf(period)) == value);
            for (const CellMark& mark : old->marks()) {
                if (!mark.locked) continue;
                REQUIRE(after->total(mark.unit, mark.product, mark.span) ==
                        old->total(mark.unit, mark.product, mark.span));
            }
            const std::string edited = desk.plan.serialize();
            REQUIRE(desk.plan.apply(change->inverse));
            REQUIRE(desk.plan.serialize() == before);
            REQUIRE(desk.plan.apply((*result)["patch"]));
            REQUIRE(desk.plan.serialize() == edited);
        }
    }
    CHECK(applied > 2000);
    CHECK(refused > 50);
}

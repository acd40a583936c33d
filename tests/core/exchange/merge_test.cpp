// Three-way merges worked out by hand: fields, periods, ledgers, boards, removals, the tree, and totals by either rule.
#include <catch2/catch.hpp>

#include "merge_fixture.h"

using namespace sandtable;
using namespace sandtable::fixture;

TEST_CASE("edits of different fields come together without asking", "[exchange]") {
    const Plan base = regionPlan();
    const Plan mine = edited(base, {patchReplace("/collections/orgUnits/n1/name", "Hangzhou")});
    const Plan theirs =
        edited(base, {patchAdd("/collections/orgUnits/n1/potential", 7), patchReplace("/meta/name", "East"),
                      patchAdd("/calendar/days/2026-05-04", {{"works", false}})});
    Json reply;
    const Plan both = merged(base, mine, theirs, Json::object(), &reply);
    CHECK(both.collection("orgUnits")["n1"]["name"] == "Hangzhou");
    CHECK(both.collection("orgUnits")["n1"]["potential"] == 7);
    CHECK(both.document()["meta"]["name"] == "East");
    CHECK(both.document()["calendar"]["days"]["2026-05-04"]["works"] == false);
    CHECK(reply["conflicts"].empty());
    CHECK(reply["taken"] == Json{{"mine", 1}, {"theirs", 3}, {"both", 0}});
    CHECK(reply["patch"].size() == 3);
    CHECK(contentOf(merged(base, theirs, mine)) == contentOf(both));
    CHECK(contentOf(merged(base, both, theirs)) == contentOf(both));
}

TEST_CASE("a field both changed differently is asked about once, and the choice decides", "[exchange]") {
    const Plan base = regionPlan();
    const Plan mine = edited(base, {patchReplace("/collections/orgUnits/n1/name", "Hangzhou")});
    const Plan theirs = edited(base, {patchReplace("/collections/orgUnits/n1/name", "Ningbo")});
    const std::string path = "/collections/orgUnits/n1/name";
    Json reply;
    CHECK(contentOf(merged(base, mine, theirs, Json::object(), &reply)) == contentOf(mine));
    REQUIRE(reply["conflicts"].size() == 1);
    const Json& conflict = reply["conflicts"][0];
    CHECK(conflict["path"] == path);
    CHECK(conflict["collection"] == "orgUnits");
    CHECK(conflict["id"] == "n1");
    CHECK(conflict["field"] == "name");
    CHECK(conflict["base"] == "Unit n1");
    CHECK(conflict["mine"] == "Hangzhou");
    CHECK(conflict["theirs"] == "Ningbo");
    CHECK(conflict["choice"].is_null());
    const auto nameWith = [&](const Json& more) {
        return merged(base, mine, theirs, more).collection("orgUnits")["n1"]["name"];
    };
    CHECK(nameWith({{"choices", {{path, "theirs"}}}}) == "Ningbo");
    CHECK(nameWith({{"choices", {{path, "base"}}}}) == "Unit n1");
    CHECK(nameWith({{"all", "theirs"}}) == "Ningbo");
    CHECK(nameWith({{"all", "theirs"}, {"choices", {{path, "mine"}}}}) == "Hangzhou");
    merged(base, mine, theirs, {{"choices", {{"/meta/name", "mine"}}}}, &reply);
    CHECK(reply["unused"] == Json::array({"/meta/name"}));
}

TEST_CASE("rows of numbers merge period by period, a number together with its cell", "[exchange]") {
    const Plan base = regionPlan();
    const Plan mine =
        edited(base, {patchReplace(rowPath("n1", "values/2"), 25'000),
                      patchCopy(rowPath("n1", "values"), rowPath("n1", "computed")),
                      patchReplace(rowPath("n1", "computed/2"), 20'250),
                      patchAdd(rowPath("n1", "cells"),
                               {{"2026-03", {{"valueMinor", 25'000}, {"author", "Li"}, {"at", "2026-01-05"}}}})});
    const Plan theirs =
        edited(base, {patchReplace(rowPath("n1", "values/2"), 26'000), patchReplace(rowPath("n1", "values/4"), 30'000),
                      patchAdd(rowPath("n1", "cells"),
                               {{"2026-03", {{"valueMinor", 26'000}, {"author", "Wang"}, {"at", "2026-01-06"}}},
                                {"2026-05", {{"valueMinor", 30'000}, {"author", "Wang"}}}})});
    Json reply;
    const Plan open = merged(base, mine, theirs, Json::object(), &reply);
    REQUIRE(reply["conflicts"].size() == 1);
    const Json& conflict = reply["conflicts"][0];
    CHECK(conflict["path"] == rowPath("n1", "values/2"));
    CHECK(conflict["period"] == "2026-03");
    CHECK(conflict["name"] == "Unit n1");
    CHECK(conflict["base"] == 20'250);
    CHECK(conflict["mine"] == 25'000);
    CHECK(conflict["theirs"] == 26'000);
    CHECK(conflict["by"] == Json{{"mine", "Li"}, {"theirs", "Wang"}});
    CHECK(conflict["at"] == Json{{"mine", "2026-01-05"}, {"theirs", "2026-01-06"}});
    const Json& row = open.collection("targets")[std::string(kSet) + ".n1"];
    CHECK(row["values"][2] == 25'000);
    CHECK(row["values"][4] == 30'000);
    CHECK(row["cells"]["2026-03"]["author"] == "Li");
    CHECK(row["cells"]["2026-05"]["author"] == "Wang");

    const Plan taken = merged(base, mine, theirs, {{"choices", {{rowPath("n1", "values/2"), "theirs"}}}}, &reply);
    const Json& other = taken.collection("targets")[std::string(kSet) + ".n1"];
    CHECK(other["values"][2] == 26'000);
    CHECK(other["cells"]["2026-03"]["author"] == "Wang");
    // root, year: 1,200,000 + 5,750 + 9,750
    const auto rootRow = std::find_if(reply["totals"].begin(), reply["totals"].end(),
                                      [](const Json& total) { return total["unit"] == "root"; });
    REQUIRE(rootRow != reply["totals"].end());
    CHECK((*rootRow)["baseMinor"] == 1'200'000);
    CHECK((*rootRow)["mineMinor"] == 1'204'750);
    CHECK((*rootRow)["theirsMinor"] == 1'215'500);
    CHECK((*rootRow)["mergedMinor"] == 1'215'500);
    CHECK(reply["violations"].empty());
}

TEST_CASE("what a method computed follows the numbers that were taken", "[exchange]") {
    const Plan base = regionPlan();
    Json twelve = Json::array();
    for (int i = 0; i < 12; ++i) twelve.push_back(30'000);
    const Plan anew = edited(base, {patchReplace(rowPath("n1", "values"), twelve)});  // decomposed again
    const Plan byHand = edited(base, {patchCopy(rowPath("n1", "values"), rowPath("n1", "computed")),
                                      patchReplace(rowPath("n1", "values/0"), 11)});
    const Json choices{{"choices", {{rowPath("n1", "values/0"), "mine"}}}};
    const Plan both = merged(base, byHand, anew, choices);
    const Json& row = both.collection("targets")[std::string(kSet) + ".n1"];
    CHECK(row["values"][0] == 11);
    CHECK(row["values"][1] == 30'000);
    CHECK(row["computed"] == twelve);
    const Plan back = merged(base, byHand, anew, {{"all", "theirs"}});
    CHECK(!back.collection("targets")[std::string(kSet) + ".n1"].contains("computed"));
}

TEST_CASE("ledger entries of both copies stay, also two that were given one id", "[exchange]") {
    const Plan base = regionPlan();
    const auto move = [](const char* id, int amount, const char* author) {
        return Json{
            {"id", id},       {"set", kSet},           {"unit", "north"}, {"toUnit", "n1"}, {"period", "2026-03"},
            {"kind", "draw"}, {"amountMinor", amount}, {"author", author}};
    };
    const std::string path = "/collections/reserveMoves/";
    const Plan mine =
        edited(base, {patchAdd(path + "old.1", move("old.1", 100, "Li")), patchAdd(path + "a", move("a", 1, "Li"))});
    const Plan theirs = edited(
        base, {patchAdd(path + "old.1", move("old.1", 250, "Wang")), patchAdd(path + "b", move("b", 2, "Wang"))});
    Json reply;
    const Plan both = merged(base, mine, theirs, Json::object(), &reply);
    CHECK(reply["conflicts"].empty());
    REQUIRE(both.collection("reserveMoves").size() == 4);
    Minor sum = 0;
    for (const Json& entry : both.collection("reserveMoves")) sum += entry["amountMinor"].get<Minor>();
    CHECK(sum == 353);
    CHECK(contentOf(merged(base, theirs, mine)) == contentOf(both));
    CHECK(contentOf(merged(base, both, theirs)) == contentOf(both));
}

TEST_CASE("cards of a board merge by id and stand in one order whoever merges", "[exchange]") {
    const auto card = [](const char* id, const char* kind) { return Json{{"id", id}, {"kind", kind}}; };
    const Plan base = edited(
        regionPlan(),
        {patchAdd(
            "/settings/boards",
            {{"b", {{"name", "Board"}, {"cards", {card("c1", "kpi"), card("c2", "course"), card("c3", "pareto")}}}}})});
    const std::string cards = "/settings/boards/b/cards";
    const Plan mine = edited(
        base, {patchRemove(cards + "/1"), patchAdd(cards + "/-", card("x", "leak")), patchAdd(cards + "/0/span", 2)});
    const Plan theirs = edited(base, {patchMove(cards + "/2", cards + "/0"), patchAdd(cards + "/-", card("a", "nodes")),
                                      patchAdd(cards + "/1/measure", "margin")});
    Json reply;
    const Plan both = merged(base, mine, theirs, Json::object(), &reply);
    CHECK(reply["conflicts"].empty());
    std::string order;
    for (const Json& item : both.settings()["boards"]["b"]["cards"]) order += item["id"].get<std::string>() + " ";
    CHECK(order == "c3 c1 a x ");
    CHECK(both.settings()["boards"]["b"]["cards"][1] ==
          Json{{"id", "c1"}, {"kind", "kpi"}, {"span", 2}, {"measure", "margin"}});
    CHECK(contentOf(merged(base, theirs, mine)) == contentOf(both));
    CHECK(contentOf(merged(base, both, theirs)) == contentOf(both));
}

TEST_CASE("a record removed here and changed there is asked about", "[exchange]") {
    const Plan base = edited(regionPlan(), {patchAdd("/collections/people/p1", {{"id", "p1"}, {"name", "Li"}})});
    const Plan mine = edited(base, {patchRemove("/collections/people/p1")});
    const Plan theirs = edited(base, {patchAdd("/collections/people/p1/role", "City manager")});
    Json reply;
    CHECK(contentOf(merged(base, mine, theirs, Json::object(), &reply)) == contentOf(mine));
    REQUIRE(reply["conflicts"].size() == 1);
    CHECK(reply["conflicts"][0]["mine"].is_null());
    CHECK(contentOf(merged(base, mine, theirs, {{"all", "theirs"}})) == contentOf(theirs));
}

TEST_CASE("a record removed here and used there comes back, or takes its new uses with it when chosen so",
          "[exchange]") {
    const Plan base = edited(regionPlan(), {patchAdd("/collections/people/p1", {{"id", "p1"}, {"name", "Li"}}),
                                            patchAdd("/collections/products/tea", {{"id", "tea"}, {"name", "Tea"}})});
    const Plan mine = edited(base, {patchRemove("/collections/people/p1")});
    const Plan theirs = edited(base, {patchAdd("/collections/orgUnits/n1/ownerId", "p1")});
    Json reply;
    const Plan kept = merged(base, mine, theirs, Json::object(), &reply);
    CHECK(kept.collection("people").contains("p1"));
    CHECK(kept.collection("orgUnits")["n1"]["ownerId"] == "p1");
    REQUIRE(reply["conflicts"].size() == 1);
    CHECK(reply["conflicts"][0]["reason"] == "used");
    const Plan gone = merged(base, mine, theirs, {{"choices", {{"/collections/people/p1", "mine"}}}});
    CHECK(!gone.collection("people").contains("p1"));
    CHECK(!gone.collection("orgUnits")["n1"].contains("ownerId"));
    CHECK(contentOf(merged(base, theirs, mine)) == contentOf(kept));
}

TEST_CASE("a unit removed here that got a child there comes back; chosen away, the child moves up", "[exchange]") {
    const Plan base = edited(
        regionPlan(), {patchAdd("/collections/orgUnits/west", {{"id", "west"}, {"name", "West"}, {"parent", "root"}})});
    const Plan mine = edited(base, {patchRemove("/collections/orgUnits/west")});
    const Plan theirs =
        edited(base, {patchAdd("/collections/orgUnits/w1", {{"id", "w1"}, {"name", "W1"}, {"parent", "west"}})});
    const Plan kept = merged(base, mine, theirs);
    CHECK(kept.collection("orgUnits").contains("west"));
    const Plan gone = merged(base, mine, theirs, {{"choices", {{"/collections/orgUnits/west", "mine"}}}});
    CHECK(!gone.collection("orgUnits").contains("west"));
    CHECK(gone.collection("orgUnits")["w1"]["parent"] == "root");
}

TEST_CASE("moves that together make a circle are asked about and never break the tree", "[exchange]") {
    const Plan base = regionPlan();
    const Plan mine = edited(base, {patchReplace("/collections/orgUnits/north/parent", "south")});
    const Plan theirs = edited(base, {patchReplace("/collections/orgUnits/south/parent", "north")});
    Json reply;
    const Plan both = merged(base, mine, theirs, Json::object(), &reply);
    CHECK(contentOf(both) == contentOf(mine));
    REQUIRE(reply["conflicts"].size() == 1);
    CHECK(reply["conflicts"][0]["path"] == "/collections/orgUnits/south/parent");
    CHECK(reply["conflicts"][0]["reason"] == "tree");

    const Plan bare = Plan::makeEmpty(Json{{"id", "q"}});
    const auto tree = [&](const char* top) {
        return edited(bare, {patchAdd("/collections/orgUnits/" + std::string(top), {{"id", top}, {"name", top}})});
    };
    const Plan tops = merged(bare, tree("a"), tree("b"), Json::object(), &reply);
    CHECK(tops.collection("orgUnits")["b"]["parent"] == "a");
    CHECK(reply["conflicts"].size() == 1);
}

TEST_CASE("edits that the schemas refuse together are mine's, listed", "[exchange]") {
    const auto boards = [](const char* prefix, int count) {
        Json cards = Json::array();
        for (int i = 0; i < count; ++i) cards.push_back({{"id", prefix + std::to_string(i)}, {"kind", "kpi"}});
        return Json{{"b", {{"name", "Board"}, {"cards", cards}}}};
    };
    const Plan base = regionPlan();
    const Plan mine = edited(base, {patchAdd("/settings/boards", boards("m", 60))});
    const Plan theirs = edited(base, {patchAdd("/settings/boards", boards("t", 60))});  // a board holds 100 cards
    Json reply;
    CHECK(contentOf(merged(base, mine, theirs, Json::object(), &reply)) == contentOf(mine));
    REQUIRE(reply["conflicts"].size() == 1);
    CHECK(reply["conflicts"][0]["reason"] == "invalid");
    CHECK(reply["conflicts"][0]["path"] == "/settings/boards");
    CHECK(contentOf(merged(base, mine, theirs, {{"all", "theirs"}})) == contentOf(theirs));
}

TEST_CASE("by the rule \"reserve\" the nearest reserves absorb what a merge brings, and the sums above stay",
          "[exchange]") {
    const Plan base = regionPlan();
    const Plan theirs = edited(
        base, {patchReplace(rowPath("n1", "values/2"), 22'250), patchReplace(rowPath("s1", "values/2"), 40'000)});
    Json reply;
    const Plan moved = merged(base, base, theirs, {{"totals", {{"rule", "move"}}}}, &reply);
    CHECK(sumOf(moved, "root", 2) == 101'500);
    CHECK(reply["absorbed"].empty());
    const Plan held = merged(base, base, theirs, {{"totals", {{"rule", "reserve"}}}}, &reply);
    CHECK(sumOf(held, "n1", 2) == 22'250);
    CHECK(sumOf(held, "north", 2) == 45'000);
    CHECK(sumOf(held, "south", 2) == 45'000);
    CHECK(sumOf(held, "root", 2) == 100'000);
    CHECK(held.collection("targets")[std::string(kSet) + ".north"]["reserve"][2] == 2'500);
    CHECK(held.collection("targets")[std::string(kSet) + ".south"]["reserve"][2] == 5'000);
    CHECK(reply["absorbed"].size() == 2);
    CHECK(contentOf(merged(base, held, theirs, {{"totals", {{"rule", "reserve"}}}})) == contentOf(held));

    // n1 + 20,000: north has 4,500, root 10,000; the last 5,500 move the total and are reported.
    const Plan much = edited(base, {patchReplace(rowPath("n1", "values/2"), 40'250)});
    const Plan short_ = merged(base, base, much, {{"totals", {{"sets", {{kSet, "reserve"}}}}}}, &reply);
    CHECK(sumOf(short_, "root", 2) == 105'500);
    REQUIRE(reply["violations"].size() == 1);
    CHECK(reply["violations"][0]["code"] == "exchange.reserve_too_small");
    CHECK(reply["violations"][0]["params"]["minor"] == 5'500);
}

TEST_CASE("a lock that merged numbers break is reported", "[exchange]") {
    const Plan base = regionPlan();
    const Plan mine =
        edited(base, {patchAdd(rowPath("north", "cells"), {{"2026-03", {{"valueMinor", 45'000}, {"locked", true}}}})});
    const Plan theirs = edited(base, {patchReplace(rowPath("n1", "values/2"), 21'250)});
    Json reply;
    merged(base, mine, theirs, Json::object(), &reply);
    REQUIRE(reply["violations"].size() == 1);
    CHECK(reply["violations"][0]["code"] == "targets.lock_moved");
    merged(base, mine, theirs, {{"totals", {{"rule", "reserve"}}}}, &reply);
    CHECK(reply["violations"].empty());
}

TEST_CASE("plans that are no copies of each other, and slices, are refused", "[exchange]") {
    const Plan base = regionPlan();
    const Plan other = Plan::makeEmpty(Json{{"id", "other"}});
    const auto refusal = [&](const Plan& theirs) {
        return ask(base, "exchange.merge", {{"base", base.serialize()}, {"theirs", theirs.serialize()}}).error()[0];
    };
    CHECK(refusal(other).code == "exchange.other_plan");
    CHECK(refusal(other).path == "/theirs");
    const Json cut = must(base, "exchange.slice", {{"unit", "north"}});
    CHECK(refusal(*Plan::parse(cut["text"].get<std::string>())).code == "exchange.is_slice");
    CHECK(ask(base, "exchange.merge", {{"base", "{"}, {"theirs", "{}"}}).error()[0].path.starts_with("/base"));
}

TEST_CASE("unknown fields and collections of newer versions are merged too", "[exchange]") {
    const Plan base = regionPlan();
    const Plan mine = edited(base, {patchAdd("/collections/campaigns", {{"c", {{"id", "c"}, {"budget", 1}}}})});
    const Plan theirs =
        edited(base, {patchAdd("/collections/orgUnits/n1/nickname", "Hz"), patchAdd("/weather", {{"rain", true}})});
    const Plan both = merged(base, mine, theirs);
    CHECK(both.collection("campaigns")["c"]["budget"] == 1);
    CHECK(both.collection("orgUnits")["n1"]["nickname"] == "Hz");
    CHECK(both.document()["weather"]["rain"] == true);
    CHECK(contentOf(merged(base, theirs, mine)) == contentOf(both));
}

TEST_CASE("a comparison lists every change, the patch between the versions, and the sums that moved", "[exchange]") {
    const Plan before = regionPlan();
    const Plan after = edited(before, {patchReplace(rowPath("n1", "values/2"), 21'250),
                                       patchAdd("/collections/people/p1", {{"id", "p1"}, {"name", "Li"}}),
                                       patchRemove("/collections/orgUnits/s1/match")});
    const Json reply = must(after, "exchange.compare", {{"before", before.serialize()}});
    REQUIRE(reply["changes"].size() == 3);
    CHECK(reply["changes"][0]["kind"] == "removed");
    CHECK(reply["changes"][1]["kind"] == "added");
    CHECK(reply["changes"][2]["path"] == rowPath("n1", "values/2"));
    CHECK(reply["changes"][2]["before"] == 20'250);
    CHECK(reply["changes"][2]["after"] == 21'250);
    CHECK(contentOf(edited(before, reply["patch"])) == contentOf(after));
    REQUIRE(reply["sums"].size() == 3);
    for (const Json& sum : reply["sums"])
        CHECK(sum["afterMinor"].get<Minor>() - sum["beforeMinor"].get<Minor>() == 1'000);
}

// Slices and their return: what may be in the bytes, what an owner may change, and what comes of it in the plan.
#include <catch2/catch.hpp>

#include "merge_fixture.h"
#include "plan/plan_schemas.h"

using namespace sandtable;
using namespace sandtable::fixture;

namespace {

// The region with people, proposals, moves and notes: whatever belongs to somebody outside north says SECRET, its amounts are 666…
Plan fullPlan() {
    const auto person = [](const char* id, const char* name, const char* unit) {
        return patchAdd("/collections/people/" + std::string(id), {{"id", id}, {"name", name}, {"unit", unit}});
    };
    const auto proposal = [](const char* unit, Minor minor, const char* note) {
        const std::string id = std::string(kSet) + "." + unit + ".1";
        return patchAdd(
            "/collections/proposals/" + id,
            {{"id", id}, {"set", kSet}, {"unit", unit}, {"round", 1}, {"totalMinor", minor}, {"note", note}});
    };
    const auto move = [](const char* id, const char* unit, const char* to, Minor minor, const char* reason) {
        return patchAdd("/collections/reserveMoves/" + std::string(id), {{"id", id},
                                                                         {"set", kSet},
                                                                         {"unit", unit},
                                                                         {"toUnit", to},
                                                                         {"period", "2026-03"},
                                                                         {"kind", "draw"},
                                                                         {"amountMinor", minor},
                                                                         {"reason", reason}});
    };
    return edited(
        regionPlan(),
        {person("boss", "SECRET boss", "root"),
         person("wang", "Wang", "north"),
         person("zhao", "SECRET Zhao", "s1"),
         person("guest", "Guest", "root"),
         patchAdd("/collections/orgUnits/root/ownerId", "boss"),
         patchAdd("/collections/orgUnits/north/ownerId", "wang"),
         patchAdd("/collections/orgUnits/n1/ownerId", "guest"),
         patchAdd("/collections/orgUnits/s1/ownerId", "zhao"),
         patchAdd("/collections/orgUnits/root/potential", 66'601),
         patchAdd("/collections/orgUnits/n1/potential", 5),
         patchAdd("/collections/orgUnits/n1/rating", "SECRET field"),
         patchReplace("/collections/orgUnits/s1/name", "SECRET city"),
         patchReplace("/collections/orgUnits/south/name", "SECRET area"),
         patchAdd("/meta/note", "SECRET note"),
         patchAdd("/meta/budget", "SECRET budget"),
         patchAdd("/settings/factMappings/x", {{"SECRET header", "amount"}}),
         patchAdd("/settings/boards", {{"b", {{"name", "SECRET board"}, {"cards", Json::array()}}}}),
         patchAdd("/collections/targetSets/" + std::string(kSet) + "/author", "SECRET author"),
         patchAdd("/collections/campaigns", {{"c", {{"id", "c"}, {"name", "SECRET campaign"}}}}),
         patchAdd("/extra", "SECRET extra"),
         patchReplace(rowPath("s1", "values/0"), 66'602),
         patchReplace(rowPath("root", "reserve/0"), 66'603),
         patchReplace(rowPath("south", "reserve/0"), 66'604),
         patchAdd(rowPath("s1", "cells"), {{"2026-01", {{"valueMinor", 66'602}, {"reason", "SECRET reason"}}}}),
         patchAdd(rowPath("n1", "cells"), {{"2026-02", {{"locked", true}, {"SECRET key", 1}}}}),
         proposal("north", 700'000, "ours"),
         proposal("s1", 66'605, "SECRET proposal"),
         proposal("root", 66'606, "SECRET whole"),
         move("m1", "north", "n2", 300, "own"),
         move("m2", "root", "n1", 400, "into ours"),
         move("m3", "south", "s1", 66'607, "SECRET move"),
         move("m4", "root", "south", 66'608, "SECRET move")});
}

struct Round {
    Plan plan = fullPlan();
    Json cut;
    Plan sent = plan;
    explicit Round(std::initializer_list<std::pair<const char*, const char*>> named) {
        Json params;
        for (const auto& [key, value] : named) params[key] = value;
        cut = must(plan, "exchange.slice", params);
        sent = *Plan::parse(cut["text"].get<std::string>());
    }
    Result<Json> tryReturn(const Plan& mine, const Plan& returned, Json more = Json::object()) {
        more["base"] = sent.serialize();
        more["returned"] = returned.serialize();
        more["slice"] = {{"checksum", cut["slice"]["checksum"]}};
        return ask(mine, "exchange.acceptReturn", more);
    }
    Json giveBack(const std::vector<Json>& edits, Json more = Json::object()) {
        auto reply = tryReturn(plan, edited(sent, edits), more);
        if (!reply) FAIL(reply.error()[0].code << " " << reply.error()[0].path);
        return *reply;
    }
};

std::string codes(const Json& refused) {
    std::string all;
    for (const Json& one : refused) all += one["code"].get<std::string>() + " ";
    return all;
}

}  // namespace

TEST_CASE("every field of every schema says whether a slice shows it", "[exchange]") {
    for (const auto& [name, schema] : PlanSchemas::shared().all()) {
        for (const auto& [key, field] : schema.text["properties"].items()) {
            INFO(name << "." << key);
            const std::string mark = field.value("x-slice", "");
            CHECK((mark == "show" || mark == "path" || mark == "hide"));
        }
        if (schema.isCollection) CHECK(schema.text.contains("x-slice"));
    }
}

TEST_CASE("nothing of others is in the bytes of a slice", "[exchange]") {
    const Round round({std::pair{"unit", "north"}});
    const std::string text = round.cut["text"];
    CHECK(text.find("SECRET") == std::string::npos);
    CHECK(text.find("6660") == std::string::npos);
    for (const char* id : {"s1", "south", "zhao", "boss", "m3", "m4"}) {
        INFO(id);
        CHECK(text.find('"' + std::string(id) + '"') == std::string::npos);
    }
    CHECK(text.find(std::string(kSet) + ".s1") == std::string::npos);
    CHECK(text.find(std::string(kSet) + ".root") == std::string::npos);
}

TEST_CASE("a slice is a whole plan of its own part, with the units above as names only", "[exchange]") {
    Round round({std::pair{"unit", "north"}});
    CHECK(round.sent.check().empty());
    CHECK(round.cut["slice"]["units"] == Json{"north", "n1", "n2"});
    CHECK(round.cut["slice"]["checksum"] == round.sent.checksum());
    const Json& units = round.sent.collection("orgUnits");
    CHECK(units["root"] == Json{{"id", "root"}, {"name", "Unit root"}, {"level", ""}, {"match", "root"}});
    CHECK(units["n1"]["potential"] == 5);
    CHECK(round.sent.collection("people").size() == 2);
    CHECK(round.sent.collection("people")["wang"]["unit"] == "north");
    CHECK(round.sent.collection("people")["guest"].contains("unit"));  // of root, which is there by name
    CHECK(round.sent.collection("targets").size() == 3);
    CHECK(round.sent.collection("proposals").size() == 1);
    CHECK(round.sent.collection("reserveMoves").size() == 2);
    for (std::size_t period = 0; period < 12; ++period)
        CHECK(sumOf(round.sent, "north", period) == sumOf(round.plan, "north", period));
    bool found = false;
    for (const Json& rule : round.cut["rules"]) {
        if (rule["collection"] != "targets") continue;
        found = true;
        CHECK(rule["kept"] == 3);
        CHECK(rule["left"] == 3);
        CHECK(rule["editable"] == Json{"cells", "computed", "reserve", "values"});
    }
    CHECK(found);
}

TEST_CASE("a person's slice holds all units the person owns, each once", "[exchange]") {
    const Plan plan = edited(fullPlan(), {patchAdd("/collections/orgUnits/n2/ownerId", "wang"),
                                          patchAdd("/collections/orgUnits/s1/ownerId", "wang")});
    const Json cut = must(plan, "exchange.slice", {{"person", "wang"}});
    CHECK(cut["slice"]["roots"] == Json{"north", "s1"});
    CHECK(cut["slice"]["units"] == Json{"north", "n1", "n2", "s1"});
    CHECK(ask(plan, "exchange.slice", {{"person", "nobody"}}).error()[0].code == "exchange.nothing_to_slice");
    CHECK(ask(plan, "exchange.slice", {{"unit", "nowhere"}}).error()[0].code == "exchange.no_such_unit");
}

TEST_CASE("a return brings the owner's edits into the plan and leaves what the slice did not show", "[exchange]") {
    Round round({std::pair{"unit", "north"}, std::pair{"total", "proposed"}});
    const std::string proposal = "/collections/proposals/" + std::string(kSet) + ".north.2";
    const Json reply = round.giveBack(
        {patchReplace(rowPath("n1", "values/2"), 22'250), patchReplace("/collections/orgUnits/n1/potential", 9),
         patchAdd(rowPath("n2", "cells"), {{"2026-04", {{"valueMinor", 20'250}, {"locked", true}}}}),
         patchAdd(proposal, {{"id", std::string(kSet) + ".north.2"},
                             {"set", kSet},
                             {"unit", "north"},
                             {"round", 2},
                             {"totalMinor", 800'000}})});
    CHECK(reply["refused"].empty());
    CHECK(reply["conflicts"].empty());
    CHECK(reply["accepted"] == 4);
    const Plan after = edited(round.plan, reply["patch"]);
    CHECK(after.collection("targets")[std::string(kSet) + ".n1"]["values"][2] == 22'250);
    CHECK(after.collection("orgUnits")["n1"]["potential"] == 9);
    CHECK(after.collection("orgUnits")["n1"]["rating"] == "SECRET field");
    CHECK(after.collection("proposals").contains(std::string(kSet) + ".north.2"));
    CHECK(after.document()["meta"] == round.plan.document()["meta"]);
    CHECK(after.collection("targets")[std::string(kSet) + ".s1"] ==
          round.plan.collection("targets")[std::string(kSet) + ".s1"]);
    CHECK(reply["patch"].size() == 4);
    // root: + 2,000 in March, since the totals move
    CHECK(sumOf(after, "root", 2) == sumOf(round.plan, "root", 2) + 2'000);
    CHECK(round.tryReturn(after, edited(round.sent, {patchReplace(rowPath("n1", "values/2"), 22'250)}))
              ->at("patch")
              .empty());
}

TEST_CASE("reserves above the slice can absorb what a return brings", "[exchange]") {
    Round round({std::pair{"unit", "north"}, std::pair{"total", "proposed"}});
    const Json reply =
        round.giveBack({patchReplace(rowPath("n1", "values/2"), 22'250)}, {{"totals", {{"rule", "reserve"}}}});
    const Plan after = edited(round.plan, reply["patch"]);
    CHECK(sumOf(after, "north", 2) == 47'000);
    CHECK(sumOf(after, "root", 2) == sumOf(round.plan, "root", 2));
    CHECK(after.collection("targets")[std::string(kSet) + ".root"]["reserve"][2] == 8'000);
    CHECK(after.collection("targets")[std::string(kSet) + ".north"]["reserve"][2] == 4'500);
    REQUIRE(reply["absorbed"].size() == 1);
    CHECK(reply["absorbed"][0]["unit"] == "root");
}

TEST_CASE("whatever is not the owner's to change is refused with its reason, and the rest still taken", "[exchange]") {
    Round round({std::pair{"unit", "north"}, std::pair{"total", "proposed"}});
    const Json reply = round.giveBack(
        {patchReplace(rowPath("n1", "values/2"), 22'250), patchReplace("/collections/orgUnits/n1/name", "Renamed"),
         patchReplace("/collections/orgUnits/root/name", "Mine now"), patchReplace("/meta/name", "Hijacked"),
         patchReplace("/collections/reserveMoves/m1/amountMinor", 1), patchRemove("/collections/reserveMoves/m2"),
         patchAdd("/collections/orgUnits/n3", {{"id", "n3"}, {"name", "New"}, {"parent", "north"}}),
         patchAdd("/collections/targets/" + std::string(kSet) + ".root",
                  {{"id", std::string(kSet) + ".root"}, {"set", kSet}, {"unit", "root"}, {"reserve", Json::array()}}),
         patchAdd("/collections/weapons", {{"w", {{"id", "w"}}}}), patchAdd("/settings/boards", Json::object()),
         patchRemove(rowPath("n1", "cells")), patchAdd(rowPath("n2", "limits"), {{"minMinor", 1}})});
    CHECK(reply["accepted"] == 1);
    CHECK(reply["refused"].size() == 11);
    const Plan after = edited(round.plan, reply["patch"]);
    CHECK(reply["patch"].size() == 1);
    CHECK(after.collection("targets")[std::string(kSet) + ".n1"]["values"][2] == 22'250);
    std::map<std::string, std::string> byPath;
    for (const Json& one : reply["refused"]) byPath[one["path"]] = one["code"];
    CHECK(byPath["/collections/orgUnits/n1/name"] == "exchange.not_allowed");
    CHECK(byPath["/collections/orgUnits/root/name"] == "exchange.outside_slice");
    CHECK(byPath["/collections/targets/" + std::string(kSet) + ".root"] == "exchange.outside_slice");
    CHECK(byPath[rowPath("n1", "cells")] == "exchange.locked");
    CHECK(byPath["/collections/reserveMoves/m2"] == "exchange.outside_slice");
}

TEST_CASE("where the total was fixed, rows that move it are refused and rows that keep it are taken", "[exchange]") {
    Round round({std::pair{"unit", "north"}});
    const Json moved = round.giveBack({patchReplace(rowPath("n1", "values/2"), 22'250)});
    CHECK(codes(moved["refused"]) == "exchange.total_fixed ");
    CHECK(moved["refused"][0]["params"]["afterMinor"].get<Minor>() -
              moved["refused"][0]["params"]["beforeMinor"].get<Minor>() ==
          2'000);
    CHECK(moved["patch"].empty());
    const Json kept = round.giveBack(
        {patchReplace(rowPath("n1", "values/2"), 22'250), patchReplace(rowPath("n2", "values/2"), 18'250)});
    CHECK(kept["refused"].empty());
    CHECK(kept["patch"].size() == 2);
}

TEST_CASE("a return meets what the region changed in the meantime as a merge does", "[exchange]") {
    Round round({std::pair{"unit", "north"}, std::pair{"total", "proposed"}});
    const Plan later = edited(
        round.plan, {patchReplace(rowPath("n1", "values/2"), 21'000), patchReplace(rowPath("n1", "values/5"), 19'000),
                     patchReplace("/collections/orgUnits/n2/name", "Ningbo")});
    const Plan back = edited(round.sent, {patchReplace(rowPath("n1", "values/2"), 22'250)});
    const Json open = *round.tryReturn(later, back);
    CHECK(open["patch"].empty());
    REQUIRE(open["conflicts"].size() == 1);
    CHECK(open["conflicts"][0]["mine"] == 21'000);
    const Json taken = *round.tryReturn(later, back, {{"all", "theirs"}});
    const Plan after = edited(later, taken["patch"]);
    CHECK(after.collection("targets")[std::string(kSet) + ".n1"]["values"][2] == 22'250);
    CHECK(after.collection("targets")[std::string(kSet) + ".n1"]["values"][5] == 19'000);
    CHECK(after.collection("orgUnits")["n2"]["name"] == "Ningbo");
}

TEST_CASE("a return must be of the slice that was sent", "[exchange]") {
    Round round({std::pair{"unit", "north"}});
    const auto refusal = [&](const Plan& mine, const Plan& returned) {
        auto reply = round.tryReturn(mine, returned);
        return reply ? std::string("taken") : reply.error()[0].code;
    };
    Plan widened = edited(round.sent, {patchAdd("/slice/roots", {"root"})});
    CHECK(refusal(round.plan, widened) == "exchange.base_differs");
    CHECK(refusal(round.plan, round.plan) == "exchange.base_differs");
    CHECK(refusal(round.sent, round.sent) == "exchange.is_slice");
    CHECK(refusal(Plan::makeEmpty(Json{{"id", "x"}}), round.sent) == "exchange.other_plan");
    const Plan removed = edited(round.plan, {patchRemove("/collections/orgUnits/s1/ownerId")});
    CHECK(refusal(removed, round.sent) == "taken");
    Round forged({std::pair{"unit", "north"}});
    forged.cut["slice"]["checksum"] = "00000000";
    CHECK(forged.tryReturn(forged.plan, forged.sent).error()[0].code == "exchange.base_differs");
}

TEST_CASE("the ancestor is the nearest version both copies have been", "[exchange]") {
    const Plan plan = Plan::makeEmpty(Json::object());
    const auto node = [](const char* id, std::vector<std::string> parents, const char* at) {
        return Json{{"id", id}, {"parents", parents}, {"at", at}};
    };
    const Json a = node("a", {}, "1");
    const Json b = node("b", {"a"}, "2");
    const Json c = node("c", {"b"}, "3");
    const Json d = node("d", {"b"}, "4");
    const Json m = node("m", {"c", "d"}, "5");
    const auto of = [&](Json mine, Json theirs) {
        return must(plan, "exchange.ancestor", {{"mine", std::move(mine)}, {"theirs", std::move(theirs)}});
    };
    CHECK(of({c, b, a}, {d, b, a}) == Json{{"id", "b"}, {"already", false}, {"forward", false}, {"candidates", {"b"}}});
    CHECK(of({m, c, d, b, a}, {d, b, a})["already"] == true);
    CHECK(of({b, a}, {m, c, d, b, a})["forward"] == true);
    CHECK(of(Json::array({c}), Json::array({d}))["id"] == "b");  // by the parents alone
    CHECK(of(Json::array({a}), Json::array({node("z", {}, "1")}))["id"].is_null());
    // Criss-cross: m and n both join c and d; the later of the two is taken.
    const Json n = node("n", {"d", "c"}, "6");
    const Json crossed = of({m, c, d, b, a}, {n, c, d, b, a});
    CHECK(crossed["candidates"] == Json{"c", "d"});
    CHECK(crossed["id"] == "d");
    Json held = c;
    held["text"] = true;
    CHECK(of({m, held, d, b, a}, {n, c, d, b, a})["id"] == "c");  // only that document is still there
}

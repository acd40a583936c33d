#include <catch2/catch.hpp>

#include "plan/org_tree.h"
#include "plan/plan.h"
#include "sample_documents.h"

using namespace sandtable;

namespace {

// "code path" of every error, in order.
std::vector<std::string> problems(const Json& document) {
    const auto plan = Plan::parse(document.dump());
    std::vector<std::string> found;
    if (plan) return found;
    for (const Error& error : plan.error()) found.push_back(error.code + " " + error.path);
    return found;
}

using Problems = std::vector<std::string>;

}  // namespace

TEST_CASE("A whole document passes, an empty plan too") {
    CHECK(problems(test::smallDocument()).empty());
    CHECK(Plan::makeEmpty(Json::object()).check().empty());
    CHECK(Plan::parse(Plan::makeEmpty({{"id", "p1"}, {"name", "A"}, {"currency", "USD"}}).serialize())
              ->document()["id"] == "p1");
}

TEST_CASE("Every violation of a schema is reported with its place and rule") {
    Json document = test::smallDocument();
    document["meta"]["currency"] = "yuan";
    document["meta"]["minorDigits"] = 9;
    document["settings"]["thresholds"].erase("watchRatio");
    document["collections"]["targets"]["s1.sh"]["values"][3] = 1.5;
    document["collections"]["targets"]["s1.hz"]["values"][0] = 9007199254740992;
    document["collections"]["orgUnits"]["sh"]["name"] = "";
    const auto plan = Plan::parse(document.dump());
    REQUIRE_FALSE(plan);
    std::map<std::string, std::string> ruleAt;
    for (const Error& error : plan.error()) {
        CHECK(error.code == "plan.schema");
        ruleAt[error.path] = error.params["rule"];
    }
    CHECK(ruleAt == std::map<std::string, std::string>{{"/meta/currency", "pattern"},
                                                       {"/meta/minorDigits", "maximum"},
                                                       {"/settings/thresholds/watchRatio", "required"},
                                                       {"/collections/targets/s1.sh/values/3", "type"},
                                                       {"/collections/targets/s1.hz/values/0", "maximum"},
                                                       {"/collections/orgUnits/sh/name", "minLength"}});
}

TEST_CASE("Boards keep what this version does not know, and tell what is wrong with the rest") {
    Json document = test::smallDocument();
    Json& boards = document["settings"]["boards"];
    boards["board-1"] = Json::parse(
        R"({"name": "周会 😀", "template": "weekly", "order": 1, "cards": [
            {"id": "c1", "kind": "kpi", "span": 1, "measure": "amount"},
            {"id": "c2", "kind": "course", "span": 3, "rows": 4, "grain": "week", "goal": 520000000000, "shade": "later"},
            {"id": "c3", "kind": "of a later version"}]})");
    // As the first version with boards wrote them: neither template nor height.
    boards["board-2"] = Json::parse(R"({"name": "Old", "order": 2, "cards": []})");
    CHECK(problems(document).empty());
    const auto plan = Plan::parse(document.dump());
    CHECK((*plan).document()["settings"]["boards"]["board-1"]["cards"][1]["shade"] == "later");

    boards["board-1"]["cards"][0]["span"] = 4;
    boards["board-1"]["cards"][1]["grain"] = "hour";
    boards["board-1"]["cards"][2].erase("id");
    boards["board-2"].erase("cards");
    CHECK(problems(document) == Problems{"plan.schema /settings/boards/board-1/cards/0/span",
                                         "plan.schema /settings/boards/board-1/cards/1/grain",
                                         "plan.schema /settings/boards/board-1/cards/2/id",
                                         "plan.schema /settings/boards/board-2/cards"});
}

TEST_CASE("At most a hundred errors are reported") {
    Json document = test::smallDocument();
    for (int i = 0; i < 300; ++i) document["collections"]["people"]["p" + std::to_string(i)] = Json::object();
    CHECK(problems(document).size() == 100);
}

TEST_CASE("An integer beyond 64 bits is a schema error, not a wrapped number") {
    std::string text = test::smallDocument().dump();
    const std::size_t at = text.find("[1,2,3");
    text.replace(at + 1, 1, "18446744073709551615");
    const auto plan = Plan::parse(text);
    REQUIRE_FALSE(plan);
    CHECK(plan.error().front().path.ends_with("/0"));
}

TEST_CASE("Names in the calendar must be days") {
    Json document = test::smallDocument();
    document["calendar"]["days"]["Tuesday"] = {{"works", false}};
    const auto plan = Plan::parse(document.dump());
    REQUIRE_FALSE(plan);
    CHECK(plan.error().front().path == "/calendar/days");
    CHECK(plan.error().front().params["rule"] == "propertyNames");
}

TEST_CASE("Ids are short, lower case and equal to their key") {
    Json document = test::smallDocument();
    Json& people = document["collections"]["people"];
    people["Upper"] = {{"id", "Upper"}, {"name", "x"}};
    people["ok"] = {{"id", "other"}, {"name", "x"}};
    people[std::string(129, 'a')] = {{"id", std::string(129, 'a')}, {"name", "x"}};
    people[std::string(128, 'b')] = {{"id", std::string(128, 'b')}, {"name", "x"}};
    people["-x"] = {{"id", "-x"}, {"name", "x"}};
    const std::string base = "/collections/people/";
    CHECK(problems(document) == Problems{"plan.bad_id " + base + "-x", "plan.bad_id " + base + "Upper",
                                         "plan.bad_id " + base + std::string(129, 'a'),
                                         "plan.id_mismatch " + base + "ok/id"});
}

TEST_CASE("What every object of JavaScript inherits is no id") {
    Json document = test::smallDocument();
    Json& people = document["collections"]["people"];
    const std::vector<std::string> names = {
        "__proto__",      "constructor", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable",
        "toLocaleString", "toString",    "valueOf"};
    Problems expected;
    for (const std::string& name : names) {
        people[name] = {{"id", name}, {"name", "x"}};
        expected.push_back("plan.bad_id /collections/people/" + name);
    }
    people["constructors"] = {{"id", "constructors"}, {"name", "x"}};
    people["prototype"] = {{"id", "prototype"}, {"name", "x"}};
    CHECK(problems(document) == expected);
}

TEST_CASE("A target row's id is its set, unit and product") {
    Json document = test::smallDocument();
    document["collections"]["targets"]["s1.wrong"] = {{"id", "s1.wrong"}, {"set", "s1"}, {"unit", "sh"}};
    CHECK(problems(document) == Problems{"plan.id_mismatch /collections/targets/s1.wrong"});
}

TEST_CASE("Names may be anything up to 10,000 characters, counted as characters") {
    Json document = test::smallDocument();
    std::string name;
    for (int i = 0; i < 10'000; ++i) name += "沙";
    document["collections"]["people"]["li"]["name"] = name;
    CHECK(problems(document).empty());
    document["collections"]["people"]["li"]["name"] = name + "盘";
    CHECK(problems(document) == Problems{"plan.schema /collections/people/li/name"});
}

TEST_CASE("References must lead somewhere") {
    Json document = test::smallDocument();
    document["collections"]["orgUnits"]["sh"]["ownerId"] = "nobody";
    document["collections"]["people"]["li"]["unit"] = "mars";
    document["collections"]["orgUnits"]["hz"]["ownerId"] = nullptr;
    CHECK(problems(document) == Problems{"plan.missing_reference /collections/orgUnits/sh/ownerId",
                                         "plan.missing_reference /collections/people/li/unit"});
}

TEST_CASE("A record that others refer to cannot be removed alone") {
    Plan plan = test::smallPlan();
    const auto refused = plan.apply(test::patch(patchRemove("/collections/people/li")));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().size() == 1);
    CHECK(refused.error().front().path == "/collections/orgUnits/east/ownerId");
    CHECK(refused.error().front().params == Json{{"id", "li"}, {"collection", "people"}});
    CHECK(plan.apply(
        test::patch(patchRemove("/collections/people/li"), patchRemove("/collections/orgUnits/east/ownerId"))));
    CHECK_FALSE(plan.apply(test::patch(patchReplace("/collections/targetSets", Json::object()))));
}

TEST_CASE("A patch is judged by its outcome, whatever the order of its operations") {
    Plan plan = test::smallPlan();
    CHECK(plan.apply(
        test::patch(patchAdd("/collections/people/an", {{"id", "an"}, {"name", "安"}, {"unit", "wuhan"}}),
                    patchAdd("/collections/orgUnits/wuhan", {{"id", "wuhan"}, {"name", "武汉"}, {"parent", "all"}}))));
}

TEST_CASE("The organisation has one root and no cycle") {
    Plan plan = test::smallPlan();
    const auto cycle = plan.apply(test::patch(patchReplace("/collections/orgUnits/east/parent", "sh")));
    REQUIRE_FALSE(cycle);
    CHECK(cycle.error().front().code == "plan.cycle");
    CHECK(cycle.error().front().params["units"].size() == 2);
    const auto roots = plan.apply(test::patch(patchReplace("/collections/orgUnits/east/parent", nullptr)));
    REQUIRE_FALSE(roots);
    CHECK(roots.error().front().code == "plan.several_roots");
    CHECK(roots.error().front().params["units"] == Json{"all", "east"});
    CHECK_FALSE(plan.apply(test::patch(patchReplace("/collections/orgUnits/all/parent", "sh"))));
    CHECK_FALSE(plan.apply(test::patch(patchReplace("/collections/orgUnits/all/parent", "all"))));
}

TEST_CASE("The tree is in preorder, siblings by order then id, leaves of a subtree in one run") {
    const auto tree = OrgTree::fromPlan(test::smallPlan());
    REQUIRE(tree);
    std::vector<std::string> ids;
    for (const OrgUnit& unit : tree->units()) ids.push_back(unit.id);
    CHECK(ids == std::vector<std::string>{"all", "north", "east", "sh", "hz"});
    CHECK(tree->leaves() == std::vector<int>{1, 3, 4});
    const OrgUnit& east = (*tree)[tree->find("east")];
    CHECK(east.firstLeaf == 1);
    CHECK(east.lastLeaf == 2);
    CHECK(east.depth == 1);
    CHECK(east.children == std::vector<int>{3, 4});
    CHECK(east.ownerId == "li");
    CHECK(std::isnan(east.potential));
    CHECK((*tree)[0].lastLeaf == 2);
    CHECK((*tree)[0].matchValue.empty());
    CHECK(tree->find("nowhere") == -1);
    CHECK(OrgTree::fromUnits(Json::object())->empty());
}

TEST_CASE("A chain of 50,000 units is a tree like any other") {
    Json units = Json::object();
    for (int i = 0; i < 50'000; ++i) {
        const std::string id = "u" + std::to_string(i);
        units[id] = {{"id", id}, {"name", id}, {"parent", i == 0 ? Json() : Json("u" + std::to_string(i - 1))}};
    }
    const auto tree = OrgTree::fromUnits(units);
    REQUIRE(tree);
    CHECK(tree->leafCount() == 1);
    CHECK(tree->units().back().depth == 49'999);
}

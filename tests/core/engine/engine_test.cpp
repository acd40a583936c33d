#include "engine/engine.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <regex>
#include <sstream>

#include "engine/version.h"

using namespace sandtable;

namespace {

Json send(Engine& engine, const std::string& request, Json params = Json::object()) {
    const Json message = {{"request", request}, {"params", std::move(params)}};
    return Json::parse(engine.call(message.dump()));
}

Json resultOf(Engine& engine, const std::string& request, Json params = Json::object()) {
    Json reply = send(engine, request, std::move(params));
    INFO(reply.dump());
    REQUIRE(reply["ok"] == true);
    return reply["result"];
}

Json firstError(Engine& engine, const std::string& request, Json params = Json::object()) {
    const Json reply = send(engine, request, std::move(params));
    INFO(reply.dump());
    REQUIRE(reply["ok"] == false);
    REQUIRE_FALSE(reply["errors"].empty());
    return reply["errors"][0];
}

Json feed(Engine& engine, const std::string& importId, std::string_view text) {
    return Json::parse(engine.load(importId, std::as_bytes(std::span<const char>(text.data(), text.size()))));
}

constexpr std::string_view kOrders =
    "订单号,订单日期,地区,销售额,数量\n"
    "A1,2025-01-05,华东,100.50,1\n"
    "A2,2025-02-06,华北,20,2\n"
    "A2,2025-02-07,华东,-0.5,1\n";

Json importOrders(Engine& engine, const std::string& table = "orders") {
    const std::string id = resultOf(engine, "facts.begin", {{"table", table}, {"fileName", "orders.csv"}})["import"];
    REQUIRE(feed(engine, id, kOrders)["ok"] == true);
    return resultOf(engine, "facts.commit", {{"import", id}});
}

Json onePatch(Json operation) { return Json::array({std::move(operation)}); }

}  // namespace

TEST_CASE("What is not a request is refused with its place") {
    Engine engine;
    const auto codeOf = [&](std::string_view text) { return Json::parse(engine.call(text))["errors"][0]["code"]; };
    CHECK(codeOf("") == "request.bad_json");
    CHECK(codeOf("{") == "request.bad_json");
    CHECK(codeOf("[]") == "request.bad_json");
    CHECK(codeOf(R"({"params":{}})") == "request.bad_json");
    CHECK(codeOf(R"({"request":7})") == "request.bad_json");
    CHECK(codeOf("{\"request\":\"\xff\"}") == "request.bad_json");
    CHECK(codeOf(R"({"request":"plan.get","request":"plan.new"})") == "request.duplicate_key");
    CHECK(codeOf(std::string(1'000'000, '[')) == "request.too_deep");
    CHECK(codeOf(std::string("\0\0", 2)) == "request.bad_json");
}

TEST_CASE("An unknown request suggests the nearest name, and none when nothing is near") {
    Engine engine;
    const Json near = firstError(engine, "plan.aply");
    CHECK(near["code"] == "request.unknown");
    CHECK(near["params"]["nearest"] == "plan.apply");
    CHECK(firstError(engine, "zzzzzzzzzzzzzzzzzzzz")["params"]["nearest"] == nullptr);
    CHECK(firstError(engine, std::string(100'000, 'p'))["params"]["nearest"] == nullptr);
}

TEST_CASE("Params are checked against the request's schema, all violations located") {
    Engine engine;
    const Json reply = send(engine, "plan.periods", {{"year", "20xx"}, {"grain", "decade"}});
    REQUIRE(reply["ok"] == false);
    std::map<std::string, std::string> ruleAt;
    for (const Json& error : reply["errors"]) {
        CHECK(error["code"] == "request.bad_params");
        CHECK(error["kind"] == "input");
        ruleAt[error["path"]] = error["params"]["rule"];
    }
    CHECK(ruleAt == std::map<std::string, std::string>{{"/year", "pattern"}, {"/grain", "enum"}});
    CHECK(firstError(engine, "plan.open")["path"] == "/text");
    CHECK(firstError(engine, "plan.apply", Json::array())["path"] == "");
    CHECK(Json::parse(engine.call(R"({"request":"engine.version"})"))["ok"] == true);
}

TEST_CASE("Every request is listed with a doc line and a schema of an object") {
    Engine engine;
    const Json requests = resultOf(engine, "engine.requests")["requests"];
    CHECK(requests.size() > 20);
    const std::regex name("[a-z]+\\.[a-z][A-Za-z]*");
    for (const Json& request : requests) {
        INFO(request["name"]);
        CHECK(std::regex_match(request["name"].get<std::string>(), name));
        CHECK_FALSE(request["doc"].get<std::string>().empty());
        CHECK(request["params"]["type"] == "object");
        // The schema compiles: an unknown request or a broken schema would answer with another code.
        const Json reply = Json::parse(engine.call(Json{{"request", request["name"]}, {"params", 7}}.dump()));
        CHECK(reply["errors"][0]["code"] == "request.bad_params");
    }
}

TEST_CASE("The engine's version is the project's") {
    std::ifstream file(SANDTABLE_SOURCE_DIR "/CMakeLists.txt");
    std::stringstream text;
    text << file.rdbuf();
    CHECK(text.str().find("VERSION " + std::string(kEngineVersion)) != std::string::npos);
}

TEST_CASE("A plan is made, patched, read, written, opened again and undone") {
    Engine engine;
    const Json made =
        resultOf(engine, "plan.new",
                 {{"meta", {{"name", "华东 2026"}, {"id", "p1"}}}, {"calendar", {{"fiscalYearStartMonth", 4}}}});
    CHECK(made["revision"] == 0);
    CHECK(made["plan"]["id"] == "p1");
    CHECK(made["plan"]["calendar"]["workweek"] == Json({1, 2, 3, 4, 5}));
    const Json before = resultOf(engine, "plan.serialize");
    const Json applied = resultOf(engine, "plan.apply",
                                  {{"patch", onePatch({{"op", "replace"}, {"path", "/meta/name"}, {"value", "x"}})}});
    CHECK(applied["revision"] == 1);
    CHECK(applied["changed"] == Json::array({"meta"}));
    CHECK_FALSE(applied.contains("plan"));
    CHECK(resultOf(engine, "plan.get", {{"parts", {"meta", "people"}}}) ==
          Json{{"revision", 1},
               {"parts", {{"people", Json::object()}, {"meta", resultOf(engine, "plan.get")["parts"]["meta"]}}}});
    CHECK(firstError(engine, "plan.get", {{"parts", {"meta", "boats"}}})["path"] == "/parts/1");
    CHECK(resultOf(engine, "plan.periods", {{"year", "2026"}, {"grain", "month"}})["periods"][0]["period"] ==
          "2026-04");
    resultOf(engine, "plan.apply", {{"patch", applied["inverse"]}});
    CHECK(resultOf(engine, "plan.serialize") == before);
    Engine other;
    const Json opened = resultOf(other, "plan.open", {{"text", before["text"]}});
    CHECK(opened == Json{{"revision", 0},
                         {"readOnly", false},
                         {"migratedFrom", nullptr},
                         {"version", "1.0"},
                         {"checksum", before["checksum"]}});
    CHECK(resultOf(other, "plan.check") == Json{{"ok", true}, {"issues", Json::array()}});
    CHECK(resultOf(other, "plan.apply", {{"patch", Json::array()}, {"returnPlan", true}})["plan"]["revision"] == 1);
}

TEST_CASE("Names may hold any text, control characters and markup included") {
    Engine engine;
    const std::string name = std::string("a\0b", 3) + "<img src=x onerror=alert(1)>\u2028\U0001F600\x7f";
    resultOf(engine, "plan.new", {{"meta", {{"name", name}}}});
    const std::string text = resultOf(engine, "plan.serialize")["text"];
    resultOf(engine, "plan.open", {{"text", text}});
    CHECK(resultOf(engine, "plan.get")["parts"]["meta"]["name"] == name);
}

TEST_CASE("A file comes in by chunks and becomes a table") {
    Engine engine;
    const std::string id =
        resultOf(engine, "facts.begin", {{"table", "orders"}, {"fileName", "o.csv"}, {"mapping", nullptr}})["import"];
    for (const char& byte : kOrders) {
        const Json reply = Json::parse(engine.load(id, std::as_bytes(std::span(&byte, 1))));
        REQUIRE(reply["ok"] == true);
    }
    CHECK(resultOf(engine, "facts.preview", {{"import", id}})["missing"].empty());
    const Json report = resultOf(engine, "facts.commit", {{"import", id}});
    CHECK(report["rows"] == 3);
    CHECK(report["totals"]["amount"] == 1'200'000);  // 100.50 + 20 − 0.50, in 1/10,000
    CHECK(report["firstDay"] == "2025-01-05");
    CHECK(resultOf(engine, "facts.list")["tables"].size() == 1);
    CHECK(firstError(engine, "facts.commit", {{"import", id}})["code"] == "facts.unknown_import");
    CHECK(feed(engine, "imp-99", "x")["errors"][0]["code"] == "facts.unknown_import");
    resultOf(engine, "facts.drop", {{"table", "orders"}});
    CHECK(firstError(engine, "facts.drop", {{"table", "orders"}})["code"] == "facts.no_such_table");
}

TEST_CASE("A snapshot restores the table it was taken from") {
    Engine engine;
    Json report = importOrders(engine);
    for (const char* ofTheFile : {"changes", "dryRun", "file"}) report.erase(ofTheFile);
    const Json taken = resultOf(engine, "facts.snapshot", {{"table", "orders"}});
    const std::string resultId = taken["resultId"];
    const std::vector<std::uint8_t> bytes = engine.columns(resultId)->bytes.at("bytes");
    CHECK(taken["bytes"] == bytes.size());
    engine.release(resultId);
    CHECK(engine.columns(resultId) == nullptr);
    Engine other;
    const std::string id = resultOf(other, "facts.restore", {{"table", "orders"}})["import"];
    REQUIRE(Json::parse(other.load(id, std::as_bytes(std::span(bytes))))["ok"] == true);
    CHECK(resultOf(other, "facts.commit", {{"import", id}}) == report);
}

TEST_CASE("A commit and a removal can be undone and redone by the tokens they give") {
    Engine engine;
    const Json first = importOrders(engine);
    CHECK(first["replaced"] == nullptr);
    const auto rows = [&] { return resultOf(engine, "facts.list")["tables"][0]["rows"]; };
    const std::string id = resultOf(engine, "facts.begin", {{"table", "orders"}, {"fileName", "more.csv"}})["import"];
    REQUIRE(feed(engine, id, "订单号,订单日期,销售额\nA9,2025-03-01,5\n")["ok"] == true);
    const Json append = {{"mode", "append"}};
    CHECK(resultOf(engine, "facts.commit", {{"import", id}, {"merge", append}, {"dryRun", true}})["rows"] == 4);
    CHECK(rows() == 3);
    const Json more = resultOf(engine, "facts.commit", {{"import", id}, {"merge", append}});
    CHECK(rows() == 4);
    const Json undone = resultOf(engine, "facts.reinstate", {{"token", more["replaced"]}});
    CHECK(rows() == 3);
    CHECK(firstError(engine, "facts.reinstate", {{"token", more["replaced"]}})["code"] == "facts.unknown_token");
    const Json redone = resultOf(engine, "facts.reinstate", {{"token", undone["replaced"]}});
    CHECK(rows() == 4);
    resultOf(engine, "facts.forget", {{"token", redone["replaced"]}});
    CHECK(firstError(engine, "facts.forget", {{"token", redone["replaced"]}})["code"] == "facts.unknown_token");
    const Json dropped = resultOf(engine, "facts.drop", {{"table", "orders"}, {"keep", true}});
    CHECK(resultOf(engine, "facts.list")["tables"].empty());
    CHECK(resultOf(engine, "facts.reinstate", {{"token", dropped["replaced"]}})["replaced"] == nullptr);
    CHECK(rows() == 4);
    CHECK(resultOf(engine, "facts.drop", {{"table", "orders"}})["replaced"] == nullptr);
}

TEST_CASE("The engine keeps the eight latest tables that imports took away") {
    Engine engine;
    std::vector<std::string> tokens;
    for (int i = 0; i < 10; ++i) {
        const Json report = importOrders(engine);
        if (i > 0) tokens.push_back(report["replaced"]);
    }
    CHECK(firstError(engine, "facts.forget", {{"token", tokens[0]}})["code"] == "facts.unknown_token");
    for (std::size_t i = 1; i < tokens.size(); ++i) resultOf(engine, "facts.forget", {{"token", tokens[i]}});
}

TEST_CASE("Other tables beside the orders change nothing in what is told about orders") {
    Engine engine;
    importOrders(engine);
    const auto told = [&] {
        return resultOf(engine, "performance.summary").dump() +
               resultOf(engine, "sales.pivot", {{"axes", {"region"}}, {"measures", {"amount", "lines"}}})["rows"]
                   .dump();
    };
    const std::string before = told();
    const std::string id = resultOf(engine, "facts.begin", {{"table", "activities"}, {"fileName", "v.csv"}})["import"];
    REQUIRE(feed(engine, id, "拜访日期,大区\n2026-01-01,华东\n")["ok"] == true);
    resultOf(engine, "facts.commit", {{"import", id}});
    CHECK(told() == before);
    CHECK(resultOf(engine, "sales.pivot",
                   {{"table", "activities"}, {"axes", {"region"}}, {"measures", {"lines"}}})["lines"] == 1);
    CHECK(firstError(engine, "sales.pivot",
                     {{"table", "activities"}, {"axes", {"region"}}, {"measures", {"amount"}}})["code"] ==
          "sales.missing_measure");
}

TEST_CASE("Kept results are freed by release, and the oldest ones when there are too many") {
    Engine engine;
    importOrders(engine);
    const std::string first = resultOf(engine, "facts.snapshot", {{"table", "orders"}})["resultId"];
    CHECK(engine.columns(first) != nullptr);
    for (int i = 0; i < 64; ++i) resultOf(engine, "facts.snapshot", {{"table", "orders"}});
    CHECK(engine.columns(first) == nullptr);
    CHECK(engine.columns("nothing") == nullptr);
    engine.release("nothing");
}

TEST_CASE("A failed call leaves plan and facts as they were") {
    Engine engine;
    resultOf(engine, "plan.new", {{"meta", {{"name", "A"}}}});
    importOrders(engine);
    const auto state = [&] {
        return resultOf(engine, "plan.serialize").dump() + resultOf(engine, "facts.list").dump();
    };
    const std::string before = state();

    const Json failures[] = {
        {{"request", "plan.open"}, {"params", {{"text", "{}"}}}},
        {{"request", "plan.new"}, {"params", {{"meta", {{"name", 7}}}}}},
        {{"request", "plan.new"},
         {"params", {{"meta", {{"name", "x"}}}, {"calendar", {{"days", {{"2026-02-30", {{"works", true}}}}}}}}}},
        {{"request", "plan.apply"},
         {"params",
          {{"patch",
            {{{"op", "replace"}, {"path", "/meta/name"}, {"value", "B"}},
             {{"op", "remove"}, {"path", "/collections/people/x"}}}}}}},
        {{"request", "plan.apply"},
         {"params", {{"patch", onePatch({{"op", "replace"}, {"path", "/meta/currency"}, {"value", "¥"}})}}}},
        {{"request", "facts.begin"}, {"params", {{"table", ""}, {"fileName", "x"}}}},
        {{"request", "facts.drop"}, {"params", {{"table", "other"}}}},
    };
    for (const Json& request : failures) {
        INFO(request.dump());
        CHECK(Json::parse(engine.call(request.dump()))["ok"] == false);
        CHECK(state() == before);
    }

    const std::string id = resultOf(engine, "facts.begin", {{"table", "orders"}, {"fileName", "bad.csv"}})["import"];
    REQUIRE(feed(engine, id, "name,colour\na,red\n")["ok"] == true);
    CHECK(firstError(engine, "facts.commit", {{"import", id}})["code"] == "facts.missing_required");
    CHECK(state() == before);
    CHECK(resultOf(engine, "facts.preview", {{"import", id}})["header"] == Json({"name", "colour"}));
    resultOf(engine, "facts.cancel", {{"import", id}});
    CHECK(firstError(engine, "facts.cancel", {{"import", id}})["code"] == "facts.unknown_import");
}

TEST_CASE("The sample company is a valid plan with order lines, and its progress can be stopped") {
    Engine engine;
    const Json params = {{"rows", 2000}, {"seed", 7}, {"language", "en"}};
    const Json plan = resultOf(engine, "sample.plan", params)["plan"];
    resultOf(engine, "plan.open", {{"text", plan.dump()}});
    CHECK(resultOf(engine, "plan.check")["ok"] == true);
    const Json report = resultOf(engine, "sample.orders", params);
    CHECK(report["rows"] == 2000);
    CHECK(report["rejected"] == 0);
    engine.setProgress([](double, double) { return false; });
    CHECK(firstError(engine, "sample.orders", {{"rows", 50'000}, {"seed", 8}})["code"] == "request.cancelled");
    engine.setProgress(nullptr);
    CHECK(resultOf(engine, "facts.list")["tables"][0]["rows"] == 2000);
}

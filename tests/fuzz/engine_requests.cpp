// Every request of the engine in any order with any params. The engine answers each in JSON, with a result or with errors that have a
// code; it never meets a defect of its own; only the requests that are there for it change the plan, and a failed one never does;
// a patch that it proposes can be applied and taken back.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/engine.h"
#include "request_maker.h"

using namespace sandtable;
using fuzz::RequestMaker;
using fuzz::Tape;

namespace {

constexpr std::size_t kMostRequests = 16;

constexpr std::string_view kPlan = R"({"format":"sandtable-plan","version":"1.0","id":"p","revision":1,
"meta":{"name":"Region","currency":"CNY","minorDigits":2,"language":"en"},
"calendar":{"fiscalYearStartMonth":4,"pattern":"gregorian","weekRule":"iso","workweek":[1,2,3,4,5],"days":{}},
"settings":{"orgLevels":["region","city"]},"collections":{
"metrics":{"revenue":{"id":"revenue","name":null,"measure":"amount","unit":"money","direction":"up"}},
"people":{"li":{"id":"li","name":"Li"}},"products":{"tea":{"id":"tea","name":"Tea","match":"Tea","level":"productLine"}},
"orgUnits":{"r":{"id":"r","name":"R"},"east":{"id":"east","name":"East","parent":"r","level":"region","match":"East","ownerId":"li"},
"a":{"id":"a","name":"A","parent":"east","level":"city","match":"A","potential":3},
"b":{"id":"b","name":"B","parent":"east","level":"city","match":"B","potential":0}},
"targetSets":{"s":{"id":"s","metric":"revenue","year":"2026","tier":"base","grain":"month"}},
"targets":{"s.r":{"id":"s.r","set":"s","unit":"r","values":[1,1,1,1,1,1,1,1,1,1,1,1]},
"s.a":{"id":"s.a","set":"s","unit":"a","values":[10,10,30,10,10,10,10,10,10,10,10,10],
"cells":{"2026-03":{"valueMinor":30,"author":"Li","locked":true}}},
"s.b":{"id":"s.b","set":"s","unit":"b","values":[0,20,20,20,20,20,20,20,20,20,20,20]}},
"proposals":{},"reserveMoves":{}}})";

constexpr std::string_view kOrders =
    "Order Date,Order ID,Customer Name,Region,City,Product Line,Sales,Margin,Quantity\n"
    "2024-04-05,1,Ann,East,A,Tea,100.50,10,1\n"
    "2025-02-28,2,Bob,East,B,Tea,-20,,2\n"
    "2025-06-30,3,Ann,West,,Cup,0.0001,0,0\n"
    "2026-04-01,4,,East,A,,99999999999,1,1\n"
    "2026-04-02,4,Cy,East,A,Tea,7,1,1\n";

// Names of the plan and the table above, and of what requests choose by.
std::vector<std::string> words() {
    return {"",           "r",          "east",        "a",
            "b",          "s",          "li",          "tea",
            "revenue",    "base",       "orders",      "2026",
            "2025",       "2026-Q1",    "2026-04",     "2026-W09",
            "2026-04-01", "2025-02-30", "month",       "quarter",
            "week",       "day",        "year",        "region",
            "city",       "customer",   "order",       "productLine",
            "amount",     "margin",     "quantity",    "org",
            "org:city",   "weekday",    "newCustomer", "columns",
            "even",       "history",    "mean",        "growth",
            "potential",  "manual",     "forecast",    "weights",
            "profile",    "children",   "siblings",    "reserve",
            "parents",    "draw",       "return",      "whole",
            "isoWeek",    "share",      "customers",   "imp-1",
            "kept-1",     "__proto__",  "constructor", "x:\xf0\x9f\x8d\xb5",
            "East",       "A",          "Ann",         "c1",
            "plan.json",  "~1",         "-1",          "999999999999999999999"};
}

void require(bool holds, std::string_view request, const Json& reply) {
    if (holds) return;
    const std::string text = reply.dump(-1, ' ', false, Json::error_handler_t::replace);
    std::fprintf(stderr, "%.*s -> %s\n", static_cast<int>(request.size()), request.data(), text.c_str());
    std::abort();
}

class Session {
public:
    explicit Session(Tape& tape) : tape_(tape), maker_(tape, words()) {
        maker_.learnPlan(std::string(kPlan));
        must("plan.open", {{"text", kPlan}});
        feed(must("facts.begin", {{"table", "orders"}, {"fileName", "o.csv"}})["import"], kOrders);
        must("facts.commit", {{"import", "imp-1"}});
    }

    void step(const std::vector<std::pair<std::string, Json>>& requests) {
        const auto& [name, schema] = tape_.pick(requests);
        if (tape_.once(8)) loadSomething();
        Json params = maker_.make(schema);
        if (name.starts_with("sample.") && params.is_object())
            params["rows"] = 20;  // a large company is slow, not wrong
        const Json before = planNow();
        const Json reply = ask(name, params);
        static const std::set<std::string> kChangePlan = {"plan.new", "plan.open", "plan.apply"};
        const bool mayChange = reply["ok"] == true && kChangePlan.contains(name);
        require(mayChange || planNow() == before, name, reply);
        if (reply["ok"] == true) learn(name, reply["result"], before);
    }

private:
    Json ask(const std::string& name, const Json& params) {
        Json reply = Json::parse(engine_.call(
            Json{{"request", name}, {"params", params}}.dump(-1, ' ', false, Json::error_handler_t::replace)));
        checkReply(name, reply);
        return reply;
    }

    static void checkReply(std::string_view name, const Json& reply) {
        if (reply["ok"] == true) return require(reply.contains("result"), name, reply);
        require(reply["ok"] == false && !reply["errors"].empty(), name, reply);
        for (const Json& error : reply["errors"]) {
            require(error["code"].get<std::string>().find('.') != std::string::npos, name, reply);
            require(error["kind"] != "internal", name, reply);
        }
    }

    Json must(const std::string& name, const Json& params) {
        Json reply = ask(name, params);
        require(reply["ok"] == true, name, reply);
        return std::move(reply["result"]);
    }

    Json planNow() { return must("plan.serialize", Json::object())["text"]; }

    void feed(const std::string& importId, std::string_view text) {
        checkReply("load", Json::parse(engine_.load(importId, std::as_bytes(std::span(text.data(), text.size())))));
    }

    void loadSomething() {
        const auto raw = tape_.take(tape_.next());
        const std::string_view bytes(reinterpret_cast<const char*>(raw.data()), raw.size());
        feed(lastImport_, bytes.empty() ? kOrders : bytes);
    }

    // What a result gives for later requests, and whether a proposal keeps its word.
    void learn(const std::string& name, const Json& result, const Json& before) {
        if (!result.is_object()) return;
        if (const auto import = result.find("import"); import != result.end() && import->is_string()) {
            lastImport_ = *import;
            maker_.learn(lastImport_);
        }
        if (const auto id = result.find("resultId"); id != result.end() && id->is_string()) {
            require(engine_.columns(id->get<std::string>()) != nullptr, name, result);
            if (tape_.once(2)) engine_.release(id->get<std::string>());
        }
        if (name == "exchange.slice") maker_.learnPlan(result["text"]);
        if (name.starts_with("plan.") || name.starts_with("exchange.") || !result.contains("patch")) return;
        if (!result["patch"].is_array()) return;
        const Json applied = ask("plan.apply", {{"patch", result["patch"]}});
        // A whole new organisation is refused where something still stands on the old one.
        if (name == "facts.proposeOrg" && applied["ok"] == false)
            return require(applied["errors"][0]["code"] == "plan.missing_reference", name, applied);
        require(applied["ok"] == true, name, applied);
        if (tape_.once(2)) return;
        must("plan.apply", {{"patch", applied["result"]["inverse"]}});
        require(withoutRevision(planNow()) == withoutRevision(before), name, result);
    }

    static Json withoutRevision(const Json& text) {
        Json plan = Json::parse(text.get<std::string>());
        plan.erase("revision");
        return plan;
    }

    Tape& tape_;
    RequestMaker maker_;
    Engine engine_;
    std::string lastImport_ = "imp-1";
};

const std::vector<std::pair<std::string, Json>>& allRequests() {
    static const auto kAll = [] {
        std::vector<std::pair<std::string, Json>> all;
        Engine engine;
        const Json reply = Json::parse(engine.call(R"({"request":"engine.requests"})"));
        for (const Json& request : reply["result"]["requests"]) all.emplace_back(request["name"], request["params"]);
        return all;
    }();
    return kAll;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Tape tape({data, size});
    Session session(tape);
    for (std::size_t steps = 0; steps < kMostRequests && !tape.ended(); ++steps) session.step(allRequests());
    return 0;
}

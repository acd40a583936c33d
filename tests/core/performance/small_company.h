// A company small enough to check by hand, and the builders for its plan and order lines.
#pragma once

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/money.h"
#include "performance/requests.h"

namespace sandtable::test {

struct Line {
    const char* day;
    const char* region;
    const char* city;
    std::int64_t amount;  // 1/10,000 yuan
    const char* order = "";
};

inline DimensionColumn columnOf(const std::vector<std::string>& texts) {
    TextList values{""};
    std::map<std::string, std::uint32_t> codes{{"", 0}};
    std::vector<std::uint32_t> rows;
    for (const std::string& text : texts) {
        const auto [it, isNew] = codes.emplace(text, static_cast<std::uint32_t>(values.size()));
        if (isNew) values.push_back(text);
        rows.push_back(it->second);
    }
    return {std::move(values), std::move(rows)};
}

// Rows of a fact table are in order of days; the lines may come in any.
inline FactTablePtr factsOf(std::vector<Line> lines) {
    std::stable_sort(lines.begin(), lines.end(),
                     [](const Line& a, const Line& b) { return std::string_view(a.day) < b.day; });
    auto facts = std::make_shared<FactTable>();
    facts->name = "orders";
    facts->rows = lines.size();
    std::vector<std::string> regions, cities, orders;
    for (const Line& line : lines) {
        facts->day.push_back(*parseIsoDay(line.day));
        facts->amounts["amount"].push_back(line.amount);
        facts->sourceLine.push_back(static_cast<std::uint32_t>(facts->sourceLine.size() + 2));
        regions.push_back(line.region);
        cities.push_back(line.city);
        orders.push_back(line.order);
    }
    facts->dimensions.emplace("region", columnOf(regions));
    facts->dimensions.emplace("city", columnOf(cities));
    facts->dimensions.emplace("order", columnOf(orders));
    facts->source = {{"rejectedRows", 3}};
    return facts;
}

inline Json unitOf(const char* id, const char* parent, const char* level) {
    return {{"id", id},
            {"name", id},
            {"parent", *parent ? Json(parent) : Json(nullptr)},
            {"level", level},
            {"match", *level ? id : ""}};
}

// company ─ east ─ shanghai, hangzhou;  company ─ west ─ chengdu
inline Json smallCompany() {
    Json document = Plan::makeEmpty({{"id", "small"}, {"name", "Small"}}).document();
    Json& collections = document["collections"];
    collections["orgUnits"] = {
        {"company", unitOf("company", "", "")},           {"east", unitOf("east", "company", "region")},
        {"west", unitOf("west", "company", "region")},    {"shanghai", unitOf("shanghai", "east", "city")},
        {"hangzhou", unitOf("hangzhou", "east", "city")}, {"chengdu", unitOf("chengdu", "west", "city")}};
    collections["metrics"]["orderCount"] = {
        {"id", "orderCount"}, {"name", "Orders"}, {"measure", "orders"}, {"unit", "count"}, {"direction", "down"}};
    return document;
}

inline void addSet(Json& document, const char* metric, const char* year, const char* grain = "month") {
    const std::string id = std::string(metric) + "-" + year + "-base";
    document["collections"]["targetSets"][id] = {{"id", id},       {"metric", metric}, {"year", year},
                                                 {"tier", "base"}, {"grain", grain},   {"byProduct", false}};
}

// kind: "values" for leaves, "reserve" for units with children; the list is filled up to `periods` with its last number.
inline void addTargets(Json& document, const std::string& set, const char* unit, const char* kind,
                       std::vector<Minor> numbers, std::size_t periods = 12) {
    while (numbers.size() < periods) numbers.push_back(numbers.back());
    const std::string id = set + "." + unit;
    document["collections"]["targets"][id] = {{"id", id}, {"set", set}, {"unit", unit}, {kind, numbers}};
}

struct World {
    Plan plan;
    std::map<std::string, FactTablePtr, std::less<>> tables;

    World(const Json& document, FactTablePtr facts) : plan(parsed(document)) {
        if (facts) tables.emplace("orders", std::move(facts));
    }

    Result<Json> ask(const std::string& request, const Json& params) const {
        RequestContext context;
        context.plan = &plan;
        context.planOpen = true;
        context.facts = &tables;
        for (const RequestSpec& spec : performanceRequests())
            if (spec.name == request) return spec.handler(context, params);
        FAIL("no request " << request);
        return Json();
    }

    Json get(const std::string& request, const Json& params) const {
        const auto result = ask(request, params);
        if (!result) FAIL(result.error().front().code << " " << result.error().front().params.dump());
        return *result;
    }

    static Plan parsed(const Json& document) {
        auto plan = Plan::parse(document.dump());
        if (!plan)
            FAIL(plan.error().front().code << " " << plan.error().front().path << " " << plan.error().front().detail);
        return *std::move(plan);
    }
};

inline Json rowOf(const Json& attainment, const std::string& id) {
    for (const Json& unit : attainment["units"])
        if (unit["id"] == id) return unit;
    FAIL("no unit " << id);
    return {};
}

inline std::string codeOf(const Result<Json>& result) { return result ? "ok" : result.error().front().code; }

// The worked example of attainment_test.cpp. 2026: 1 January and 17–20 February are holidays, so January has 21 working days,
// February 16, March 22.
inline Json workedPlan() {
    Json document = smallCompany();
    for (const char* day : {"2026-01-01", "2026-02-17", "2026-02-18", "2026-02-19", "2026-02-20"})
        document["calendar"]["days"][day] = {{"works", false}, {"name", "holiday"}};
    addSet(document, "revenue", "2026");
    const std::string set = "revenue-2026-base";
    addTargets(document, set, "shanghai", "values", {21'000, 16'000, 10'000});
    addTargets(document, set, "hangzhou", "values", {4'200, 3'200, 1'000});
    addTargets(document, set, "chengdu", "values", {0, 800, 0});
    addTargets(document, set, "east", "reserve", {2'100, 1'600, 0});
    addTargets(document, set, "company", "reserve", {100, 160, 0});
    return document;
}

inline FactTablePtr workedFacts() {
    return factsOf({{"2026-01-05", "east", "shanghai", 1'500'000, "a"},  // 150.00
                    {"2026-02-10", "east", "shanghai", 800'000, "b"},    // 80.00, on the day of the report
                    {"2026-02-11", "east", "shanghai", 990'000, "c"},    // after it
                    {"2026-01-20", "east", "hangzhou", 700'000, "b"},    // 70.00
                    {"2026-01-06", "east", "nowhere", 10'000, "d"},      // 1.00, matches no unit
                    {"2025-02-07", "east", "shanghai", 1'000'000, "e"},  // 100.00, the 28th working day of 2025
                    {"2025-02-10", "east", "shanghai", 500'000, "f"}});  // the 29th
}

}  // namespace sandtable::test

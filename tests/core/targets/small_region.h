// A region to decompose: two areas, three cities, two years of order lines that can be added up by hand.
// Fixture of the targets tests; asserts nothing itself.
#pragma once

#include <catch2/catch.hpp>
#include <map>
#include <string>

#include "base/money.h"
#include "facts/table.h"
#include "plan/plan.h"
#include "targets/requests.h"

namespace sandtable::fixture {

// Plan, facts and kept columns with the targets requests; patches are applied as the engine would.
class Desk {
public:
    Desk() : plan(Plan::makeEmpty(Json{{"id", "p"}, {"name", "Region"}, {"language", "en"}})) {}

    Result<Json> ask(const std::string& name, const Json& params) {
        RequestContext context;
        context.plan = &plan;
        context.planOpen = true;
        context.facts = &facts;
        context.keepColumns = [this](ResultColumns kept) {
            columns = std::move(kept);
            return std::string("r1");
        };
        for (const RequestSpec& spec : targetsRequests()) {
            if (spec.name == name) return spec.handler(context, params);
        }
        FAIL("no request " << name);
        return Json();
    }
    Json must(const std::string& name, const Json& params) {
        auto result = ask(name, params);
        if (!result) FAIL(name << ": " << result.error()[0].code << " " << result.error()[0].params.dump());
        return std::move(*result);
    }
    // Asks and applies the proposed patch.
    Json apply(const std::string& name, const Json& params) {
        Json result = must(name, params);
        const auto applied = plan.apply(result["patch"]);
        if (!applied)
            FAIL(name << " patch: " << applied.error()[0].code << " " << applied.error()[0].path << " "
                      << applied.error()[0].detail);
        inverse = applied->inverse;
        return result;
    }

    Plan plan;
    std::map<std::string, FactTablePtr, std::less<>> facts;
    ResultColumns columns;
    Json inverse;
};

inline void addUnit(Json& patch, const std::string& id, const char* parent, const char* level) {
    Json unit{{"id", id}, {"name", "Unit " + id}, {"level", level}, {"match", id}};
    if (parent) unit["parent"] = parent;
    patch.push_back(patchAdd("/collections/orgUnits/" + id, unit));
}

// root ─ north (n1, n2), south (s1)
inline void addTree(Desk& desk) {
    Json patch = Json::array();
    addUnit(patch, "root", nullptr, "");
    addUnit(patch, "north", "root", "region");
    addUnit(patch, "south", "root", "region");
    addUnit(patch, "n1", "north", "city");
    addUnit(patch, "n2", "north", "city");
    addUnit(patch, "s1", "south", "city");
    REQUIRE(desk.plan.apply(patch));
}

// One line a month per city; 2024 and 2025. Yearly amounts in yuan: n1 1200 then 1800, n2 600 then 600, s1 1200 then 1200; February
// sells nothing and March twice as much, so that the months are 1 0 2 1 1 … of 12.
inline void addOrders(Desk& desk) {
    auto table = std::make_shared<FactTable>();
    table->name = "orders";
    std::vector<std::uint8_t> region;
    std::vector<std::uint8_t> city;
    std::vector<std::int64_t>& amount = table->amounts["amount"];
    const struct {
        std::uint8_t region, city;
        int yuan[2];
    } cities[] = {{1, 1, {1200, 1800}}, {1, 2, {600, 600}}, {2, 3, {1200, 1200}}};
    for (int year = 0; year < 2; ++year) {
        for (int month = 1; month <= 12; ++month) {
            for (const auto& c : cities) {
                const int part = month == 2 ? 0 : month == 3 ? 2 : 1;
                if (part == 0) continue;
                table->day.push_back(dayFromCivil({2024 + year, month, 15}));
                region.push_back(c.region);
                city.push_back(c.city);
                amount.push_back(static_cast<std::int64_t>(c.yuan[year]) * part * kAmountScale / 12);
                table->sourceLine.push_back(static_cast<std::uint32_t>(table->day.size() + 1));
            }
        }
    }
    table->rows = table->day.size();
    table->dimensions.emplace("region", DimensionColumn({"", "north", "south"}, region));
    table->dimensions.emplace("city", DimensionColumn({"", "n1", "n2", "s1"}, city));
    desk.facts["orders"] = table;
}

inline const Json& nodeOf(const Json& nodes, const std::string& id) {
    for (const Json& node : nodes) {
        if (node["id"] == id) return node;
    }
    FAIL("no node " << id);
    return nodes;
}

// The identities of the contract, for every node: Σ periods = total, total = Σ children + reserve, also period by period.
inline bool sumsExactly(const Json& nodes) {
    std::map<std::string, std::map<std::string, Minor>> below;
    std::map<std::string, bool> inner;
    for (const Json& node : nodes) {
        if (node["parent"].is_null()) continue;
        const std::string parent = node["parent"];
        inner[parent] = true;
        below[parent][""] += node["totalMinor"].get<Minor>();
        for (const auto& [period, value] : node["periods"].items()) below[parent][period] += value.get<Minor>();
    }
    for (const Json& node : nodes) {
        Minor sum = 0;
        Minor reserve = 0;
        const std::string id = node["id"];
        for (const auto& [period, value] : node["periods"].items()) {
            sum += value.get<Minor>();
            const Minor held = node["reservePeriods"][period].get<Minor>();
            reserve += held;
            if (value.get<Minor>() < 0 || held < 0) return false;
            if (inner[id] && value.get<Minor>() != below[id][period] + held) return false;
        }
        if (sum != node["totalMinor"].get<Minor>() || reserve != node["reserveMinor"].get<Minor>()) return false;
        if (inner[id] && sum != below[id][""] + reserve) return false;
    }
    return true;
}

}  // namespace sandtable::fixture

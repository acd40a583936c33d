// A small plan with a target set in it, copies of it, and the exchange requests asked as the engine would. Asserts nothing itself.
#pragma once

#include <catch2/catch.hpp>
#include <string>

#include "exchange/requests.h"
#include "targets/small_region.h"

namespace sandtable::fixture {

inline constexpr const char* kSet = "revenue-2026-base";

// root ─ north (n1, n2), south (s1): 12,000.00 yuan, even, a tenth held back at root and areas. A month is a twelfth:
// root reserve 10,000; north and south 45,000 each, of which 4,500 reserve; n1 and n2 20,250; s1 40,500.
inline Plan regionPlan() {
    Desk desk;
    addTree(desk);
    desk.apply("targets.decompose", {{"metric", "revenue"},
                                     {"year", "2026"},
                                     {"totalMinor", 1'200'000},
                                     {"method", "even"},
                                     {"seasonality", "even"},
                                     {"reserveRatio", 0.1}});
    return std::move(desk.plan);
}

inline std::string rowPath(const std::string& unit, const std::string& field) {
    return "/collections/targets/" + std::string(kSet) + "." + unit + "/" + field;
}

inline Plan edited(const Plan& plan, const std::vector<Json>& operations) {
    Plan copy = plan;
    const auto applied = copy.apply(Json(operations));
    if (!applied) FAIL(applied.error()[0].code << " " << applied.error()[0].path);
    return copy;
}

inline Result<Json> ask(const Plan& plan, const std::string& name, const Json& params) {
    static const std::map<std::string, FactTablePtr, std::less<>> none;
    RequestContext context;
    context.plan = &plan;
    context.planOpen = true;
    context.facts = &none;
    for (const RequestSpec& spec : exchangeRequests()) {
        if (spec.name == name) return spec.handler(context, params);
    }
    FAIL("no request " << name);
    return Json();
}

inline Json must(const Plan& plan, const std::string& name, const Json& params) {
    auto reply = ask(plan, name, params);
    if (!reply)
        FAIL(name << ": " << reply.error()[0].code << " " << reply.error()[0].path << " "
                  << reply.error()[0].params.dump());
    return std::move(*reply);
}

// Merges theirs into mine and returns mine with the patch; the reply goes to `reply`.
inline Plan merged(const Plan& base, const Plan& mine, const Plan& theirs, Json more = Json::object(),
                   Json* reply = nullptr) {
    more["base"] = base.serialize();
    more["theirs"] = theirs.serialize();
    Json answer = must(mine, "exchange.merge", more);
    Plan result = answer["patch"].empty() ? mine : edited(mine, answer["patch"]);
    if (reply != nullptr) *reply = std::move(answer);
    return result;
}

// The content without the revision, which counts patches.
inline Json contentOf(const Plan& plan) {
    Json document = plan.document();
    document.erase("revision");
    return document;
}

// Adds up stored rows only, on its own: {set.unit.period: Σ over the unit's subtree}.
inline Minor sumOf(const Plan& plan, const std::string& unit, std::size_t period) {
    Minor sum = 0;
    for (const auto& [id, row] : plan.collection("targets").items()) {
        std::string at = row["unit"];
        bool inside = false;
        while (!inside && !at.empty()) {
            inside = at == unit;
            const Json& record = plan.collection("orgUnits")[at];
            at = record.contains("parent") && record["parent"].is_string() ? record["parent"].get<std::string>() : "";
        }
        if (!inside) continue;
        for (const char* field : {"values", "reserve"}) {
            if (row.contains(field)) sum += row[field][period].get<Minor>();
        }
    }
    return sum;
}

}  // namespace sandtable::fixture

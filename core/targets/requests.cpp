// The registry entries of the targets room: names, one-line docs and parameter schemas.
#include "targets/requests.h"

#include "base/json_object.h"
#include "request/schema_text.h"
#include "targets/handlers.h"

namespace sandtable {

namespace {

// An object of properties given as JSON text, where a type's name alone stands for that type or null: {"node": "string"}.
Json object(std::string_view properties, std::string_view required = "") {
    Json schema = JsonObject().put("type", "object").put("properties", schemaOf(properties));
    for (Json& property : schema["properties"]) {
        if (!property.is_string()) continue;
        Json types = Json::array();
        types.push_back(std::move(property));
        types.push_back("null");
        property = Json::object();
        property["type"] = std::move(types);
    }
    if (!required.empty()) schema["required"] = schemaOf(required);
    return schema;
}

// Params that name a set: its id, or metric, year and tier; with further properties.
Json setParams(std::string_view properties, std::string_view required = "") {
    Json schema = object(properties, required);
    const Json set =
        object(R"({"set": "string", "metric": "string", "year": "string", "tier": "string", "table": "string"})");
    schema["properties"].update(set["properties"]);
    return schema;
}

Json listOf(Json items) { return JsonObject().put("type", "array").put("items", std::move(items)); }

constexpr std::string_view kDecompose = R"json({
    "totalMinor": "number",
    "grain": "string",
    "levels": {"type": "array", "items": {"type": "string"}},
    "rootName": "string",
    "method": "string",
    "historyYears": {"type": "array", "items": {"type": ["string", "integer"]}},
    "growth": {"type": "object", "properties": {"defaultRatio": {"type": ["number", "null"]}}},
    "weights": {"type": "object", "additionalProperties": {"type": "number"}},
    "manual": {"type": "object", "additionalProperties": {"type": "number"}},
    "manualAs": "string",
    "seasonality": "string",
    "profile": "array",
    "byProduct": "boolean",
    "reserveRatio": "number",
    "reserveRatios": {"type": "object", "additionalProperties": {"type": ["number", "null"]}},
    "keepLocks": "boolean",
    "author": "string",
    "at": "string",
    "reply": {"enum": ["nodes", "columns", "patch"]}
})json";

constexpr std::string_view kLimits =
    R"({"minMinor": "integer", "maxMinor": "integer", "minGrowthRatio": "number", "maxGrowthRatio": "number"})";

constexpr std::string_view kUnitLimits = R"json({
    "minMinor": "integer", "maxMinor": "integer", "minGrowthRatio": "number", "maxGrowthRatio": "number",
    "node": "string", "product": "string", "changedOnly": "boolean", "reply": "string"
})json";

constexpr std::string_view kEdit = R"json({
    "node": "string", "product": "string", "period": "string",
    "valueMinor": "number", "reason": "string", "author": "string", "at": "string"
})json";

constexpr std::string_view kCell = R"json({
    "node": "string", "product": "string", "period": "string", "locked": "boolean", "author": "string", "at": "string"
})json";

constexpr std::string_view kMove = R"json({
    "node": "string", "product": "string", "period": "string", "toNode": "string", "amountMinor": "number",
    "kind": {"enum": ["draw", "return"]}, "reason": "string", "author": "string", "at": "string", "nonce": "string"
})json";

constexpr std::string_view kProposal = R"json({
    "node": "string", "round": "integer", "totalMinor": "number", "author": "string", "at": "string", "note": "string"
})json";

constexpr std::string_view kView = R"json({
    "grain": {"enum": ["year", "quarter", "month", "week"]}, "product": "string", "compareYear": "string"
})json";

constexpr std::string_view kSeasonality = R"json({
    "metric": "string", "historyYears": {"type": "array", "items": {"type": "string"}}, "node": "string", "table": "string"
})json";

Json decomposeParams() {
    Json schema = setParams(kDecompose, R"(["year"])");
    schema["properties"]["limits"] = JsonObject().put("type", "object").put("additionalProperties", object(kLimits));
    return schema;
}

Json editParams() {
    Json schema = setParams(kEdit);
    schema["properties"].update(object(
        R"({"absorb": "string", "changedOnly": "boolean", "reply": {"enum": ["nodes", "columns", "patch", "preview"]}})")
                                    ["properties"]);
    schema["properties"]["edits"] = listOf(object(kEdit, R"(["node", "period", "valueMinor"])"));
    return schema;
}

Json cellsParams(std::string_view properties) {
    Json schema = setParams(properties, R"(["cells"])");
    schema["properties"]["cells"] = listOf(object(kCell, R"(["node", "period"])"));
    return schema;
}

}  // namespace

std::vector<RequestSpec> targetsRequests() {
    return {
        {"targets.decompose",
         "Breaks an annual target down along organisation, time and product line; proposes the set as a patch.",
         decomposeParams(), handleDecompose},
        {"targets.edit",
         "Changes cells at any level and balances the rest, keeping locks and limits; proposes a patch.", editParams(),
         handleEdit},
        {"targets.lock", "Locks or unlocks cells; a locked cell keeps its value in every redistribution.",
         cellsParams(R"({"author": "string", "at": "string"})"), handleLock},
        {"targets.limits", "Sets a unit's bounds for the year, as amounts or growth against last year's actual.",
         setParams(kUnitLimits, R"(["node"])"), handleLimits},
        {"targets.revert", "Takes overrides back: the cells return to what the method computed.",
         cellsParams(R"({"author": "string", "at": "string", "changedOnly": "boolean", "reply": "string"})"),
         handleRevert},
        {"targets.view", "A target set as the grid shows it: units with totals and marks, cells as columns.",
         setParams(kView), handleView},
        {"targets.why", "Explains one target: method, weights, share, season, overrides, locks and levers.",
         setParams(R"({"node": "string", "product": "string", "period": "string"})", R"(["node", "period"])"),
         handleWhy},
        {"targets.moveReserve", "Draws from a unit's reserve for a unit below, or returns to it, with a ledger entry.",
         setParams(kMove, R"(["node", "period", "amountMinor"])"), handleMoveReserve},
        {"targets.tiers", "Makes the stretch and challenge sets from a base set, exact in every sum.",
         setParams(R"({"stretchRatio": "number", "challengeRatio": "number"})"), handleTiers},
        {"targets.propose", "Records a unit's own bottom-up proposal in a round.",
         setParams(kProposal, R"(["node", "totalMinor"])"), handlePropose},
        {"targets.mismatch", "Bottom-up proposals beside the top-down target, per unit and round.",
         setParams(R"({"round": "integer"})"), handleMismatch},
        {"targets.seasonality", "Seasonal indices of a unit's history, 12 months with mean 1.", object(kSeasonality),
         handleSeasonality},
        {"targets.check", "Checks every target set: sums, locks, limits, stray rows.", object("{}"), handleCheck},
    };
}

}  // namespace sandtable

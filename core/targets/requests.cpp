// The registry entries of the targets room: names, one-line docs and parameter schemas.
#include "targets/requests.h"

#include "targets/handlers.h"

namespace sandtable {

namespace {

Json text() { return {{"type", Json::array({"string", "null"})}}; }
Json integer() { return {{"type", Json::array({"integer", "null"})}}; }
Json number() { return {{"type", Json::array({"number", "null"})}}; }
Json flag() { return {{"type", Json::array({"boolean", "null"})}}; }
Json oneOf(std::initializer_list<const char*> values) {
    Json names = Json::array();
    for (const char* value : values) names.push_back(value);
    return {{"enum", std::move(names)}};
}
Json listOf(Json items) { return {{"type", "array"}, {"items", std::move(items)}}; }
Json mapOf(Json values) { return {{"type", "object"}, {"additionalProperties", std::move(values)}}; }

Json object(Json properties, std::initializer_list<const char*> required = {}) {
    Json names = Json::array();
    for (const char* name : required) names.push_back(name);
    Json schema{{"type", "object"}, {"properties", std::move(properties)}};
    if (!names.empty()) schema["required"] = std::move(names);
    return schema;
}

// Params that name a set: its id, or metric, year and tier; with further properties.
Json setParams(Json properties, std::initializer_list<const char*> required = {}) {
    properties.update({{"set", text()}, {"metric", text()}, {"year", text()}, {"tier", text()}, {"table", text()}});
    return object(std::move(properties), required);
}

Json limitFields() {
    return {
        {"minMinor", integer()}, {"maxMinor", integer()}, {"minGrowthRatio", number()}, {"maxGrowthRatio", number()}};
}

Json decomposeParams() {
    return setParams({{"totalMinor", number()},
                      {"grain", text()},
                      {"levels", listOf({{"type", "string"}})},
                      {"rootName", text()},
                      {"method", text()},
                      {"historyYears", listOf({{"type", Json::array({"string", "integer"})}})},
                      {"growth", object({{"defaultRatio", number()}})},
                      {"weights", mapOf({{"type", "number"}})},
                      {"manual", mapOf({{"type", "number"}})},
                      {"manualAs", text()},
                      {"seasonality", text()},
                      {"profile", {{"type", Json::array({"array", "null"})}}},
                      {"byProduct", flag()},
                      {"reserveRatio", number()},
                      {"reserveRatios", mapOf(number())},
                      {"limits", mapOf(object(limitFields()))},
                      {"keepLocks", flag()},
                      {"author", text()},
                      {"at", text()},
                      {"reply", oneOf({"nodes", "columns", "patch"})}},
                     {"year"});
}

Json cellFields() { return {{"node", text()}, {"product", text()}, {"period", text()}}; }

Json editParams() {
    Json edit = cellFields();
    edit.update({{"valueMinor", number()}, {"reason", text()}, {"author", text()}, {"at", text()}});
    Json all = edit;
    all.update({{"edits", listOf(object(edit, {"node", "period", "valueMinor"}))},
                {"absorb", text()},
                {"changedOnly", flag()},
                {"reply", oneOf({"nodes", "columns", "patch"})}});
    return setParams(std::move(all));
}

Json cellsParams(Json extra) {
    Json cell = cellFields();
    cell.update({{"locked", flag()}, {"author", text()}, {"at", text()}});
    extra.update({{"cells", listOf(object(cell, {"node", "period"}))}, {"author", text()}, {"at", text()}});
    return setParams(std::move(extra), {"cells"});
}

}  // namespace

std::vector<RequestSpec> targetsRequests() {
    Json limits = limitFields();
    limits.update({{"node", text()}, {"product", text()}, {"changedOnly", flag()}, {"reply", text()}});
    Json move = cellFields();
    move.update({{"toNode", text()},
                 {"amountMinor", number()},
                 {"kind", oneOf({"draw", "return"})},
                 {"reason", text()},
                 {"author", text()},
                 {"at", text()}});
    Json proposal{{"node", text()},   {"round", integer()}, {"totalMinor", number()},
                  {"author", text()}, {"at", text()},       {"note", text()}};
    return {
        {"targets.decompose",
         "Breaks an annual target down along organisation, time and product line; proposes the set as a patch.",
         decomposeParams(), handleDecompose},
        {"targets.edit",
         "Changes cells at any level and balances the rest, keeping locks and limits; proposes a patch.", editParams(),
         handleEdit},
        {"targets.lock", "Locks or unlocks cells; a locked cell keeps its value in every redistribution.",
         cellsParams({}), handleLock},
        {"targets.limits", "Sets a unit's bounds for the year, as amounts or growth against last year's actual.",
         setParams(std::move(limits), {"node"}), handleLimits},
        {"targets.revert", "Takes overrides back: the cells return to what the method computed.",
         cellsParams({{"changedOnly", flag()}, {"reply", text()}}), handleRevert},
        {"targets.view", "A target set as the grid shows it: units with totals and marks, cells as columns.",
         setParams(
             {{"grain", oneOf({"year", "quarter", "month", "week"})}, {"product", text()}, {"compareYear", text()}}),
         handleView},
        {"targets.why", "Explains one target: method, weights, share, season, overrides, locks and levers.",
         setParams(cellFields(), {"node", "period"}), handleWhy},
        {"targets.moveReserve", "Draws from a unit's reserve for a unit below, or returns to it, with a ledger entry.",
         setParams(std::move(move), {"node", "period", "amountMinor"}), handleMoveReserve},
        {"targets.tiers", "Makes the stretch and challenge sets from a base set, exact in every sum.",
         setParams({{"stretchRatio", number()}, {"challengeRatio", number()}}), handleTiers},
        {"targets.propose", "Records a unit's own bottom-up proposal in a round.",
         setParams(std::move(proposal), {"node", "totalMinor"}), handlePropose},
        {"targets.mismatch", "Bottom-up proposals beside the top-down target, per unit and round.",
         setParams({{"round", integer()}}), handleMismatch},
        {"targets.seasonality", "Seasonal indices of a unit's history, 12 months with mean 1.",
         object(
             {{"metric", text()}, {"historyYears", listOf({{"type", "string"}})}, {"node", text()}, {"table", text()}}),
         handleSeasonality},
        {"targets.check", "Checks every target set: sums, locks, limits, stray rows.", object(Json::object()),
         handleCheck},
    };
}

}  // namespace sandtable

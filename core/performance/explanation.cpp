#include "performance/explanation.h"

#include <algorithm>

#include "performance/json_text.h"

namespace sandtable {

Explanation::Explanation(const Scope& scope, const Attainment& attainment, std::string field)
    : scope_(scope), attainment_(attainment), field_(std::move(field)) {
    formula_ = {{"key", "performance." + field_ + ".formula"}, {"params", Json::object()}, {"operands", Json::array()}};
}

void Explanation::value(Json amount, std::string unit) {
    value_ = {{"amount", std::move(amount)}, {"unit", std::move(unit)}};
}

void Explanation::variant(std::string_view variant) {
    formula_["key"] = "performance." + field_ + ".formula." + std::string(variant);
}

void Explanation::operand(std::string_view name, Json value, std::string_view unit, std::string_view whyField,
                          int whyUnit, Json params) {
    Json operand = {{"key", "performance.operand." + std::string(name)},
                    {"params", std::move(params)},
                    {"value", std::move(value)},
                    {"unit", unit}};
    if (!whyField.empty()) operand["why"] = whyOf(whyField, whyUnit < 0 ? scope_.node : whyUnit);
    formula_["operands"].push_back(std::move(operand));
}

void Explanation::lever(std::string_view name, Json params) {
    params["unit"] = scope_.metric.unit;
    levers_.push_back({{"key", "performance.lever." + std::string(name)}, {"params", std::move(params)}});
}

Json Explanation::whyOf(std::string_view field, int unit) const {
    Json params = {{"node", scope_.tree[unit].id},
                   {"period", formatPeriod(scope_.period)},
                   {"field", field},
                   {"asOf", formatIsoDay(scope_.asOf)},
                   {"metric", scope_.metric.id},
                   {"tier", scope_.targetKey.tier},
                   {"year", scope_.targetKey.year}};
    if (!scope_.targetKey.set.empty()) params["set"] = scope_.targetKey.set;
    return {{"request", "performance.why"}, {"params", std::move(params)}};
}

Json Explanation::scopeJson() const {
    const OrgUnit& unit = scope_.tree[scope_.node];
    return {{"unit", unit.id},
            {"unitName", unit.name},
            {"period", formatPeriod(scope_.period)},
            {"asOf", formatIsoDay(scope_.asOf)},
            {"filters", {{"metric", scope_.metric.id}, {"tier", scope_.targetKey.tier}}}};
}

Json Explanation::recordsJson() const {
    if (!attainment_.begun) return nullptr;
    const Day last = std::min(scope_.asOf, scope_.range.last);
    Json params = {{"table", scope_.tableName},
                   {"filters", Json::object()},
                   {"from", formatIsoDay(scope_.range.first)},
                   {"to", formatIsoDay(last)},
                   {"sort", "amount"},
                   {"descending", true},
                   {"offset", 0},
                   {"limit", 100}};
    // a root that stands for the whole table shows the whole table, unmatched rows too
    if (scope_.node != 0 || !scope_.rootHoldsAllRows()) params["unit"] = scope_.tree[scope_.node].id;
    return {{"request", "facts.records"}, {"params", std::move(params)}};
}

Json Explanation::comparableJson() const {
    const UnitAttainment& row = attainment_.units[static_cast<std::size_t>(scope_.node)];
    if (!attainment_.lastYear || !row.lastYear) return nullptr;
    return {{"period", formatPeriod(attainment_.lastYear->period)},
            {"from", formatIsoDay(attainment_.lastYear->compared.first)},
            {"to", formatIsoDay(attainment_.lastYear->compared.last)},
            {"valueMinor", *row.lastYear},
            {"unit", scope_.metric.unit}};
}

void Explanation::addTargetChanges() {
    const std::string& unit = scope_.tree[scope_.node].id;
    std::vector<Json> found;
    for (const auto& [id, record] : scope_.plan->collection("targets").items()) {
        if (textOf(record, "unit") != unit || !record.contains("cells")) continue;
        const Json& sets = scope_.plan->collection("targetSets");
        const auto set = sets.find(textOf(record, "set"));
        if (set == sets.end() || textOf(*set, "metric") != scope_.metric.id) continue;
        if (textOf(*set, "tier", "base") != scope_.targetKey.tier) continue;
        for (const auto& [periodText, cell] : record["cells"].items()) {
            const auto period = parsePeriod(periodText);
            const auto range = period ? scope_.calendar().rangeOf(*period) : Result<DayRange>(DayRange{});
            if (!range || range->last < scope_.range.first || range->first > scope_.range.last) continue;
            const Json before = cell.value("computedMinor", Json()), after = cell.value("valueMinor", Json());
            if (after.is_null() || before == after) continue;  // a lock alone changes no number
            found.push_back({{"at", cell.value("at", Json())},
                             {"author", cell.value("author", Json())},
                             {"reason", cell.value("reason", Json())},
                             {"period", periodText},
                             {"beforeMinor", before},
                             {"afterMinor", after}});
        }
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const Json& a, const Json& b) { return textOf(a, "at") < textOf(b, "at"); });
    for (Json& change : found) changes_.push_back(std::move(change));
}

Json Explanation::json() && {
    const Json params = {{"unitName", scope_.tree[scope_.node].name}, {"period", formatPeriod(scope_.period)}};
    return {{"title", {{"key", "performance." + field_ + ".title"}, {"params", params}}},
            {"value", std::move(value_)},
            {"definition", {{"key", "performance." + field_ + ".definition"}, {"params", params}}},
            {"formula", std::move(formula_)},
            {"scope", scopeJson()},
            {"records", recordsJson()},
            {"comparable", comparableJson()},
            {"changes", std::move(changes_)},
            {"levers", std::move(levers_)}};
}

}  // namespace sandtable

#include "performance/explanation.h"

#include <algorithm>

#include "base/json_object.h"
#include "base/stable_sort.h"
#include "performance/json_text.h"

namespace sandtable {

Explanation::Explanation(const Scope& scope, const Attainment& attainment, std::string field)
    : scope_(scope), attainment_(attainment), field_(std::move(field)) {
    formula_ = JsonObject()
                   .put("key", "performance." + field_ + ".formula")
                   .put("params", Json::object())
                   .put("operands", Json::array());
}

void Explanation::value(Json amount, std::string unit) {
    value_ = JsonObject().put("amount", std::move(amount)).put("unit", std::move(unit));
}

void Explanation::variant(std::string_view variant) {
    formula_["key"] = "performance." + field_ + ".formula." + std::string(variant);
}

void Explanation::operand(std::string_view name, Json value, std::string_view unit, std::string_view whyField,
                          int whyUnit, Json params) {
    Json operand = JsonObject()
                       .put("key", "performance.operand." + std::string(name))
                       .put("params", std::move(params))
                       .put("value", std::move(value))
                       .put("unit", unit);
    if (!whyField.empty()) operand["why"] = whyOf(whyField, whyUnit < 0 ? scope_.node : whyUnit);
    formula_["operands"].push_back(std::move(operand));
}

void Explanation::lever(std::string_view name, Json params) {
    params["unit"] = scope_.metric.unit;
    levers_.push_back(
        JsonObject().put("key", "performance.lever." + std::string(name)).put("params", std::move(params)));
}

Json Explanation::whyOf(std::string_view field, int unit) const {
    Json params = JsonObject()
                      .put("node", scope_.tree()[unit].id)
                      .put("period", formatPeriod(scope_.period))
                      .put("field", field)
                      .put("asOf", formatIsoDay(scope_.asOf))
                      .put("metric", scope_.metric.id)
                      .put("tier", scope_.targetKey.tier)
                      .put("year", scope_.targetKey.year);
    if (!scope_.targetKey.set.empty()) params["set"] = scope_.targetKey.set;
    return JsonObject().put("request", "performance.why").put("params", std::move(params));
}

Json Explanation::scopeJson() const {
    const OrgUnit& unit = scope_.tree()[scope_.node];
    return JsonObject()
        .put("unit", unit.id)
        .put("unitName", unit.name)
        .put("period", formatPeriod(scope_.period))
        .put("asOf", formatIsoDay(scope_.asOf))
        .put("filters", JsonObject().put("metric", scope_.metric.id).put("tier", scope_.targetKey.tier));
}

Json Explanation::recordsJson() const {
    if (!attainment_.begun) return nullptr;
    const Day last = std::min(scope_.asOf, scope_.range.last);
    Json params = JsonObject()
                      .put("table", scope_.tableName)
                      .put("filters", Json::object())
                      .put("from", formatIsoDay(scope_.range.first))
                      .put("to", formatIsoDay(last))
                      .put("sort", "amount")
                      .put("descending", true)
                      .put("offset", 0)
                      .put("limit", 100);
    // a root that stands for the whole table shows the whole table, unmatched rows too
    if (scope_.node != 0 || !scope_.rootHoldsAllRows()) params["unit"] = scope_.tree()[scope_.node].id;
    return JsonObject().put("request", "sales.records").put("params", std::move(params));
}

Json Explanation::comparableJson() const {
    const UnitAttainment& row = attainment_.units[static_cast<std::size_t>(scope_.node)];
    if (!attainment_.lastYear || !row.lastYear) return nullptr;
    return JsonObject()
        .put("period", formatPeriod(attainment_.lastYear->period))
        .put("from", formatIsoDay(attainment_.lastYear->compared.first))
        .put("to", formatIsoDay(attainment_.lastYear->compared.last))
        .put("valueMinor", *row.lastYear)
        .put("unit", scope_.metric.unit);
}

void Explanation::addTargetChanges() {
    const std::string& unit = scope_.tree()[scope_.node].id;
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
            found.push_back(JsonObject()
                                .put("at", cell.value("at", Json()))
                                .put("author", cell.value("author", Json()))
                                .put("reason", cell.value("reason", Json()))
                                .put("period", periodText)
                                .put("beforeMinor", before)
                                .put("afterMinor", after));
        }
    }
    stableSort(found, [](const Json& a, const Json& b) { return textOf(a, "at") < textOf(b, "at"); });
    for (Json& change : found) changes_.push_back(std::move(change));
}

Json Explanation::json() && {
    const Json params =
        JsonObject().put("unitName", scope_.tree()[scope_.node].name).put("period", formatPeriod(scope_.period));
    return JsonObject()
        .put("title", JsonObject().put("key", "performance." + field_ + ".title").put("params", params))
        .put("value", std::move(value_))
        .put("definition", JsonObject().put("key", "performance." + field_ + ".definition").put("params", params))
        .put("formula", std::move(formula_))
        .put("scope", scopeJson())
        .put("records", recordsJson())
        .put("comparable", comparableJson())
        .put("changes", std::move(changes_))
        .put("levers", std::move(levers_));
}

}  // namespace sandtable

#include "performance/scope.h"

#include <algorithm>

#include "base/json_object.h"
#include "performance/json_text.h"

namespace sandtable {
namespace {

// Errors of a parameter carry the parameter's path unless they already name a place.
Errors at(std::string_view path, Errors errors) {
    for (Error& error : errors)
        if (error.path.empty()) error.path = path;
    return errors;
}

Result<MetricInfo> metricOf(const Plan& plan, const std::string& id) {
    const Json& metrics = plan.collection("metrics");
    const auto it = metrics.find(id);
    if (it == metrics.end())
        return failure(
            Error{.code = "performance.no_such_metric", .path = "/metric", .params = JsonObject().put("metric", id)});
    MetricInfo info;
    info.id = id;
    info.unit = textOf(*it, "unit", "money");
    info.direction = textOf(*it, "direction", "up") == "down" ? Direction::down : Direction::up;
    const std::string measure = textOf(*it, "measure", "none");
    if (measure == "none")
        return failure(
            Error{.code = "performance.not_measured", .path = "/metric", .params = JsonObject().put("metric", id)});
    auto parsed = parseMeasure(measure);
    if (!parsed) return tl::unexpected(at("/metric", parsed.error()));
    info.measure = *parsed;
    info.scale.additive = info.measure != Measure::orders && info.measure != Measure::customers;
    const auto meta = plan.document().find("meta");
    const int minorDigits = meta == plan.document().end() ? 2 : meta->value("minorDigits", 2);
    info.scale.digits = info.unit == "money" ? minorDigits : 0;
    return info;
}

// The key of the target set asked for; with "set" its metric, year and tier are read from the plan.
Result<TargetSetKey> targetKeyOf(const Plan& plan, const Json& params) {
    TargetSetKey key;
    key.set = textOf(params, "set");
    if (key.set.empty()) {
        key.metric = textOf(params, "metric", "revenue");
        key.year = textOf(params, "year");
        key.tier = textOf(params, "tier", "base");
        return key;
    }
    const Json& sets = plan.collection("targetSets");
    const auto it = sets.find(key.set);
    if (it == sets.end())
        return failure(
            Error{.code = "targets.no_such_set", .path = "/set", .params = JsonObject().put("set", key.set)});
    key.metric = textOf(*it, "metric", "revenue");
    key.year = textOf(*it, "year");
    key.tier = textOf(*it, "tier", "base");
    return key;
}

Result<void> resolvePeriod(Scope& scope, const Json& params) {
    std::string text = textOf(params, "period", scope.targetKey.year);
    if (text.empty()) return failure(Error{.code = "performance.no_period", .path = "/period"});
    auto period = parsePeriod(text);
    if (!period) return tl::unexpected(at("/period", period.error()));
    auto range = scope.calendar().rangeOf(*period);
    if (!range) return tl::unexpected(at("/period", range.error()));
    scope.period = *period;
    scope.range = *range;
    scope.fiscalYear = fiscalYearOf(scope.calendar(), *period, *range);
    // the set named is the one of its own year; a period of another year is answered from that year's set of the same metric and tier
    const std::string year = std::to_string(scope.fiscalYear);
    if (scope.targetKey.year.empty()) scope.targetKey.year = year;
    return {};
}

Result<void> resolveFacts(Scope& scope, const RequestContext& context, const Json& params) {
    scope.tableName = textOf(scope.plan->settings(), "ordersTable", "orders");
    scope.facts = context.table(scope.tableName);
    if (!scope.facts || scope.facts->rows == 0)
        return failure(Error{.code = "performance.no_facts", .params = JsonObject().put("table", scope.tableName)});
    scope.factDays = {scope.facts->day.front(), scope.facts->day.back()};
    scope.asOf = scope.factDays.last;
    if (const std::string text = textOf(params, "asOf"); !text.empty()) {
        auto day = parseIsoDay(text);
        if (!day) return tl::unexpected(at("/asOf", day.error()));
        scope.asOf = *day;
    }
    return {};
}

Thresholds thresholdsOf(const Json& settings) {
    Thresholds thresholds;
    const auto it = settings.find("thresholds");
    if (it == settings.end() || !it->is_object()) return thresholds;
    thresholds.goodRatio = it->value("goodRatio", thresholds.goodRatio);
    thresholds.watchRatio = it->value("watchRatio", thresholds.watchRatio);
    return thresholds;
}

}  // namespace

int fiscalYearOf(const FiscalCalendar& calendar, const Period& period, DayRange range) {
    return period.grain == Grain::week ? period.year : calendar.fiscalYearOf(range.first).year;
}

Result<const TargetBook*> TargetYears::of(int fiscalYear) {
    auto it = books_.find(fiscalYear);
    if (it == books_.end()) {
        const std::string year = std::to_string(fiscalYear);
        TargetSetKey key{year == key_.year ? key_.set : "", key_.metric, year, key_.tier};
        auto book = TargetBook::fromPlan(*plan_, *tree_, key);
        std::optional<TargetBook> found;
        if (book) {
            found = std::move(*book);
        } else if (std::any_of(book.error().begin(), book.error().end(),
                               [](const Error& error) { return error.code != "targets.no_such_set"; })) {
            return tl::unexpected(book.error());
        }
        it = books_.emplace(fiscalYear, std::move(found)).first;
    }
    return it->second ? &*it->second : nullptr;
}

Result<ActualsMatrix> Scope::actuals(std::span<const Period> periods, Day until) const {
    return actualsByPeriod(*facts, *attribution, tree(), calendar(), metric.measure, periods, until);
}

Result<Scope> scopeOf(const RequestContext& context, const Json& params) {
    if (!context.planOpen) return failure(Error{.code = "performance.no_plan"});
    Scope scope;
    scope.plan = context.plan;
    auto tree = OrgTree::viewOf(*context.plan);
    if (!tree) return tl::unexpected(tree.error());
    if ((*tree)->empty()) return failure(Error{.code = "performance.no_organisation"});
    scope.orgTree = std::move(*tree);

    auto key = targetKeyOf(*context.plan, params);
    if (!key) return tl::unexpected(key.error());
    scope.targetKey = std::move(*key);
    auto metric = metricOf(*context.plan, scope.targetKey.metric);
    if (!metric) return tl::unexpected(metric.error());
    scope.metric = std::move(*metric);
    scope.thresholds = thresholdsOf(context.plan->settings());

    if (const std::string node = textOf(params, "node"); !node.empty()) {
        scope.node = scope.tree().find(node);
        if (scope.node < 0)
            return failure(
                Error{.code = "performance.no_such_unit", .path = "/node", .params = JsonObject().put("unit", node)});
    }
    if (auto period = resolvePeriod(scope, params); !period) return tl::unexpected(period.error());
    if (auto facts = resolveFacts(scope, context, params); !facts) return tl::unexpected(facts.error());
    auto attribution = attributionOf(context, scope.facts, scope.orgTree);
    if (!attribution) return tl::unexpected(attribution.error());
    scope.attribution = std::move(*attribution);
    return scope;
}

}  // namespace sandtable

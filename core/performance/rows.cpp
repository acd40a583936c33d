#include "performance/rows.h"

#include "base/json_object.h"

namespace sandtable {
namespace {

const char* directionName(TrendDirection direction) {
    if (direction == TrendDirection::flat) return "flat";
    return direction == TrendDirection::up ? "up" : "down";
}

Json periodNames(const std::vector<Period>& periods) {
    Json names = Json::array();
    for (const Period& period : periods) names.push_back(formatPeriod(period));
    return names;
}

Json columnJson(const std::vector<std::optional<Minor>>& column) {
    Json values = Json::array();
    for (const auto& value : column) values.push_back(jsonOf(value));
    return values;
}

Json lastYearJson(const std::optional<LastYear>& lastYear) {
    if (!lastYear) return nullptr;
    return JsonObject()
        .put("period", formatPeriod(lastYear->period))
        .put("from", formatIsoDay(lastYear->compared.first))
        .put("to", formatIsoDay(lastYear->compared.last))
        .put("complete", lastYear->complete);
}

}  // namespace

const char* statusName(Status status) {
    switch (status) {
        case Status::good:
            return "good";
        case Status::watch:
            return "watch";
        case Status::bad:
            return "bad";
        case Status::none:
            break;
    }
    return "none";
}

Json unitRow(const Scope& scope, const Attainment& attainment, int index) {
    const OrgUnit& unit = scope.tree()[index];
    const UnitAttainment& row = attainment.units[static_cast<std::size_t>(index)];
    Json trend = Json::array();
    for (const auto& ratio : row.trend) trend.push_back(jsonOf(ratio));
    return JsonObject()
        .put("id", unit.id)
        .put("name", unit.name)
        .put("parent", unit.parent < 0 ? Json(nullptr) : Json(scope.tree()[unit.parent].id))
        .put("level", unit.level)
        .put("depth", unit.depth)
        .put("leaf", unit.children.empty())
        .put("ownerId", unit.ownerId.empty() ? Json(nullptr) : Json(unit.ownerId))
        .put("targetMinor", row.target)
        .put("toDateTargetMinor", row.due)
        .put("reserveMinor", row.reserve)
        .put("toDateReserveMinor", row.reserveDue)
        .put("actualMinor", row.actual)
        .put("gapMinor", row.gap)
        .put("attainmentRatio", row.attainmentRatio)
        .put("fullRatio", row.fullRatio)
        .put("projectionMinor", row.projection)
        .put("projectionRatio", row.projectionRatio)
        .put("status", statusName(row.status))
        .put("lastYearMinor", row.lastYear)
        .put("yoyRatio", row.yoyRatio)
        .put("trend", std::move(trend))
        .put("trendDirection", row.trendDirection ? Json(directionName(*row.trendDirection)) : Json(nullptr));
}

Json frameOf(const Scope& scope, const Attainment& attainment) {
    return JsonObject()
        .put("asOf", formatIsoDay(scope.asOf))
        .put("period", formatPeriod(scope.period))
        .put("firstDay", formatIsoDay(scope.range.first))
        .put("lastDay", formatIsoDay(scope.range.last))
        .put("begun", attainment.begun)
        .put("complete", attainment.complete)
        .put("elapsedRatio", attainment.elapsedRatio)
        .put("workingDays", attainment.workingDays)
        .put("elapsedWorkingDays", attainment.elapsedWorkingDays)
        .put("thresholds",
             JsonObject().put("goodRatio", scope.thresholds.goodRatio).put("watchRatio", scope.thresholds.watchRatio))
        .put("metric", JsonObject()
                           .put("id", scope.metric.id)
                           .put("unit", scope.metric.unit)
                           .put("measure", measureName(scope.metric.measure))
                           .put("direction", scope.metric.direction == Direction::up ? "up" : "down")
                           .put("additive", scope.metric.scale.additive))
        .put("tier", scope.targetKey.tier)
        .put("hasTargets", attainment.hasTargets)
        .put("trendPeriods", periodNames(attainment.trendPeriods))
        .put("lastYear", lastYearJson(attainment.lastYear))
        .put("rootHoldsUnattributed", scope.metric.scale.additive && scope.rootHoldsAllRows())
        .put("unattributed",
             JsonObject().put("amountMinor", attainment.unattributed).put("rows", attainment.unattributedRows));
}

Json seriesJson(const Series& series) {
    return JsonObject()
        .put("periods", periodNames(series.periods))
        .put("targetMinor", columnJson(series.target))
        .put("actualMinor", columnJson(series.actual))
        .put("lastYearMinor", columnJson(series.lastYear))
        .put("cumulativeTarget", columnJson(series.cumulativeTarget))
        .put("cumulativeActual", columnJson(series.cumulativeActual));
}

}  // namespace sandtable

#include "performance/rows.h"

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
    return {{"period", formatPeriod(lastYear->period)},
            {"from", formatIsoDay(lastYear->compared.first)},
            {"to", formatIsoDay(lastYear->compared.last)},
            {"complete", lastYear->complete}};
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
    const OrgUnit& unit = scope.tree[index];
    const UnitAttainment& row = attainment.units[static_cast<std::size_t>(index)];
    Json trend = Json::array();
    for (const auto& ratio : row.trend) trend.push_back(jsonOf(ratio));
    return {{"id", unit.id},
            {"name", unit.name},
            {"parent", unit.parent < 0 ? Json(nullptr) : Json(scope.tree[unit.parent].id)},
            {"level", unit.level},
            {"depth", unit.depth},
            {"leaf", unit.children.empty()},
            {"ownerId", unit.ownerId.empty() ? Json(nullptr) : Json(unit.ownerId)},
            {"targetMinor", jsonOf(row.target)},
            {"toDateTargetMinor", jsonOf(row.due)},
            {"reserveMinor", jsonOf(row.reserve)},
            {"toDateReserveMinor", jsonOf(row.reserveDue)},
            {"actualMinor", jsonOf(row.actual)},
            {"gapMinor", jsonOf(row.gap)},
            {"attainmentRatio", jsonOf(row.attainmentRatio)},
            {"fullRatio", jsonOf(row.fullRatio)},
            {"projectionMinor", jsonOf(row.projection)},
            {"projectionRatio", jsonOf(row.projectionRatio)},
            {"status", statusName(row.status)},
            {"lastYearMinor", jsonOf(row.lastYear)},
            {"yoyRatio", jsonOf(row.yoyRatio)},
            {"trend", std::move(trend)},
            {"trendDirection", row.trendDirection ? Json(directionName(*row.trendDirection)) : Json(nullptr)}};
}

Json frameOf(const Scope& scope, const Attainment& attainment) {
    return {{"asOf", formatIsoDay(scope.asOf)},
            {"period", formatPeriod(scope.period)},
            {"firstDay", formatIsoDay(scope.range.first)},
            {"lastDay", formatIsoDay(scope.range.last)},
            {"begun", attainment.begun},
            {"complete", attainment.complete},
            {"elapsedRatio", attainment.elapsedRatio},
            {"workingDays", attainment.workingDays},
            {"elapsedWorkingDays", attainment.elapsedWorkingDays},
            {"thresholds", {{"goodRatio", scope.thresholds.goodRatio}, {"watchRatio", scope.thresholds.watchRatio}}},
            {"metric",
             {{"id", scope.metric.id},
              {"unit", scope.metric.unit},
              {"measure", measureName(scope.metric.measure)},
              {"direction", scope.metric.direction == Direction::up ? "up" : "down"},
              {"additive", scope.metric.scale.additive}}},
            {"tier", scope.targetKey.tier},
            {"hasTargets", attainment.hasTargets},
            {"trendPeriods", periodNames(attainment.trendPeriods)},
            {"lastYear", lastYearJson(attainment.lastYear)},
            {"rootHoldsUnattributed", scope.metric.scale.additive && scope.rootHoldsAllRows()},
            {"unattributed", {{"amountMinor", attainment.unattributed}, {"rows", attainment.unattributedRows}}}};
}

Json seriesJson(const Series& series) {
    return {{"periods", periodNames(series.periods)},
            {"targetMinor", columnJson(series.target)},
            {"actualMinor", columnJson(series.actual)},
            {"lastYearMinor", columnJson(series.lastYear)},
            {"cumulativeTarget", columnJson(series.cumulativeTarget)},
            {"cumulativeActual", columnJson(series.cumulativeActual)}};
}

}  // namespace sandtable

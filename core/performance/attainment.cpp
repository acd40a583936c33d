#include "performance/attainment.h"

#include <algorithm>

namespace sandtable {
namespace {

std::optional<double> ratioOf(std::optional<Minor> part, std::optional<Minor> whole) {
    if (!part || !whole || *whole <= 0) return std::nullopt;
    return static_cast<double>(*part) / static_cast<double>(*whole);
}

// Targets of one period: whole and up to asOf. Absent when the fiscal year has no target set.
struct PeriodTargets {
    DueTargets whole;
    DueTargets due;
};

Result<std::optional<PeriodTargets>> targetsOf(const Scope& scope, TargetYears& years, const Period& period,
                                               DayRange range) {
    const FiscalCalendar& calendar = scope.calendar();
    const int year = fiscalYearOf(calendar, period, range);
    auto book = years.of(year);
    if (!book) return tl::unexpected(book.error());
    if (*book == nullptr) return std::optional<PeriodTargets>{};
    auto fiscalYear = calendar.rangeOf({Grain::year, year, 1});
    if (!fiscalYear) return tl::unexpected(fiscalYear.error());
    constexpr Day kForever = INT32_MAX;
    auto whole = sharesWithin(**book, calendar, range, *fiscalYear, kForever);
    if (!whole) return tl::unexpected(whole.error());
    // a period that is over owes everything, the days of its edge weeks too
    auto due = sharesWithin(**book, calendar, range, *fiscalYear, scope.asOf >= range.last ? kForever : scope.asOf);
    if (!due) return tl::unexpected(due.error());
    return std::optional<PeriodTargets>(
        {dueByUnit(**book, scope.tree(), *whole), dueByUnit(**book, scope.tree(), *due)});
}

MinorActuals actualsOf(const Scope& scope, const ActualsMatrix& matrix, int period) {
    MinorActuals actuals = minorActuals(matrix, period, scope.tree(), scope.metric.scale);
    if (scope.metric.scale.additive && scope.rootHoldsAllRows()) actuals.byUnit[0] += actuals.unattributed;
    return actuals;
}

void describeElapsed(const Scope& scope, Attainment& result) {
    const FiscalCalendar& calendar = scope.calendar();
    result.begun = scope.asOf >= scope.range.first;
    result.complete = scope.asOf >= scope.range.last;
    result.workingDays = calendar.workingDays(scope.range);
    result.elapsedWorkingDays = calendar.workingDays({scope.range.first, std::min(scope.asOf, scope.range.last)});
    result.elapsedRatio = calendar.elapsedRatio(scope.range, scope.asOf);
}

void countUnattributedRows(const Scope& scope, Attainment& result) {
    const DayRange counted{scope.range.first, std::min(scope.asOf, scope.range.last)};
    const auto [first, end] = scope.facts->rowsOf(counted);
    for (std::size_t row = first; row < end; ++row)
        if (scope.attribution->leafOfRow[row] < 0) ++result.unattributedRows;
}

void fillTargets(Attainment& result, const PeriodTargets& targets, const OrgTree& tree) {
    for (std::size_t u = 0; u < result.units.size(); ++u) {
        UnitAttainment& unit = result.units[u];
        unit.target = targets.whole.byUnit[u];
        unit.due = targets.due.byUnit[u];
        if (tree[static_cast<int>(u)].children.empty()) continue;
        unit.reserve = targets.whole.ownReserve[u];
        unit.reserveDue = targets.due.ownReserve[u];
    }
}

void fillActuals(Attainment& result, const MinorActuals& actuals, const Scope& scope) {
    result.unattributed = actuals.unattributed;
    const DayRange range = scope.range;
    // the measure of elapsed time matches the one of to-date targets: calendar days when a period has no working day
    const bool byWorkingDays = result.workingDays > 0;
    const int whole = byWorkingDays ? result.workingDays : range.length();
    const int elapsed =
        byWorkingDays ? result.elapsedWorkingDays : DayRange{range.first, std::min(scope.asOf, range.last)}.length();
    for (std::size_t u = 0; u < result.units.size(); ++u) {
        UnitAttainment& unit = result.units[u];
        unit.actual = actuals.byUnit[u];
        unit.projection =
            result.complete ? unit.actual : projectionOf(*unit.actual, unit.due, unit.target, elapsed, whole);
        unit.attainmentRatio = ratioOf(unit.actual, unit.due);
        unit.fullRatio = ratioOf(unit.actual, unit.target);
        unit.projectionRatio = ratioOf(unit.projection, unit.target);
        if (!unit.due) continue;
        unit.gap = *unit.actual - *unit.due;
        unit.status = statusOf(*unit.actual, *unit.due, scope.metric.direction, scope.thresholds);
    }
}

Result<void> fillLastYear(const Scope& scope, Attainment& result) {
    const FiscalCalendar& calendar = scope.calendar();
    const Period period = calendar.shiftYears(scope.period, -1);
    const auto range = calendar.rangeOf(period);
    if (!range || !result.begun) return {};  // week 53 has no counterpart in most years
    const Day until = result.complete ? range->last : calendar.equalElapsedDay(scope.range, scope.asOf, *range);
    if (scope.factDays.first > until) return {};
    auto matrix = scope.actuals(std::span(&period, 1), until);
    if (!matrix) return tl::unexpected(matrix.error());
    result.lastYear = LastYear{period, {range->first, until}, scope.factDays.first <= range->first};
    const MinorActuals actuals = actualsOf(scope, *matrix, 0);
    for (std::size_t u = 0; u < result.units.size(); ++u) {
        UnitAttainment& unit = result.units[u];
        unit.lastYear = actuals.byUnit[u];
        if (const auto ratio = ratioOf(unit.actual, unit.lastYear)) unit.yoyRatio = *ratio - 1;
    }
    return {};
}

Result<void> fillTrend(const Scope& scope, TargetYears& years, const ActualsMatrix& matrix, Attainment& result) {
    for (UnitAttainment& unit : result.units) unit.trend.assign(result.trendPeriods.size(), std::nullopt);
    for (std::size_t p = 0; p + 1 < result.trendPeriods.size(); ++p) {
        auto range = scope.calendar().rangeOf(result.trendPeriods[p]);
        if (!range) return tl::unexpected(range.error());
        if (range->last < scope.factDays.first || range->first > scope.asOf) continue;
        auto targets = targetsOf(scope, years, result.trendPeriods[p], *range);
        if (!targets) return tl::unexpected(targets.error());
        if (!*targets) continue;
        const MinorActuals actuals = actualsOf(scope, matrix, static_cast<int>(p));
        for (std::size_t u = 0; u < result.units.size(); ++u)
            result.units[u].trend[p] = ratioOf(actuals.byUnit[u], (*targets)->due.byUnit[u]);
    }
    for (UnitAttainment& unit : result.units) {
        unit.trend.back() = unit.attainmentRatio;
        unit.trendDirection = trendDirectionOf(unit.trend);
    }
    return {};
}

}  // namespace

std::optional<Minor> projectionOf(Minor actual, std::optional<Minor> due, std::optional<Minor> target, int elapsedDays,
                                  int wholeDays) {
    if (elapsedDays <= 0) return std::nullopt;
    double projected = 0;
    if (due && target && *due > 0)
        projected = static_cast<double>(actual) / static_cast<double>(*due) * static_cast<double>(*target);
    else
        projected = static_cast<double>(actual) / elapsedDays * wholeDays;
    const auto rounded = minorFromDouble(projected);
    if (!rounded) return std::nullopt;
    return *rounded;
}

Status statusOf(Minor actual, Minor due, Direction direction, Thresholds thresholds) {
    if (due <= 0) return Status::none;
    if (direction == Direction::down && actual <= 0) return Status::good;
    const auto a = static_cast<double>(actual);
    const auto d = static_cast<double>(due);
    const double ratio = direction == Direction::up ? a / d : d / a;
    if (ratio >= thresholds.goodRatio) return Status::good;
    return ratio >= thresholds.watchRatio ? Status::watch : Status::bad;
}

std::optional<TrendDirection> trendDirectionOf(const std::vector<std::optional<double>>& ratios) {
    constexpr double kFlatBand = 0.02;
    constexpr int kCompared = 3;
    if (ratios.empty() || !ratios.back()) return std::nullopt;
    double sum = 0;
    int count = 0;
    for (auto it = ratios.rbegin() + 1; it != ratios.rend() && count < kCompared; ++it) {
        if (!*it) continue;
        sum += **it;
        ++count;
    }
    if (count == 0) return std::nullopt;
    const double change = *ratios.back() - sum / count;
    if (change > kFlatBand) return TrendDirection::up;
    return change < -kFlatBand ? TrendDirection::down : TrendDirection::flat;
}

std::vector<Period> periodsUpTo(const FiscalCalendar& calendar, const Period& period, int count) {
    std::vector<Period> periods{period};
    while (static_cast<int>(periods.size()) < count) {
        const auto range = calendar.rangeOf(periods.back());
        if (!range) break;
        periods.push_back(calendar.periodOf(range->first - 1, period.grain));
    }
    std::reverse(periods.begin(), periods.end());
    return periods;
}

Result<Attainment> computeAttainment(const Scope& scope) {
    Attainment result;
    result.units.resize(static_cast<std::size_t>(scope.tree().size()));
    describeElapsed(scope, result);
    result.trendPeriods = periodsUpTo(scope.calendar(), scope.period, kTrendPeriods);

    TargetYears years(scope.plan, &scope.tree(), scope.targetKey);
    auto targets = targetsOf(scope, years, scope.period, scope.range);
    if (!targets) return tl::unexpected(targets.error());
    result.hasTargets = targets->has_value();
    if (*targets) fillTargets(result, **targets, scope.tree());

    auto matrix = scope.actuals(result.trendPeriods, scope.asOf);
    if (!matrix) return tl::unexpected(matrix.error());
    if (result.begun) {
        fillActuals(result, actualsOf(scope, *matrix, static_cast<int>(result.trendPeriods.size()) - 1), scope);
        countUnattributedRows(scope, result);
    }
    if (auto filled = fillLastYear(scope, result); !filled) return tl::unexpected(filled.error());
    if (auto filled = fillTrend(scope, years, *matrix, result); !filled) return tl::unexpected(filled.error());
    return result;
}

}  // namespace sandtable

#include "performance/series.h"

#include "performance/target_due.h"

namespace sandtable {
namespace {

using Column = std::vector<std::optional<Minor>>;

Minor nodeActual(const Scope& scope, const ActualsMatrix& matrix, int period) {
    const MinorActuals actuals = minorActuals(matrix, period, scope.tree(), scope.metric.scale);
    const bool wholeTable = scope.node == 0 && scope.metric.scale.additive && scope.rootHoldsAllRows();
    return actuals.byUnit[static_cast<std::size_t>(scope.node)] + (wholeTable ? actuals.unattributed : 0);
}

Result<Column> actualColumn(const Scope& scope, const std::vector<Period>& periods, Day until) {
    auto matrix = scope.actuals(periods, until);
    if (!matrix) return tl::unexpected(matrix.error());
    Column column(periods.size());
    for (std::size_t p = 0; p < periods.size(); ++p) {
        const auto range = scope.calendar().rangeOf(periods[p]);
        if (!range) return tl::unexpected(range.error());
        if (range->first > until || range->last < scope.factDays.first) continue;
        column[p] = nodeActual(scope, *matrix, static_cast<int>(p));
    }
    return column;
}

Result<Column> targetColumn(const Scope& scope, const std::vector<Period>& periods) {
    Column column(periods.size());
    TargetYears years(scope.plan, &scope.tree(), scope.targetKey);
    auto book = years.of(scope.fiscalYear);
    if (!book) return tl::unexpected(book.error());
    if (*book == nullptr) return column;
    auto fiscalYear = scope.calendar().rangeOf({Grain::year, scope.fiscalYear, 1});
    if (!fiscalYear) return tl::unexpected(fiscalYear.error());
    for (std::size_t p = 0; p < periods.size(); ++p) {
        const auto range = scope.calendar().rangeOf(periods[p]);
        if (!range) return tl::unexpected(range.error());
        auto shares = sharesWithin(**book, scope.calendar(), *range, *fiscalYear, INT32_MAX);
        if (!shares) return tl::unexpected(shares.error());
        column[p] = dueByUnit(**book, scope.tree(), *shares).byUnit[static_cast<std::size_t>(scope.node)];
    }
    return column;
}

// Running totals; absent from the first absent value on, except for a gap at the start (history that begins later).
Column cumulated(const Column& column) {
    Column sums(column.size());
    std::optional<Minor> sum;
    for (std::size_t p = 0; p < column.size(); ++p) {
        if (column[p])
            sum = sum.value_or(0) + *column[p];
        else if (sum)
            break;
        sums[p] = sum;
    }
    return sums;
}

}  // namespace

Result<Series> computeSeries(const Scope& scope, Grain grain) {
    Series series;
    series.periods = scope.calendar().periodsOfYear(scope.fiscalYear, grain);
    auto target = targetColumn(scope, series.periods);
    if (!target) return tl::unexpected(target.error());
    auto actual = actualColumn(scope, series.periods, scope.asOf);
    if (!actual) return tl::unexpected(actual.error());

    std::vector<Period> lastYear;
    std::vector<std::size_t> slotOf;
    for (std::size_t p = 0; p < series.periods.size(); ++p) {
        const Period earlier = scope.calendar().shiftYears(series.periods[p], -1);
        if (!scope.calendar().rangeOf(earlier)) continue;  // week 53
        lastYear.push_back(earlier);
        slotOf.push_back(p);
    }
    auto before = actualColumn(scope, lastYear, scope.asOf);
    if (!before) return tl::unexpected(before.error());

    series.target = std::move(*target);
    series.actual = std::move(*actual);
    series.lastYear.resize(series.periods.size());
    for (std::size_t i = 0; i < slotOf.size(); ++i) series.lastYear[slotOf[i]] = (*before)[i];
    series.cumulativeTarget = cumulated(series.target);
    series.cumulativeActual = scope.metric.scale.additive ? cumulated(series.actual) : Column(series.periods.size());
    return series;
}

}  // namespace sandtable

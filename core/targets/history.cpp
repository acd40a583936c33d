#include "targets/history.h"

#include <algorithm>

#include "base/json_object.h"

namespace sandtable {

namespace {

Minor inTargetUnits(std::int64_t value, Measure measure, const TargetMetric& metric) {
    switch (measure) {
        case Measure::orders:
        case Measure::customers:
            return value;
        case Measure::amount:
        case Measure::margin:
        case Measure::quantity:
            return minorFromAmount(value, metric.money ? metric.minorDigits : 0);
    }
    return value;
}

}  // namespace

Result<TargetMetric> findTargetMetric(const Plan& plan, const std::string& id) {
    const Json& metrics = plan.collection("metrics");
    const auto found = metrics.find(id);
    if (found == metrics.end()) {
        return failure({.code = "targets.unknown_metric", .path = "/metric", .params = JsonObject().put("metric", id)});
    }
    const std::string unit = found->value("unit", "money");
    if (unit == "ratio") {
        return failure(
            {.code = "targets.ratio_not_additive", .path = "/metric", .params = JsonObject().put("metric", id)});
    }
    const Json& document = plan.document();
    const auto meta = document.find("meta");
    const int digits = meta == document.end() ? 2 : meta->value("minorDigits", 2);
    return TargetMetric{.id = id,
                        .measure = found->value("measure", "none"),
                        .money = unit == "money",
                        .minorDigits = unit == "money" ? digits : 0};
}

Result<UnitHistory> UnitHistory::read(const FactTable& facts, const Attribution& attribution, const OrgTree& tree,
                                      const FiscalCalendar& calendar, const TargetMetric& metric,
                                      std::vector<int> years) {
    if (metric.measure == "none") {
        return failure({.code = "targets.metric_without_actuals",
                        .path = "/metric",
                        .params = JsonObject().put("metric", metric.id)});
    }
    const auto measure = parseMeasure(metric.measure);
    if (!measure) return tl::unexpected(measure.error());
    UnitHistory history;
    history.years_ = std::move(years);
    if (history.years_.empty()) return history;

    std::vector<Period> yearPeriods;
    std::vector<Period> monthPeriods;
    for (const int year : history.years_) {
        yearPeriods.push_back({Grain::year, year, 1});
        const auto months = calendar.periodsOfYear(year, Grain::month);
        monthPeriods.insert(monthPeriods.end(), months.begin(), months.end());
    }
    const auto range = calendar.rangeOf(yearPeriods.back());
    if (!range) return tl::unexpected(range.error());
    const auto fill = [&](const std::vector<Period>& periods, std::vector<Minor>& into) -> Result<void> {
        const auto sums = actualsByPeriod(facts, attribution, tree, calendar, *measure, periods, range->last);
        if (!sums) return tl::unexpected(sums.error());
        into.reserve(sums->values.size());
        for (const std::int64_t value : sums->values) into.push_back(inTargetUnits(value, *measure, metric));
        return {};
    };
    if (auto done = fill(yearPeriods, history.yearly_); !done) return tl::unexpected(done.error());
    if (auto done = fill(monthPeriods, history.monthly_); !done) return tl::unexpected(done.error());
    return history;
}

int UnitHistory::activeMonths(int unit) const {
    const auto values = months(unit);
    return static_cast<int>(std::count_if(values.begin(), values.end(), [](Minor value) { return value != 0; }));
}

int UnitHistory::indexOfYear(int year) const {
    const auto found = std::find(years_.begin(), years_.end(), year);
    return found == years_.end() ? -1 : static_cast<int>(found - years_.begin());
}

std::vector<CoveredYear> coveredYears(const FactTable& facts, const FiscalCalendar& calendar) {
    std::vector<CoveredYear> covered;
    if (facts.day.empty()) return covered;
    const auto [first, last] = std::minmax_element(facts.day.begin(), facts.day.end());
    const int lastYear = calendar.fiscalYearOf(*last).year;
    for (int year = calendar.fiscalYearOf(*first).year; year <= lastYear; ++year) {
        const auto months = calendar.periodsOfYear(year, Grain::month);
        const auto opening = calendar.rangeOf(months.front());
        const auto closing = calendar.rangeOf(months.back());
        // A quiet day at either end is no gap; a missing first or last month is.
        covered.push_back({year, opening && closing && *first <= opening->last && *last >= closing->first});
    }
    return covered;
}

}  // namespace sandtable

// Scope: what a performance question is about, resolved once: metric, target set, organisation, facts, period and day.
// Reads params and plan; computes nothing itself.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "actuals/actuals.h"
#include "performance/minor_actuals.h"
#include "request/request.h"
#include "targets/target_book.h"

namespace sandtable {

enum class Direction { up, down };  // down: less is better (complaints, days of delay)

struct MetricInfo {
    std::string id;
    std::string unit;  // "money" | "count" | "ratio"
    Measure measure = Measure::amount;
    Direction direction = Direction::up;
    MetricScale scale;
};

struct Thresholds {
    double goodRatio = 1.0;
    double watchRatio = 0.9;
};

// Target books of one metric and tier by fiscal year, read when first asked for.
class TargetYears {
public:
    TargetYears() = default;
    TargetYears(const Plan* plan, const OrgTree* tree, TargetSetKey key)
        : plan_(plan), tree_(tree), key_(std::move(key)) {}
    // Null when the plan has no such set; that is an answer, not an error.
    [[nodiscard]] Result<const TargetBook*> of(int fiscalYear);
    [[nodiscard]] const TargetSetKey& key() const { return key_; }

private:
    const Plan* plan_ = nullptr;
    const OrgTree* tree_ = nullptr;
    TargetSetKey key_;  // .set names the set of .year only
    std::map<int, std::optional<TargetBook>> books_;
};

struct Scope {
    const Plan* plan = nullptr;
    std::string tableName;
    FactTablePtr facts;
    DayRange factDays;  // first and last day of the facts
    std::shared_ptr<const OrgTree> orgTree;
    MetricInfo metric;
    Thresholds thresholds;
    std::shared_ptr<const Attribution> attribution;
    TargetSetKey targetKey;
    Period period;
    DayRange range;
    int fiscalYear = 0;
    Day asOf = 0;
    int node = 0;  // params.node, the root when not given

    [[nodiscard]] const OrgTree& tree() const { return *orgTree; }
    [[nodiscard]] const FiscalCalendar& calendar() const { return plan->calendar(); }
    // True when the root stands for the whole table (it names no value of its own): then rows that match no unit are its rows too.
    [[nodiscard]] bool rootHoldsAllRows() const { return tree()[0].matchValue.empty(); }
    [[nodiscard]] Result<ActualsMatrix> actuals(std::span<const Period> periods, Day until) const;
};

// params: {set | metric/year/tier, period?, asOf?, node?}. The metric defaults to "revenue", the tier to "base", the period to the
// year, asOf to the last day of the facts. Errors: performance.no_plan, performance.no_organisation, performance.no_facts {table},
// performance.no_such_metric {metric}, performance.not_measured {metric}, performance.no_such_unit {unit},
// performance.no_period, targets.no_such_set, calendar.*, actuals.*.
[[nodiscard]] Result<Scope> scopeOf(const RequestContext& context, const Json& params);

// The fiscal year a period belongs to: weeks by name, all others by their first day.
[[nodiscard]] int fiscalYearOf(const FiscalCalendar& calendar, const Period& period, DayRange range);

}  // namespace sandtable

// Attainment: actuals against to-date targets for every unit of the organisation in one period.
// Formulas and limits: docs/methods.md#attainment and #projection. No JSON here.
#pragma once

#include <optional>
#include <vector>

#include "performance/scope.h"
#include "performance/target_due.h"

namespace sandtable {

enum class Status { none, good, watch, bad };
enum class TrendDirection { up, down, flat };

inline constexpr int kTrendPeriods = 6;

// Absent is "not known", never zero: no target set, a period that has not begun, a denominator of zero, no history.
struct UnitAttainment {
    std::optional<Minor> target;  // of the whole period
    std::optional<Minor> due;     // to-date target
    std::optional<Minor> actual;
    std::optional<Minor> gap;  // actual − due
    std::optional<Minor> projection;
    std::optional<Minor> lastYear;          // same period a year earlier, equal working days elapsed
    std::optional<Minor> reserve;           // own, unassigned part of target …
    std::optional<Minor> reserveDue;        // … and of due
    std::optional<double> attainmentRatio;  // actual / due
    std::optional<double> fullRatio;        // actual / target
    std::optional<double> projectionRatio;  // projection / target
    std::optional<double> yoyRatio;         // actual / lastYear − 1
    Status status = Status::none;
    std::vector<std::optional<double>> trend;  // attainment ratios of kTrendPeriods periods, this one last
    std::optional<TrendDirection> trendDirection;
};

struct LastYear {
    Period period;
    DayRange compared;      // up to the day with as many working days elapsed
    bool complete = false;  // the facts reach back to its first day
};

struct Attainment {
    bool hasTargets = false;
    bool begun = false;     // asOf has reached the period
    bool complete = false;  // asOf has reached its last day
    int workingDays = 0;
    int elapsedWorkingDays = 0;
    double elapsedRatio = 0;
    std::vector<Period> trendPeriods;
    std::optional<LastYear> lastYear;
    std::vector<UnitAttainment> units;  // as scope.tree().units()
    Minor unattributed = 0;             // counted at the root when scope.rootHoldsAllRows()
    std::size_t unattributedRows = 0;
};

[[nodiscard]] Result<Attainment> computeAttainment(const Scope& scope);

// actual / due × target; actual × working days / elapsed working days when nothing was due yet or no target is set; the actual
// itself once the period is over. Absent before the first working day and when it leaves the range of exact numbers.
[[nodiscard]] std::optional<Minor> projectionOf(Minor actual, std::optional<Minor> due, std::optional<Minor> target,
                                                int elapsedDays, int wholeDays);

// up: ratio >= goodRatio is good, >= watchRatio watch, else bad. down: the same on due / actual. none without a positive to-date target.
[[nodiscard]] Status statusOf(Minor actual, Minor due, Direction direction, Thresholds thresholds);

// The latest known ratio against the mean of up to three known ones before it; within ±0.02 is flat. Absent with fewer than two.
[[nodiscard]] std::optional<TrendDirection> trendDirectionOf(const std::vector<std::optional<double>>& ratios);

// `count` periods of the same grain ending with `period`, oldest first.
[[nodiscard]] std::vector<Period> periodsUpTo(const FiscalCalendar& calendar, const Period& period, int count);

}  // namespace sandtable

// PeriodAxis: the finest periods of a target set's year and which run of them every coarser period covers.
// Knows the calendar, nothing of units or values.
#pragma once

#include <string_view>
#include <vector>

#include "base/calendar.h"

namespace sandtable {

// An inclusive run of finest periods.
struct PeriodSpan {
    int first = 0;
    int last = -1;
    [[nodiscard]] int length() const { return last - first + 1; }
    [[nodiscard]] bool covers(int period) const { return first <= period && period <= last; }
    [[nodiscard]] bool overlaps(const PeriodSpan& other) const { return first <= other.last && other.first <= last; }
    friend bool operator==(const PeriodSpan&, const PeriodSpan&) = default;
};

class PeriodAxis {
public:
    // `finest` is month or week. Weeks of a Gregorian calendar straddle months, so there only year and week are levels.
    PeriodAxis() = default;
    PeriodAxis(const FiscalCalendar& calendar, int year, Grain finest);

    [[nodiscard]] int year() const { return year_; }
    [[nodiscard]] Grain finest() const { return finest_; }
    [[nodiscard]] int size() const { return static_cast<int>(periods_.size()); }
    [[nodiscard]] const std::vector<Period>& periods() const { return periods_; }
    [[nodiscard]] PeriodSpan whole() const { return {0, size() - 1}; }

    // The periods of `grain`, with the run each covers; empty when `grain` is no level of this axis.
    struct Level {
        std::vector<Period> periods;
        std::vector<PeriodSpan> spans;
    };
    [[nodiscard]] const Level& level(Grain grain) const;

    // Errors: targets.unknown_period {period}, targets.period_outside_year {period, year},
    // targets.period_not_a_level {period, grain}.
    [[nodiscard]] Result<PeriodSpan> spanOf(std::string_view period) const;

private:
    int year_ = 1970;
    Grain finest_ = Grain::month;
    std::vector<Period> periods_;
    Level levels_[4];  // year, quarter, month, week
};

}  // namespace sandtable

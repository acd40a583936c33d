// What a whole series was expected to be: the same stretch a year before, per working day, times the growth of late.
// For series that have no others beside them; the anomalies of members are judged against the rest (anomalies.h).
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "base/calendar.h"
#include "performance/anomalies.h"

namespace sandtable {

inline constexpr std::size_t kNoCounterpart = static_cast<std::size_t>(-1);

// For each of consecutive periods of one grain the index of the one a year before that it can be compared with, or
// kNoCounterpart. Where the calendar gives the Spring Festival off, weeks within six of it are compared by their distance from the
// festival and months it moves business between are compared only when it lies alike in both years.
[[nodiscard]] std::vector<std::size_t> yearBeforeOf(const FiscalCalendar& calendar, std::span<const Period> periods);

// Expected: value per working day of the counterpart × working days × median of the past `window` growth ratios. The scale is the
// robust spread of the past relative errors, never below 1/sqrt(typical lines). Formulas: docs/methods.md#anomalies
[[nodiscard]] std::vector<Expectation> expectFromYearBefore(std::span<const double> values,
                                                            std::span<const double> workingDays,
                                                            std::span<const double> lines,
                                                            std::span<const std::size_t> yearBefore, std::size_t window,
                                                            std::size_t least);

}  // namespace sandtable

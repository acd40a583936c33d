// Two stretches of time to be compared: what `base` and `current` of a request mean in days.
#pragma once

#include <string_view>

#include "sales/question.h"

namespace sandtable {

struct Comparison {
    DayRange base;
    DayRange current;
    bool shortened = false;  // base was cut to as many working days as the running current period has had
};

// params: {base: {period | from, to}, current: {period | from, to}, asOf?, equalElapsed?: true}. `current` defaults to the fiscal
// year of the last day of the facts and `base` to the year before `current`. Errors: performance.bad_comparison {part}, calendar.*.
[[nodiscard]] Result<Comparison> comparisonOf(const SalesData& data, const Json& params);

// The schema of these params as JSON text, for use inside a list of properties.
extern const std::string_view kComparisonParams;

[[nodiscard]] Json rangeJson(DayRange range, std::int64_t amount);

}  // namespace sandtable

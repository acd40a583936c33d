// Rows: attainment results as the JSON of the request contract.
#pragma once

#include "performance/attainment.h"
#include "performance/series.h"

namespace sandtable {

// null when absent
template <class T>
[[nodiscard]] Json jsonOf(const std::optional<T>& value) {
    return value ? Json(*value) : Json(nullptr);
}

[[nodiscard]] const char* statusName(Status status);

// {id, name, parent, level, depth, leaf, ownerId, targetMinor, toDateTargetMinor, actualMinor, gapMinor, …, trend, trendDirection}
[[nodiscard]] Json unitRow(const Scope& scope, const Attainment& attainment, int unit);

// {asOf, period, firstDay, lastDay, elapsedRatio, workingDays, elapsedWorkingDays, thresholds, metric, lastYear, unattributed, …}
[[nodiscard]] Json frameOf(const Scope& scope, const Attainment& attainment);

// {periods, targetMinor, actualMinor, lastYearMinor, cumulativeTarget, cumulativeActual}
[[nodiscard]] Json seriesJson(const Series& series);

}  // namespace sandtable

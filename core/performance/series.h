// Series: one unit's targets and actuals along a fiscal year, for charts.
#pragma once

#include <optional>
#include <vector>

#include "performance/scope.h"

namespace sandtable {

struct Series {
    std::vector<Period> periods;
    std::vector<std::optional<Minor>> target;  // absent without a target set
    std::vector<std::optional<Minor>>
        actual;  // absent after asOf and before the facts begin; to date in the running period
    std::vector<std::optional<Minor>> lastYear;  // whole periods
    std::vector<std::optional<Minor>> cumulativeTarget;
    std::vector<std::optional<Minor>> cumulativeActual;  // absent for distinct counts, which do not add up over time
};

// Of scope.node in scope.fiscalYear, by month or week. Targets set by a coarser or differently cut grain are spread by working days.
[[nodiscard]] Result<Series> computeSeries(const Scope& scope, Grain grain);

}  // namespace sandtable

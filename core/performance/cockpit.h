// Cockpit: one unit's page of attainment: headline, children, waterfall, series, extremes and the sentences above them.
#pragma once

#include "performance/attainment.h"
#include "performance/series.h"

namespace sandtable {

// frameOf(…) plus {reading, headline, units, waterfall, series, worst, best}; worst and best are up to five leaves below the unit by
// gap, only those behind (worst) or ahead (best), each with `path`: the names between the unit and the leaf.
[[nodiscard]] Json buildCockpit(const Scope& scope, const Attainment& attainment, const Series& series);

}  // namespace sandtable

// Waterfall: a unit's gap taken apart into bars that add up to it exactly.
#pragma once

#include <string>
#include <vector>

#include "performance/attainment.h"

namespace sandtable {

struct GapBar {
    enum class Kind {
        unit,          // a child's own gap
        reserve,       // the unit's unassigned reserve: owed by nobody below, so it counts against the gap
        unattributed,  // rows that match no unit, at a root that stands for the whole table
        overlap        // distinct counts only: things counted in several children at once
    };
    Kind kind = Kind::unit;
    int unit = -1;
    Minor gap = 0;
};

// Σ gaps == gap of `unit`; empty when the gap is not known. A leaf is its own single bar; bars of zero reserve, unattributed or
// overlap are left out.
[[nodiscard]] std::vector<GapBar> gapBars(const Scope& scope, const Attainment& attainment, int unit);

// [{id, name|null, kind, gapMinor}]; ids of the three special bars are "~reserve", "~unattributed", "~overlap".
[[nodiscard]] Json waterfallJson(const Scope& scope, const std::vector<GapBar>& bars);

}  // namespace sandtable

// What merged targets add up to: totals before and after, reserves that absorb a change by rule, and what targets.check finds new.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "plan/plan.h"

namespace sandtable {

// Who answers for a changed sum.
struct TotalsRule {
    const Json* bySet = nullptr;      // {set: "move|reserve"}; may be null
    bool reserve = false;             // for the others. false: the totals above move
    std::vector<std::string> closed;  // units whose own reserves absorb nothing (those of a slice)
};

// Lets the nearest reserves above absorb, period by period, what `merged` changed against `mine`, so that the totals above stay.
// A reserve never falls below zero: what is left moves the totals and is listed in `problems` as exchange.reserve_too_small.
// Returns [{set, unit, product, period, amountMinor}] of what was absorbed; `merged` is changed by one patch, appended to `patch`.
[[nodiscard]] Result<Json> absorbChanges(const Plan& mine, Plan& merged, const TotalsRule& rule, Json& patch,
                                         Json& problems);

// Year totals of every unit and set that differ between the versions: [{set, unit, name, baseMinor, mineMinor, theirsMinor,
// mergedMinor}]; null where a version has no such unit or set. Any plan but the last may be null.
struct PlanVersions {
    const Plan* base = nullptr;
    const Plan* mine = nullptr;
    const Plan* theirs = nullptr;
    const Plan* merged = nullptr;
};
[[nodiscard]] Json changedTotals(const PlanVersions& versions);

// What targets.check finds in `merged` and not in `mine`.
[[nodiscard]] Json newViolations(const Plan& mine, const Plan& merged);

}  // namespace sandtable

// Kullback–Leibler projection of atom totals onto crossing constraints, in real numbers.
// Internal to breakback (balance.h). Approximate by nature: balance_simplex.h makes it whole and exact.
#pragma once

#include <vector>

#include "stats/balance_atoms.h"

namespace sandtable::balancing {

// Minimises Σ x log(x/base) - x + base under min ≤ Σ x ≤ max: cyclic Bregman projections with Hildreth's correction for the
// ranges (docs/methods.md#balance). Atoms whose base is 0 stay 0 unless the constraints cannot be met without them.
// Never fails: where no solution exists the result is merely the last iterate.
[[nodiscard]] std::vector<double> projectTotals(const AtomProblem& problem);

// Whole numbers next to `totals`, choosing up or down so that the constraints' sums drift least.
[[nodiscard]] std::vector<std::int64_t> roundTotals(const AtomProblem& problem, const std::vector<double>& totals);

}  // namespace sandtable::balancing

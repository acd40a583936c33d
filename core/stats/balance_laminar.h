// Nested or disjoint constraints (a forest): exact whole-number totals in one pass down, always decidable.
// Internal to breakback (balance.h).
#pragma once

#include <optional>
#include <vector>

#include "stats/balance_atoms.h"

namespace sandtable::balancing {

// Constraints as a forest in preorder; every atom belongs to the innermost constraint that holds it.
struct Forest {
    std::vector<int> order;   // constraint at each place, parents before children, subtrees contiguous
    std::vector<int> end;     // per place: one past its subtree
    std::vector<int> parent;  // per place: place of the parent, -1 at a root
    std::vector<int> atom;    // per place: the atom directly inside, -1 when the children fill it
};

// The forest, or nothing when two constraints cross.
[[nodiscard]] std::optional<Forest> buildForest(const AtomProblem& problem);

struct LaminarSolution {
    std::vector<std::int64_t> totals;  // per atom, when feasible
    std::vector<int> conflict;         // otherwise constraints that cannot all hold
    bool smallest = false;             // no conflict has fewer constraints
};

// Minimises Σ KL(totals | base) under the constraints: all members of a constraint share one factor, members at a bound keep it;
// atoms whose base is 0 receive (in proportion to their seed) only what positive ones cannot take.
[[nodiscard]] LaminarSolution solveLaminar(const AtomProblem& problem, const Forest& forest);

}  // namespace sandtable::balancing

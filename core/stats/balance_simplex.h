// Exact feasibility of atom totals: a simplex in integer arithmetic, then branch and bound for whole numbers.
// Internal to breakback (balance.h). No floating point here: an answer is a proof.
#pragma once

#include <optional>
#include <vector>

#include "stats/balance_atoms.h"

namespace sandtable::balancing {

enum class Verdict { feasible, infeasible, undecided };

struct ExactSolution {
    Verdict verdict = Verdict::undecided;
    std::vector<std::int64_t>
        totals;                 // per atom, when feasible: whole, ≥ 0 (unless allowed below), all constraints exact
    std::vector<int> conflict;  // when infeasible: constraints that cannot all hold (not yet the fewest)
    std::int64_t work = 0;      // visited tableau entries
};

struct ExactOptions {
    bool allowNegative = false;           // drop totals ≥ 0: tells whether it is part of a conflict
    std::int64_t workLimit = 60'000'000;  // visited tableau entries before giving up as `undecided`
};

// Moves `start` (whole numbers, one per atom) to a feasible point with few exchanges, preferring large atoms.
// General-form simplex (Dutertre & de Moura 2006) on integer rows, Bland's rule after a while, so it ends.
[[nodiscard]] ExactSolution solveExactly(const AtomProblem& problem, const std::vector<std::int64_t>& start,
                                         const ExactOptions& options = {});

}  // namespace sandtable::balancing

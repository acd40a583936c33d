// The smallest conflict of nested constraints, exactly and in near-linear time. Internal to breakback (balance.h).
#pragma once

#include <vector>

#include "stats/balance_laminar.h"

namespace sandtable::balancing {

// The fewest constraints of an infeasible forest that cannot all hold (ascending); empty when more than kLargestNestedConflict
// are needed. Dynamic programme over the forest: the tightest bounds of every subtree that k constraints inside it can prove.
[[nodiscard]] std::vector<int> smallestNestedConflict(const AtomProblem& problem, const Forest& forest);

inline constexpr int kLargestNestedConflict = 1000;

}  // namespace sandtable::balancing

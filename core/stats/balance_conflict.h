// Why a component of constraints cannot hold: the fewest constraints, and the fixed cells, that conflict.
// Internal to breakback (balance.h).
#pragma once

#include <vector>

#include "stats/balance_atoms.h"

namespace sandtable::balancing {

// Starts from a known infeasible set (indices into BalanceInput::constraints, ascending; taken as it is when `smallest`), makes it irreducible (QuickXplain, Junker 2004) and then,
// within a fixed amount of work, looks for a conflict with fewer constraints among `component`: implicit hitting sets
// (Ignatiev et al. 2015, "Smallest MUS extraction with minimal hitting set dualization").
// `atoms` are measured and hold every cell of the component's boxes, fixed ones too.
[[nodiscard]] BalanceConflict explainConflict(const BalanceInput& input, const std::vector<const Atom*>& atoms,
                                              const std::vector<int>& component, const std::vector<int>& infeasible,
                                              bool smallest);

}  // namespace sandtable::balancing

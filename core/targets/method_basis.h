// The raw weight of every unit under one method: history, mean, projection, potential … before siblings are compared.
// One function per method, no fallbacks and no warnings.
#pragma once

#include "targets/method_shares.h"

namespace sandtable {

// raw ≥ 0 or NaN where the method knows nothing; growth details and the root estimate where the method has them.
// `history` must be given for methods that need it. Formulas: docs/methods.md#target-decomposition.
[[nodiscard]] ShareBasis rawWeights(const OrgTree& tree, const DecomposeSpec& spec, Method method,
                                    const UnitHistory* history);

}  // namespace sandtable

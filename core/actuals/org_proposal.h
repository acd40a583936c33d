// Org units from the value paths of the facts: a first tree, or branches for paths the tree does not know yet.
// Proposes records and patches; changes no plan.
#pragma once

#include "actuals/actuals.h"

namespace sandtable {

// {orgUnits, unitsPerLevel:{level: n}} and nothing else.
[[nodiscard]] Json countPerLevel(const Json& orgUnits);

// RFC 6902 operations that add the units missing for the paths in `unmatched` (paths with a missing value stay out).
[[nodiscard]] Json proposeMissingUnits(const OrgTree& tree, const std::vector<Attribution::Unmatched>& unmatched);

}  // namespace sandtable

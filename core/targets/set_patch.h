// Proposes a whole target set as a patch: the set's entry, its rows, and the organisation and product lines it brought along.
// Cell changes inside a set are target_patch.h.
#pragma once

#include "targets/decomposition.h"

namespace sandtable {

[[nodiscard]] Json proposeSet(const Plan& plan, const Decomposition& run, const KeptBook& kept);

// Rows of a new set without marks: what a tier is made of. Replaces the rows it had.
[[nodiscard]] Json proposeNewSet(const Plan& plan, const OrgTree& tree, const TargetBook& book, Json entry);

// Every record of set `id` in the plan that `keep` does not name is removed.
void removeOtherRecords(const Plan& plan, const std::string& id, const std::vector<std::string>& keep, Json& patch);

}  // namespace sandtable

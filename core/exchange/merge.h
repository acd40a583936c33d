// One merge from beginning to end: the walk, what makes a whole plan of it, and the patch on mine.
#pragma once

#include "exchange/conflict_list.h"
#include "plan/plan.h"

namespace sandtable {

struct MergedPlan {
    Plan plan;  // mine with the patch
    Json patch;
    Json conflicts;  // see ConflictList::take
    Json taken;      // {mine, theirs, both}
    Json unused;     // [path]: choices nothing asked for
};

// The three are copies of one plan. Errors: those of Plan::apply where the choices together make no plan.
[[nodiscard]] Result<MergedPlan> mergePlans(const Plan& base, const Plan& mine, const Plan& theirs,
                                            const MergeChoices& choices);

}  // namespace sandtable

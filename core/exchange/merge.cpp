#include "exchange/merge.h"

#include "exchange/diff.h"
#include "exchange/three_way.h"
#include "exchange/whole_plan.h"

namespace sandtable {

Result<MergedPlan> mergePlans(const Plan& base, const Plan& mine, const Plan& theirs, const MergeChoices& choices) {
    ConflictList conflicts({&base.document(), &mine.document(), &theirs.document()}, choices);
    Json document = mergeDocuments(conflicts.documents(), mine.calendar(), conflicts);
    auto plan = makeWhole(mine, document, conflicts);
    if (!plan) return failure(std::move(plan.error()));
    Json patch = patchOf(compareDocuments(mine.document(), plan->document()));
    return MergedPlan{std::move(*plan), std::move(patch), conflicts.take(), conflicts.taken(), conflicts.unused()};
}

}  // namespace sandtable

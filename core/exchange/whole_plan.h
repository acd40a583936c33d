// Makes a whole plan of a merged document: edits that are fine each by itself may leave a record without what it refers to, a
// circle in the organisation, or a value the schemas refuse. Each mending is listed as a conflict.
#pragma once

#include "exchange/conflict_list.h"
#include "plan/plan.h"

namespace sandtable {

// Mine with the merged document as one patch, mended where needed; `merged` is changed to what was taken.
// Errors: those of Plan::apply when the choices together make no plan.
[[nodiscard]] Result<Plan> makeWhole(const Plan& mine, Json& merged, ConflictList& conflicts);

}  // namespace sandtable

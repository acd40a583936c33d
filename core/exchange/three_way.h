// Three-way merge of plan documents, field by field by the rules of the schemas (docs/methods.md#merging-plans).
// Knows places and values only: what makes a whole plan of them is whole_plan.h, what the numbers add up to is reconcile.h.
#pragma once

#include "base/calendar.h"
#include "exchange/conflict_list.h"

namespace sandtable {

// Mine with everything merged into it; a conflict left open stands as in mine. The periods of target rows are of `calendar`, mine's.
[[nodiscard]] Json mergeDocuments(const Three& documents, const FiscalCalendar& calendar, ConflictList& conflicts);

}  // namespace sandtable

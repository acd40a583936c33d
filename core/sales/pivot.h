// sales.pivot: any measures by any dimensions, sorted, cut to the largest, with subtotals.
#pragma once

#include "request/request.h"

namespace sandtable {

[[nodiscard]] Json pivotParams();
// Errors: those of sales/question.h and sales/measures.h, sales.too_many_groups {limit}, sales.bad_sort {by}.
[[nodiscard]] Result<Json> pivot(const RequestContext& context, const Json& params);

}  // namespace sandtable

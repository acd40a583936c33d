// sales.records: the order lines behind any cell, a page at a time.
#pragma once

#include "request/request.h"

namespace sandtable {

[[nodiscard]] Json salesRecordsParams();
// Errors: those of sales/question.h, sales.bad_sort {by}.
[[nodiscard]] Result<Json> salesRecords(const RequestContext& context, const Json& params);

}  // namespace sandtable

// performance.trend: a measure along the periods, each against the one before (环比) and the same one a year ago (同比).
// A period still running is compared with as many working days of the other. Formulas: docs/methods.md#trend
#pragma once

#include "request/request.h"

namespace sandtable {

[[nodiscard]] Json trendParams();
// Errors: those of sales/question.h and sales/measures.h, performance.bad_grain.
[[nodiscard]] Result<Json> trend(const RequestContext& context, const Json& params);

}  // namespace sandtable

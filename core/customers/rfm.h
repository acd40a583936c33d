// customers.rfm: customers by recency, frequency and monetary value. Formulas: docs/methods.md#rfm
#pragma once

#include "request/request.h"

namespace sandtable {

[[nodiscard]] Json rfmParams();
// Errors: those of sales/question.h, sales.missing_measure {measure, table}, customers.bad_cuts {part}.
[[nodiscard]] Result<Json> rfm(const RequestContext& context, const Json& params);

}  // namespace sandtable

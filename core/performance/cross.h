// performance.cross: which cells of two dimensions explain most of a change, and which moved against their row and column.
// Formulas: docs/methods.md#cross
#pragma once

#include "request/request.h"

namespace sandtable {

[[nodiscard]] Json crossParams();
// Errors: those of sales/question.h and performance/comparison.h, sales.not_additive {measure}, sales.bad_axis {axis}.
[[nodiscard]] Result<Json> cross(const RequestContext& context, const Json& params);

}  // namespace sandtable

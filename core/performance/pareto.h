// performance.pareto: who makes up most of a figure: ABC classes and the members behind them. Formulas: docs/methods.md#pareto
#pragma once

#include "request/request.h"

namespace sandtable {

[[nodiscard]] Json paretoParams();
// Errors: those of sales/members.h, performance.bad_cuts {cuts}.
[[nodiscard]] Result<Json> pareto(const RequestContext& context, const Json& params);

}  // namespace sandtable

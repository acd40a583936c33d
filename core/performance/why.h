// Why: every figure of an attainment row explained: definition, formula with its operands, records, changes and levers.
// Keys are message keys of web/i18n/messages/why.*.js under "performance."
#pragma once

#include "performance/attainment.h"

namespace sandtable {

// field: attainment | gap | projection | actual | toDate | target | yoy, of scope.node. Returns the contract's Explanation, plus
// "comparable": {period, from, to, valueMinor} | null. Money operands are minor units.
// Errors: performance.no_such_field {field}.
[[nodiscard]] Result<Json> explain(const Scope& scope, const Attainment& attainment, std::string_view field);

}  // namespace sandtable

// performance.pareto: who makes up most of a figure: ABC classes, concentration, the curve. Formulas: docs/methods.md#pareto
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "request/request.h"

namespace sandtable {

// Of positive values in descending order.
struct Concentration {
    double gini = 0;  // 0 all equal … (n-1)/n one has all
    double hhi = 0;   // sum of squared shares, 1/n … 1
};
[[nodiscard]] Concentration concentrationOf(std::span<const std::int64_t> descending);

// How many of the largest values are needed until their sum reaches `share` of the total: the smallest such set.
[[nodiscard]] std::size_t membersForShare(std::span<const std::int64_t> descending, double share);

[[nodiscard]] Json paretoParams();
// Errors: those of sales/members.h, performance.bad_cuts {cuts}.
[[nodiscard]] Result<Json> pareto(const RequestContext& context, const Json& params);

}  // namespace sandtable

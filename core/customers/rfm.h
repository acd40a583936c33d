// customers.rfm: customers by recency, frequency and monetary value. Formulas: docs/methods.md#rfm
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "request/request.h"

namespace sandtable {

// Four ascending cut points make scores 1 … 5: a value's score is 1 + how many cuts lie below it.
using Cuts = std::array<double, 4>;
[[nodiscard]] int scoreOf(double value, const Cuts& cuts);
// The values at ranks ⌈n/5⌉, ⌈2n/5⌉ … of the ascending values: equal values always score alike. Zeros of nothing.
[[nodiscard]] Cuts quintileCuts(std::vector<double> values);

// "champions" "loyal" "promising" "new" "attention" "atRisk" "cantLose" "sleeping" "lost", from recency score and the rounded-up mean of
// the frequency and monetary scores.
[[nodiscard]] std::string_view segmentOf(int recency, int value);

[[nodiscard]] Json rfmParams();
// Errors: those of sales/question.h, sales.missing_measure {measure, table}, customers.bad_cuts {part}.
[[nodiscard]] Result<Json> rfm(const RequestContext& context, const Json& params);

}  // namespace sandtable

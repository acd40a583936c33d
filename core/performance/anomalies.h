// performance.anomalies: weeks or months in which a unit, product or channel sold unlike itself, season and holidays taken out.
// Formulas: docs/methods.md#anomalies
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "request/request.h"

namespace sandtable {

// What a series was expected to be in one period, from the periods before it only.
struct Expectation {
    bool known = false;  // enough past to say
    double expected = 0;
    double scale = 0;  // of (value / expected - 1)
};

// `values` against `rest`, what all others did in the same periods: season, holidays and general growth move both alike. The
// expected ratio is the median of the past `window` ratios, the scale the robust spread of the past relative errors, never below
// 1/sqrt(typical lines of a period): counting noise alone is as large. Periods before `least` past ones are unknown.
[[nodiscard]] std::vector<Expectation> expectFromRest(std::span<const double> values, std::span<const double> rest,
                                                      std::span<const double> lines, std::size_t window,
                                                      std::size_t least);

[[nodiscard]] Json anomaliesParams();
// Errors: those of sales/question.h, sales.not_additive {measure}, sales.bad_axis {axis}, performance.too_short {needed, given}.
[[nodiscard]] Result<Json> anomalies(const RequestContext& context, const Json& params);

}  // namespace sandtable

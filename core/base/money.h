// Money in minor units (fen, cents) as int64: checked arithmetic and exact splitting.
// Knows nothing of plans; no floating-point sums of money anywhere.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/result.h"

namespace sandtable {

using Minor = std::int64_t;

// The largest magnitude that survives a JSON number in a browser: 2^53 - 1.
inline constexpr Minor kMaxMinor = 9'007'199'254'740'991;

// Errors: money.overflow when the exact result leaves [-kMaxMinor, kMaxMinor].
[[nodiscard]] Result<Minor> addChecked(Minor a, Minor b);
[[nodiscard]] Result<Minor> sumChecked(std::span<const Minor> values);

// Rounds half away from zero. Errors: money.not_finite, money.overflow.
[[nodiscard]] Result<Minor> minorFromDouble(double value);

// Splits `total` in proportion to `weights` so that the parts add up to `total` exactly
// (largest remainder, Hamilton's method; ties go to the lower index).
// Weights must be finite and >= 0; all zero means an even split; no weights is an error unless total is 0.
// A negative total is split as the mirror of its magnitude.
// Errors: money.bad_weight, money.nothing_to_split_over.
[[nodiscard]] Result<std::vector<Minor>> splitByLargestRemainder(Minor total, std::span<const double> weights);

}  // namespace sandtable

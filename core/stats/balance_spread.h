// Whole numbers from shares: rounding that keeps sums, and the spreading of an atom's total over its cells.
// Internal to breakback (balance.h).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "stats/balance_atoms.h"

namespace sandtable::balancing {

// Integers within [min, max] that add up to `total` and stay next to `shares` (largest remainder; ties to the lower index).
// Requires Σ min ≤ total ≤ Σ max.
[[nodiscard]] std::vector<std::int64_t> roundWithin(std::span<const double> shares, std::int64_t total,
                                                    std::span<const std::int64_t> min,
                                                    std::span<const std::int64_t> max);

// New values of runs of cells, in the order in which they were spread; fixed cells inside carry their old value.
struct CellWrites {
    std::vector<CellRun> runs;
    std::vector<std::int64_t> values;
    std::vector<double> rests;  // scratch of spreadAtom, kept so that many small atoms do not allocate
};

// Appends the cells of `atom` with `total` spread over its free ones: in proportion to the current values, or, when those are
// all zero, to the weights, or else evenly; largest remainder, ties to the lower cell.
void spreadAtom(const BalanceInput& input, const Atom& atom, std::int64_t total, CellWrites& writes);

}  // namespace sandtable::balancing

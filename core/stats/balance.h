// Breakback: the nearest whole-number block of cells that meets edits, locks and limits exactly.
// Knows boxes of cells and sums; knows nothing of plans, units or months. Method, proofs and limits: docs/methods.md#balance.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <tl/expected.hpp>
#include <vector>

namespace sandtable {

// A block of cells is stored as cell = (row * products + product) * periods + period.
// A box is a run of rows × a run of products × a run of periods, all ends inclusive.
struct CellBox {
    int firstRow = 0;
    int lastRow = 0;
    int firstProduct = 0;
    int lastProduct = 0;
    int firstPeriod = 0;
    int lastPeriod = 0;
    friend bool operator==(const CellBox&, const CellBox&) = default;
};

// No upper limit: BoxConstraint{box, floor, kNoMaximum}.
inline constexpr std::int64_t kNoMaximum = INT64_MAX;

// min ≤ Σ cells of the box ≤ max. An edit or a lock has min == max. Bounds in the cells' unit (minor units),
// |min| and |max| ≤ 2^53-1 (max also kNoMaximum); a negative min asks for nothing, cells are never negative.
struct BoxConstraint {
    CellBox box;
    std::int64_t min = 0;
    std::int64_t max = kNoMaximum;
};

struct BalanceInput {
    int rows = 0;
    int products = 1;
    int periods = 0;
    std::span<const std::int64_t> current;  // rows * products * periods cells, each 0 … 2^53-1
    std::span<const double> weights =
        {};  // optional, finite and ≥ 0: how an all-zero group of cells is filled; else evenly
    std::span<const std::uint8_t> fixed =
        {};  // optional, nonzero: the cell keeps its value (any number of them costs nothing)
    std::span<const BoxConstraint> constraints;
};

// A run of consecutive cell indices.
struct CellRun {
    std::size_t first = 0;
    std::size_t count = 0;
    friend bool operator==(const CellRun&, const CellRun&) = default;
};

// Why there is no answer.
struct BalanceConflict {
    enum class Reason {
        infeasible,  // the constraints below cannot all hold; without any one of them they could
        undecided,  // the search for whole numbers was given up (see docs/methods.md#balance-limits); nothing is claimed
        invalid  // malformed input: sizes, a negative cell, a box outside the block, a bad weight, a bound out of range
    };
    Reason reason = Reason::infeasible;
    std::vector<int>
        constraints;  // indices, ascending; for `invalid` the malformed ones (empty when it is not a constraint)
    bool nonnegativity = false;  // with negative cells allowed they could all hold
    std::vector<CellRun>
        fixed;  // fixed cells that belong to the conflict: it stands with these alone fixed, and without any
                // one of them it does not. Ascending
    bool smallest = false;  // proven: no conflict has fewer constraints. Otherwise only: none of these can be left out
                            // (for hundreds of crossing constraints not even that, see docs/methods.md#balance-limits)
};

// The balanced block. Constraints hold exactly, fixed cells keep their values, cells of no violated group of constraints are
// untouched; inside, cells move in proportion to `current` (Kullback–Leibler projection), rounded by largest remainder.
[[nodiscard]] tl::expected<std::vector<std::int64_t>, BalanceConflict> balance(const BalanceInput& input);

// The cells that change and nothing else: values hold the runs' new values one after another.
struct BalanceChanges {
    std::vector<CellRun> runs;  // ascending, disjoint
    std::vector<std::int64_t> values;
};

// As balance(), but returns only what changes. `edited` names the constraints that `current` may violate; all others are
// promised to hold already and cells not connected with an edited one through overlapping boxes are never looked at.
// Without `edited` every constraint is checked.
[[nodiscard]] tl::expected<BalanceChanges, BalanceConflict> balanceChanges(const BalanceInput& input,
                                                                           std::span<const int> edited = {});

[[nodiscard]] inline std::size_t cellIndex(const BalanceInput& input, int row, int product, int period) {
    return (static_cast<std::size_t>(row) * static_cast<std::size_t>(input.products) +
            static_cast<std::size_t>(product)) *
               static_cast<std::size_t>(input.periods) +
           static_cast<std::size_t>(period);
}

}  // namespace sandtable

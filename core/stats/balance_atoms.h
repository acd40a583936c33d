// From cells to atoms: cells that lie in exactly the same constraints move together, so the solvers only see atom totals.
// Internal to breakback (balance.h). Geometry and sums only; nothing here decides a value.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "stats/balance.h"

namespace sandtable::balancing {

inline constexpr std::int64_t kMaxCell = 9'007'199'254'740'991;  // 2^53 - 1
inline constexpr std::int64_t kMaxSum = std::int64_t{1} << 61;   // no sum of cells may exceed it

// Constraints, atoms and places are numbered by int; vectors want this.
[[nodiscard]] constexpr std::size_t at(int index) { return static_cast<std::size_t>(index); }

// The cells that lie in exactly `constraints`.
struct Atom {
    std::vector<int> constraints;  // indices into BalanceInput::constraints, ascending, never empty
    std::vector<CellBox> boxes;    // disjoint
    std::int64_t freeSum = 0;      // of the cells that may move; filled by measureAtom
    std::int64_t fixedSum = 0;
    std::int64_t freeCells = 0;
    std::int64_t fixedCells = 0;
    double seed = 0;  // relative mass when freeSum is 0 and something must be put here; > 0 with free cells
};

// All atoms of the arrangement of the given constraints (geometry only), by a sweep over rows.
// Cost: row segments × constraints active there × their compressed product × period area; independent of the number of cells.
[[nodiscard]] std::vector<Atom> buildAtoms(const BalanceInput& input);

// Sums and counts of one atom's cells. False when a cell or weight is malformed or sums leave kMaxSum.
[[nodiscard]] bool measureAtom(const BalanceInput& input, Atom& atom);

// Totals of atoms under sum constraints: what the solvers work on. Constraints are renumbered 0 … m-1.
struct AtomProblem {
    std::vector<std::vector<int>> memberOf;  // per atom: its constraints, ascending
    std::vector<std::int64_t> base;          // per atom: current total ≥ 0
    std::vector<double> seed;                // per atom: relative mass among atoms whose base is 0
    std::vector<std::int64_t> cells;         // per atom: number of free cells > 0
    std::vector<std::int64_t> min, max;      // per constraint, for the free cells; max may be kNoMaximum

    [[nodiscard]] int atomCount() const { return static_cast<int>(memberOf.size()); }
    [[nodiscard]] int constraintCount() const { return static_cast<int>(min.size()); }
};

// Calls visit(firstCell, count) for the runs of consecutive cells of a box, ascending, joining full rows.
template <class Visit>
void forEachRun(const BalanceInput& input, const CellBox& box, Visit visit) {
    const auto periods = static_cast<std::size_t>(box.lastPeriod - box.firstPeriod + 1);
    const auto products = static_cast<std::size_t>(box.lastProduct - box.firstProduct + 1);
    const bool wholePeriods = box.lastPeriod - box.firstPeriod + 1 == input.periods;
    const bool wholeProducts = box.lastProduct - box.firstProduct + 1 == input.products;
    if (wholePeriods && wholeProducts) {
        const auto rows = static_cast<std::size_t>(box.lastRow - box.firstRow + 1);
        visit(cellIndex(input, box.firstRow, 0, 0), rows * products * periods);
        return;
    }
    for (int row = box.firstRow; row <= box.lastRow; ++row) {
        if (wholePeriods) {
            visit(cellIndex(input, row, box.firstProduct, 0), products * periods);
            continue;
        }
        for (int product = box.firstProduct; product <= box.lastProduct; ++product)
            visit(cellIndex(input, row, product, box.firstPeriod), periods);
    }
}

}  // namespace sandtable::balancing

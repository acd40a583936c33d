// Whole numbers for a table of real ones whose row and column totals are given: the same money broken down by unit and by period.
// Knows spans of numbers only.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/result.h"

namespace sandtable {

// Scales a table (row-major, rows × columns, cells >= 0) until its rows add up to `rowTotals` and its columns to
// `columnTotals`: iterative proportional fitting (Deming and Stephan 1940, "RAS"), the table closest to the given one in
// relative entropy. Zero cells stay zero, but a row (column) of zeros with a total of its own is first filled in the
// proportions of the column (row) totals. Rows are exact to rounding; columns to 1e-12 of the grand total when the pattern
// of zeros allows it at all within the iterations (docs/methods.md#table-fitting).
// Errors: stats.bad_shape, stats.bad_cell {row, column}, stats.bad_total {row|column}, stats.totals_disagree {rows, columns}.
[[nodiscard]] Result<std::vector<double>> fitToMargins(std::span<const double> cells, int rows, int columns,
                                                       std::span<const std::int64_t> rowTotals,
                                                       std::span<const std::int64_t> columnTotals);

// fitToMargins, then whole numbers that meet every row and column total exactly, each the fitted cell rounded down or up
// (controlled rounding: Bacharach 1966, Cox 1987). Cells are held to 2^-14 of a unit while rounding, so a cell nearer than
// that to a whole number may go to the next one. Zeros stay zero unless the totals cannot be met otherwise.
// Time grows with rows × columns. Errors: as fitToMargins.
[[nodiscard]] Result<std::vector<std::int64_t>> roundToMargins(std::span<const double> cells, int rows, int columns,
                                                               std::span<const std::int64_t> rowTotals,
                                                               std::span<const std::int64_t> columnTotals);

}  // namespace sandtable

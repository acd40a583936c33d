// Table fitting and controlled rounding. Rounding works on fixed-point integers, halving the unit's fraction bit by bit: at
// each bit the odd cells are paired along rows and along columns into closed chains, and neighbours move in opposite
// directions, which leaves every total as it was. What must not live here: anything about targets or money.
#include "stats/rounding.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>

#include "base/json_object.h"

namespace sandtable {

namespace {

constexpr int kFractionBits = 14;
constexpr int kMostIterations = 100;
constexpr double kFitTolerance = 1e-12;                        // of the grand total
constexpr std::int64_t kLargestTotal = 9'007'199'254'740'991;  // 2^53 - 1, as money

struct Table {
    int rows;
    int columns;
    [[nodiscard]] std::size_t at(int row, int column) const {
        return static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) + static_cast<std::size_t>(column);
    }
    [[nodiscard]] std::size_t size() const { return at(rows, 0); }
};

Errors checkInput(std::span<const double> cells, const Table& table, std::span<const std::int64_t> rowTotals,
                  std::span<const std::int64_t> columnTotals) {
    const bool sized = table.rows > 0 && table.columns > 0 && cells.size() == table.size() &&
                       rowTotals.size() == static_cast<std::size_t>(table.rows) &&
                       columnTotals.size() == static_cast<std::size_t>(table.columns);
    if (!sized)
        return {{.code = "stats.bad_shape", .path = "", .detail = "cells and totals do not match rows × columns"}};
    Errors errors;
    for (int row = 0; row < table.rows; ++row) {
        for (int column = 0; column < table.columns; ++column) {
            const double cell = cells[table.at(row, column)];
            if (std::isfinite(cell) && cell >= 0) continue;
            errors.push_back(
                {.code = "stats.bad_cell", .path = "", .params = JsonObject().put("row", row).put("column", column)});
        }
    }
    const auto sumOf = [&](std::span<const std::int64_t> totals, const char* side) {
        std::int64_t sum = 0;
        for (std::size_t i = 0; i < totals.size(); ++i) {
            if (totals[i] < 0 || totals[i] > kLargestTotal || sum > kLargestTotal - totals[i]) {
                errors.push_back({.code = "stats.bad_total", .path = "", .params = {{side, i}}});
            } else {
                sum += totals[i];
            }
        }
        return sum;
    };
    const std::int64_t rowSum = sumOf(rowTotals, "row");
    const std::int64_t columnSum = sumOf(columnTotals, "column");
    if (errors.empty() && rowSum != columnSum) {
        errors.push_back({.code = "stats.totals_disagree",
                          .path = "",
                          .params = JsonObject().put("rows", rowSum).put("columns", columnSum)});
    }
    return errors;
}

std::vector<double> rowSums(const std::vector<double>& cells, const Table& table) {
    std::vector<double> sums(static_cast<std::size_t>(table.rows), 0);
    for (int row = 0; row < table.rows; ++row) {
        for (int column = 0; column < table.columns; ++column)
            sums[static_cast<std::size_t>(row)] += cells[table.at(row, column)];
    }
    return sums;
}

std::vector<double> columnSums(const std::vector<double>& cells, const Table& table) {
    std::vector<double> sums(static_cast<std::size_t>(table.columns), 0);
    for (int row = 0; row < table.rows; ++row) {
        for (int column = 0; column < table.columns; ++column) {
            sums[static_cast<std::size_t>(column)] += cells[table.at(row, column)];
        }
    }
    return sums;
}

// Lines of zeros that have a total get the proportions of the other side; cells are brought to at most 1 against overflow.
void prepare(std::vector<double>& cells, const Table& table, std::span<const std::int64_t> rowTotals,
             std::span<const std::int64_t> columnTotals) {
    const double largest = *std::max_element(cells.begin(), cells.end());
    if (largest > 0) {
        for (double& cell : cells) cell /= largest;
    }
    const auto rowSum = rowSums(cells, table);
    const auto columnSum = columnSums(cells, table);
    for (int row = 0; row < table.rows; ++row) {
        const auto i = static_cast<std::size_t>(row);
        for (int column = 0; column < table.columns; ++column) {
            const auto j = static_cast<std::size_t>(column);
            const bool emptyRow = rowSum[i] == 0 && rowTotals[i] > 0;
            const bool emptyColumn = columnSum[j] == 0 && columnTotals[j] > 0;
            if (emptyRow)
                cells[table.at(row, column)] = static_cast<double>(columnTotals[j]);
            else if (emptyColumn)
                cells[table.at(row, column)] = static_cast<double>(rowTotals[i]);
        }
    }
}

void scaleRows(std::vector<double>& cells, const Table& table, std::span<const std::int64_t> totals) {
    const auto sums = rowSums(cells, table);
    for (int row = 0; row < table.rows; ++row) {
        const auto i = static_cast<std::size_t>(row);
        const double factor = sums[i] > 0 ? static_cast<double>(totals[i]) / sums[i] : 0;
        for (int column = 0; column < table.columns; ++column) cells[table.at(row, column)] *= factor;
    }
}

// Scales the columns and returns by how much they were off, added up.
double scaleColumns(std::vector<double>& cells, const Table& table, std::span<const std::int64_t> totals) {
    auto factors = columnSums(cells, table);
    double off = 0;
    for (std::size_t j = 0; j < factors.size(); ++j) {
        const auto total = static_cast<double>(totals[j]);
        off += std::fabs(factors[j] - total);
        factors[j] = factors[j] > 0 ? total / factors[j] : 0;
    }
    for (int row = 0; row < table.rows; ++row) {
        for (int column = 0; column < table.columns; ++column) {
            cells[table.at(row, column)] *= factors[static_cast<std::size_t>(column)];
        }
    }
    return off;
}

std::vector<double> fit(std::span<const double> given, const Table& table, std::span<const std::int64_t> rowTotals,
                        std::span<const std::int64_t> columnTotals) {
    std::vector<double> cells(given.begin(), given.end());
    const double grandTotal = static_cast<double>(std::accumulate(rowTotals.begin(), rowTotals.end(), std::int64_t{0}));
    const auto off = [](const std::vector<double>& sums, std::span<const std::int64_t> totals) {
        double sum = 0;
        for (std::size_t i = 0; i < sums.size(); ++i) sum += std::fabs(sums[i] - static_cast<double>(totals[i]));
        return sum;
    };
    const double tolerance = kFitTolerance * grandTotal;
    if (off(rowSums(cells, table), rowTotals) <= tolerance &&
        off(columnSums(cells, table), columnTotals) <= tolerance) {
        return cells;  // meets its totals already: not touched, so that whole cells stay whole
    }
    prepare(cells, table, rowTotals, columnTotals);
    scaleRows(cells, table, rowTotals);
    for (int i = 0; i < kMostIterations; ++i) {
        const double distance = scaleColumns(cells, table, columnTotals);
        scaleRows(cells, table, rowTotals);
        if (distance <= tolerance) break;
    }
    return cells;
}

// Cells as integers in 2^-bits units, brought to meet the totals exactly. What fitting leaves over is tiny and is carried from
// columns with too much to columns with too little through rows; through cells that were zero only when nothing else is left.
class FixedPoint {
public:
    FixedPoint(const std::vector<double>& cells, const Table& table, int bits, std::span<const std::int64_t> rowTotals,
               std::span<const std::int64_t> columnTotals)
        : table_(table),
          values_(cells.size()),
          usable_(cells.size()),
          missing_(static_cast<std::size_t>(table.columns)) {
        for (std::size_t i = 0; i < cells.size(); ++i) {
            values_[i] = std::llround(std::ldexp(cells[i], bits));
            usable_[i] = cells[i] > 0;
        }
        for (int row = 0; row < table.rows; ++row) meetRow(row, rowTotals[static_cast<std::size_t>(row)] << bits);
        for (int column = 0; column < table.columns; ++column) {
            std::int64_t sum = 0;
            for (int row = 0; row < table.rows; ++row) sum += values_[table.at(row, column)];
            missing_[static_cast<std::size_t>(column)] = (columnTotals[static_cast<std::size_t>(column)] << bits) - sum;
        }
        for (int column = 0; column < table.columns; ++column) {
            while (missing_[static_cast<std::size_t>(column)] < 0) {
                if (!carryFrom(column)) std::fill(usable_.begin(), usable_.end(), char{1});
            }
        }
    }

    std::vector<std::int64_t> take() { return std::move(values_); }

private:
    void meetRow(int row, std::int64_t total) {
        const auto first = values_.begin() + static_cast<std::ptrdiff_t>(table_.at(row, 0));
        const auto last = first + table_.columns;
        std::int64_t over = std::accumulate(first, last, std::int64_t{0}) - total;
        while (over != 0) {
            const auto largest = std::max_element(first, last);
            const std::int64_t step = std::min(over, *largest);  // negative when the row has too little
            *largest -= step;
            over -= step;
        }
    }

    // Moves as much as one shortest chain column → row → column → … carries from `source` to a column that lacks some; false
    // when no chain of usable cells leads to one.
    bool carryFrom(int source) {
        std::vector<int> rowReachedFrom(static_cast<std::size_t>(table_.rows), -1);
        std::vector<int> columnReachedBy(static_cast<std::size_t>(table_.columns), -1);
        std::vector<int> queue{source};
        for (std::size_t head = 0; head < queue.size(); ++head) {
            const int from = queue[head];
            for (int row = 0; row < table_.rows; ++row) {
                if (rowReachedFrom[static_cast<std::size_t>(row)] >= 0 || values_[table_.at(row, from)] == 0) continue;
                rowReachedFrom[static_cast<std::size_t>(row)] = from;
                for (int to = 0; to < table_.columns; ++to) {
                    if (to == source || columnReachedBy[static_cast<std::size_t>(to)] >= 0 ||
                        usable_[table_.at(row, to)] == 0)
                        continue;
                    columnReachedBy[static_cast<std::size_t>(to)] = row;
                    queue.push_back(to);
                    if (missing_[static_cast<std::size_t>(to)] > 0) {
                        carryAlong(source, to, rowReachedFrom, columnReachedBy);
                        return true;
                    }
                }
            }
        }
        return false;
    }

    void carryAlong(int source, int target, const std::vector<int>& rowReachedFrom,
                    const std::vector<int>& columnReachedBy) {
        const auto chain = [&](auto&& visit) {
            for (int to = target; to != source;) {
                const int row = columnReachedBy[static_cast<std::size_t>(to)];
                const int from = rowReachedFrom[static_cast<std::size_t>(row)];
                visit(table_.at(row, from), table_.at(row, to));
                to = from;
            }
        };
        std::int64_t amount =
            std::min(-missing_[static_cast<std::size_t>(source)], missing_[static_cast<std::size_t>(target)]);
        chain([&](std::size_t from, std::size_t) { amount = std::min(amount, values_[from]); });
        chain([&](std::size_t from, std::size_t to) {
            values_[from] -= amount;
            values_[to] += amount;
        });
        missing_[static_cast<std::size_t>(source)] += amount;
        missing_[static_cast<std::size_t>(target)] -= amount;
    }

    Table table_;
    std::vector<std::int64_t> values_;
    std::vector<char> usable_;
    std::vector<std::int64_t> missing_;  // per column
};

// Makes every value a multiple of 2 * unit without changing a row or column sum, each by at most one unit. Needs all values
// to be multiples of `unit` and all sums multiples of 2 * unit.
class HalvingStep {
public:
    HalvingStep(const Table& table, std::vector<std::int64_t>& values, const std::vector<std::int64_t>& original)
        : table_(table),
          values_(values),
          original_(original),
          rowPartner_(values.size()),
          columnPartner_(values.size()),
          pendingInColumn_(static_cast<std::size_t>(table.columns)) {}

    void run(std::int64_t unit) {
        pairOddCells(unit);
        for (std::size_t i = 0; i < values_.size(); ++i) {
            if ((values_[i] & unit) != 0) moveChain(static_cast<std::int32_t>(i), unit);
        }
    }

private:
    void pairOddCells(std::int64_t unit) {
        std::fill(pendingInColumn_.begin(), pendingInColumn_.end(), -1);
        std::int32_t index = 0;
        for (int row = 0; row < table_.rows; ++row) {
            std::int32_t pendingInRow = -1;
            for (int column = 0; column < table_.columns; ++column, ++index) {
                if ((values_[static_cast<std::size_t>(index)] & unit) == 0) continue;
                join(rowPartner_, pendingInRow, index);
                join(columnPartner_, pendingInColumn_[static_cast<std::size_t>(column)], index);
            }
        }
    }

    static void join(std::vector<std::int32_t>& partner, std::int32_t& pending, std::int32_t index) {
        if (pending < 0) {
            pending = index;
            return;
        }
        partner[static_cast<std::size_t>(pending)] = index;
        partner[static_cast<std::size_t>(index)] = pending;
        pending = -1;
    }

    // The closed chain through `start` alternates row and column partners, so it is even and signs can alternate along it. Of
    // the two ways the one that ends nearer to the original values (least squares) is taken.
    void moveChain(std::int32_t start, std::int64_t unit) {
        double drift = 0;
        walk(start, [&](std::size_t i, int sign) { drift += sign * static_cast<double>(values_[i] - original_[i]); });
        const std::int64_t step = drift > 0 ? -unit : unit;
        walk(start, [&](std::size_t i, int sign) { values_[i] += sign * step; });
    }

    template <class Visit>
    void walk(std::int32_t start, Visit visit) {
        std::int32_t at = start;
        do {
            const auto i = static_cast<std::size_t>(at);
            const auto partner = static_cast<std::size_t>(rowPartner_[i]);
            visit(i, 1);
            visit(partner, -1);
            at = columnPartner_[partner];
        } while (at != start);
    }

    Table table_;
    std::vector<std::int64_t>& values_;
    const std::vector<std::int64_t>& original_;
    std::vector<std::int32_t> rowPartner_;
    std::vector<std::int32_t> columnPartner_;
    std::vector<std::int32_t> pendingInColumn_;
};

}  // namespace

Result<std::vector<double>> fitToMargins(std::span<const double> cells, int rows, int columns,
                                         std::span<const std::int64_t> rowTotals,
                                         std::span<const std::int64_t> columnTotals) {
    const Table table{rows, columns};
    if (Errors errors = checkInput(cells, table, rowTotals, columnTotals); !errors.empty())
        return failure(std::move(errors));
    return fit(cells, table, rowTotals, columnTotals);
}

Result<std::vector<std::int64_t>> roundToMargins(std::span<const double> cells, int rows, int columns,
                                                 std::span<const std::int64_t> rowTotals,
                                                 std::span<const std::int64_t> columnTotals) {
    const Table table{rows, columns};
    if (Errors errors = checkInput(cells, table, rowTotals, columnTotals); !errors.empty())
        return failure(std::move(errors));
    const std::int64_t grandTotal = std::accumulate(rowTotals.begin(), rowTotals.end(), std::int64_t{0});
    const int width = 64 - std::countl_zero(static_cast<std::uint64_t>(grandTotal));
    const int bits = std::min(kFractionBits, 62 - width);  // totals in fixed point stay below 2^62
    FixedPoint fixed(fit(cells, table, rowTotals, columnTotals), table, bits, rowTotals, columnTotals);
    std::vector<std::int64_t> values = fixed.take();
    const std::vector<std::int64_t> original = values;
    HalvingStep halving(table, values, original);
    for (int bit = 0; bit < bits; ++bit) halving.run(std::int64_t{1} << bit);
    for (std::int64_t& value : values) value >>= bits;
    return values;
}

}  // namespace sandtable

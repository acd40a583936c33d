// A small owned block for breakback tests: cells, weights, fixed flags and constraints with short ways to write them.
#pragma once

#include <catch2/catch.hpp>
#include <cstdint>
#include <vector>

#include "stats/balance.h"

namespace sandtable::test {

inline constexpr std::int64_t kLargest = 9'007'199'254'740'991;  // 2^53 - 1

struct Block {
    int rows = 1;
    int products = 1;
    int periods = 1;
    std::vector<std::int64_t> cells = {};
    std::vector<BoxConstraint> constraints = {};
    std::vector<std::uint8_t> fixed = {};
    std::vector<double> weights = {};

    [[nodiscard]] BalanceInput input() const {
        return {.rows = rows,
                .products = products,
                .periods = periods,
                .current = cells,
                .weights = weights,
                .fixed = fixed,
                .constraints = constraints};
    }
    [[nodiscard]] std::int64_t sum(const CellBox& box, const std::vector<std::int64_t>& values) const {
        std::int64_t total = 0;
        for (int row = box.firstRow; row <= box.lastRow; ++row)
            for (int product = box.firstProduct; product <= box.lastProduct; ++product)
                for (int period = box.firstPeriod; period <= box.lastPeriod; ++period)
                    total += values[cellIndex(input(), row, product, period)];
        return total;
    }
    [[nodiscard]] std::vector<std::int64_t> balanced() const {
        auto result = balance(input());
        REQUIRE(result.has_value());
        return *result;
    }
    [[nodiscard]] BalanceConflict conflict() const {
        auto result = balance(input());
        REQUIRE_FALSE(result.has_value());
        return result.error();
    }
};

// Rows × periods boxes with one product.
inline CellBox box(int firstRow, int lastRow, int firstPeriod, int lastPeriod) {
    return {firstRow, lastRow, 0, 0, firstPeriod, lastPeriod};
}
inline BoxConstraint exactly(const CellBox& where, std::int64_t value) { return {where, value, value}; }
inline BoxConstraint atMost(const CellBox& where, std::int64_t value) { return {where, 0, value}; }
inline BoxConstraint atLeast(const CellBox& where, std::int64_t value) { return {where, value, kNoMaximum}; }

// The first `count` rows as one column of cells.
inline CellBox firstRows(int count) { return box(0, count - 1, 0, 0); }
inline CellBox rowAlone(int row) { return box(row, row, 0, 0); }

}  // namespace sandtable::test

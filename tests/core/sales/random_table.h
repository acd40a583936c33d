// A table of random rows by day, as RowSource: few and many codes, missing amounts, orders of lines next to each other.
#pragma once

#include <catch2/catch.hpp>
#include <vector>

#include "base/rng.h"
#include "facts/table.h"
#include "sales/distinct_codes.h"
#include "sales/grouping.h"

namespace sandtable::test {

struct RandomTable {
    std::vector<Day> day;
    std::vector<std::uint8_t> small;
    std::vector<std::uint16_t> middle;
    std::vector<std::uint32_t> large;
    std::vector<std::int64_t> amount, margin, lines;
    RowSource source;

    RandomTable(Rng& rng, std::size_t rows, std::uint32_t largeSize, bool together = false) {
        Day today = 19'000;
        std::uint32_t unused = 0;
        for (std::size_t row = 0; row < rows; ++row) {
            today += static_cast<Day>(rng.below(3) == 0 ? rng.below(4) : 0);
            day.push_back(today);
            small.push_back(static_cast<std::uint8_t>(rng.below(5)));
            middle.push_back(static_cast<std::uint16_t>(rng.below(300)));
            // Orders of up to 60 lines next to each other, in between lines without an order; or codes anyhow.
            if (!together) {
                large.push_back(rng.below(largeSize));
            } else if (row == 0 || rng.below(60) == 0) {
                large.push_back(rng.below(4) == 0 ? 0 : (unused += 1));
            } else {
                large.push_back(large.back());
            }
            amount.push_back(static_cast<std::int64_t>(rng.below(2'000'000)) - 500'000);
            margin.push_back(rng.below(4) == 0 ? kMissingAmount : static_cast<std::int64_t>(rng.below(900)));
            lines.push_back(1 + rng.below(5));
        }
        source.rows = rows;
        source.day = day;
        source.codes = {{"small", {std::span<const std::uint8_t>(small), 5, false}},
                        {"middle", {std::span<const std::uint16_t>(middle), 300, false}},
                        {"large", {std::span<const std::uint32_t>(large), largeSize, false}}};
        for (auto& [key, column] : source.codes) column.adjacent = rowsLieTogether(column);
        if (together) REQUIRE(source.codes.at("large").adjacent);
        source.amounts = {{"amount", {amount, false}}, {"margin", {margin, true}}};
        if (rng.below(2) == 0) source.lines = lines;
    }
    [[nodiscard]] std::uint32_t code(const std::string& column, std::size_t row) const {
        return column == "small" ? small[row] : column == "middle" ? middle[row] : large[row];
    }
};

inline AxisCodes byCode(const std::string& column, std::size_t size) {
    AxisCodes axis;
    axis.column = column;
    axis.size = size;
    return axis;
}

}  // namespace sandtable::test

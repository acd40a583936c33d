// RowSource: what a sales question is counted over: order lines, or rows of sums that stand for them (aggregates.h).
// Views only; SalesData owns what they look at.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "base/calendar.h"

namespace sandtable {

// One small integer per row, in the type the column happens to have.
using CodeSpan =
    std::variant<std::span<const std::uint8_t>, std::span<const std::uint16_t>, std::span<const std::uint32_t>>;

struct CodeColumn {
    CodeSpan codes;
    std::size_t size = 0;   // codes are below this; 0 stands for the missing value
    bool adjacent = false;  // known that the rows of a code lie next to each other, as the lines of an order do
};

struct AmountColumn {
    std::span<const std::int64_t> values;  // 1/10,000; kMissingAmount where missing
    bool hasMissing = false;
};

// Name of the code column that says which leaf of the organisation a row belongs to: leaf + 1, 0 for nobody's rows.
inline constexpr std::string_view kLeafColumn = "unit";

struct RowSource {
    std::uint32_t serial = 0;  // no two sources of the same table share it; 0: the lines themselves
    std::size_t rows = 0;
    std::span<const Day> day;  // ascending; an aggregate's rows carry the first day their period has in the table
    std::map<std::string, CodeColumn, std::less<>> codes;
    std::map<std::string, AmountColumn, std::less<>> amounts;
    // What a row of an aggregate stands for; empty for lines.
    std::span<const std::int64_t> lines;
    std::span<const Day> lastDay;
    std::map<std::string, std::span<const std::int64_t>, std::less<>> distinct;  // codes that no other row has

    [[nodiscard]] const CodeColumn* column(std::string_view key) const {
        const auto it = codes.find(key);
        return it == codes.end() ? nullptr : &it->second;
    }
    [[nodiscard]] const AmountColumn* amount(std::string_view key) const {
        const auto it = amounts.find(key);
        return it == amounts.end() ? nullptr : &it->second;
    }
};

}  // namespace sandtable

// The rows of two tables side by side, an old one and the one a file made: shared dictionaries, keys as small numbers,
// fingerprints. Strings are looked at once per dictionary, never per row.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "facts/table.h"

namespace sandtable {

// A dimension of both tables under one numbering: the old table's values as they are, then those only the new one has.
struct JointDimension {
    const DimensionColumn* before = nullptr;  // null: the table has no such column, its rows have code 0
    const DimensionColumn* after = nullptr;
    std::vector<std::string> values;
    std::vector<std::uint32_t> codeOfAfter;  // joint code of the new table's codes
};
[[nodiscard]] JointDimension joinDimension(const DimensionColumn* before, const DimensionColumn* after);

// One number per row and side; equal exactly where the rows agree in all fields of the key.
struct RowKeys {
    std::vector<std::uint32_t> before;
    std::vector<std::uint32_t> after;
    std::size_t count = 0;               // numbers run from 0 to count - 1
    std::vector<bool> beforeIncomplete;  // rows that lack part of the key
    std::vector<bool> afterIncomplete;
};
// Fields: "day", dimensions and measures that `after` has. `before` may be null.
[[nodiscard]] RowKeys keysOf(const FactTable* before, const FactTable& after, const std::vector<std::string>& fields);
[[nodiscard]] bool hasField(const FactTable& table, std::string_view field);

// A 64-bit fingerprint of everything a row holds, lines aside. Equal rows have equal ones; the reverse is nearly certain only.
struct RowPrints {
    std::vector<std::uint64_t> before;
    std::vector<std::uint64_t> after;
};
// Over the columns that `after` has.
[[nodiscard]] RowPrints printsOf(const FactTable& before, const FactTable& after);
// Prints as keys: rows agree when they are alike in everything.
[[nodiscard]] RowKeys keysOfPrints(const RowPrints& prints);

}  // namespace sandtable

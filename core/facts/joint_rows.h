// The rows of two tables side by side, an old one and the one a file made: shared dictionaries, keys as small numbers,
// fingerprints. Strings are looked at once per dictionary, never per row.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "facts/table.h"

namespace sandtable {

// One field of both tables as numbers, equal exactly where the values are equal: days, amounts, or joint codes of a dimension.
struct JointField {
    std::vector<std::int64_t> before;  // empty when the table lacks the field
    std::vector<std::int64_t> after;
    std::int64_t missing = kMissingAmount;  // the number of a missing value
    // Of a dimension: the texts behind the codes, the old table's as they are, then those only the new one has.
    TextList values;
    bool dimension = false;
};
// `before` may be null.
[[nodiscard]] JointField joinField(const FactTable* before, const FactTable& after, const std::string& field);

// One number per row and side; equal exactly where the rows agree in all fields of the key.
struct RowKeys {
    std::vector<std::uint32_t> before;
    std::vector<std::uint32_t> after;
    std::size_t count = 0;               // numbers run from 0 to count - 1, not all of them in use
    std::vector<bool> beforeIncomplete;  // rows that lack part of the key
    std::vector<bool> afterIncomplete;
};
// Fields: "day", dimensions and measures that `after` has. `before` may be null.
[[nodiscard]] RowKeys keysOf(const FactTable* before, const FactTable& after, const std::vector<std::string>& fields);
// "day", then measures, then dimensions.
[[nodiscard]] std::vector<std::string> fieldsIn(const FactTable& table);
[[nodiscard]] bool hasField(const FactTable& table, std::string_view field);

// A 64-bit fingerprint of everything a row holds, lines aside. Equal rows have equal ones; the reverse is nearly certain only.
struct RowPrints {
    std::vector<std::uint64_t> before;
    std::vector<std::uint64_t> after;
};
// Over the columns that `after` has.
[[nodiscard]] RowPrints printsOf(const FactTable& before, const FactTable& after);

}  // namespace sandtable

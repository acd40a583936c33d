// What the columns of sales files are called, in English and Chinese: header text -> field of the fact table.
// The synonym table is in field_names.cpp and documented in docs/methods.md#recognising-columns.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace sandtable {

enum class FieldType : std::uint8_t { day, number, text };

struct FieldInfo {
    std::string_view key;  // "day", "amount", "region" …
    FieldType type;
    bool required = false;
};

// Every canonical field, in the order the interface offers them.
[[nodiscard]] std::span<const FieldInfo> allFields();
[[nodiscard]] const FieldInfo* findField(std::string_view key);  // nullptr for unknown and "x:…" keys

struct FieldMatch {
    std::string field;      // empty: a column known to be none of ours (ship date, row number, discount)
    double confidence = 0;  // 1 exact name of this field, 0.9 a general name, 0.6 the name contains one
    std::string reason;     // "header", "header_general", "header_contains", "not_ours", "row_number"
};
[[nodiscard]] std::optional<FieldMatch> matchFieldName(std::string_view header);

// The power of ten in a header's unit: 4 for "销售额(万元)", 3 for "Sales (k)", 0 when none is named.
[[nodiscard]] int headerUnitExponent(std::string_view header);

// "合计", "总计", "Grand Total" …, alone or after the name they add up ("华东 小计").
[[nodiscard]] bool isTotalWord(std::string_view cell);

}  // namespace sandtable

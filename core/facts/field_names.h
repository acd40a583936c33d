// What the columns of files are called, in English and Chinese: header text -> field of a table.
// The synonyms are in field_synonyms.cpp and documented in docs/methods.md#recognising-columns.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "facts/field_catalogue.h"

namespace sandtable {

struct FieldMatch {
    std::string field;      // empty: a column known to be none of ours (ship date, row number, discount)
    double confidence = 0;  // 1 exact name of this field, 0.9 a general name, 0.6 the name contains one
    std::string reason;     // "header", "header_general", "header_contains", "not_ours", "row_number"
};
// `tables`: whose fields are looked among.
[[nodiscard]] std::optional<FieldMatch> matchFieldName(std::string_view header, TableKinds tables);

// A header as names are compared: matchKey, traditional characters of column names as simplified ones (訂單日期 -> 订单日期).
[[nodiscard]] std::string headerKey(std::string_view header);

// "赢率(%)", "Probability %": plain numbers below it are percent.
[[nodiscard]] bool headerNamesPercent(std::string_view header);

// The power of ten in a header's unit: 4 for "销售额(万元)", 3 for "Sales (k)", 0 when none is named.
[[nodiscard]] int headerUnitExponent(std::string_view header);

// "合计", "总计", "Grand Total" …, alone or after the name they add up ("华东 小计").
[[nodiscard]] bool isTotalWord(std::string_view cell);

}  // namespace sandtable

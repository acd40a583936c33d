// Columns looked at once, cell by cell: shares, currency signs, cells without text. Cold next to facts/typed_columns.h.
#pragma once

#include <cstddef>
#include <map>
#include <string_view>
#include <vector>

#include "facts/raw_file.h"
#include "facts/row_faults.h"
#include "facts/table.h"

namespace sandtable {

// A share of one: 60%, 0.6, and 60 where the header or most of the plain numbers say percent. Values outside 0…1 are faults.
struct RatioColumn {
    std::vector<std::int64_t> values;
    std::size_t percents = 0;  // plain numbers above 1 and between 0 and 1: with both of them one kind is read wrong
    std::size_t shares = 0;
    bool asPercent = false;
};
[[nodiscard]] RatioColumn readRatios(const RawFile& file, std::size_t column, char decimalMark, RowFaults& faults);

// Rows per currency sign among the amounts of a column, by the sign as currencySign gives it.
[[nodiscard]] std::map<std::string_view, std::size_t> countCurrencySigns(const RawColumn& column);

// Rows whose cell is no text: only white space.
void markMissingKeys(const RawColumn& column, std::size_t where, RowFaults& faults);

}  // namespace sandtable

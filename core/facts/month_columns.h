// Files with a column per month (1月 … 12月, Jan-24 …): recognised by their header, and turned into a row per month.
// Rules: docs/methods.md#months-as-columns.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "facts/mapping.h"
#include "facts/raw_file.h"

namespace sandtable {

struct MonthColumn {
    std::size_t column = 0;
    int year = 0;  // 0: the header does not say
    int month = 0;
};

// Of the tables that are kept by month: the field that the cells of month columns hold; empty for other tables.
[[nodiscard]] std::string_view fieldOfMonths(TableKind table);

// Columns named after different months, all of them with a year or none; empty when there are fewer than two.
[[nodiscard]] std::vector<MonthColumn> findMonthColumns(const std::vector<std::string>& headers);

// Those that are to become rows: none unless the table is kept by month and the mapping does not deny it.
[[nodiscard]] std::vector<MonthColumn> monthsToUnfold(TableKind table, const std::vector<std::string>& headers,
                                                      const Mapping& mapping);

// -> {columns:[{index, month, year|null}], asRows, yearNeeded}, or null where the table has none.
[[nodiscard]] Json describeMonths(TableKind table, const std::vector<std::string>& headers, const Mapping& mapping);

struct Unfolded {
    RawFile file;  // refers to the source, which must outlive it
    Mapping mapping;
};
// A row for every cell of the months that is not blank: its day is the first of the month. Rows that are totals are rejected.
// Errors: facts.year_needed {first, last} (headers), facts.too_large.
[[nodiscard]] Result<Unfolded> unfoldMonths(const RawFile& source, TableKind table, const Mapping& mapping,
                                            std::vector<MonthColumn> months);

}  // namespace sandtable

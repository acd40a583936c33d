// RawColumn -> days, amounts, dimensions, with the reason for every cell that could not be read.
// Row by row in file order; which rows survive is the assembly's business.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "facts/date_text.h"
#include "facts/number_text.h"
#include "facts/raw_file.h"
#include "facts/table.h"

namespace sandtable {

enum class RowFault : std::uint8_t {
    none,
    missingDay,
    badDay,
    badNumber,
    numberOverflow,
    nulByte,
    totalRow,
    repeatedHeader
};
[[nodiscard]] std::string_view faultCode(RowFault fault);

// The first fault of every row and the column it is in.
struct RowFaults {
    explicit RowFaults(std::size_t rows) : fault(rows, RowFault::none), column(rows, 0) {}
    void set(std::size_t row, RowFault what, std::size_t where) {
        if (fault[row] != RowFault::none) return;
        fault[row] = what;
        column[row] = static_cast<std::uint16_t>(where);
    }
    std::vector<RowFault> fault;
    std::vector<std::uint16_t> column;
};

// A column as distinct texts and one index per row, however it is held.
struct IndexedTexts {
    std::vector<std::string> texts;
    std::vector<std::uint32_t> index;
};
[[nodiscard]] IndexedTexts indexTexts(const RawColumn& column);

struct DayColumn {
    std::vector<Day> days;
    DateOrder order = DateOrder::ymd;
    bool orderNeeded = false;  // some text depends on the order
    bool byPlausibility = false;
    std::size_t monthOnlyRows = 0;
};
// Errors: facts.date_order_ambiguous, facts.date_order_conflict (see ImportSession::commit).
[[nodiscard]] Result<DayColumn> readDays(const RawFile& file, std::size_t column, std::optional<DateOrder> declared,
                                         RowFaults& faults);

// How many different cells can only be read with a decimal point, only with a decimal comma, or differently with either.
struct DecimalTally {
    std::size_t dotOnly = 0;
    std::size_t commaOnly = 0;
    std::size_t either = 0;
    std::string sample;  // of `either`
};
void tallyDecimals(const RawColumn& column, DecimalTally& tally);

[[nodiscard]] std::vector<std::int64_t> readAmounts(const RawFile& file, std::size_t column, char decimalMark,
                                                    int unitExponent, RowFaults& faults);

// The dimension of the rows in `order` (row numbers); values are numbered by first appearance in the file among those rows.
[[nodiscard]] DimensionColumn readDimension(const RawColumn& column, const std::vector<std::uint32_t>& order);

}  // namespace sandtable

// RawColumn -> days, amounts, dimensions, with the reason for every cell that could not be read.
// Row by row in file order; which rows survive is the assembly's business.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "facts/date_text.h"
#include "facts/raw_file.h"
#include "facts/row_faults.h"
#include "facts/table.h"

namespace sandtable {

struct DayColumn {
    std::vector<Day> days;
    DateOrder order = DateOrder::ymd;
    bool orderNeeded = false;  // some text depends on the order
    bool byPlausibility = false;
    std::size_t monthOnlyRows = 0;
    std::vector<std::uint32_t> filled;  // rows that have the day of DayColumns::otherwise
};
struct DayColumns {
    std::optional<std::size_t> day;    // none: every row has the day `otherwise`
    std::vector<std::size_t> further;  // other columns of dates
    Day otherwise = kMissingDay;       // of rows whose cell is blank; kMissingDay: such rows have a fault
};
// All columns prove the order of day, month and year together, it holds for all of them, and a cell that is no date under it is a
// fault of its row; only the day itself may not be missing.
// Errors: facts.date_order_ambiguous, facts.date_order_conflict (see ImportSession::commit).
[[nodiscard]] Result<DayColumn> readDays(const RawFile& file, const DayColumns& columns,
                                         std::optional<DateOrder> declared, RowFaults& faults);

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

}  // namespace sandtable

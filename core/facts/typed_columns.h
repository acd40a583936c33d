// RawColumn -> days, amounts, dimensions, with the reason for every cell that could not be read.
// Row by row in file order; which rows survive is the assembly's business.
#pragma once

#include <map>
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
    repeatedHeader,
    ratioRange,
    missingKey
};
[[nodiscard]] std::string_view faultCode(RowFault fault);

// The first fault of every row and the column it is in.
struct RowFaults {
    explicit RowFaults(std::size_t rows) : fault(rows, RowFault::none), column(rows, 0) {}
    void set(std::size_t row, RowFault what, std::size_t where) {
        if (fault[row] != RowFault::none) return;
        replace(row, what, where);
    }
    void replace(std::size_t row, RowFault what, std::size_t where) {
        fault[row] = what;
        column[row] = static_cast<std::uint16_t>(where);
        any_ = true;
    }
    [[nodiscard]] bool any() const { return any_; }
    std::vector<RowFault> fault;
    std::vector<std::uint16_t> column;

private:
    bool any_ = false;
};

struct DayColumn {
    std::vector<Day> days;
    DateOrder order = DateOrder::ymd;
    bool orderNeeded = false;  // some text depends on the order
    bool byPlausibility = false;
    std::size_t monthOnlyRows = 0;
};
// The days of columns[0]. All `columns` hold dates: they prove the order together, it holds for all of them, and a cell that is no
// date under it is a fault of its row; only the day itself may not be missing.
// Errors: facts.date_order_ambiguous, facts.date_order_conflict (see ImportSession::commit).
[[nodiscard]] Result<DayColumn> readDays(const RawFile& file, const std::vector<std::size_t>& columns,
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

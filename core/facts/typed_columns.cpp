#include "facts/typed_columns.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "facts/date_columns.h"
#include "facts/decoder.h"
#include "facts/packed_decimal.h"
#include "facts/row_order.h"

namespace sandtable {
namespace {

// A cell of a further date column may be empty; one that is no date costs its row.
void markBadDates(const DateTexts& dates, DateOrder order, RowFaults& faults) {
    for (std::size_t row = 0; row < dates.cells.index.size(); ++row) {
        const DateReading& reading = dates.readings[dates.cells.index[row]];
        if (reading.form != DateReading::Form::missing && reading.under(order) == kMissingDay)
            faults.set(row, RowFault::badDay, dates.column);
    }
}

std::vector<NumberReading> readDictionary(const TextDictionary& dictionary, char decimalMark, int unitExponent) {
    std::vector<NumberReading> readings;
    readings.reserve(dictionary.size());
    for (std::uint32_t code = 0; code < dictionary.size(); ++code) {
        NumberReading reading = readNumber(dictionary[code], decimalMark, unitExponent);
        if (reading.fault != NumberFault::none) reading.value = kMissingAmount;
        readings.push_back(reading);
    }
    return readings;
}

NumberReading readCell(PackedDecimal cell, char decimalMark, int unitExponent) {
    if (unitExponent != 0 || (decimalMark == ',' && cell.scale() > 0)) {
        NumberReading reading = readNumber(unpackDecimal(cell), decimalMark, unitExponent);
        if (reading.fault != NumberFault::none) reading.value = kMissingAmount;
        return reading;
    }
    const auto value = scaledTenThousandth(cell);
    return value ? NumberReading{NumberFault::none, *value} : NumberReading{NumberFault::overflow, kMissingAmount};
}

struct PlacedDays {
    std::vector<Day> dayOfText;
    std::vector<std::uint8_t> special;  // no day, or the first of a month: looked at one by one
};

[[gnu::noinline]] bool placeRun(const PlacedDays& placed, const std::uint32_t* index, Day* days, std::size_t count) {
    std::uint8_t any = 0;
    for (std::size_t i = 0; i < count; ++i) {
        days[i] = placed.dayOfText[index[i]];
        any |= placed.special[index[i]];
    }
    return any != 0;
}

// `otherwise` is the day of blank cells; kMissingDay makes them faults.
void placeDays(const RawFile& file, const DateTexts& day, Day otherwise, DayColumn& out, RowFaults& faults) {
    const std::string& header = file.dialect.columns[day.column];
    PlacedDays placed;
    for (const DateReading& reading : day.readings) {
        placed.dayOfText.push_back(reading.under(out.order));
        placed.special.push_back(placed.dayOfText.back() == kMissingDay ||
                                 reading.form == DateReading::Form::monthOnly);
    }
    const auto lookAt = [&](std::size_t row) {
        const std::uint32_t text = day.cells.index[row];
        out.monthOnlyRows += day.readings[text].form == DateReading::Form::monthOnly;
        if (day.readings[text].form == DateReading::Form::missing) {
            out.days[row] = otherwise;
            if (otherwise == kMissingDay) faults.set(row, RowFault::missingDay, day.column);
            if (otherwise != kMissingDay) out.filled.push_back(static_cast<std::uint32_t>(row));
        } else if (out.days[row] == kMissingDay) {
            const bool repeated = cleanName(day.cells.texts()[text]) == header;
            faults.set(row, repeated ? RowFault::repeatedHeader : RowFault::badDay, day.column);
        }
    };
    const std::size_t rows = day.cells.index.size();
    out.days.resize(rows);
    for (std::size_t at = 0; at < rows; at += kRowsPerCall) {
        const std::size_t end = std::min(rows, at + kRowsPerCall);
        if (!placeRun(placed, day.cells.index.data() + at, out.days.data() + at, end - at)) continue;
        for (std::size_t row = at; row < end; ++row) {
            if (placed.special[day.cells.index[row]]) lookAt(row);
        }
    }
}

}  // namespace

Result<DayColumn> readDays(const RawFile& file, const DayColumns& columns, std::optional<DateOrder> declared,
                           RowFaults& faults) {
    std::vector<std::size_t> all = columns.further;
    if (columns.day) all.insert(all.begin(), *columns.day);
    const auto dates = readDateColumns(file, all, declared);
    if (!dates) return tl::unexpected(dates.error());
    DayColumn out;
    out.order = dates->order;
    out.orderNeeded = dates->orderNeeded;
    out.byPlausibility = dates->byPlausibility;
    if (columns.day) {
        placeDays(file, dates->columns.front(), columns.otherwise, out, faults);
    } else {
        out.days.assign(file.rows(), columns.otherwise);
        out.filled.resize(file.rows());
        std::iota(out.filled.begin(), out.filled.end(), 0U);
    }
    for (const DateTexts& texts : dates->columns) {
        if (texts.column != columns.day) markBadDates(texts, out.order, faults);
    }
    return out;
}

namespace {

template <class Cell>
[[gnu::noinline]] void tallyCells(std::span<const Cell> cells, DecimalTally& tally) {
    for (const std::uint64_t bits : cells) {
        const PackedDecimal cell{bits};
        if ((bits & RawColumn::kTextFlag) != 0 || cell.scale() == 0) continue;
        if (cell.scale() == 3 && cell.mantissa() >= 1'000 && cell.mantissa() < 1'000'000) {  // 1.234 may be 1,234
            ++tally.either;
            if (tally.sample.empty()) tally.sample = unpackDecimal(cell);
        } else {
            ++tally.dotOnly;
        }
    }
}

}  // namespace

void tallyDecimals(const RawColumn& column, DecimalTally& tally) {
    const auto weigh = [&](std::string_view text) {
        const DecimalEvidence evidence = decimalEvidence(text);
        tally.dotOnly += evidence.dot && !evidence.comma;
        tally.commaOnly += evidence.comma && !evidence.dot;
        if (evidence.dot && evidence.comma && readNumber(text, '.').value != readNumber(text, ',').value) {
            ++tally.either;
            if (tally.sample.empty()) tally.sample = cleanName(text);
        }
    };
    for (std::uint32_t code = 1; code < column.dictionary().size(); ++code) weigh(column.dictionary()[code]);
    if (!column.holdsCells()) return;
    column.forEachRun([&](std::size_t, auto cells) {
        for (std::size_t at = 0; at < cells.size(); at += kRowsPerCall)
            tallyCells(cells.subspan(at, std::min(kRowsPerCall, cells.size() - at)), tally);
    });
}

namespace {

// The readings of a column's words and of its cells, for runs of rows.
class AmountReader {
public:
    AmountReader(const RawColumn& column, std::size_t columnIndex, char decimalMark, int unitExponent,
                 RowFaults& faults)
        : columnIndex_(columnIndex),
          decimalMark_(decimalMark),
          unitExponent_(unitExponent),
          words_(readDictionary(column.dictionary(), decimalMark, unitExponent)),
          faults_(faults) {}

    template <class Code>
    [[gnu::noinline]] void read(const Code* codes, std::size_t first, std::size_t count, std::int64_t* out) {
        for (std::size_t i = 0; i < count; ++i) place(words_[codes[i]], first + i, out[i]);
    }

    [[gnu::noinline]] void read(const std::uint64_t* cells, std::size_t first, std::size_t count, std::int64_t* out) {
        for (std::size_t i = 0; i < count; ++i) {
            if (cells[i] & RawColumn::kTextFlag) {
                place(words_[static_cast<std::uint32_t>(cells[i])], first + i, out[i]);
            } else {
                place(readCell({cells[i]}, decimalMark_, unitExponent_), first + i, out[i]);
            }
        }
    }

private:
    void place(const NumberReading& reading, std::size_t row, std::int64_t& value) {
        value = reading.value;
        if (reading.fault > NumberFault::missing) setNumberFault(reading.fault, row, columnIndex_, faults_);
    }
    std::size_t columnIndex_;
    char decimalMark_;
    int unitExponent_;
    std::vector<NumberReading> words_;
    RowFaults& faults_;
};

}  // namespace

std::vector<std::int64_t> readAmounts(const RawFile& file, std::size_t columnIndex, char decimalMark, int unitExponent,
                                      RowFaults& faults) {
    const RawColumn& column = file.columns[columnIndex];
    AmountReader reader(column, columnIndex, decimalMark, unitExponent, faults);
    std::vector<std::int64_t> amounts(column.rows());
    column.forEachRun([&](std::size_t first, auto values) {
        for (std::size_t at = 0; at < values.size(); at += kRowsPerCall)
            reader.read(values.data() + at, first + at, std::min(kRowsPerCall, values.size() - at),
                        amounts.data() + first + at);
    });
    return amounts;
}

}  // namespace sandtable

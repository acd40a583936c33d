#include "facts/typed_columns.h"

#include <algorithm>
#include <utility>

#include "base/json_object.h"
#include "facts/field_names.h"
#include "facts/indexed_texts.h"
#include "facts/packed_decimal.h"
#include "facts/row_order.h"

namespace sandtable {
namespace {

std::size_t firstRowWith(const IndexedTexts& cells, std::size_t text) {
    return static_cast<std::size_t>(std::find(cells.index.begin(), cells.index.end(), text) - cells.index.begin());
}

std::string lineOf(const RawFile& file, std::size_t row) { return "line " + std::to_string(file.lines[row]); }

// The distinct texts of one date column and what each may mean.
struct DateTexts {
    std::size_t column;
    IndexedTexts cells;
    std::vector<DateReading> readings;
    std::size_t first;  // of its readings among those of all columns
};

std::vector<DateTexts> readDateTexts(const RawFile& file, const std::vector<std::size_t>& columns,
                                     std::vector<DateReading>& all) {
    std::vector<DateTexts> read;
    for (const std::size_t column : columns) {
        DateTexts dates{column, indexTexts(file.columns[column]), {}, all.size()};
        dates.readings.reserve(dates.cells.texts().size());
        for (const std::string_view text : dates.cells.texts()) dates.readings.push_back(readDate(text));
        all.insert(all.end(), dates.readings.begin(), dates.readings.end());
        read.push_back(std::move(dates));
    }
    return read;
}

// Asks about the column that leaves the order open most visibly: the first one with a date that needs an order.
Error ambiguousOrder(const RawFile& file, const std::vector<DateTexts>& columns, const DateVerdict& verdict) {
    Json orders = Json::array();
    for (const DateOrder order : verdict.candidates) orders.push_back(kDateOrderNames[static_cast<std::size_t>(order)]);
    Json samples = Json::array();
    std::size_t column = columns.front().column;
    for (const DateTexts& dates : columns) {
        for (std::size_t i = 0; i < dates.readings.size() && samples.size() < 5; ++i) {
            if (dates.readings[i].form == DateReading::Form::ordered)
                samples.push_back(cleanName(dates.cells.texts()[i]));
        }
        column = dates.column;
        if (!samples.empty()) break;
    }
    return {.code = "facts.date_order_ambiguous",
            .path = "/mapping/dateOrder",
            .params = JsonObject()
                          .put("column", file.dialect.columns[column])
                          .put("orders", std::move(orders))
                          .put("samples", std::move(samples))};
}

Error conflictingOrders(const RawFile& file, const std::vector<DateTexts>& columns, const DateVerdict& verdict) {
    Json evidence = Json::array();
    std::string path;
    std::size_t column = columns.front().column;
    for (std::size_t order = 0; order < 3; ++order) {
        if (!verdict.witness[order]) continue;
        const std::size_t witness = *verdict.witness[order];
        const auto dates = std::find_if(columns.rbegin(), columns.rend(),
                                        [witness](const DateTexts& texts) { return texts.first <= witness; });
        const std::size_t row = firstRowWith(dates->cells, witness - dates->first);
        Json proof = JsonObject()
                         .put("order", kDateOrderNames[order])
                         .put("line", file.lines[row])
                         .put("value", cleanName(dates->cells.texts()[witness - dates->first]));
        if (columns.size() > 1) proof["column"] = file.dialect.columns[dates->column];
        evidence.push_back(std::move(proof));
        path = lineOf(file, row);
        column = dates->column;
    }
    return {.code = "facts.date_order_conflict",
            .path = path,
            .params = JsonObject().put("column", file.dialect.columns[column]).put("evidence", std::move(evidence))};
}

// A cell of a further date column may be empty; one that is no date costs its row.
void markBadDates(const DateTexts& dates, DateOrder order, RowFaults& faults) {
    for (std::size_t row = 0; row < dates.cells.index.size(); ++row) {
        const DateReading& reading = dates.readings[dates.cells.index[row]];
        if (reading.form != DateReading::Form::missing && reading.under(order) == kMissingDay)
            faults.set(row, RowFault::badDay, dates.column);
    }
}

void setNumberFault(NumberFault fault, std::size_t row, std::size_t column, RowFaults& faults) {
    if (fault == NumberFault::bad) faults.set(row, RowFault::badNumber, column);
    if (fault == NumberFault::overflow) faults.set(row, RowFault::numberOverflow, column);
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

}  // namespace

std::string_view faultCode(RowFault fault) {
    switch (fault) {
        case RowFault::none:
            return "";
        case RowFault::missingDay:
            return "facts.missing_day";
        case RowFault::badDay:
            return "facts.bad_date";
        case RowFault::badNumber:
            return "facts.bad_number";
        case RowFault::numberOverflow:
            return "facts.number_overflow";
        case RowFault::nulByte:
            return "facts.nul_byte";
        case RowFault::totalRow:
            return "facts.total_row";
        case RowFault::repeatedHeader:
            return "facts.repeated_header";
        case RowFault::ratioRange:
            return "facts.ratio_range";
        case RowFault::missingKey:
            return "facts.missing_key";
    }
    return "";
}

namespace {

struct PlacedDays {
    std::vector<Day> dayOfText;
    std::vector<std::uint8_t> special;  // no day, or the first of a month: looked at one by one
};

[[gnu::noinline]] bool placeDays(const PlacedDays& placed, const std::uint32_t* index, Day* days, std::size_t count) {
    std::uint8_t any = 0;
    for (std::size_t i = 0; i < count; ++i) {
        days[i] = placed.dayOfText[index[i]];
        any |= placed.special[index[i]];
    }
    return any != 0;
}

}  // namespace

Result<DayColumn> readDays(const RawFile& file, const std::vector<std::size_t>& columns,
                           std::optional<DateOrder> declared, RowFaults& faults) {
    std::vector<DateReading> all;
    const std::vector<DateTexts> read = readDateTexts(file, columns, all);
    DayColumn out;
    const DateVerdict verdict = judgeDateOrder(all);
    out.orderNeeded = verdict.byEvidence;
    if (declared) {
        out.order = *declared;
    } else if (verdict.kind == DateVerdict::Kind::ambiguous) {
        return failure(ambiguousOrder(file, read, verdict));
    } else if (verdict.kind == DateVerdict::Kind::conflict) {
        return failure(conflictingOrders(file, read, verdict));
    } else {
        out.order = verdict.order;
        out.byPlausibility = verdict.byPlausibility;
    }

    const DateTexts& day = read.front();
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
            faults.set(row, RowFault::missingDay, day.column);
        } else if (out.days[row] == kMissingDay) {
            const bool repeated = cleanName(day.cells.texts()[text]) == header;
            faults.set(row, repeated ? RowFault::repeatedHeader : RowFault::badDay, day.column);
        }
    };
    const std::size_t rows = day.cells.index.size();
    out.days.resize(rows);
    for (std::size_t at = 0; at < rows; at += kRowsPerCall) {
        const std::size_t end = std::min(rows, at + kRowsPerCall);
        if (!placeDays(placed, day.cells.index.data() + at, out.days.data() + at, end - at)) continue;
        for (std::size_t row = at; row < end; ++row) {
            if (placed.special[day.cells.index[row]]) lookAt(row);
        }
    }
    for (std::size_t i = 1; i < read.size(); ++i) markBadDates(read[i], out.order, faults);
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

RatioColumn readRatios(const RawFile& file, std::size_t columnIndex, char decimalMark, RowFaults& faults) {
    const RawColumn& column = file.columns[columnIndex];
    const IndexedTexts cells = indexTexts(column);
    std::vector<NumberReading> readings;
    std::vector<bool> plain;
    RatioColumn out;
    for (const std::string_view text : cells.texts()) {
        const NumberReading reading = readNumber(text, decimalMark);
        readings.push_back(reading);
        plain.push_back(!headerNamesPercent(text));
        if (reading.fault != NumberFault::none || !plain.back()) continue;
        out.percents += reading.value > kAmountScale;
        out.shares += reading.value > 0 && reading.value < kAmountScale;
    }
    const bool named = headerNamesPercent(file.dialect.columns[columnIndex]);
    out.asPercent = named || (out.percents > 0 && out.percents >= out.shares);
    if (named) out.shares = 0;  // 0.5 below a percent sign is half a percent
    out.values.resize(column.rows());
    for (std::size_t row = 0; row < cells.index.size(); ++row) {
        const NumberReading& reading = readings[cells.index[row]];
        setNumberFault(reading.fault, row, columnIndex, faults);
        out.values[row] = kMissingAmount;
        if (reading.fault != NumberFault::none) continue;
        const bool percent = out.asPercent && plain[cells.index[row]];
        const std::int64_t value = percent ? (reading.value + 50) / 100 : reading.value;
        if (reading.value < 0 || value > kAmountScale) {
            faults.set(row, RowFault::ratioRange, columnIndex);
        } else {
            out.values[row] = value;
        }
    }
    return out;
}

std::map<std::string_view, std::size_t> countCurrencySigns(const RawColumn& column) {
    std::vector<std::string_view> signOf;
    bool any = false;
    for (std::uint32_t code = 0; code < column.dictionary().size(); ++code) {
        signOf.push_back(currencySign(column.dictionary()[code]));
        any = any || !signOf.back().empty();
    }
    std::map<std::string_view, std::size_t> rows;
    if (!any) return rows;
    const auto count = [&](std::uint32_t code) {
        if (!signOf[code].empty()) ++rows[signOf[code]];
    };
    if (!column.holdsCells()) {
        column.forEachCode([&](std::size_t, std::uint32_t code) { count(code); });
        return rows;
    }
    column.forEachRun([&](std::size_t, auto cells) {
        for (const std::uint64_t cell : cells) {
            if (cell & RawColumn::kTextFlag) count(static_cast<std::uint32_t>(cell));
        }
    });
    return rows;
}

void markMissingKeys(const RawColumn& column, std::size_t where, RowFaults& faults) {
    const IndexedTexts cells = indexTexts(column);
    std::vector<bool> blank;
    for (const std::string_view text : cells.texts()) blank.push_back(trimmed(text).empty());
    for (std::size_t row = 0; row < cells.index.size(); ++row) {
        if (blank[cells.index[row]]) faults.set(row, RowFault::missingKey, where);
    }
}

}  // namespace sandtable

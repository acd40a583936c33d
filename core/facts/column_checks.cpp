#include "facts/column_checks.h"

#include "facts/field_names.h"
#include "facts/indexed_texts.h"
#include "facts/number_text.h"

namespace sandtable {

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

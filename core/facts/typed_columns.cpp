#include "facts/typed_columns.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "base/json_object.h"
#include "facts/packed_decimal.h"

namespace sandtable {
namespace {

constexpr std::uint32_t kUnset = UINT32_MAX;

std::size_t firstRowWith(const IndexedTexts& cells, std::size_t text) {
    return static_cast<std::size_t>(std::find(cells.index.begin(), cells.index.end(), text) - cells.index.begin());
}

std::string lineOf(const RawFile& file, std::size_t row) { return "line " + std::to_string(file.lines[row]); }

Error ambiguousOrder(const std::string& header, const DateVerdict& verdict, const std::vector<DateReading>& readings,
                     const IndexedTexts& cells) {
    Json orders = Json::array();
    for (const DateOrder order : verdict.candidates) orders.push_back(kDateOrderNames[static_cast<std::size_t>(order)]);
    Json samples = Json::array();
    for (std::size_t i = 0; i < readings.size() && samples.size() < 5; ++i) {
        if (readings[i].form == DateReading::Form::ordered) samples.push_back(cleanName(cells.texts[i]));
    }
    return {.code = "facts.date_order_ambiguous",
            .path = "/mapping/dateOrder",
            .params =
                JsonObject().put("column", header).put("orders", std::move(orders)).put("samples", std::move(samples))};
}

Error conflictingOrders(const RawFile& file, const std::string& header, const DateVerdict& verdict,
                        const IndexedTexts& cells) {
    Json evidence = Json::array();
    std::string path;
    for (std::size_t order = 0; order < 3; ++order) {
        if (!verdict.witness[order]) continue;
        const std::size_t row = firstRowWith(cells, *verdict.witness[order]);
        evidence.push_back(JsonObject()
                               .put("order", kDateOrderNames[order])
                               .put("line", file.lines[row])
                               .put("value", cleanName(cells.texts[*verdict.witness[order]])));
        path = lineOf(file, row);
    }
    return {.code = "facts.date_order_conflict",
            .path = path,
            .params = JsonObject().put("column", header).put("evidence", std::move(evidence))};
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
    }
    return "";
}

IndexedTexts indexTexts(const RawColumn& column) {
    IndexedTexts out;
    out.index.reserve(column.rows());
    const TextDictionary& dictionary = column.dictionary();
    for (std::uint32_t code = 0; code < dictionary.size(); ++code) out.texts.emplace_back(dictionary[code]);
    if (!column.holdsCells()) {
        column.forEachCode([&](std::size_t, std::uint32_t code) { out.index.push_back(code); });
        return out;
    }
    std::unordered_map<std::uint64_t, std::uint32_t> numbers;
    for (const std::uint64_t cell : column.cells()) {
        if (cell & RawColumn::kTextFlag) {
            out.index.push_back(static_cast<std::uint32_t>(cell));
            continue;
        }
        const auto [it, added] = numbers.emplace(cell, static_cast<std::uint32_t>(out.texts.size()));
        if (added) out.texts.push_back(unpackDecimal({cell}));
        out.index.push_back(it->second);
    }
    return out;
}

Result<DayColumn> readDays(const RawFile& file, std::size_t column, std::optional<DateOrder> declared,
                           RowFaults& faults) {
    const IndexedTexts cells = indexTexts(file.columns[column]);
    const std::string& header = file.dialect.columns[column];
    std::vector<DateReading> readings;
    readings.reserve(cells.texts.size());
    for (const std::string& text : cells.texts) readings.push_back(readDate(text));

    DayColumn out;
    const DateVerdict verdict = judgeDateOrder(readings);
    out.orderNeeded = verdict.byEvidence;
    if (declared) {
        out.order = *declared;
    } else if (verdict.kind == DateVerdict::Kind::ambiguous) {
        return failure(ambiguousOrder(header, verdict, readings, cells));
    } else if (verdict.kind == DateVerdict::Kind::conflict) {
        return failure(conflictingOrders(file, header, verdict, cells));
    } else {
        out.order = verdict.order;
        out.byPlausibility = verdict.byPlausibility;
    }

    out.days.resize(cells.index.size());
    for (std::size_t row = 0; row < cells.index.size(); ++row) {
        const DateReading& reading = readings[cells.index[row]];
        out.days[row] = reading.under(out.order);
        out.monthOnlyRows += reading.form == DateReading::Form::monthOnly;
        if (reading.form == DateReading::Form::missing) {
            faults.set(row, RowFault::missingDay, column);
        } else if (out.days[row] == kMissingDay) {
            faults.set(row,
                       cleanName(cells.texts[cells.index[row]]) == header ? RowFault::repeatedHeader : RowFault::badDay,
                       column);
        }
    }
    return out;
}

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
    for (const std::uint64_t bits : column.cells()) {
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

std::vector<std::int64_t> readAmounts(const RawFile& file, std::size_t columnIndex, char decimalMark, int unitExponent,
                                      RowFaults& faults) {
    const RawColumn& column = file.columns[columnIndex];
    const auto readings = readDictionary(column.dictionary(), decimalMark, unitExponent);
    std::vector<std::int64_t> values(column.rows());
    const auto place = [&](std::size_t row, const NumberReading& reading) {
        values[row] = reading.value;
        if (reading.fault > NumberFault::missing) setNumberFault(reading.fault, row, columnIndex, faults);
    };
    if (!column.holdsCells()) {
        column.forEachCode([&](std::size_t row, std::uint32_t code) { place(row, readings[code]); });
        return values;
    }
    const auto& cells = column.cells();
    for (std::size_t row = 0; row < cells.size(); ++row) {
        if (cells[row] & RawColumn::kTextFlag) {
            place(row, readings[static_cast<std::uint32_t>(cells[row])]);
        } else {
            place(row, readCell({cells[row]}, decimalMark, unitExponent));
        }
    }
    return values;
}

namespace {

template <class Code>
DimensionColumn gather(std::vector<std::string> values, const std::vector<std::uint32_t>& codeOfRow,
                       const std::vector<std::uint32_t>& order) {
    std::vector<Code> codes(order.size());
    for (std::size_t i = 0; i < order.size(); ++i) codes[i] = static_cast<Code>(codeOfRow[order[i]]);
    return DimensionColumn(std::move(values), DimensionColumn::Codes(std::move(codes)));
}

}  // namespace

DimensionColumn readDimension(const RawColumn& column, const std::vector<std::uint32_t>& order) {
    IndexedTexts cells = indexTexts(column);
    std::vector<bool> kept(cells.index.size());
    for (const std::uint32_t row : order) kept[row] = true;

    std::vector<std::string> values{""};
    std::vector<std::uint32_t> codeOfText(cells.texts.size(), kUnset);
    std::unordered_map<std::string, std::uint32_t> codeOfName{{"", 0}};
    for (std::size_t row = 0; row < cells.index.size(); ++row) {
        std::uint32_t& code = codeOfText[cells.index[row]];
        if (kept[row] && code == kUnset) {
            std::string name = cleanName(cells.texts[cells.index[row]]);
            const auto [it, added] = codeOfName.emplace(std::move(name), static_cast<std::uint32_t>(values.size()));
            if (added) values.push_back(it->first);
            code = it->second;
        }
        cells.index[row] = code;  // from text number to value code; rows left out may stay unset
    }
    const std::size_t count = values.size();
    if (count <= 0x100) return gather<std::uint8_t>(std::move(values), cells.index, order);
    if (count <= 0x10000) return gather<std::uint16_t>(std::move(values), cells.index, order);
    return gather<std::uint32_t>(std::move(values), cells.index, order);
}

}  // namespace sandtable

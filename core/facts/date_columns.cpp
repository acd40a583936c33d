#include "facts/date_columns.h"

#include <algorithm>
#include <utility>

#include "base/json_object.h"

namespace sandtable {
namespace {

std::size_t firstRowWith(const IndexedTexts& cells, std::size_t text) {
    return static_cast<std::size_t>(std::find(cells.index.begin(), cells.index.end(), text) - cells.index.begin());
}

std::string lineOf(const RawFile& file, std::size_t row) { return "line " + std::to_string(file.lines[row]); }

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

}  // namespace

Result<DateColumns> readDateColumns(const RawFile& file, const std::vector<std::size_t>& columns,
                                    std::optional<DateOrder> declared) {
    std::vector<DateReading> all;
    DateColumns out;
    out.columns = readDateTexts(file, columns, all);
    const DateVerdict verdict = judgeDateOrder(all);
    out.orderNeeded = verdict.byEvidence;
    if (declared) {
        out.order = *declared;
    } else if (verdict.kind == DateVerdict::Kind::ambiguous) {
        return failure(ambiguousOrder(file, out.columns, verdict));
    } else if (verdict.kind == DateVerdict::Kind::conflict) {
        return failure(conflictingOrders(file, out.columns, verdict));
    } else {
        out.order = verdict.order;
        out.byPlausibility = verdict.byPlausibility;
    }
    return out;
}

}  // namespace sandtable

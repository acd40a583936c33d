#include "facts/report.h"

#include <algorithm>

#include "base/json_object.h"

namespace sandtable {
namespace {

Json sourcePart(const FactTable& table, const char* key, Json absent) {
    const auto it = table.source.find(key);
    return it == table.source.end() ? std::move(absent) : *it;
}

// Snapshots from before logs were kept hold the first rows in their source.
Json listRejects(const FactTable& table, std::size_t offset, std::size_t limit, bool whole) {
    if (table.rejects) return table.rejects->list(offset, limit, whole);
    const Json kept = sourcePart(table, "rejects", Json::array());
    Json rows = Json::array();
    for (std::size_t i = offset; i < kept.size() && i - offset < limit; ++i) rows.push_back(kept[i]);
    return rows;
}

Json dayText(const FactTable& table, bool first) {
    if (table.day.empty()) return nullptr;
    return formatIsoDay(first ? table.day.front() : table.day.back());
}

}  // namespace

std::size_t distinctInUse(const DimensionColumn& column) { return column.valuesInUse(); }

Json rejectsPage(const RejectLog& log, std::size_t offset, std::size_t limit) {
    return JsonObject()
        .put("total", log.total())
        .put("listed", log.kept())
        .put("cut", log.total() - log.kept())
        .put("header", log.headers)
        .put("rows", log.list(offset, limit, true));
}

Json rejectsPage(const FactTable& table, std::size_t offset, std::size_t limit) {
    if (table.rejects) return rejectsPage(*table.rejects, offset, limit);
    const std::size_t listed = sourcePart(table, "rejects", Json::array()).size();
    const std::size_t total = sourcePart(table, "rejectedRows", 0).get<std::size_t>();
    return JsonObject()
        .put("total", total)
        .put("listed", listed)
        .put("cut", total - std::min(total, listed))
        .put("header", Json::array())
        .put("rows", listRejects(table, offset, limit, true));
}

Json reportOf(const FactTable& table) {
    const TableKind kind = tableKindOf(table.name).value_or(TableKind::orders);
    Json totals = Json::object();
    if (kind == TableKind::orders)
        totals = JsonObject().put("amount", nullptr).put("margin", nullptr).put("quantity", nullptr);
    Json missing = Json::object();
    for (const auto& [measure, values] : table.amounts) {
        const FieldInfo* field = findField(kind, measure);
        const AmountTotal total = totalOf(values);
        if (field == nullptr || field->type != FieldType::ratio)
            totals[measure] = total.missing == values.size() ? Json() : Json(total.sum);
        if (total.missing > 0) missing[measure] = total.missing;
    }
    Json dimensions = Json::object();
    for (const auto& [key, column] : table.dimensions) dimensions[key] = distinctInUse(column);
    return JsonObject()
        .put("table", table.name)
        .put("rows", table.rows)
        .put("rejected", sourcePart(table, "rejectedRows", 0))
        .put("rejects", listRejects(table, 0, RejectLog::kReported, false))
        .put("rejectsByCode", sourcePart(table, "rejectsByCode", Json::object()))
        .put("blankLines", sourcePart(table, "blankLines", 0))
        .put("totals", std::move(totals))
        .put("missing", std::move(missing))
        .put("firstDay", dayText(table, true))
        .put("lastDay", dayText(table, false))
        .put("dimensions", std::move(dimensions))
        .put("dateOrder", sourcePart(table, "dateOrder", nullptr))
        .put("decimal", sourcePart(table, "decimal", nullptr))
        .put("mapping", sourcePart(table, "mapping", nullptr))
        .put("filled", sourcePart(table, "filled", Json::object()))
        .put("fingerprint", sourcePart(table, "fingerprint", nullptr))
        .put("warnings", sourcePart(table, "warnings", Json::array()))
        .put("fileName", sourcePart(table, "fileName", nullptr))
        .put("bytes", sourcePart(table, "bytes", nullptr));
}

Json describeTable(const FactTable& table) {
    Json dimensions = Json::array();
    for (const auto& [key, column] : table.dimensions)
        dimensions.push_back(JsonObject().put("key", key).put("distinct", distinctInUse(column)));
    Json measures = Json::array();
    for (const auto& [measure, values] : table.amounts) measures.push_back(measure);
    return JsonObject()
        .put("name", table.name)
        .put("rows", table.rows)
        .put("firstDay", dayText(table, true))
        .put("lastDay", dayText(table, false))
        .put("source", table.source)
        .put("dimensions", std::move(dimensions))
        .put("measures", std::move(measures));
}

}  // namespace sandtable

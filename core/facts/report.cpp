#include "facts/report.h"

#include <algorithm>

#include "base/json_object.h"

namespace sandtable {
namespace {

struct MeasureTotal {
    std::int64_t sum = 0;
    std::size_t missing = 0;
};

MeasureTotal totalOf(const std::vector<std::int64_t>& values) {
    MeasureTotal total;
    for (const std::int64_t value : values) {
        if (value == kMissingAmount) {
            ++total.missing;
        } else {
            total.sum += value;
        }
    }
    return total;
}

Json sourcePart(const FactTable& table, const char* key, Json absent) {
    const auto it = table.source.find(key);
    return it == table.source.end() ? std::move(absent) : *it;
}

Json dayText(const FactTable& table, bool first) {
    if (table.day.empty()) return nullptr;
    const auto [low, high] = std::minmax_element(table.day.begin(), table.day.end());
    return formatIsoDay(first ? *low : *high);
}

}  // namespace

std::size_t distinctInUse(const DimensionColumn& column) {
    std::vector<bool> used(column.values().size());
    column.visit([&](auto codes) {
        for (const auto code : codes) used[code] = true;
    });
    if (!used.empty()) used[0] = false;
    return static_cast<std::size_t>(std::count(used.begin(), used.end(), true));
}

Json reportOf(const FactTable& table) {
    Json totals = JsonObject().put("amount", nullptr).put("margin", nullptr).put("quantity", nullptr);
    Json missing = Json::object();
    for (const auto& [measure, values] : table.amounts) {
        const MeasureTotal total = totalOf(values);
        totals[measure] = total.missing == values.size() ? Json() : Json(total.sum);
        if (total.missing > 0) missing[measure] = total.missing;
    }
    Json dimensions = Json::object();
    for (const auto& [key, column] : table.dimensions) dimensions[key] = distinctInUse(column);
    return JsonObject()
        .put("table", table.name)
        .put("rows", table.rows)
        .put("rejected", sourcePart(table, "rejectedRows", 0))
        .put("rejects", sourcePart(table, "rejects", Json::array()))
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

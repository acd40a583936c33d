#include "actuals/records.h"

#include <algorithm>
#include <numeric>

#include "actuals/actuals.h"
#include "base/json_object.h"
#include "base/text.h"
#include "request/schema_text.h"

namespace sandtable {
namespace {

constexpr std::size_t kMaxPage = 500;

// Which rows pass, one flag per row; narrowed filter by filter.
using RowFlags = std::vector<std::uint8_t>;

Result<void> applyDays(const FactTable& facts, const Json& params, RowFlags& pass) {
    for (const char* bound : {"from", "to"}) {
        if (!params.contains(bound) || params[bound].is_null()) continue;
        const auto day = parseIsoDay(params[bound].get_ref<const std::string&>());
        if (!day) return tl::unexpected(day.error());
        const bool from = bound[0] == 'f';
        for (std::size_t row = 0; row < facts.rows; ++row) {
            if (from ? facts.day[row] < *day : facts.day[row] > *day) pass[row] = 0;
        }
    }
    return {};
}

Result<void> applyFilter(const FactTable& facts, const std::string& dimension, const Json& values, RowFlags& pass) {
    const DimensionColumn* column = facts.dimension(dimension);
    if (column == nullptr) {
        return failure({.code = "actuals.missing_dimension",
                        .path = "/filters/" + dimension,
                        .params = JsonObject().put("dimension", dimension).put("table", facts.name)});
    }
    std::vector<std::string> wanted;
    bool missing = false;
    for (const Json& value : values) {
        if (value.is_null()) {
            missing = true;
        } else {
            wanted.push_back(matchKey(value.get_ref<const std::string&>()));
        }
    }
    std::vector<std::uint8_t> accepted(column->values().size());
    for (std::size_t code = 1; code < accepted.size(); ++code) {
        accepted[code] = std::find(wanted.begin(), wanted.end(), matchKey(column->values()[code])) != wanted.end();
    }
    accepted[0] = missing;
    column->visit([&](auto codes) {
        for (std::size_t row = 0; row < codes.size(); ++row) pass[row] &= accepted[codes[row]];
    });
    return {};
}

// Rows under one unit of the plan's organisation, or (unattributed) rows that match none.
Result<void> applyUnit(const FactTable& facts, const Plan& plan, const Json& params, RowFlags& pass) {
    const bool nobody = params.value("unattributed", false);
    const Json unit = params.value("unit", Json());
    if (unit.is_null() && !nobody) return {};
    const auto tree = OrgTree::fromPlan(plan);
    if (!tree) return tl::unexpected(tree.error());
    const auto attribution = attribute(facts, *tree);
    if (!attribution) return tl::unexpected(attribution.error());
    std::int32_t first = -1;
    std::int32_t last = -1;
    if (!nobody) {
        const int found = tree->find(unit.get_ref<const std::string&>());
        if (found < 0)
            return failure({.code = "actuals.unknown_unit", .path = "/unit", .params = JsonObject().put("unit", unit)});
        first = (*tree)[found].firstLeaf;
        last = (*tree)[found].lastLeaf;
    }
    for (std::size_t row = 0; row < facts.rows; ++row) {
        const std::int32_t leaf = attribution->leafOfRow[row];
        if (leaf < first || leaf > last) pass[row] = 0;
    }
    return {};
}

// The rows of one page; only as much is sorted as the page needs.
Result<std::vector<std::size_t>> pageOf(const FactTable& facts, std::vector<std::size_t> rows, const Json& params) {
    const std::string sort = params.value("sort", "day");
    const bool descending = params.value("descending", false);
    const std::size_t offset = std::min(params.value("offset", std::size_t{0}), rows.size());
    const std::size_t end =
        offset + std::min({params.value("limit", std::size_t{100}), kMaxPage, rows.size() - offset});
    if (sort == "day") {
        if (descending)
            std::stable_sort(rows.begin(), rows.end(),
                             [&](std::size_t a, std::size_t b) { return facts.day[a] > facts.day[b]; });
    } else {
        const auto values = facts.amount(sort);
        if (values.empty())
            return failure({.code = "actuals.missing_measure",
                            .path = "/sort",
                            .params = JsonObject().put("measure", sort).put("table", facts.name)});
        std::partial_sort(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(end), rows.end(),
                          [&](std::size_t a, std::size_t b) {
                              if (values[a] == values[b]) return a < b;
                              if (values[a] == kMissingAmount || values[b] == kMissingAmount)
                                  return values[b] == kMissingAmount;  // missing comes last
                              return descending ? values[a] > values[b] : values[a] < values[b];
                          });
    }
    return std::vector<std::size_t>(rows.begin() + static_cast<std::ptrdiff_t>(offset),
                                    rows.begin() + static_cast<std::ptrdiff_t>(end));
}

Json recordOf(const FactTable& facts, std::size_t row) {
    Json record =
        Json::array({row < facts.sourceLine.size() && facts.sourceLine[row] > 0 ? Json(facts.sourceLine[row]) : Json(),
                     formatIsoDay(facts.day[row])});
    for (const auto& [measure, values] : facts.amounts)
        record.push_back(values[row] == kMissingAmount ? Json() : Json(values[row]));
    for (const auto& [key, column] : facts.dimensions) {
        const std::uint32_t code = column.codeAt(row);
        record.push_back(code == 0 ? Json() : Json(column.values()[code]));
    }
    return record;
}

}  // namespace

Json recordsParams() {
    return schemaOf(R"json({
        "type": "object",
        "properties": {
            "table": {"type": "string", "description": "default: the plan's orders table"},
            "filters": {
                "type": "object",
                "description": "dimension -> accepted values; null accepts rows without one",
                "additionalProperties": {"type": "array", "items": {"type": ["string", "null"]}}
            },
            "unit": {"type": ["string", "null"], "description": "orgUnits id: rows attributed to it or below"},
            "unattributed": {"type": "boolean", "description": "only rows attributed to no unit"},
            "from": {"type": ["string", "null"], "description": "ISO day, inclusive"},
            "to": {"type": ["string", "null"], "description": "ISO day, inclusive"},
            "sort": {"type": "string", "description": "day or a measure, default day"},
            "descending": {"type": "boolean"},
            "offset": {"type": "integer", "minimum": 0},
            "limit": {"type": "integer", "minimum": 0, "maximum": 500}
        },
        "additionalProperties": false
    })json");
}

Result<Json> records(const RequestContext& context, const Json& params) {
    const std::string name = params.value("table", context.plan->settings().value("ordersTable", "orders"));
    const FactTablePtr facts = context.table(name);
    if (!facts)
        return failure({.code = "facts.no_such_table", .path = "/table", .params = JsonObject().put("table", name)});
    RowFlags pass(facts->rows, 1);
    const Json filters = params.value("filters", Json::object());
    for (const auto& [dimension, values] : filters.items()) {
        if (auto applied = applyFilter(*facts, dimension, values, pass); !applied)
            return tl::unexpected(applied.error());
    }
    if (auto applied = applyDays(*facts, params, pass); !applied) return tl::unexpected(applied.error());
    if (auto applied = applyUnit(*facts, *context.plan, params, pass); !applied) return tl::unexpected(applied.error());

    std::vector<std::size_t> rows;
    std::int64_t amount = 0;
    std::size_t withAmount = 0;
    const auto amounts = facts->amount("amount");
    for (std::size_t row = 0; row < facts->rows; ++row) {
        if (!pass[row]) continue;
        rows.push_back(row);
        if (amounts.empty() || amounts[row] == kMissingAmount) continue;
        amount += amounts[row];
        ++withAmount;
    }
    const std::size_t total = rows.size();
    const auto page = pageOf(*facts, std::move(rows), params);
    if (!page) return tl::unexpected(page.error());
    Json columns = {"line", "day"};
    for (const auto& [measure, values] : facts->amounts) columns.push_back(measure);
    for (const auto& [key, column] : facts->dimensions) columns.push_back(key);
    Json list = Json::array();
    for (const std::size_t row : *page) list.push_back(recordOf(*facts, row));
    return JsonObject()
        .put("table", name)
        .put("total", total)
        .put("amount", amounts.empty() || (withAmount == 0 && total > 0) ? Json() : Json(amount))
        .put("columns", std::move(columns))
        .put("rows", std::move(list));
}

}  // namespace sandtable

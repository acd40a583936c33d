#include "facts/field_catalogue.h"

#include <algorithm>
#include <iterator>

#include "base/json_object.h"

namespace sandtable {
namespace {

constexpr std::array<std::string_view, kTableKinds> kTableNames = {"orders",     "opportunities", "contracts",
                                                                   "activities", "observations",  "budgets"};

constexpr TableKinds kOrders = only(TableKind::orders);
constexpr TableKinds kDeals = only(TableKind::opportunities);
constexpr TableKinds kContracts = only(TableKind::contracts);
constexpr TableKinds kVisits = only(TableKind::activities);
constexpr TableKinds kMetrics = only(TableKind::observations);
constexpr TableKinds kBudgets = only(TableKind::budgets);

constexpr FieldInfo number(std::string_view key, TableKinds tables, NumberUnit unit, TableKinds requiredIn = 0,
                           std::string_view unless = {}) {
    return {key, FieldType::number, tables, requiredIn, unit, false, unless};
}
constexpr FieldInfo date(std::string_view key, TableKinds tables) { return {key, FieldType::date, tables}; }
constexpr FieldInfo text(std::string_view key, TableKinds tables) { return {key, FieldType::text, tables}; }
constexpr FieldInfo code(std::string_view key, TableKinds tables, TableKinds requiredIn = 0) {
    return {key, FieldType::text, tables, requiredIn, NumberUnit::none, true};
}

constexpr FieldInfo kFields[] = {
    {"day", FieldType::day, kAllTables, kAllTables},
    number("amount", kOrders | kDeals | kContracts | kBudgets, NumberUnit::money,
           kOrders | kDeals | kContracts | kBudgets, "received"),
    number("margin", kOrders, NumberUnit::money),
    number("quantity", kOrders, NumberUnit::count),
    number("cost", kOrders, NumberUnit::money),
    number("received", kContracts, NumberUnit::money),
    number("invoiced", kContracts, NumberUnit::money),
    {"probability", FieldType::ratio, kDeals},
    code("metric", kMetrics, kMetrics),
    text("metricName", kMetrics),
    number("value", kMetrics, NumberUnit::none, kMetrics),
    number("target", kMetrics, NumberUnit::none),
    number("actual", kBudgets, NumberUnit::money),
    number("minutes", kVisits, NumberUnit::minutes),
    number("hours", kVisits, NumberUnit::none),
    code("order", kOrders | kContracts),
    code("opportunity", kDeals | kContracts | kVisits),
    text("opportunityName", kDeals | kVisits),
    code("contract", kContracts),
    text("contractName", kContracts),
    code("activity", kVisits),
    code("account", kBudgets),
    text("accountName", kBudgets),
    code("unit", kMetrics | kBudgets),
    text("stage", kDeals),
    text("status", kDeals | kContracts | kVisits),
    text("type", kDeals | kContracts | kVisits),
    text("outcome", kVisits),
    text("purpose", kVisits),
    text("subject", kVisits),
    text("contact", kDeals | kVisits),
    text("source", kDeals),
    text("reason", kDeals),
    text("competitor", kDeals),
    text("forecast", kDeals),
    text("version", kBudgets),
    date("created", kDeals | kContracts),
    date("lastActivity", kDeals),
    date("closed", kDeals),
    date("due", kContracts),
    date("receivedDay", kContracts),
    date("ends", kContracts),
    date("nextDay", kDeals | kVisits),
    code("customer", kAllTables),
    text("customerName", kAllTables),
    text("segment", kAllTables),
    text("country", kAllTables),
    text("region", kAllTables),
    text("province", kAllTables),
    text("city", kAllTables),
    text("district", kAllTables),
    text("channel", kAllTables),
    code("rep", kAllTables),
    text("productLine", kAllTables),
    text("category", kAllTables),
    text("subcategory", kAllTables),
    code("product", kAllTables),
    code("sku", kAllTables),
    text("brand", kAllTables),
};

constexpr std::array<std::string_view, 5> kTypeNames = {"day", "date", "number", "ratio", "text"};
constexpr std::array<std::string_view, 4> kUnitNames = {"", "money", "count", "minutes"};

}  // namespace

std::string_view fieldTypeName(FieldType type) { return kTypeNames[static_cast<std::size_t>(type)]; }

std::string_view tableName(TableKind kind) { return kTableNames[static_cast<std::size_t>(kind)]; }

std::optional<TableKind> tableKindOf(std::string_view name) {
    const auto* const found = std::find(kTableNames.begin(), kTableNames.end(), name);
    if (found == kTableNames.end()) return std::nullopt;
    return static_cast<TableKind>(found - kTableNames.begin());
}

Error unknownTable(std::string_view name) {
    return {.code = "facts.unknown_table",
            .path = "/table",
            .params = JsonObject().put("table", name).put("tables", kTableNames)};
}

std::vector<const FieldInfo*> fieldsOf(TableKind kind) {
    std::vector<const FieldInfo*> fields;
    for (const FieldInfo& field : kFields) {
        if ((field.tables & only(kind)) != 0) fields.push_back(&field);
    }
    return fields;
}

const FieldInfo* findField(TableKind kind, std::string_view key) {
    const auto* const found = std::find_if(std::begin(kFields), std::end(kFields), [&](const FieldInfo& field) {
        return field.key == key && (field.tables & only(kind)) != 0;
    });
    return found == std::end(kFields) ? nullptr : found;
}

Json describeFields(TableKind kind) {
    Json fields = Json::array();
    for (const FieldInfo* field : fieldsOf(kind)) {
        Json entry = JsonObject()
                         .put("key", field->key)
                         .put("type", fieldTypeName(field->type))
                         .put("required", (field->requiredIn & only(kind)) != 0);
        if (!field->unless.empty() && findField(kind, field->unless) != nullptr) entry["unless"] = field->unless;
        if (field->unit != NumberUnit::none) entry["unit"] = kUnitNames[static_cast<std::size_t>(field->unit)];
        fields.push_back(std::move(entry));
    }
    return JsonObject().put("table", tableName(kind)).put("fields", std::move(fields));
}

}  // namespace sandtable

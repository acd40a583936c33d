// The tables that can be imported and the fields each of them has.
// What the columns of files are called is in facts/field_names.h.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace sandtable {

enum class TableKind : std::uint8_t { orders, opportunities, contracts, activities, observations, budgets };
inline constexpr std::size_t kTableKinds = 6;

// The kind is the table's name. Tables of other names (restored ones of older plans) are read as order lines.
[[nodiscard]] std::string_view tableName(TableKind kind);
[[nodiscard]] std::optional<TableKind> tableKindOf(std::string_view name);

// facts.unknown_table {table, tables}.
[[nodiscard]] Error unknownTable(std::string_view name);

// A set of kinds, one bit each.
using TableKinds = std::uint8_t;
inline constexpr TableKinds kAllTables = (1U << kTableKinds) - 1;
[[nodiscard]] constexpr TableKinds only(TableKind kind) {
    return static_cast<TableKinds>(1U << static_cast<unsigned>(kind));
}

enum class FieldType : std::uint8_t {
    day,     // the day the table is sorted by
    date,    // a further date: a text dimension of ISO days
    number,  // 1/10,000
    ratio,   // 1/10,000 of 1; 60%, 60 and 0.6 are the same
    text
};
[[nodiscard]] std::string_view fieldTypeName(FieldType type);
enum class NumberUnit : std::uint8_t { none, money, count, minutes };

struct FieldInfo {
    std::string_view key;  // "day", "amount", "region" …
    FieldType type;
    TableKinds tables;
    TableKinds requiredIn = 0;
    NumberUnit unit = NumberUnit::none;
    bool code = false;             // a text that may consist of digits only
    std::string_view unless = {};  // required only when this field is not mapped either

    [[nodiscard]] bool isMeasure() const { return type == FieldType::number || type == FieldType::ratio; }
    [[nodiscard]] bool isDate() const { return type == FieldType::day || type == FieldType::date; }
};

// The fields of a table in the order the interface offers them.
[[nodiscard]] std::vector<const FieldInfo*> fieldsOf(TableKind kind);
// nullptr for unknown and "x:…" keys and for fields of other tables.
[[nodiscard]] const FieldInfo* findField(TableKind kind, std::string_view key);
// "x:<header>": a column of the manager's own.
[[nodiscard]] inline bool isOwnField(std::string_view key) { return key.starts_with("x:") && key.size() > 2; }
// Required fields that `isMapped(key)` denies.
template <class IsMapped>
[[nodiscard]] std::vector<std::string_view> missingFields(TableKind kind, IsMapped isMapped) {
    std::vector<std::string_view> missing;
    for (const FieldInfo* field : fieldsOf(kind)) {
        const bool required = (field->requiredIn & only(kind)) != 0 && !isMapped(field->key);
        if (required && (field->unless.empty() || !isMapped(field->unless))) missing.push_back(field->key);
    }
    return missing;
}

// -> {table, fields:[{key, type, required, unless?, unit?}]}, what facts.fields replies.
[[nodiscard]] Json describeFields(TableKind kind);

}  // namespace sandtable

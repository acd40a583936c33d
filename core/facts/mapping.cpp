#include "facts/mapping.h"

#include <algorithm>

#include "base/json_object.h"
#include "base/text.h"
#include "facts/dialect.h"

namespace sandtable {
namespace {

void checkFieldsOnce(TableKind table, const Mapping& mapping, const std::vector<ColumnRole>& roles,
                     const std::vector<std::string>& headers, Errors& errors) {
    std::map<std::string, std::vector<std::string>> users;
    for (std::size_t i = 0; i < roles.size(); ++i) {
        if (!roles[i].field.empty()) users[roles[i].field].push_back(headers[i]);
    }
    for (const auto& [field, names] : users) {
        if (names.size() > 1) {
            errors.push_back({.code = "facts.field_twice",
                              .path = "/mapping/columns",
                              .params = JsonObject().put("field", field).put("headers", names)});
        }
    }
    const auto isMapped = [&](std::string_view field) {
        const std::string name(field);
        return users.contains(name) || !mapping.defaults.value(name, Json()).is_null();
    };
    for (const std::string_view field : missingFields(table, isMapped)) {
        errors.push_back({.code = "facts.missing_required",
                          .path = "/mapping/columns",
                          .params = JsonObject().put("field", field).put("table", tableName(table))});
    }
}

// {"<field>": {value, blanks?} | null}; null takes a default back.
void parseDefaults(const Json& defaults, Mapping& parsed, Errors& errors) {
    for (const auto& [field, wanted] : defaults.items()) {
        const Json value = wanted.is_object() ? wanted.value("value", Json()) : wanted;
        if (wanted.is_object() && value.is_string()) {
            parsed.defaults[field] =
                JsonObject().put("value", value).put("blanks", wanted.value("blanks", Json()) == true);
        } else if (wanted.is_null()) {
            parsed.defaults[field] = nullptr;
        } else {
            errors.push_back(badMapping("defaults", value));
        }
    }
}

}  // namespace

Error badMapping(std::string_view part, const Json& value) {
    return {.code = "facts.bad_mapping",
            .path = "/mapping/" + std::string(part),
            .params = JsonObject().put("field", part).put("value", value)};
}

Json describeChoices(const Mapping& mapping, bool monthsAsRows) {
    Json choices = Json::object();
    if (mapping.delimiter) choices["delimiter"] = std::string(1, *mapping.delimiter);
    if (!mapping.defaults.empty()) choices["defaults"] = mapping.defaults;
    if (monthsAsRows || mapping.monthsAsRows == false) choices["months"] = monthsAsRows ? "rows" : "columns";
    if (monthsAsRows && mapping.year) choices["year"] = *mapping.year;
    return choices;
}

Result<Mapping> parseMapping(const Json& mapping) {
    Mapping parsed;
    if (mapping.is_null()) return parsed;
    if (!mapping.is_object()) return failure(badMapping("mapping", mapping));
    Errors errors;
    const Json columns = mapping.value("columns", Json());
    if (columns.is_object()) {
        for (const auto& [header, field] : columns.items()) {
            if (field.is_null()) {
                parsed.columns[header] = std::nullopt;
            } else if (field.is_string()) {
                parsed.columns[header] = field.get<std::string>();
            } else {
                errors.push_back(badMapping("columns", field));
            }
        }
    } else if (!columns.is_null()) {
        errors.push_back(badMapping("columns", columns));
    }
    const Json order = mapping.value("dateOrder", Json());
    if (order.is_string()) parsed.dateOrder = parseDateOrder(order.get_ref<const std::string&>());
    if (!order.is_null() && !parsed.dateOrder) errors.push_back(badMapping("dateOrder", order));
    const Json decimal = mapping.value("decimal", Json());
    if (decimal == "." || decimal == ",") {
        parsed.decimal = decimal.get_ref<const std::string&>().front();
    } else if (!decimal.is_null()) {
        errors.push_back(badMapping("decimal", decimal));
    }
    const Json delimiter = mapping.value("delimiter", Json());
    if (delimiter.is_string() && delimiter.get_ref<const std::string&>().size() == 1 &&
        kDelimiters.find(delimiter.get_ref<const std::string&>()) != std::string_view::npos) {
        parsed.delimiter = delimiter.get_ref<const std::string&>().front();
    } else if (!delimiter.is_null()) {
        errors.push_back(badMapping("delimiter", delimiter));
    }
    const Json defaults = mapping.value("defaults", Json());
    if (defaults.is_object()) parseDefaults(defaults, parsed, errors);
    const Json months = mapping.value("months", Json());
    if (months.is_string()) parsed.monthsAsRows = months == "rows";
    const Json year = mapping.value("year", Json());
    if (year.is_number_integer()) parsed.year = year.get<int>();
    if (!errors.empty()) return failure(std::move(errors));
    return parsed;
}

Mapping overlay(Mapping base, const Mapping& over) {
    for (const auto& [header, field] : over.columns) base.columns[header] = field;
    if (over.dateOrder) base.dateOrder = over.dateOrder;
    if (over.decimal) base.decimal = over.decimal;
    if (over.delimiter) base.delimiter = over.delimiter;
    if (over.monthsAsRows) base.monthsAsRows = over.monthsAsRows;
    if (over.year) base.year = over.year;
    base.defaults.merge_patch(over.defaults);  // null takes one back
    return base;
}

Result<std::vector<ColumnRole>> assignRoles(TableKind table, const Mapping& mapping,
                                            const std::vector<std::string>& headers,
                                            const std::vector<ColumnGuess>& guesses) {
    Errors errors;
    std::vector<ColumnRole> roles(headers.size());
    std::vector<bool> named(headers.size());
    for (const auto& [header, field] : mapping.columns) {
        auto it = std::find(headers.begin(), headers.end(), header);
        if (it == headers.end()) {  // a header typed by hand may differ in width or case
            it = std::find_if(headers.begin(), headers.end(),
                              [key = matchKey(header)](const std::string& name) { return matchKey(name) == key; });
        }
        if (it == headers.end()) {
            errors.push_back({.code = "facts.unknown_column",
                              .path = "/mapping/columns",
                              .params = JsonObject().put("header", header).put("headers", headers)});
            continue;
        }
        const auto column = static_cast<std::size_t>(it - headers.begin());
        named[column] = true;
        if (!field) continue;
        if (findField(table, *field) == nullptr && !isOwnField(*field)) {
            errors.push_back({.code = "facts.unknown_field",
                              .path = "/mapping/columns",
                              .params = JsonObject().put("field", *field).put("header", header)});
            continue;
        }
        roles[column].field = *field;
        const FieldInfo* info = findField(table, *field);
        if (info != nullptr && info->type == FieldType::number)
            roles[column].unitExponent = headerUnitExponent(headers[column]);
    }
    for (std::size_t i = 0; i < guesses.size(); ++i) {
        const bool given = std::any_of(roles.begin(), roles.end(),
                                       [&](const ColumnRole& role) { return role.field == guesses[i].field; });
        if (!named[i] && !given) roles[i] = {guesses[i].field, guesses[i].unitExponent};
    }
    checkFieldsOnce(table, mapping, roles, headers, errors);
    if (!errors.empty()) return failure(std::move(errors));
    return roles;
}

}  // namespace sandtable

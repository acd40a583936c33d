// Which column is which field: the user's mapping laid over what the columns suggest.
// Checks the words of the mapping; the content of columns is looked at when the table is built.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "facts/column_guess.h"
#include "facts/date_text.h"

namespace sandtable {

struct Mapping {
    std::map<std::string, std::optional<std::string>> columns;  // header -> field; nullopt: leave it out
    std::optional<DateOrder> dateOrder;
    std::optional<char> decimal;
    std::optional<char> delimiter;     // of kDelimiters; what the file was cut at, not changed afterwards
    Json defaults = Json::object();    // {"<field>": {value, blanks}}
    std::optional<bool> monthsAsRows;  // columns named after months become rows
    std::optional<int> year;           // of the first of them, where their names have none
};

// {columns?, dateOrder?, decimal?, delimiter?, defaults?:{"<field>":{value, blanks?}|null}, months?:"rows|columns", year?}; null or absent
// parts are undeclared. Errors: facts.bad_mapping {field, value}.
[[nodiscard]] Result<Mapping> parseMapping(const Json& mapping);
[[nodiscard]] Error badMapping(std::string_view part, const Json& value);
// What of a mapping is not about columns, dates and decimals, as parseMapping takes it.
[[nodiscard]] Json describeChoices(const Mapping& mapping, bool monthsAsRows);
// `over` wins where both speak.
[[nodiscard]] Mapping overlay(Mapping base, const Mapping& over);

struct ColumnRole {
    std::string field;  // empty: not imported
    int unitExponent = 0;
};

// One role per column. A field with a default needs no column. Columns the mapping does not name keep their guess, unless the mapping gave that field away.
// Errors (all of them): facts.unknown_column {header}, facts.unknown_field {field}, facts.field_twice {field, headers},
// facts.missing_required {field}.
[[nodiscard]] Result<std::vector<ColumnRole>> assignRoles(TableKind table, const Mapping& mapping,
                                                          const std::vector<std::string>& headers,
                                                          const std::vector<ColumnGuess>& guesses);

}  // namespace sandtable

// Fixed values for fields: for every row where the file has no column for the field, and for blank cells where the manager says so.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "facts/field_catalogue.h"
#include "facts/table.h"

namespace sandtable {

// A default as the field's type has it.
struct DefaultValue {
    std::string field;
    bool blanks = false;                   // blank cells of the field's column take it too
    Day day = kMissingDay;                 // of the day
    std::int64_t amount = kMissingAmount;  // of a measure
    std::string text;                      // of a dimension; further dates as ISO days
};
using DefaultValues = std::vector<DefaultValue>;

// {"<field>": {value, blanks}}. Errors (all of them): facts.unknown_field {field}, facts.bad_default {field, value, type}: no such day,
// number, or share of 0 to 1; a date that depends on the order of day and month is none.
[[nodiscard]] Result<DefaultValues> readDefaults(TableKind table, const Json& defaults);

// Puts the value where there is none; returns how many rows took it.
std::size_t fillBlanks(std::vector<std::int64_t>& values, const DefaultValue& value);
std::size_t fillBlanks(DimensionColumn& column, const DefaultValue& value);

// The field of a table that has no column for it: every row has the value.
void addWhole(FactTable& table, const DefaultValue& value);

}  // namespace sandtable

// The JSON Schemas of the plan document, compiled in from core/plan/schema/*.json.
// Text only: parsing and validation live in their readers.
#pragma once

#include <span>
#include <string_view>
#include <utility>

namespace sandtable {

// {file name without ".json", schema text}: {"orgUnits", "{…}"}.
using NamedSchema = std::pair<std::string_view, std::string_view>;

// Sorted by name.
[[nodiscard]] std::span<const NamedSchema> planSchemas();

}  // namespace sandtable

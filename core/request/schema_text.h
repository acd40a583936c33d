// Params schemas as literals of JSON text: a tenth of the code that building them from initialisers takes.
#pragma once

#include <string_view>

#include "base/json_reader.h"
#include "base/result.h"

namespace sandtable {

// The text is ours: one that is no JSON throws when requests are registered, at start.
[[nodiscard]] inline Json schemaOf(std::string_view json) { return readJson(json, kPlanJsonErrors).value(); }

}  // namespace sandtable

// textOf: an optional text field of a JSON object; absent, null and anything that is no text give the fallback.
#pragma once

#include <string>

#include "base/result.h"

namespace sandtable {

[[nodiscard]] inline std::string textOf(const Json& object, const char* key, std::string fallback = {}) {
    const auto it = object.find(key);
    return it != object.end() && it->is_string() ? it->get<std::string>() : std::move(fallback);
}

}  // namespace sandtable

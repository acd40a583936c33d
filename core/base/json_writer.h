// JSON text. Canonical: sorted keys, two-space indent, LF, lists of numbers on one line, final newline.
// Equal values give equal bytes; text that is not UTF-8 is written with U+FFFD instead of failing.
#pragma once

#include <string>

#include "base/result.h"

namespace sandtable {

[[nodiscard]] std::string writeCanonicalJson(const Json& value);

// `start` followed by the value without any blanks: what goes through the engine's door.
[[nodiscard]] std::string writeCompactJson(const Json& value, std::string start = {});

}  // namespace sandtable

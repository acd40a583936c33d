// Canonical JSON text: sorted keys, two-space indent, LF, lists of numbers on one line, final newline.
// Equal values give equal bytes; text that is not UTF-8 is written with U+FFFD instead of failing.
#pragma once

#include <string>

#include "base/result.h"

namespace sandtable {

[[nodiscard]] std::string writeCanonicalJson(const Json& value);

}  // namespace sandtable

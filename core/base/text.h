// Text: UTF-8 checking, NFC, comparison keys. Natural ordering is left to the page (Intl.Collator).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace sandtable {

[[nodiscard]] bool isValidUtf8(std::string_view text);
[[nodiscard]] std::string replaceInvalidUtf8(std::string_view text);  // U+FFFD per bad sequence
[[nodiscard]] std::string toNfc(std::string_view validUtf8);          // Unicode 15.0 canonical composition (UAX #15)

// A key under which names from different sources compare equal: NFC, full-width ASCII and the ideographic space to
// half-width, ASCII lower case, runs of white space to one blank, trimmed; byte order marks and zero-width spaces dropped.
[[nodiscard]] std::string matchKey(std::string_view validUtf8);

// Whether an object of JavaScript inherits a member of that name (ECMA-262, 20.1.3), of those that could be ids.
[[nodiscard]] bool isInheritedName(std::string_view id);

// Short lowercase id from a name ("East China" -> "east-china"; names without ASCII letters or digits -> "n-" + 8 hex
// digits of a stable hash). Accents are dropped ("São Paulo" -> "sao-paulo"), "constructor" -> "n-constructor", at most 48 characters. The caller makes it unique.
[[nodiscard]] std::string slugId(std::string_view name);

// "a/b~c" -> "a~1b~0c": a token of a JSON pointer (RFC 6901).
[[nodiscard]] std::string escapePointer(std::string_view token);

// The last `digits` hexadecimal digits of a number, lower case, with leading zeros.
[[nodiscard]] std::string hexDigits(std::uint64_t value, std::size_t digits);
[[nodiscard]] std::uint64_t fnv1a64(std::string_view bytes);
[[nodiscard]] std::uint32_t crc32(std::string_view bytes);  // IEEE 802.3, as zip and gzip use

}  // namespace sandtable

// Canonical decomposition and composition of single characters, for text.h's functions. Included by base alone.
#pragma once

#include <string>
#include <string_view>

namespace sandtable::unicode {

// Canonical Decomposition (NFD) as code points, in canonical order. Bad bytes become U+FFFD.
[[nodiscard]] std::u32string decompose(std::string_view text);
// Canonical combining class, 0 for starters.
[[nodiscard]] int combiningClass(char32_t code);

}  // namespace sandtable::unicode

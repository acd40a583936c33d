// Reading and writing single code points of UTF-8; shared by the files of base's text functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace sandtable::utf8 {

struct Decoded {
    char32_t code = 0xfffd;   // U+FFFD when invalid
    std::uint8_t length = 1;  // bytes read; of a bad sequence its maximal valid prefix, at least one byte
    bool valid = false;
};

// The code point at text[at]; at < text.size(). Overlong forms, surrogates and values beyond U+10FFFF are invalid.
[[nodiscard]] Decoded decode(std::string_view text, std::size_t at);
void append(std::string& out, char32_t code);

}  // namespace sandtable::utf8

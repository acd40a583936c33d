// UTF-8 by the Unicode Standard, table 3-7 (well-formed byte sequences) and "substitution of maximal subparts".
#include "base/utf8.h"

#include "base/text.h"

namespace sandtable {

namespace utf8 {

Decoded decode(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[at + i]); };
    const std::uint8_t lead = byte(0);
    if (lead < 0x80) return {lead, 1, true};
    if (lead < 0xc2 || lead > 0xf4) return {};
    const int length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    // Only the second byte has a narrower range, which is what keeps out overlong forms, surrogates and too large values.
    std::uint8_t low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
    std::uint8_t high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
    char32_t code = lead & (0xffU >> (length + 1));
    for (int i = 1; i < length; ++i) {
        if (at + i >= text.size() || byte(i) < low || byte(i) > high)
            return {0xfffd, static_cast<std::uint8_t>(i), false};
        code = (code << 6U) | (byte(i) & 0x3fU);
        low = 0x80;
        high = 0xbf;
    }
    return {code, static_cast<std::uint8_t>(length), true};
}

void append(std::string& out, char32_t code) {
    const auto put = [&](char32_t bits) { out += static_cast<char>(bits); };
    if (code < 0x80) {
        put(code);
    } else if (code < 0x800) {
        put(0xc0 | (code >> 6));
        put(0x80 | (code & 0x3f));
    } else if (code < 0x10000) {
        put(0xe0 | (code >> 12));
        put(0x80 | ((code >> 6) & 0x3f));
        put(0x80 | (code & 0x3f));
    } else {
        put(0xf0 | (code >> 18));
        put(0x80 | ((code >> 12) & 0x3f));
        put(0x80 | ((code >> 6) & 0x3f));
        put(0x80 | (code & 0x3f));
    }
}

}  // namespace utf8

bool isValidUtf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const auto decoded = utf8::decode(text, at);
        if (!decoded.valid) return false;
        at += decoded.length;
    }
    return true;
}

std::string replaceInvalidUtf8(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto decoded = utf8::decode(text, at);
        if (decoded.valid)
            out.append(text, at, decoded.length);
        else
            out += "\xef\xbf\xbd";
        at += decoded.length;
    }
    return out;
}

}  // namespace sandtable

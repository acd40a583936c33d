// Comparison keys, ids from names, and checksums of bytes.
#include "base/text.h"

#include "base/normalize.h"
#include "base/utf8.h"

namespace sandtable {

namespace {

constexpr std::size_t kMaxSlug = 48;

bool isWhiteSpace(char32_t code) {  // property White_Space
    return (code >= 0x09 && code <= 0x0d) || code == 0x20 || code == 0x85 || code == 0xa0 || code == 0x1680 ||
           (code >= 0x2000 && code <= 0x200a) || code == 0x2028 || code == 0x2029 || code == 0x202f || code == 0x205f ||
           code == 0x3000;
}

// Left behind by exports and web pages, and never seen: byte order mark and zero-width space.
bool isInvisible(char32_t code) { return code == 0xfeff || code == 0x200b; }

// Full-width ASCII to ASCII, white space to one blank between words, invisible characters dropped.
std::string halfWidth(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    bool gap = false;
    for (std::size_t at = 0; at < text.size();) {
        const auto decoded = utf8::decode(text, at);
        at += decoded.length;
        if (isInvisible(decoded.code)) continue;
        if (isWhiteSpace(decoded.code)) {
            gap = true;
            continue;
        }
        if (gap && !out.empty()) out += ' ';
        gap = false;
        const bool fullWidth = decoded.code >= 0xff01 && decoded.code <= 0xff5e;
        utf8::append(out, fullWidth ? decoded.code - 0xfee0 : decoded.code);
    }
    return out;
}

char asciiLower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

std::string matchKey(std::string_view validUtf8) {
    std::string key = toNfc(halfWidth(validUtf8));
    for (char& c : key) c = asciiLower(c);
    return key;
}

bool isInheritedName(std::string_view id) {
    for (const std::string_view name : {"constructor", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable",
                                        "toLocaleString", "toString", "valueOf"}) {
        if (id == name) return true;
    }
    return false;
}

std::string slugId(std::string_view name) {
    const std::string key = matchKey(replaceInvalidUtf8(name));
    std::string slug;
    bool gap = false;
    for (const char32_t code : unicode::decompose(key)) {
        if (unicode::combiningClass(code) != 0) continue;  // "São" is "sao"
        const char c = code < 0x80 ? asciiLower(static_cast<char>(code)) : ' ';
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            if (gap && !slug.empty()) slug += '-';
            gap = false;
            slug += c;
        } else {
            gap = true;
        }
    }
    if (slug.empty()) {
        const std::uint64_t hash = fnv1a64(key);
        return "n-" + hexDigits(hash ^ (hash >> 32U), 8);
    }
    if (slug.size() > kMaxSlug) slug.resize(kMaxSlug);
    while (slug.back() == '-') slug.pop_back();
    return isInheritedName(slug) ? "n-" + slug : slug;
}

std::string escapePointer(std::string_view token) {
    std::string escaped;
    escaped.reserve(token.size());
    for (const char c : token) {
        if (c == '~') {
            escaped += "~0";
        } else if (c == '/') {
            escaped += "~1";
        } else {
            escaped += c;
        }
    }
    return escaped;
}

std::string hexDigits(std::uint64_t value, std::size_t digits) {
    std::string out(digits, '0');
    for (std::size_t i = digits; i-- > 0; value >>= 4U) out[i] = "0123456789abcdef"[value & 15U];
    return out;
}

std::uint64_t fnv1a64(std::string_view bytes) {
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (const char c : bytes) {
        hash ^= static_cast<std::uint8_t>(c);
        hash *= 0x100000001b3ULL;
    }
    return hash;
}

}  // namespace sandtable

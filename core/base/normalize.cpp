// NFC after Unicode Standard Annex #15: decompose, order by combining class, compose. Hangul by arithmetic (chapter 3.12).
#include "base/normalize.h"

#include <algorithm>

#include "base/text.h"
#include "base/unicode_tables.h"
#include "base/utf8.h"

namespace sandtable {

namespace {

constexpr char32_t kSyllables = 0xac00, kLeads = 0x1100, kVowels = 0x1161, kTrails = 0x11a7;
constexpr char32_t kLeadCount = 19, kVowelCount = 21, kTrailCount = 28;
constexpr char32_t kSyllableCount = kLeadCount * kVowelCount * kTrailCount;

struct Pair {
    char32_t first = 0;
    char32_t second = 0;
    friend auto operator<=>(const Pair&, const Pair&) = default;
};

template <class Table>
bool lookUp(const Table& table, char32_t code, Pair& out) {
    const auto it = std::lower_bound(table.begin(), table.end(), code,
                                     [](const auto& row, char32_t wanted) { return row.code < wanted; });
    if (it == table.end() || it->code != code) return false;
    out = {it->first, it->second};
    return true;
}

bool decomposition(char32_t code, Pair& out) {
    return code < 0x10000 && lookUp(unicode::smallDecompositions, code, out)
               ? true
               : lookUp(unicode::largeDecompositions, code, out);
}

template <class Table>
char32_t lookUpPair(const Table& table, std::span<const std::uint16_t> byPair, Pair pair) {
    const auto key = [&](std::uint16_t index) { return Pair{table[index].first, table[index].second}; };
    const auto it = std::lower_bound(byPair.begin(), byPair.end(), pair,
                                     [&](std::uint16_t index, const Pair& wanted) { return key(index) < wanted; });
    return it != byPair.end() && key(*it) == pair ? table[*it].code : 0;
}

// The character that `first` and `second` compose to, 0 when they do not.
char32_t composition(char32_t first, char32_t second) {
    if (first - kLeads < kLeadCount && second - kVowels < kVowelCount) {
        return kSyllables + ((first - kLeads) * kVowelCount + (second - kVowels)) * kTrailCount;
    }
    const bool openSyllable = first - kSyllables < kSyllableCount && (first - kSyllables) % kTrailCount == 0;
    if (openSyllable && second > kTrails && second < kTrails + kTrailCount) return first + (second - kTrails);
    if (const char32_t code = lookUpPair(unicode::smallDecompositions, unicode::smallByPair, {first, second}))
        return code;
    return lookUpPair(unicode::largeDecompositions, unicode::largeByPair, {first, second});
}

void appendDecomposed(std::u32string& out, char32_t code) {
    if (code - kSyllables < kSyllableCount) {
        const char32_t index = code - kSyllables;
        out += kLeads + index / (kVowelCount * kTrailCount);
        out += kVowels + index % (kVowelCount * kTrailCount) / kTrailCount;
        if (index % kTrailCount != 0) out += kTrails + index % kTrailCount;
        return;
    }
    Pair pair;
    if (!decomposition(code, pair)) {
        out += code;
        return;
    }
    appendDecomposed(out, pair.first);
    if (pair.second != 0) appendDecomposed(out, pair.second);
}

void orderMarks(std::u32string& text) {
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at;
        while (end < text.size() && unicode::combiningClass(text[end]) != 0) ++end;
        if (end - at > 1) {
            std::stable_sort(
                text.begin() + static_cast<std::ptrdiff_t>(at), text.begin() + static_cast<std::ptrdiff_t>(end),
                [](char32_t a, char32_t b) { return unicode::combiningClass(a) < unicode::combiningClass(b); });
        }
        at = end + 1;
    }
}

void compose(std::u32string& text) {
    std::size_t length = 0;
    std::size_t starter = std::u32string::npos;
    int lastClass = 0;  // of the last character kept after the starter
    for (const char32_t code : text) {
        const int itsClass = unicode::combiningClass(code);
        const bool adjacent = starter != std::u32string::npos && length == starter + 1;
        if (starter != std::u32string::npos && (adjacent || lastClass < itsClass)) {
            if (const char32_t composed = composition(text[starter], code)) {
                text[starter] = composed;
                continue;
            }
        }
        if (itsClass == 0) starter = length;
        lastClass = itsClass;
        text[length++] = code;
    }
    text.resize(length);
}

// Characters that no normalization changes and that join nothing: Latin, Chinese, its punctuation and full-width forms.
bool isPlain(char32_t code) {
    return code < 0x300 || (code >= 0x4e00 && code <= 0x9fff) || (code >= 0xff01 && code <= 0xffe6) ||
           (code >= 0x3000 && code <= 0x3029) || (code >= 0x2010 && code <= 0x2027) ||
           (code >= 0x3400 && code <= 0x4dbf);
}

}  // namespace

namespace unicode {

int combiningClass(char32_t code) {
    if (code < 0x300) return 0;
    const auto it = std::upper_bound(combiningClasses.begin(), combiningClasses.end(), code,
                                     [](char32_t wanted, const ClassRun& run) { return wanted < run.first; });
    if (it == combiningClasses.begin()) return 0;
    const ClassRun& run = *(it - 1);
    return code < run.first + run.length ? run.value : 0;
}

std::u32string decompose(std::string_view text) {
    std::u32string codes;
    codes.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto decoded = utf8::decode(text, at);
        appendDecomposed(codes, decoded.code);
        at += decoded.length;
    }
    orderMarks(codes);
    return codes;
}

}  // namespace unicode

std::string toNfc(std::string_view validUtf8) {
    bool plain = true;
    for (std::size_t at = 0; plain && at < validUtf8.size();) {
        const auto decoded = utf8::decode(validUtf8, at);
        plain = decoded.valid && isPlain(decoded.code);
        at += decoded.length;
    }
    if (plain) return std::string(validUtf8);
    std::u32string codes = unicode::decompose(validUtf8);
    compose(codes);
    std::string out;
    out.reserve(validUtf8.size());
    for (const char32_t code : codes) utf8::append(out, code);
    return out;
}

}  // namespace sandtable

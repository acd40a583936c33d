// NFC after Unicode Standard Annex #15: decompose, order by combining class, compose. Hangul by arithmetic (chapter 3.12).
#include "base/normalize.h"

#include <algorithm>

#include "base/stable_sort.h"
#include "base/text.h"
#include "base/unicode_tables.h"
#include "base/utf8.h"

namespace sandtable {

namespace {

constexpr char32_t kSyllables = 0xac00, kLeads = 0x1100, kVowels = 0x1161, kTrails = 0x11a7;
constexpr char32_t kLeadCount = 19, kVowelCount = 21, kTrailCount = 28;
constexpr char32_t kSyllableCount = kLeadCount * kVowelCount * kTrailCount;

const unicode::Decomposition* decomposition(char32_t code) {  // null when there is none
    const auto& all = unicode::tables().decompositions;
    const auto it =
        std::lower_bound(all.begin(), all.end(), code,
                         [](const unicode::Decomposition& row, char32_t wanted) { return row.code < wanted; });
    return it != all.end() && it->code == code ? &*it : nullptr;
}

// The character that `first` and `second` compose to, 0 when they do not.
char32_t composition(char32_t first, char32_t second) {
    if (first - kLeads < kLeadCount && second - kVowels < kVowelCount) {
        return kSyllables + ((first - kLeads) * kVowelCount + (second - kVowels)) * kTrailCount;
    }
    const bool openSyllable = first - kSyllables < kSyllableCount && (first - kSyllables) % kTrailCount == 0;
    if (openSyllable && second > kTrails && second < kTrails + kTrailCount) return first + (second - kTrails);
    const auto& all = unicode::tables().composing;
    const auto it = std::partition_point(all.begin(), all.end(), [&](const unicode::Decomposition* row) {
        return row->first != first ? row->first < first : row->second < second;
    });
    return it != all.end() && (*it)->first == first && (*it)->second == second ? (*it)->code : 0;
}

void appendDecomposed(std::u32string& out, char32_t code) {
    if (code - kSyllables < kSyllableCount) {
        const char32_t index = code - kSyllables;
        out += kLeads + index / (kVowelCount * kTrailCount);
        out += kVowels + index % (kVowelCount * kTrailCount) / kTrailCount;
        if (index % kTrailCount != 0) out += kTrails + index % kTrailCount;
        return;
    }
    const unicode::Decomposition* step = decomposition(code);
    if (step == nullptr) {
        out += code;
        return;
    }
    appendDecomposed(out, step->first);
    if (step->second != 0) appendDecomposed(out, step->second);
}

void orderMarks(std::u32string& text) {
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at;
        while (end < text.size() && unicode::combiningClass(text[end]) != 0) ++end;
        if (end - at > 1) {
            std::u32string marks = text.substr(at, end - at);
            stableSort(marks,
                       [](char32_t a, char32_t b) { return unicode::combiningClass(a) < unicode::combiningClass(b); });
            text.replace(at, marks.size(), marks);
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
    const auto& runs = tables().combiningClasses;
    const auto it = std::upper_bound(runs.begin(), runs.end(), code,
                                     [](char32_t wanted, const ClassRun& run) { return wanted < run.first; });
    if (it == runs.begin()) return 0;
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

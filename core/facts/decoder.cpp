#include "facts/decoder.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "base/json_object.h"
#include "base/text.h"

namespace sandtable {
namespace {

using namespace std::string_view_literals;

constexpr std::pair<std::string_view, std::string_view> kSignatures[] = {
    {"PK\x03\x04"sv, "xlsx"sv}, {"PK\x05\x06"sv, "zip"sv},    {"\xD0\xCF\x11\xE0"sv, "xls"sv},
    {"%PDF-"sv, "pdf"sv},       {"\x1F\x8B\x08"sv, "gzip"sv},
};

// Bytes a UTF-8 sequence starting with `lead` should have; 0 for a byte that cannot lead.
int sequenceLength(unsigned char lead) {
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead <= 0xDF) return 2;
    if (lead >= 0xE0 && lead <= 0xEF) return 3;
    if (lead >= 0xF0 && lead <= 0xF4) return 4;
    return 0;
}

// Shortest form, no surrogates, nothing above U+10FFFF (Unicode 15, table 3-7).
bool secondByteFits(unsigned char lead, unsigned char second) {
    switch (lead) {
        case 0xE0:
            return second >= 0xA0 && second <= 0xBF;
        case 0xED:
            return second >= 0x80 && second <= 0x9F;
        case 0xF0:
            return second >= 0x90 && second <= 0xBF;
        case 0xF4:
            return second >= 0x80 && second <= 0x8F;
        default:
            return second >= 0x80 && second <= 0xBF;
    }
}

bool looksLikeGb18030(std::string_view text) {
    const auto at = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    std::size_t pairs = 0;
    for (std::size_t i = 0; i < text.size() && pairs < 32;) {
        if (at(i) < 0x80) {
            ++i;
            continue;
        }
        if (at(i) == 0x80 || at(i) == 0xFF) return false;
        if (i + 1 == text.size()) break;
        const unsigned char second = at(i + 1);
        const bool fourBytes = second >= 0x30 && second <= 0x39;
        if (!fourBytes && (second < 0x40 || second == 0x7F || second == 0xFF)) return false;
        i += fourBytes ? 4 : 2;
        ++pairs;
    }
    return pairs > 0;
}

// U+00A0, U+2000…U+200B, U+202F, U+3000, U+FEFF
bool isBlankSequence(std::string_view bytes) {
    if (bytes == "\xC2\xA0" || bytes == "\xE2\x80\xAF" || bytes == "\xE3\x80\x80" || bytes == "\xEF\xBB\xBF")
        return true;
    return bytes.size() == 3 && bytes[0] == '\xE2' && bytes[1] == '\x80' &&
           static_cast<unsigned char>(bytes[2]) <= 0x8B;
}

std::size_t leadingBlank(std::string_view text) {
    const unsigned char c = static_cast<unsigned char>(text.front());
    if (c == ' ' || (c >= '\t' && c <= '\r')) return 1;
    if (c < 0x80) return 0;
    if (text.size() >= 2 && isBlankSequence(text.substr(0, 2))) return 2;
    return text.size() >= 3 && isBlankSequence(text.substr(0, 3)) ? 3 : 0;
}

std::size_t trailingBlank(std::string_view text) {
    const unsigned char c = static_cast<unsigned char>(text.back());
    if (c == ' ' || (c >= '\t' && c <= '\r')) return 1;
    if (c < 0x80) return 0;
    if (text.size() >= 2 && isBlankSequence(text.substr(text.size() - 2))) return 2;
    return text.size() >= 3 && isBlankSequence(text.substr(text.size() - 3)) ? 3 : 0;
}

}  // namespace

std::string_view encodingName(Encoding) { return "utf-8"; }

std::size_t firstInvalidUtf8(std::string_view text) {
    std::size_t i = 0;
    while (i < text.size()) {
        if (i + 8 <= text.size()) {
            std::uint64_t word;
            std::memcpy(&word, text.data() + i, 8);
            if ((word & 0x8080808080808080ULL) == 0) {
                i += 8;
                continue;
            }
        }
        const auto lead = static_cast<unsigned char>(text[i]);
        const auto length = static_cast<std::size_t>(sequenceLength(lead));
        if (length == 0 || i + length > text.size()) return i;
        if (length > 1 && !secondByteFits(lead, static_cast<unsigned char>(text[i + 1]))) return i;
        for (std::size_t k = 2; k < length; ++k) {
            if ((static_cast<unsigned char>(text[i + k]) & 0xC0) != 0x80) return i;
        }
        i += length;
    }
    return std::string_view::npos;
}

Error notUtf8(std::uint64_t byteOffset, std::string_view textFromFault) {
    const bool chinese = looksLikeGb18030(textFromFault.substr(0, 256));
    return {.code = "facts.not_utf8",
            .path = "",
            .params = JsonObject().put("byteOffset", byteOffset).put("guess", chinese ? "gb18030" : "unknown"),
            .kind = ErrorKind::input,
            .detail = "the file is not UTF-8 from this byte on"};
}

Result<DecoderStart> openDecoder(std::string_view firstBytes) {
    const auto notText = [](std::string_view looksLike) {
        return failure({.code = "facts.not_text", .path = "", .params = JsonObject().put("looksLike", looksLike)});
    };
    const auto utf16 = [](std::string_view guess) {
        return failure(
            {.code = "facts.not_utf8", .path = "", .params = JsonObject().put("byteOffset", 0).put("guess", guess)});
    };
    for (const auto& [signature, name] : kSignatures) {
        if (firstBytes.starts_with(signature)) return notText(name);
    }
    if (firstBytes.starts_with("\xFF\xFE"sv)) return utf16("utf-16le");
    if (firstBytes.starts_with("\xFE\xFF"sv)) return utf16("utf-16be");
    const std::string_view head = firstBytes.substr(0, kDecoderLookahead);
    const auto zeros = static_cast<std::size_t>(std::count(head.begin(), head.end(), '\0'));
    if (zeros * 10 > head.size()) {  // text written as UTF-16 without a mark has a zero in every ASCII character
        std::size_t odd = 0;
        for (std::size_t i = 1; i < head.size(); i += 2) odd += head[i] == '\0';
        if (zeros * 5 > head.size() && odd * 10 > zeros * 9) return utf16("utf-16le");
        if (zeros * 5 > head.size() && odd * 10 < zeros) return utf16("utf-16be");
        return notText("binary");
    }
    const DecoderStart start{Encoding::utf8, firstBytes.starts_with("\xEF\xBB\xBF"sv) ? std::size_t{3} : 0};
    const std::string_view text = trimmed(head.substr(start.skip));
    if (text.starts_with("<!DOCTYPE"sv) || text.starts_with("<html"sv) || text.starts_with("<HTML"sv) ||
        text.starts_with("<?xml"sv) || text.starts_with("<table"sv)) {
        return notText("html");
    }
    return start;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty()) {
        const std::size_t blank = leadingBlank(text);
        if (blank == 0) break;
        text.remove_prefix(blank);
    }
    while (!text.empty()) {
        const std::size_t blank = trailingBlank(text);
        if (blank == 0) break;
        text.remove_suffix(blank);
    }
    return text;
}

std::string cleanName(std::string_view text) {
    const std::string_view name = trimmed(text);
    const bool ascii =
        std::all_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    return ascii ? std::string(name) : toNfc(name);
}

}  // namespace sandtable

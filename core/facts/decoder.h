// From the bytes of a file to UTF-8 text: byte order marks, encodings, and files that are no text at all.
// This version reads UTF-8; another encoding is one more case in openDecoder with a decode step of its own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace sandtable {

enum class Encoding : std::uint8_t { utf8 };

struct DecoderStart {
    Encoding encoding = Encoding::utf8;
    std::size_t skip = 0;  // bytes of the byte order mark
};

// Looks at the first bytes of a file. Errors: facts.not_text {looksLike: "xlsx|xls|pdf|zip|gzip|html|binary"},
// facts.not_utf8 {byteOffset, guess: "utf-16le|utf-16be"}.
[[nodiscard]] Result<DecoderStart> openDecoder(std::string_view firstBytes);
inline constexpr std::size_t kDecoderLookahead = 4'096;  // so many bytes (or the whole file) are enough

[[nodiscard]] std::string_view encodingName(Encoding encoding);

// Offset of the first byte that is not UTF-8, npos when all is well.
[[nodiscard]] std::size_t firstInvalidUtf8(std::string_view text);

// facts.not_utf8 {byteOffset, guess}: the guess looks at the bytes around the fault ("gb18030" or "unknown").
[[nodiscard]] Error notUtf8(std::uint64_t byteOffset, std::string_view textFromFault);

// A cell as a name: white space trimmed (NBSP and ideographic space too), NFC. The text must be valid UTF-8.
[[nodiscard]] std::string cleanName(std::string_view text);

// Trims ASCII white space, NBSP (U+00A0), U+2000…U+200B, U+202F, U+3000 and U+FEFF from both ends.
[[nodiscard]] std::string_view trimmed(std::string_view text);

}  // namespace sandtable

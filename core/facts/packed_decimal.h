// A plain decimal text ("-60.70400000000001") in 64 bits, losslessly: the very same text comes back out.
// What is not plain (signs of currency, separators, leading zeros, words) is no packed decimal.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "facts/text_piece.h"

namespace sandtable {

// bit 63: 0 · bit 62: minus · bits 57–61: digits after the point · bits 0–56: all digits as an integer (17 digits at most).
struct PackedDecimal {
    std::uint64_t bits = 0;

    [[nodiscard]] bool negative() const { return (bits >> 62) & 1; }
    [[nodiscard]] int scale() const { return static_cast<int>((bits >> 57) & 31); }
    [[nodiscard]] std::uint64_t mantissa() const { return bits & ((1ULL << 57) - 1); }
    friend bool operator==(PackedDecimal, PackedDecimal) = default;
};

// -?(0|[1-9][0-9]*)(\.[0-9]+)? with at most 17 digits and 30 of them after the point.
[[nodiscard]] std::optional<PackedDecimal> packDecimal(std::string_view text);
// The same for many pieces of a block; kNotPacked where a piece is no such text. True when all are.
inline constexpr std::uint64_t kNotPacked = ~0ULL;
[[nodiscard]] bool packDecimals(const char* block, std::span<const TextPiece> pieces, std::uint64_t* cells);
[[nodiscard]] std::string unpackDecimal(PackedDecimal value);

// The number in 1/10,000, rounded half away from zero; exact, no floating point. nullopt when
// the magnitude leaves 2^53 - 1.
[[nodiscard]] std::optional<std::int64_t> scaledTenThousandth(PackedDecimal value);

}  // namespace sandtable

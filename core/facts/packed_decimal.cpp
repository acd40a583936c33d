#include "facts/packed_decimal.h"

#include <algorithm>

namespace sandtable {
namespace {

constexpr std::uint64_t kPowersOfTen[] = {1ULL,
                                          10ULL,
                                          100ULL,
                                          1'000ULL,
                                          10'000ULL,
                                          100'000ULL,
                                          1'000'000ULL,
                                          10'000'000ULL,
                                          100'000'000ULL,
                                          1'000'000'000ULL,
                                          10'000'000'000ULL,
                                          100'000'000'000ULL,
                                          1'000'000'000'000ULL,
                                          10'000'000'000'000ULL,
                                          100'000'000'000'000ULL,
                                          1'000'000'000'000'000ULL,
                                          10'000'000'000'000'000ULL,
                                          100'000'000'000'000'000ULL};
constexpr int kMaxDigits = 17;
constexpr int kMaxScale = 30;
constexpr std::uint64_t kMaxMagnitude = (1ULL << 53) - 1;

// kNotPacked when the text is not of that form.
inline std::uint64_t pack(const char* at, std::size_t size) {
    if (size == 0 || size > 20) return kNotPacked;  // sign, point and 17 digits, or "0." and 17
    const char* const end = at + size;
    const bool negative = *at == '-';
    at += negative;
    const char* const first = at;
    std::uint64_t mantissa = 0;
    unsigned digit = 0;
    while (at != end && (digit = static_cast<unsigned char>(*at - '0')) < 10) {
        mantissa = mantissa * 10 + digit;
        ++at;
    }
    auto digits = at - first;
    if (digits == 0 || (digits > 1 && *first == '0')) return kNotPacked;
    std::ptrdiff_t scale = 0;
    if (at != end) {
        if (*at++ != '.') return kNotPacked;
        const char* const fraction = at;
        while (at != end && (digit = static_cast<unsigned char>(*at - '0')) < 10) {
            mantissa = mantissa * 10 + digit;
            ++at;
        }
        scale = at - fraction;
        digits += scale;
        if (scale == 0 || at != end) return kNotPacked;
    }
    if (digits > kMaxDigits + (*first == '0') || scale > kMaxScale) return kNotPacked;
    return static_cast<std::uint64_t>(negative) << 62 | static_cast<std::uint64_t>(scale) << 57 | mantissa;
}

}  // namespace

std::optional<PackedDecimal> packDecimal(std::string_view text) {
    const std::uint64_t bits = pack(text.data(), text.size());
    return bits == kNotPacked ? std::nullopt : std::optional(PackedDecimal{bits});
}

bool packDecimals(const char* block, std::span<const TextPiece> pieces, std::uint64_t* cells) {
    bool all = true;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        cells[i] = pack(block + pieces[i].first, pieces[i].size);
        all = all && cells[i] != kNotPacked;
    }
    return all;
}

std::string unpackDecimal(PackedDecimal value) {
    std::string text = std::to_string(value.mantissa());
    const auto scale = static_cast<std::size_t>(value.scale());
    if (scale > 0) {
        if (text.size() <= scale) text.insert(0, scale + 1 - text.size(), '0');
        text.insert(text.size() - scale, 1, '.');
    }
    if (value.negative()) text.insert(0, 1, '-');
    return text;
}

std::optional<std::int64_t> scaledTenThousandth(PackedDecimal value) {
    std::uint64_t magnitude = value.mantissa();
    const int shift = 4 - value.scale();
    if (shift >= 0) {
        const std::uint64_t factor = kPowersOfTen[shift];
        if (magnitude > kMaxMagnitude / factor) return std::nullopt;
        magnitude *= factor;
    } else if (-shift >= static_cast<int>(std::size(kPowersOfTen))) {
        magnitude = 0;  // at most 17 digits, all beyond the fifth place
    } else {
        const std::uint64_t divisor = kPowersOfTen[-shift];
        magnitude = magnitude / divisor + (magnitude % divisor >= divisor / 2);  // divisors are even
    }
    if (magnitude > kMaxMagnitude) return std::nullopt;
    return value.negative() ? -static_cast<std::int64_t>(magnitude) : static_cast<std::int64_t>(magnitude);
}

}  // namespace sandtable

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

}  // namespace

std::optional<PackedDecimal> packDecimal(std::string_view text) {
    if (text.empty() || text.size() > 20) return std::nullopt;  // sign, point and 17 digits, or "0." and 17
    const char* at = text.data();
    const char* const end = at + text.size();
    const bool negative = *at == '-';
    at += negative;
    const char* const first = at;
    std::uint64_t mantissa = 0;
    while (at != end && static_cast<unsigned char>(*at - '0') < 10)
        mantissa = mantissa * 10 + static_cast<std::uint64_t>(*at++ - '0');
    auto digits = at - first;
    if (digits == 0 || (digits > 1 && *first == '0')) return std::nullopt;
    std::ptrdiff_t scale = 0;
    if (at != end) {
        if (*at++ != '.') return std::nullopt;
        const char* const fraction = at;
        while (at != end && static_cast<unsigned char>(*at - '0') < 10)
            mantissa = mantissa * 10 + static_cast<std::uint64_t>(*at++ - '0');
        scale = at - fraction;
        digits += scale;
        if (scale == 0 || at != end) return std::nullopt;
    }
    if (digits > kMaxDigits + (*first == '0') || scale > kMaxScale) return std::nullopt;
    return PackedDecimal{static_cast<std::uint64_t>(negative) << 62 | static_cast<std::uint64_t>(scale) << 57 |
                         mantissa};
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

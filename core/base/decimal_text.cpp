#include "base/decimal_text.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace sandtable {
namespace {

constexpr std::size_t kTellingDigits = 800;  // two doubles and the point halfway between them differ within 768 digits
constexpr int kLargestExponent = 100'000;    // anything beyond is infinity or zero

// digits × 10^exponent, without leading or trailing zeros; no digits for zero.
struct Decimal {
    std::string digits;
    int exponent = 0;
};

bool isDigit(char c) { return c >= '0' && c <= '9'; }

Decimal readDecimal(std::string_view text) {
    Decimal decimal;
    std::size_t at = 0;
    for (bool fraction = false; at < text.size() && (isDigit(text[at]) || text[at] == '.'); ++at) {
        if (text[at] == '.') {
            fraction = true;
            continue;
        }
        if (fraction) --decimal.exponent;
        if (text[at] != '0' || !decimal.digits.empty()) decimal.digits += text[at];
    }
    if (at < text.size()) {  // past the e
        const bool negative = text[++at] == '-';
        int exponent = 0;
        for (; at < text.size(); ++at)
            if (isDigit(text[at])) exponent = std::min(kLargestExponent, exponent * 10 + (text[at] - '0'));
        decimal.exponent += negative ? -exponent : exponent;
    }
    for (; !decimal.digits.empty() && decimal.digits.back() == '0'; decimal.digits.pop_back()) ++decimal.exponent;
    if (decimal.digits.size() >
        kTellingDigits) {  // the rest only says on which side of a halfway point the number lies
        decimal.exponent += static_cast<int>(decimal.digits.size() - kTellingDigits) - 1;
        decimal.digits.resize(kTellingDigits);
        decimal.digits += '1';
    }
    return decimal;
}

// A whole number of any size, 32 bits per word, the lowest first, the highest never 0.
class Whole {
public:
    void multiplyAndAdd(std::uint32_t factor, std::uint32_t term) {
        std::uint64_t carry = term;
        for (std::uint32_t& word : words_) {
            carry += std::uint64_t{word} * factor;
            word = static_cast<std::uint32_t>(carry);
            carry >>= 32U;
        }
        if (carry != 0) words_.push_back(static_cast<std::uint32_t>(carry));
    }
    void shiftLeft(int bits) {
        if (bits <= 0) return;
        words_.insert(words_.begin(), static_cast<std::size_t>(bits / 32), 0);
        multiplyAndAdd(std::uint32_t{1} << (bits % 32), 0);
    }
    [[nodiscard]] int bits() const { return static_cast<int>(words_.size()) * 32 - std::countl_zero(words_.back()); }
    [[nodiscard]] bool isZero() const { return words_.empty(); }
    [[nodiscard]] bool atLeast(const Whole& other) const {
        if (words_.size() != other.words_.size()) return words_.size() > other.words_.size();
        return !std::lexicographical_compare(words_.rbegin(), words_.rend(), other.words_.rbegin(),
                                             other.words_.rend());
    }
    void subtract(const Whole& other) {  // at most this
        std::uint64_t borrow = 0;
        for (std::size_t i = 0; i < words_.size(); ++i) {
            const std::uint64_t term = borrow + (i < other.words_.size() ? other.words_[i] : 0);
            borrow = term > words_[i] ? 1 : 0;
            words_[i] -= static_cast<std::uint32_t>(term);
        }
        while (!words_.empty() && words_.back() == 0) words_.pop_back();
    }

private:
    std::vector<std::uint32_t> words_;
};

// `bits` × 2^exponent, its top bit set, and a rest below the last bit unless `exact`: rounded to what a double holds.
double roundedToDouble(std::uint64_t bits, int exponent, bool exact) {
    const int dropped = std::max(11, -1074 - exponent);
    if (dropped > 64) return 0;
    const std::uint64_t half = std::uint64_t{1} << (dropped - 1);
    std::uint64_t kept = dropped == 64 ? 0 : bits >> dropped;
    if ((bits & half) != 0 && ((bits & (half - 1)) != 0 || !exact || (kept & 1) != 0)) ++kept;
    return std::ldexp(static_cast<double>(kept), exponent + dropped);
}

double divide(Whole numerator, Whole denominator) {
    const int scale = 63 - (numerator.bits() - denominator.bits());  // the quotient lies between 2^62 and 2^64
    numerator.shiftLeft(scale);
    denominator.shiftLeft(63 - std::min(scale, 0));
    std::uint64_t quotient = 0;
    for (int bit = 0; bit < 64; ++bit) {
        const bool one = numerator.atLeast(denominator);
        if (one) numerator.subtract(denominator);
        quotient = quotient << 1U | (one ? 1U : 0U);
        numerator.shiftLeft(1);
    }
    const int missing = std::countl_zero(quotient);  // 0 or 1; a bit that comes in as 0 is far below the last one kept
    return roundedToDouble(quotient << missing, -scale - missing, numerator.isZero());
}

double magnitudeOf(std::string_view text) {
    static constexpr double kPowers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                         1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    const auto [digits, exponent] = readDecimal(text);
    const int size = exponent + static_cast<int>(digits.size());  // the number lies below 10^size
    if (digits.empty() || size < -330) return 0;
    if (size > 310) return std::numeric_limits<double>::infinity();
    if (digits.size() <= 15 && std::abs(exponent) <= 22) {  // both are exact doubles: one rounding
        double value = 0;
        for (const char digit : digits) value = value * 10 + (digit - '0');
        return exponent < 0 ? value / kPowers[-exponent] : value * kPowers[exponent];
    }
    Whole numerator, denominator;
    for (const char digit : digits) numerator.multiplyAndAdd(10, static_cast<std::uint32_t>(digit - '0'));
    denominator.multiplyAndAdd(1, 1);
    for (int i = 0; i < std::abs(exponent); ++i) (exponent < 0 ? denominator : numerator).multiplyAndAdd(10, 0);
    return divide(std::move(numerator), std::move(denominator));
}

}  // namespace

double nearestDouble(std::string_view number) {
    const bool negative = number.starts_with('-');
    const double magnitude = magnitudeOf(number.substr(negative ? 1 : 0));
    return negative ? -magnitude : magnitude;
}

}  // namespace sandtable

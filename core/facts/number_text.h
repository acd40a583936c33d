// Numbers as people and programs write them, read exactly into 1/10,000 without locale or floating point.
// The grammar is docs/methods.md#reading-numbers; whether a comma is a decimal mark is the caller's evidence to weigh.
#pragma once

#include <cstdint>
#include <string_view>

namespace sandtable {

enum class NumberFault : std::uint8_t {
    none,
    missing,   // empty, "-", "—", "N/A", "NULL" …: no value, which is not zero
    bad,       // not a number under this decimal mark
    overflow,  // |value| × 10^4 leaves 2^53 - 1
};

struct NumberReading {
    NumberFault fault = NumberFault::bad;
    std::int64_t value = 0;  // 1/10,000, rounded half away from zero
};

// Accepts 1234.5 · +1,234.50 · 1 234,5 · 1'234.5 · 12,34,567 · (1,234.50) · 123- · ¥1,234 · 1234元 · USD 5 · 12.5% ·
// 1.2E+05 · 1.2万 · 3.5亿 · full-width forms of all of these. `extraExponent` multiplies by a power of ten first (a header
// saying 万元 gives 4). The text must be valid UTF-8.
[[nodiscard]] NumberReading readNumber(std::string_view text, char decimalMark, int extraExponent = 0);

// The currency a number is written in as it names it, folded ("$", "us$", "eur", "元"); empty when it names none or is no number.
[[nodiscard]] std::string_view currencySign(std::string_view text);
// Whether amounts of `currency` (ISO 4217) may be written with the sign: "$" for USD and its namesakes, "¥" and "元" for CNY.
[[nodiscard]] bool isSignOf(std::string_view sign, std::string_view currency);

// Which decimal marks the text is compatible with: neither for a text that is no number, both for "12" and for "1,234".
struct DecimalEvidence {
    bool dot = false;
    bool comma = false;
};
[[nodiscard]] DecimalEvidence decimalEvidence(std::string_view text);

}  // namespace sandtable

#include "facts/number_text.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <utility>

#include "base/text.h"
#include "facts/decoder.h"

namespace sandtable {
namespace {

using namespace std::string_view_literals;

constexpr std::int64_t kMaxMagnitude = (std::int64_t{1} << 53) - 1;
constexpr int kMaxExponent = 400;

constexpr std::array kMissingWords = {""sv,   "-"sv,    "--"sv,  "–"sv,    "—"sv,   "——"sv, "n/a"sv, "#n/a"sv,
                                      "na"sv, "null"sv, "nil"sv, "none"sv, "nan"sv, "无"sv, "暂无"sv};
// Signs and the currencies they stand for; a longer sign comes before one that is part of it.
struct Currency {
    std::string_view sign;
    std::string_view codes;
};
constexpr Currency kCurrencies[] = {
    {"rmb", "CNY"},    {"cny", "CNY"}, {"usd", "USD"},   {"us$", "USD"},    {"hk$", "HKD"},
    {"nt$", "TWD"},    {"eur", "EUR"}, {"gbp", "GBP"},   {"jpy", "JPY"},    {"hkd", "HKD"},
    {"人民币", "CNY"}, {"元", "CNY"},  {"¥", "CNY JPY"}, {"￥", "CNY JPY"}, {"$", "USD HKD TWD SGD AUD CAD NZD MXN"},
    {"€", "EUR"},      {"£", "GBP"},   {"₩", "KRW"},     {"₹", "INR"}};
constexpr std::pair<std::string_view, int> kChineseUnits[] = {{"十"sv, 1}, {"百"sv, 2}, {"千"sv, 3}, {"万"sv, 4},
                                                              {"萬"sv, 4}, {"亿"sv, 8}, {"億"sv, 8}};
// Group separators that are neither decimal mark: Swiss apostrophes and the blanks of ISO 31-0.
constexpr std::array kNeutralGroups = {"'"sv, "’"sv, " "sv, "\xC2\xA0"sv, "\xE2\x80\x89"sv, "\xE2\x80\xAF"sv};

bool eat(std::string_view& text, std::string_view prefix) {
    if (!text.starts_with(prefix)) return false;
    text.remove_prefix(prefix.size());
    return true;
}

bool eatEnd(std::string_view& text, std::string_view suffix) {
    if (!text.ends_with(suffix)) return false;
    text.remove_suffix(suffix.size());
    return true;
}

bool isDigit(char c) { return c >= '0' && c <= '9'; }

// The digits of one number and where its decimal point stands; the value is 0.d1d2d3… × 10^point.
struct Digits {
    std::string text;
    int point = 0;
};

std::int64_t roundToTenThousandth(const Digits& digits, bool& overflow) {
    const int wanted = digits.point + 4;  // so many leading digits make the integer
    if (wanted < 0) return 0;
    std::int64_t value = 0;
    for (int i = 0; i < wanted; ++i) {
        const bool past = static_cast<std::size_t>(i) >= digits.text.size();
        if (past && value == 0) return 0;
        value = value * 10 + (past ? 0 : digits.text[static_cast<std::size_t>(i)] - '0');
        if (value > kMaxMagnitude) {
            overflow = true;
            return 0;
        }
    }
    if (static_cast<std::size_t>(wanted) < digits.text.size() && digits.text[static_cast<std::size_t>(wanted)] >= '5')
        ++value;
    overflow = value > kMaxMagnitude;
    return value;
}

std::string_view groupSeparatorAt(std::string_view text, char decimalMark) {
    const std::string_view other = decimalMark == '.' ? ","sv : "."sv;
    if (text.starts_with(other)) return other;
    for (const std::string_view blank : kNeutralGroups) {
        if (text.starts_with(blank)) return blank;
    }
    return {};
}

// Digits with groups: one kind of separator, the last group of three, the ones before of three (or two: 12,34,567).
bool readIntegerPart(std::string_view& text, char decimalMark, std::string& digits) {
    std::string_view separator;
    std::size_t group = 0;  // digits in the group being read
    std::size_t groups = 0;
    for (;;) {
        while (!text.empty() && isDigit(text.front())) {
            digits.push_back(text.front());
            text.remove_prefix(1);
            ++group;
        }
        const std::string_view next = groupSeparatorAt(text, decimalMark);
        const bool more = !next.empty() && text.size() > next.size() && isDigit(text[next.size()]);
        if (!more) break;
        if (groups == 0 ? group == 0 || group > 3 || digits.front() == '0'
                        : next != separator || group < 2 || group > 3)
            return false;
        separator = next;
        text.remove_prefix(next.size());
        group = 0;
        ++groups;
    }
    return groups == 0 || group == 3;
}

bool readExponent(std::string_view& text, int& exponent) {
    if (text.size() < 2 || text.front() != 'e') return true;
    std::string_view rest = text.substr(1);
    const bool minus = eat(rest, "-"sv);
    if (!minus) (void)eat(rest, "+"sv);
    if (rest.empty() || !isDigit(rest.front())) return true;  // not an exponent: a currency such as "eur"
    int value = 0;
    while (!rest.empty() && isDigit(rest.front())) {
        value = std::min(value * 10 + (rest.front() - '0'), kMaxExponent + 1);
        rest.remove_prefix(1);
    }
    if (value > kMaxExponent) return false;
    exponent += minus ? -value : value;
    text = rest;
    return true;
}

bool readDigits(std::string_view& text, char decimalMark, Digits& digits) {
    if (!readIntegerPart(text, decimalMark, digits.text)) return false;
    digits.point = static_cast<int>(digits.text.size());
    if (!text.empty() && text.front() == decimalMark) {
        text.remove_prefix(1);
        while (!text.empty() && isDigit(text.front())) {
            digits.text.push_back(text.front());
            text.remove_prefix(1);
        }
    }
    return !digits.text.empty() && readExponent(text, digits.point);
}

void eatCurrency(std::string_view& text, bool atEnd) {
    for (const Currency& currency : kCurrencies) {
        if (atEnd ? eatEnd(text, currency.sign) : eat(text, currency.sign)) break;
    }
    text = trimmed(text);
}

// Signs, brackets and currencies around the digits; false when they contradict each other.
bool unwrap(std::string_view& text, bool& negative, int& exponent) {
    int signs = 0;
    const auto sign = [&] {
        const bool minus = eat(text, "-"sv) || eat(text, "−"sv) || eat(text, "–"sv);
        if (!minus && !eat(text, "+"sv)) return;
        ++signs;
        negative = negative || minus;
        text = trimmed(text);
    };
    sign();
    eatCurrency(text, false);
    if (text.starts_with('(') && text.ends_with(')') && text.size() > 2) {
        text = trimmed(text.substr(1, text.size() - 2));
        negative = true;
        ++signs;
        eatCurrency(text, false);
    }
    sign();
    eatCurrency(text, true);
    if (eatEnd(text, "-"sv)) {  // trailing minus, as SAP prints
        negative = true;
        ++signs;
        text = trimmed(text);
    }
    if (eatEnd(text, "%"sv)) exponent -= 2;
    text = trimmed(text);
    for (bool found = true; found;) {
        found = false;
        for (const auto& [unit, power] : kChineseUnits) {
            if (!eatEnd(text, unit)) continue;
            exponent += power;
            text = trimmed(text);
            found = true;
        }
    }
    return signs <= 1;
}

}  // namespace

NumberReading readNumber(std::string_view raw, char decimalMark, int extraExponent) {
    const std::string folded = matchKey(raw);  // full-width to half-width, lower case, one blank for many
    if (std::find(kMissingWords.begin(), kMissingWords.end(), folded) != kMissingWords.end())
        return {NumberFault::missing, 0};
    std::string_view text = folded;
    bool negative = false;
    Digits digits;
    int exponent = extraExponent;
    if (!unwrap(text, negative, exponent) || !readDigits(text, decimalMark, digits) || !text.empty())
        return {NumberFault::bad, 0};
    digits.point += exponent;
    bool overflow = false;
    const std::int64_t value = roundToTenThousandth(digits, overflow);
    if (overflow) return {NumberFault::overflow, 0};
    return {NumberFault::none, negative ? -value : value};
}

std::string_view currencySign(std::string_view raw) {
    const bool plain = std::all_of(raw.begin(), raw.end(), [](char c) { return isDigit(c) || c == '.' || c == ','; });
    if (plain) return {};
    const std::string folded = matchKey(raw);
    for (const Currency& currency : kCurrencies) {
        if (folded.find(currency.sign) == std::string::npos) continue;
        const DecimalEvidence number = decimalEvidence(raw);
        return number.dot || number.comma ? currency.sign : std::string_view();
    }
    return {};
}

bool isSignOf(std::string_view sign, std::string_view currency) {
    const auto* const found = std::find_if(std::begin(kCurrencies), std::end(kCurrencies),
                                           [sign](const Currency& known) { return known.sign == sign; });
    return found != std::end(kCurrencies) && found->codes.find(currency) != std::string_view::npos;
}

DecimalEvidence decimalEvidence(std::string_view text) {
    const auto isNumber = [&](char mark) {
        const NumberFault fault = readNumber(text, mark).fault;
        return fault == NumberFault::none || fault == NumberFault::overflow;
    };
    return {isNumber('.'), isNumber(',')};
}

}  // namespace sandtable

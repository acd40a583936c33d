#include "facts/date_text.h"

#include <algorithm>
#include <string>

#include "base/text.h"
#include "facts/decoder.h"

namespace sandtable {
namespace {

using namespace std::string_view_literals;

constexpr std::array kMissingWords = {""sv,     "-"sv,  "--"sv,   "–"sv,    "—"sv,  "n/a"sv,
                                      "#n/a"sv, "na"sv, "null"sv, "none"sv, "无"sv, "暂无"sv};
constexpr std::array kMonthNames = {"january"sv, "february"sv, "march"sv,     "april"sv,   "may"sv,      "june"sv,
                                    "july"sv,    "august"sv,   "september"sv, "october"sv, "november"sv, "december"sv};

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isLetter(char c) { return c >= 'a' && c <= 'z'; }

bool eat(std::string_view& text, std::string_view prefix) {
    if (!text.starts_with(prefix)) return false;
    text.remove_prefix(prefix.size());
    return true;
}

void eatBlanks(std::string_view& text) {
    while (eat(text, " "sv)) {
    }
}

// 1 to `most` digits as a number; `count` tells how many.
std::optional<int> eatNumber(std::string_view& text, int most, int& count) {
    int value = 0;
    count = 0;
    while (count < most && !text.empty() && isDigit(text.front())) {
        value = value * 10 + (text.front() - '0');
        text.remove_prefix(1);
        ++count;
    }
    if (count == 0 || (!text.empty() && isDigit(text.front()))) return std::nullopt;
    return value;
}

Day dayOf(int year, int month, int day) {
    if (year < kFirstYear || year > kLastYear) return kMissingDay;
    const CivilDate date{year, month, day};
    return isValidCivil(date) ? dayFromCivil(date) : kMissingDay;
}

int fullYear(int year, int digits) {
    if (digits == 4) return year;
    if (digits != 2) return 0;  // no year has three digits here
    return year + (year <= 68 ? 2000 : 1900);
}

DateReading fixedReading(Day day, DateReading::Form form = DateReading::Form::fixed) {
    if (day == kMissingDay) return {};
    return {form, {day, day, day}, false};
}

bool eatClock(std::string_view& text) {
    int count = 0;
    const auto hour = eatNumber(text, 2, count);
    if (!hour || *hour > 24) return false;
    const bool chinese = eat(text, "时"sv) || eat(text, "点"sv);
    if (!chinese && !eat(text, ":"sv)) return false;
    if (chinese && text.empty()) return true;
    const auto minute = eatNumber(text, 2, count);
    if (!minute || *minute > 59) return false;
    const bool seconds = chinese ? eat(text, "分"sv) && !text.empty() : eat(text, ":"sv);
    if (!seconds) return true;
    const auto second = eatNumber(text, 2, count);
    if (!second || *second > 60) return false;
    (void)eat(text, "秒"sv);
    if (eat(text, "."sv)) (void)eatNumber(text, 9, count);
    return true;
}

// What may follow a date and is not used: weekday, time of day, zone.
bool isTimeOrNothing(std::string_view text) {
    eatBlanks(text);
    if (text.empty()) return true;
    for (const std::string_view week : {"星期"sv, "周"sv, "礼拜"sv}) {
        if (eat(text, week)) text.remove_prefix(std::min<std::size_t>(3, text.size()));
    }
    eatBlanks(text);
    if (!eat(text, "t"sv)) (void)eat(text, ","sv);
    eatBlanks(text);
    if (text.empty()) return true;
    (void)(eat(text, "上午"sv) || eat(text, "下午"sv));
    eatBlanks(text);
    if (!eatClock(text)) return false;
    eatBlanks(text);
    (void)(eat(text, "am"sv) || eat(text, "pm"sv) || eat(text, "a.m."sv) || eat(text, "p.m."sv) ||
           eat(text, "上午"sv) || eat(text, "下午"sv));
    eatBlanks(text);
    if (eat(text, "z"sv) || eat(text, "utc"sv)) return text.empty();
    if (text.empty()) return true;
    if (!eat(text, "+"sv) && !eat(text, "-"sv)) return false;
    return text.size() <= 5 && text.size() >= 2 &&
           std::all_of(text.begin(), text.end(), [](char c) { return isDigit(c) || c == ':'; });
}

int eatMonthName(std::string_view& text) {
    std::size_t length = 0;
    while (length < text.size() && isLetter(text[length])) ++length;
    const std::string_view word = text.substr(0, length);
    for (std::size_t month = 0; month < kMonthNames.size(); ++month) {
        const std::string_view name = kMonthNames[month];
        if (word == name || word == name.substr(0, 3) || (month == 8 && word == "sept"sv)) {
            text.remove_prefix(length);
            (void)eat(text, "."sv);
            return static_cast<int>(month) + 1;
        }
    }
    return 0;
}

void eatGap(std::string_view& text) {
    while (eat(text, " "sv) || eat(text, "-"sv) || eat(text, "/"sv) || eat(text, ","sv) || eat(text, "."sv)) {
    }
}

// A text that names a month and a year, but no day.
DateReading monthReading(int year, int yearDigits, int month) {
    return fixedReading(dayOf(fullYear(year, yearDigits), month, 1), DateReading::Form::monthOnly);
}

// "jan 5, 2024", and the months "jan 2024", "jan-24", "jan'24": Excel's way of writing one, and without a year no day is a date.
DateReading readMonthFirst(std::string_view text) {
    const int month = eatMonthName(text);
    if (month == 0) return {};
    bool tied = text.starts_with("-"sv);  // "jan 24" may be a day
    eatGap(text);
    const bool apostrophe = eat(text, "'"sv) || eat(text, "’"sv);
    tied = tied || apostrophe;
    int count = 0;
    const auto day = eatNumber(text, 4, count);
    if (!day) return {};
    if (text.empty() && (count == 4 || (count == 2 && tied))) return monthReading(*day, count, month);
    if (count > 2 || apostrophe) return {};
    eatGap(text);
    const auto year = eatNumber(text, 4, count);
    if (!year || !isTimeOrNothing(text)) return {};
    return fixedReading(dayOf(fullYear(*year, count), month, *day));
}

// "5-jan-2024", "05 jan 24", "2024-jan-05", and the month "2024-jan"; "24-jan" may be a day or a month and is neither
DateReading readMonthNamed(int first, int firstDigits, std::string_view text) {
    const int month = eatMonthName(text);
    if (month == 0) return {};
    eatGap(text);
    if (text.empty() && firstDigits == 4) return monthReading(first, 4, month);
    int count = 0;
    const auto last = eatNumber(text, 4, count);
    if (!last || !isTimeOrNothing(text)) return {};
    if (firstDigits == 4) return fixedReading(count <= 2 ? dayOf(first, month, *last) : kMissingDay);
    return fixedReading(dayOf(fullYear(*last, count), month, first));
}

// "2024年1月5日", "24年1月", "2024年1月5号"
DateReading readChinese(int year, int yearDigits, std::string_view text) {
    eatBlanks(text);
    int count = 0;
    const auto month = eatNumber(text, 2, count);
    if (!month) return {};
    eatBlanks(text);
    if (!eat(text, "月"sv)) return {};
    eatBlanks(text);
    if (text.empty()) return monthReading(year, yearDigits, *month);
    const auto day = eatNumber(text, 2, count);
    if (!day) return {};
    (void)(eat(text, "日"sv) || eat(text, "号"sv));
    return isTimeOrNothing(text) ? fixedReading(dayOf(fullYear(year, yearDigits), *month, *day)) : DateReading{};
}

// "20240105", the month "202401" (unless it might be the day 20-24-01 with a short year) and Excel's day count 10000…99999 (1927-05-18 … 2173-10-13), with or without a fraction of a day.
DateReading readDigitsOnly(std::string_view text) {
    const std::size_t digits =
        static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), isDigit) - text.begin());
    if (digits != 8 && digits != 6 && digits != 5) return {};
    int value = 0;
    for (const char c : text.substr(0, digits)) value = value * 10 + (c - '0');
    std::string_view rest = text.substr(digits);
    if (digits == 8)
        return isTimeOrNothing(rest) ? fixedReading(dayOf(value / 10'000, value / 100 % 100, value % 100))
                                     : DateReading{};
    if (digits == 6) {
        const bool shortDate = dayOf(fullYear(value / 10'000, 2), value / 100 % 100, value % 100) != kMissingDay;
        return rest.empty() && !shortDate ? monthReading(value / 100, 4, value % 100) : DateReading{};
    }
    constexpr Day kExcelEpoch = 25'569;  // serial number of 1970-01-01; exact after 1900-02-28
    if (eat(rest, "."sv) && rest.empty()) return {};
    return std::all_of(rest.begin(), rest.end(), isDigit) ? fixedReading(value - kExcelEpoch) : DateReading{};
}

// Three numbers between equal separators, or two for a month.
DateReading readNumeric(int first, int firstDigits, std::string_view text) {
    const char separator = text.front();
    text.remove_prefix(1);
    eatBlanks(text);
    int count = 0;
    const auto second = eatNumber(text, 4, count);
    if (!second || (count > 2 && (!text.empty() || firstDigits > 2))) return {};
    if (text.empty() && firstDigits == 4) return monthReading(first, 4, *second);
    if (text.empty() && count == 4) return monthReading(*second, 4, first);
    eatBlanks(text);
    if (text.empty() || text.front() != separator) return {};
    text.remove_prefix(1);
    eatBlanks(text);
    const auto third = eatNumber(text, 4, count);
    if (!third || !isTimeOrNothing(text)) return {};
    if (firstDigits == 4) return fixedReading(count <= 2 ? dayOf(first, *second, *third) : kMissingDay);
    if (count != 2 && count != 4 && !(count == 1 && firstDigits == 2)) return {};
    DateReading reading{DateReading::Form::ordered, {kMissingDay, kMissingDay, kMissingDay}, count != 4};
    if (count != 1) {
        reading.day[1] = dayOf(fullYear(*third, count), *second, first);
        reading.day[2] = dayOf(fullYear(*third, count), first, *second);
    }
    if (count != 4 && firstDigits == 2) reading.day[0] = dayOf(fullYear(first, 2), *second, *third);
    if (reading.orders() == 0) return {};
    return reading;
}

}  // namespace

std::optional<DateOrder> parseDateOrder(std::string_view name) {
    const auto it = std::find(kDateOrderNames.begin(), kDateOrderNames.end(), name);
    if (it == kDateOrderNames.end()) return std::nullopt;
    return static_cast<DateOrder>(it - kDateOrderNames.begin());
}

unsigned DateReading::orders() const {
    return static_cast<unsigned>(day[0] != kMissingDay) | static_cast<unsigned>(day[1] != kMissingDay) << 1 |
           static_cast<unsigned>(day[2] != kMissingDay) << 2;
}

DateReading readDate(std::string_view raw) {
    const std::string folded = matchKey(raw);
    if (std::find(kMissingWords.begin(), kMissingWords.end(), folded) != kMissingWords.end())
        return {.form = DateReading::Form::missing};
    std::string_view text = folded;
    if (text.size() > 60) return {};
    if (isLetter(text.front())) return readMonthFirst(text);
    std::string_view rest = text;
    int digits = 0;
    const auto first = eatNumber(rest, 4, digits);
    if (!first) return readDigitsOnly(text);
    if (rest.empty()) return {};
    if (eat(rest, "年"sv)) return readChinese(*first, digits, rest);
    std::string_view afterGap = rest;
    eatGap(afterGap);
    if (!afterGap.empty() && isLetter(afterGap.front())) return readMonthNamed(*first, digits, afterGap);
    const char separator = rest.front();
    if (separator != '-' && separator != '/' && separator != '.') return {};
    return readNumeric(*first, digits, rest);
}

}  // namespace sandtable

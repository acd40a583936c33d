// Civil dates, ISO days and the text form of periods. What depends on a plan's calendar is in fiscal_calendar.cpp.
// Day arithmetic after Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (public domain).
#include "base/calendar.h"

#include <optional>

#include "base/json_object.h"

namespace sandtable {

namespace {

constexpr int kDaysPerEra = 146'097;  // 400 Gregorian years
constexpr int kEraShift = 719'468;    // days from 0000-03-01 to 1970-01-01
constexpr int kMaxYear = 9'999;       // what four digits can name

bool isLeapYear(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

int daysInMonth(int year, int month) {
    static constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && isLeapYear(year) ? 29 : kDays[month - 1];
}

// The number written by exactly `text`, all of it ASCII digits.
std::optional<int> digits(std::string_view text) {
    int value = 0;
    for (char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return text.empty() ? std::nullopt : std::optional(value);
}

std::string padded(int value, int width) {
    std::string text = std::to_string(value < 0 ? -value : value);
    if (static_cast<int>(text.size()) < width) text.insert(0, static_cast<std::size_t>(width) - text.size(), '0');
    return value < 0 ? "-" + text : text;
}

std::optional<Day> isoDay(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto year = digits(text.substr(0, 4)), month = digits(text.substr(5, 2)), day = digits(text.substr(8, 2));
    if (!year || !month || !day) return std::nullopt;
    const CivilDate date{*year, *month, *day};
    if (!isValidCivil(date)) return std::nullopt;
    return dayFromCivil(date);
}

std::optional<Period> periodFromText(std::string_view text) {
    const auto year = digits(text.substr(0, 4));
    if (text.size() < 4 || !year || *year < 1) return std::nullopt;
    if (text.size() == 4) return Period{Grain::year, *year, 1};
    if (text[4] != '-') return std::nullopt;
    const std::string_view rest = text.substr(5);
    const auto inside = [&](Grain grain, std::optional<int> index, int last) -> std::optional<Period> {
        if (!index || *index < 1 || *index > last) return std::nullopt;
        return Period{grain, *year, *index};
    };
    if (rest.size() == 2 && rest[0] == 'Q') return inside(Grain::quarter, digits(rest.substr(1)), 4);
    if (rest.size() == 2) return inside(Grain::month, digits(rest), 12);
    if (rest.size() == 3 && rest[0] == 'W') return inside(Grain::week, digits(rest.substr(1)), 53);
    if (const auto day = isoDay(text)) return Period{Grain::day, *year, *day - dayFromCivil({*year, 1, 1}) + 1};
    return std::nullopt;
}

}  // namespace

Day dayFromCivil(CivilDate date) {
    const int year = date.month <= 2 ? date.year - 1 : date.year;
    const int era = (year >= 0 ? year : year - 399) / 400;
    const int yearOfEra = year - era * 400;
    const int dayOfYear = (153 * (date.month > 2 ? date.month - 3 : date.month + 9) + 2) / 5 + date.day - 1;
    const int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * kDaysPerEra + dayOfEra - kEraShift;
}

CivilDate civilFromDay(Day day) {
    const std::int64_t shifted = static_cast<std::int64_t>(day) + kEraShift;
    const auto era = static_cast<int>((shifted >= 0 ? shifted : shifted - (kDaysPerEra - 1)) / kDaysPerEra);
    const auto dayOfEra = static_cast<int>(shifted - static_cast<std::int64_t>(era) * kDaysPerEra);
    const int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36'524 - dayOfEra / 146'096) / 365;
    const int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    const int marchMonth = (5 * dayOfYear + 2) / 153;
    const int month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
    return {yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * marchMonth + 2) / 5 + 1};
}

bool isValidCivil(CivilDate date) {
    return date.year >= 1 && date.year <= kMaxYear && date.month >= 1 && date.month <= 12 && date.day >= 1 &&
           date.day <= daysInMonth(date.year, date.month);
}

int weekdayOf(Day day) {
    const auto sinceMonday = (static_cast<std::int64_t>(day) + 3) % 7;  // 1970-01-01 was a Thursday
    return static_cast<int>(sinceMonday < 0 ? sinceMonday + 8 : sinceMonday + 1);
}

Result<Day> parseIsoDay(std::string_view text) {
    if (const auto day = isoDay(text)) return *day;
    return failure(
        {.code = "calendar.bad_day", .params = JsonObject().put("value", text), .detail = "not a day YYYY-MM-DD"});
}

std::string formatIsoDay(Day day) {
    const CivilDate date = civilFromDay(day);
    return padded(date.year, 4) + "-" + padded(date.month, 2) + "-" + padded(date.day, 2);
}

Result<Period> parsePeriod(std::string_view text) {
    if (const auto period = periodFromText(text)) return *period;
    return failure({.code = "calendar.bad_period",
                    .params = JsonObject().put("value", text),
                    .detail = "not one of 2026, 2026-Q1, 2026-03, 2026-W09, 2026-03-05"});
}

std::string formatPeriod(const Period& period) {
    const std::string year = padded(period.year, 4);
    switch (period.grain) {
        case Grain::year:
            return year;
        case Grain::quarter:
            return year + "-Q" + std::to_string(period.index);
        case Grain::month:
            return year + "-" + padded(period.index, 2);
        case Grain::week:
            return year + "-W" + padded(period.index, 2);
        case Grain::day:
            break;
    }
    return formatIsoDay(dayFromCivil({period.year, 1, 1}) + period.index - 1);
}

}  // namespace sandtable

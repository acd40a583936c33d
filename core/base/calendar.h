// Days, periods and the fiscal calendar of a plan: years, quarters, months, weeks, working days.
// Pure: no clock, no locale; "today" is always an argument.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace sandtable {

using Day = std::int32_t;  // days since 1970-01-01, proleptic Gregorian

struct CivilDate {
    int year = 1970;
    int month = 1;  // 1..12
    int day = 1;    // 1..31
    friend bool operator==(const CivilDate&, const CivilDate&) = default;
};

[[nodiscard]] Day dayFromCivil(CivilDate date);
[[nodiscard]] CivilDate civilFromDay(Day day);
[[nodiscard]] bool isValidCivil(CivilDate date);
[[nodiscard]] int weekdayOf(Day day);                            // 1 = Monday … 7 = Sunday
[[nodiscard]] Result<Day> parseIsoDay(std::string_view text);    // "2026-03-05"; calendar.bad_day
[[nodiscard]] std::string formatIsoDay(Day day);

struct DayRange {
    Day first = 0;
    Day last = -1;  // inclusive; empty when last < first
    [[nodiscard]] int length() const { return last < first ? 0 : last - first + 1; }
    [[nodiscard]] bool contains(Day day) const { return first <= day && day <= last; }
    friend bool operator==(const DayRange&, const DayRange&) = default;
};

enum class Grain { year, quarter, month, week, day };

// "2026" | "2026-Q1" | "2026-03" | "2026-W09".
// In a gregorian calendar a month is named by its calendar month even when the fiscal year starts elsewhere
// (fiscal year 2026 starting in April holds "2026-04" … "2027-03"); in week-based calendars (4-4-5 and kin)
// month n of fiscal year Y is "Y-n". Years are named by the calendar year in which they start.
struct Period {
    Grain grain = Grain::year;
    int year = 1970;
    int index = 1;  // quarter 1..4, month 1..12, week 1..53, year always 1
    friend bool operator==(const Period&, const Period&) = default;
    friend auto operator<=>(const Period&, const Period&) = default;
};

[[nodiscard]] Result<Period> parsePeriod(std::string_view text);  // calendar.bad_period
[[nodiscard]] std::string formatPeriod(const Period& period);

enum class YearPattern { gregorian, p445, p454, p544 };
enum class WeekRule {
    iso,     // Monday weeks; week 1 holds the fiscal year's first Thursday (ISO 8601 when the year starts in January)
    sunday   // Sunday weeks; week 1 holds the first day of the fiscal year
};

// The plan's "calendar" object made computable.
class FiscalCalendar {
public:
    // Gregorian, January start, ISO weeks, Monday–Friday, no holidays.
    FiscalCalendar();

    // `calendar` is the plan's "calendar" object (see core/plan/schema/calendar.json). Errors: calendar.*.
    [[nodiscard]] static Result<FiscalCalendar> fromJson(const Json& calendar);

    [[nodiscard]] Period fiscalYearOf(Day day) const;
    [[nodiscard]] Period periodOf(Day day, Grain grain) const;
    [[nodiscard]] Result<DayRange> rangeOf(const Period& period) const;  // calendar.no_such_period
    // All periods of `grain` in fiscal year `year`, in order: 4 quarters, 12 months, 52 or 53 weeks.
    [[nodiscard]] std::vector<Period> periodsOfYear(int year, Grain grain) const;
    // Children of `grain` lying inside `period`; weeks nest only in years, and in months too when weekBased().
    [[nodiscard]] Result<std::vector<Period>> subdivide(const Period& period, Grain grain) const;
    [[nodiscard]] Period shiftYears(const Period& period, int years) const;  // the same slot, other year
    [[nodiscard]] bool weekBased() const;                                      // 4-4-5 and kin

    [[nodiscard]] bool isWorkingDay(Day day) const;
    [[nodiscard]] int workingDays(DayRange range) const;
    // The day in `to` by which as many working days have passed as in `from` up to `asOf` (inclusive):
    // how a running period is compared fairly with an earlier one. Clamped to `to`; a day before `from` gives to.first - 1.
    [[nodiscard]] Day equalElapsedDay(DayRange from, Day asOf, DayRange to) const;
    // Working days elapsed / working days of the period, 0…1; falls back to calendar days when a period has no working day.
    [[nodiscard]] double elapsedRatio(DayRange period, Day asOf) const;

private:
    YearPattern pattern_ = YearPattern::gregorian;
    WeekRule weekRule_ = WeekRule::iso;
    int startMonth_ = 1;
    bool workweek_[8] = {false, true, true, true, true, true, false, false};  // by weekdayOf
    std::map<Day, bool> exceptions_;                                          // day -> works
};

}  // namespace sandtable

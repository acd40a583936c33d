// Days, periods and the fiscal calendar of a plan: years, quarters, months, weeks, working days.
// Pure: no clock, no locale; "today" is always an argument.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
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
[[nodiscard]] int weekdayOf(Day day);  // 1 = Monday … 7 = Sunday
[[nodiscard]] Result<Day> parseIsoDay(
    std::string_view text);  // "2026-03-05", years 0001 to 9999; calendar.bad_day {value}
[[nodiscard]] std::string formatIsoDay(Day day);

struct DayRange {
    Day first = 0;
    Day last = -1;  // inclusive; empty when last < first
    [[nodiscard]] int length() const { return last < first ? 0 : last - first + 1; }
    [[nodiscard]] bool contains(Day day) const { return first <= day && day <= last; }
    friend bool operator==(const DayRange&, const DayRange&) = default;
};

enum class Grain { year, quarter, month, week, day };

// "2026" | "2026-Q1" | "2026-03" | "2026-W09" | "2026-03-05" (a day: year is the calendar year, index the day of that year).
// In a gregorian calendar a month is named by its calendar month even when the fiscal year starts elsewhere
// (fiscal year 2026 starting in April holds "2026-04" … "2027-03"); in week-based calendars (4-4-5 and kin)
// month n of fiscal year Y is "Y-n". Years are named by the calendar year in which they start; a week-based year, whose first
// day may fall up to three days before the 1st of its start month, by the year of that 1st.
struct Period {
    Grain grain = Grain::year;
    int year = 1970;
    int index = 1;  // quarter 1..4, month 1..12, week 1..53, day 1..366, year always 1
    friend bool operator==(const Period&, const Period&) = default;
    friend auto operator<=>(const Period&, const Period&) = default;
};

[[nodiscard]] Result<Period> parsePeriod(std::string_view text);  // calendar.bad_period {value}
[[nodiscard]] std::string formatPeriod(const Period& period);

// gregorian: fiscal years and months are made of calendar months; weeks run beside them and may straddle both.
// p445, p454, p544: a year is whole weeks, 13 per quarter, cut into months of 4, 4 and 5 weeks in the named order. The year
// begins at the week start nearest to the 1st of the start month (at most three days away), which gives 52 or 53 weeks; the
// 53rd week belongs to the last month.
enum class YearPattern { gregorian, p445, p454, p544 };
enum class WeekRule {
    iso,    // Monday weeks; week 1 holds the fiscal year's first Thursday (ISO 8601 when the year starts in January)
    sunday  // Sunday weeks; in a gregorian calendar week 1 holds the first day of the fiscal year
};

// A period and the part of another period's working days that falls into it, 0…1.
struct PeriodShare {
    Period period;
    double share = 0;
    friend bool operator==(const PeriodShare&, const PeriodShare&) = default;
};

// The plan's "calendar" object made computable.
class FiscalCalendar {
public:
    // Gregorian, January start, ISO weeks, Monday–Friday, no holidays.
    FiscalCalendar();

    // `calendar` is the plan's "calendar" object (see core/plan/schema/calendar.json); absent members keep the values of the
    // default calendar. Reports all errors, paths below "/calendar": calendar.not_an_object, calendar.bad_start_month,
    // calendar.bad_pattern, calendar.bad_week_rule, calendar.bad_workweek, calendar.bad_day, calendar.bad_day_entry.
    [[nodiscard]] static Result<FiscalCalendar> fromJson(const Json& calendar);

    [[nodiscard]] Period fiscalYearOf(Day day) const;
    // Weeks of a gregorian calendar belong to a year as in ISO 8601: by their Thursday (iso) or their last day (sunday), so
    // the first days of a fiscal year may lie in the last week of the year before.
    [[nodiscard]] Period periodOf(Day day, Grain grain) const;
    [[nodiscard]] Result<DayRange> rangeOf(const Period& period) const;  // calendar.no_such_period {period}
    // All periods of `grain` in fiscal year `year`, in order: 4 quarters, 12 months, 52 or 53 weeks.
    [[nodiscard]] std::vector<Period> periodsOfYear(int year, Grain grain) const;
    // Children of `grain` lying inside `period`; weeks nest only in years, and in months too when weekBased().
    // Errors: calendar.no_such_period, calendar.does_not_nest {period, grain}.
    [[nodiscard]] Result<std::vector<Period>> subdivide(const Period& period, Grain grain) const;
    // The same slot, other year; week 53 becomes week 52 and 29 February the 28th where the other year has none.
    [[nodiscard]] Period shiftYears(const Period& period, int years) const;
    [[nodiscard]] bool weekBased() const;  // 4-4-5 and kin

    [[nodiscard]] bool isWorkingDay(Day day) const;
    [[nodiscard]] int workingDays(
        DayRange range) const;  // logarithmic in the number of listed days, whatever the range
    // The day in `to` by which as many working days have passed as in `from` up to `asOf` (inclusive): how a running period is
    // compared fairly with an earlier one. Non-working days after the last counted working day go along, as far as `to` has
    // them there too, so that week-end sales meet week-end sales. Clamped to `to`; a finished `from` is compared with all of
    // `to`; a day before `from` gives to.first - 1.
    [[nodiscard]] Day equalElapsedDay(DayRange from, Day asOf, DayRange to) const;
    // Working days elapsed / working days of the period, 0…1; falls back to calendar days when a period has no working day.
    [[nodiscard]] double elapsedRatio(DayRange period, Day asOf) const;
    // The periods of grain `fine` that `coarse` touches, each with its part of the working days of `coarse` (of its calendar
    // days when it has no working day). Shares add up to 1; this is how a month is prorated over weeks that straddle it, and
    // equally a week over months. Errors: calendar.no_such_period.
    [[nodiscard]] Result<std::vector<PeriodShare>> sharesByWorkingDays(const Period& coarse, Grain fine) const;

private:
    struct ListedDay {
        Day day;
        bool works;
        int extraBefore;  // working days gained (lost when negative) by the listed days before this one
    };

    [[nodiscard]] Day weekStart(Day day) const;         // first day of the week that holds `day`
    [[nodiscard]] Day firstDayOfYear(int year) const;   // fiscal
    [[nodiscard]] Day firstDayOfWeeks(int year) const;  // of week 1 of fiscal year `year`
    [[nodiscard]] int weeksInYear(int year) const;
    [[nodiscard]] int weeksBeforeMonth(int year, int month) const;  // weekBased(); month 13 gives all weeks of the year
    [[nodiscard]] Day firstDayOfMonthSlot(int year, int slot) const;  // nth month of the fiscal year, 1..13
    [[nodiscard]] int monthSlotOf(Day day, int fiscalYear) const;
    [[nodiscard]] Period monthPeriod(int fiscalYear, int slot) const;
    [[nodiscard]] int fiscalYearNumber(Day day) const;
    [[nodiscard]] std::vector<ListedDay>::const_iterator firstListedFrom(Day day) const;
    [[nodiscard]] int extraBefore(Day day) const;
    [[nodiscard]] int workingDaysSinceEpoch(Day day) const;  // in [1969-12-29, day), negative before
    void listDays(std::vector<std::pair<Day, bool>> days);

    YearPattern pattern_ = YearPattern::gregorian;
    WeekRule weekRule_ = WeekRule::iso;
    int startMonth_ = 1;
    bool workweek_[8] = {false, true, true, true, true, true, false, false};  // by weekdayOf
    std::vector<ListedDay> listed_;                                           // ascending
};

}  // namespace sandtable

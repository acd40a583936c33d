// FiscalCalendar: how days group into the plan's years, quarters, months and weeks, and which of them are worked.
// Reading the plan's calendar object is in fiscal_calendar_json.cpp.
#include <algorithm>

#include "base/calendar.h"
#include "base/json_object.h"

namespace sandtable {

namespace {

constexpr Day kEpochMonday = -3;  // 1969-12-29

constexpr int kQuarterWeeks = 13;
constexpr int kMonthWeeks[3][3] = {{4, 4, 5}, {4, 5, 4}, {5, 4, 4}};  // by YearPattern, without gregorian

int floorDiv(int a, int b) { return a / b - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0); }

std::string_view grainName(Grain grain) {
    static constexpr std::string_view kNames[] = {"year", "quarter", "month", "week", "day"};
    return kNames[static_cast<std::size_t>(grain)];
}

Error noSuchPeriod(const Period& period) {
    return {.code = "calendar.no_such_period",
            .params = JsonObject().put("period", formatPeriod(period)),
            .detail = "the calendar has no " + std::string(grainName(period.grain)) + " " +
                      std::to_string(period.index) + " in " + std::to_string(period.year)};
}

}  // namespace

FiscalCalendar::FiscalCalendar() = default;

bool FiscalCalendar::weekBased() const { return pattern_ != YearPattern::gregorian; }

Day FiscalCalendar::weekStart(Day day) const {
    const int weekday = weekdayOf(day);
    return weekRule_ == WeekRule::iso ? day - (weekday - 1) : day - weekday % 7;
}

Day FiscalCalendar::firstDayOfYear(int year) const {
    const Day first = dayFromCivil({year, startMonth_, 1});
    return weekBased() ? weekStart(first + 3) : first;  // the week start within three days either way
}

Day FiscalCalendar::firstDayOfWeeks(int year) const {
    if (weekBased()) return firstDayOfYear(year);
    const Day first = firstDayOfYear(year);
    return weekStart(weekRule_ == WeekRule::iso ? first + 3 : first);
}

int FiscalCalendar::weeksInYear(int year) const { return (firstDayOfWeeks(year + 1) - firstDayOfWeeks(year)) / 7; }

int FiscalCalendar::weeksBeforeMonth(int year, int month) const {
    if (month > 12) return weeksInYear(year);
    const int* weeks = kMonthWeeks[static_cast<int>(pattern_) - 1];
    int before = (month - 1) / 3 * kQuarterWeeks;
    for (int i = 0; i < (month - 1) % 3; ++i) before += weeks[i];
    return before;
}

Day FiscalCalendar::firstDayOfMonthSlot(int year, int slot) const {
    if (weekBased()) return firstDayOfYear(year) + 7 * weeksBeforeMonth(year, slot);
    const int month = startMonth_ + slot - 1;
    return dayFromCivil({year + (month - 1) / 12, (month - 1) % 12 + 1, 1});
}

int FiscalCalendar::fiscalYearNumber(Day day) const {
    const CivilDate date = civilFromDay(day);
    const int year = date.month >= startMonth_ ? date.year : date.year - 1;
    if (!weekBased()) return year;
    if (day < firstDayOfYear(year)) return year - 1;
    return day >= firstDayOfYear(year + 1) ? year + 1 : year;
}

int FiscalCalendar::monthSlotOf(Day day, int fiscalYear) const {
    if (!weekBased()) return (civilFromDay(day).month - startMonth_ + 12) % 12 + 1;
    const int week = (day - firstDayOfYear(fiscalYear)) / 7;
    int slot = 12;
    while (weeksBeforeMonth(fiscalYear, slot) > week) --slot;
    return slot;
}

Period FiscalCalendar::monthPeriod(int fiscalYear, int slot) const {
    if (weekBased()) return {Grain::month, fiscalYear, slot};
    const int month = startMonth_ + slot - 1;
    return {Grain::month, fiscalYear + (month - 1) / 12, (month - 1) % 12 + 1};
}

Period FiscalCalendar::fiscalYearOf(Day day) const { return {Grain::year, fiscalYearNumber(day), 1}; }

Period FiscalCalendar::periodOf(Day day, Grain grain) const {
    if (grain == Grain::day) {
        const int year = civilFromDay(day).year;
        return {Grain::day, year, day - dayFromCivil({year, 1, 1}) + 1};
    }
    int year = fiscalYearNumber(day);
    switch (grain) {
        case Grain::quarter:
            return {Grain::quarter, year, (monthSlotOf(day, year) - 1) / 3 + 1};
        case Grain::month:
            return monthPeriod(year, monthSlotOf(day, year));
        case Grain::week:
            if (day < firstDayOfWeeks(year))
                --year;
            else if (day >= firstDayOfWeeks(year + 1))
                ++year;
            return {Grain::week, year, (day - firstDayOfWeeks(year)) / 7 + 1};
        default:
            return {Grain::year, year, 1};
    }
}

Result<DayRange> FiscalCalendar::rangeOf(const Period& period) const {
    const auto [grain, year, index] = period;
    const auto slots = [&](int firstSlot, int count, int fiscalYear) {
        return DayRange{firstDayOfMonthSlot(fiscalYear, firstSlot),
                        firstDayOfMonthSlot(fiscalYear, firstSlot + count) - 1};
    };
    if (index >= 1 && year >= 1 && year <= 9'999) {
        if (grain == Grain::year && index == 1) return slots(1, 12, year);
        if (grain == Grain::quarter && index <= 4) return slots(3 * index - 2, 3, year);
        if (grain == Grain::month && index <= 12) {
            if (weekBased()) return slots(index, 1, year);
            return slots((index - startMonth_ + 12) % 12 + 1, 1, index >= startMonth_ ? year : year - 1);
        }
        if (grain == Grain::week && index <= weeksInYear(year)) {
            const Day first = firstDayOfWeeks(year) + 7 * (index - 1);
            return DayRange{first, first + 6};
        }
        const Day newYear = dayFromCivil({year, 1, 1});
        if (grain == Grain::day && index <= dayFromCivil({year + 1, 1, 1}) - newYear) {
            return DayRange{newYear + index - 1, newYear + index - 1};
        }
    }
    return failure(noSuchPeriod(period));
}

std::vector<Period> FiscalCalendar::periodsOfYear(int year, Grain grain) const {
    std::vector<Period> periods;
    switch (grain) {
        case Grain::year:
            return {{Grain::year, year, 1}};
        case Grain::quarter:
            for (int i = 1; i <= 4; ++i) periods.push_back({grain, year, i});
            break;
        case Grain::month:
            for (int slot = 1; slot <= 12; ++slot) periods.push_back(monthPeriod(year, slot));
            break;
        case Grain::week:
            for (int i = 1, n = weeksInYear(year); i <= n; ++i) periods.push_back({grain, year, i});
            break;
        case Grain::day:
            for (Day day = firstDayOfYear(year), end = firstDayOfYear(year + 1); day < end; ++day) {
                periods.push_back(periodOf(day, Grain::day));
            }
            break;
    }
    return periods;
}

Result<std::vector<Period>> FiscalCalendar::subdivide(const Period& period, Grain grain) const {
    const auto range = rangeOf(period);
    if (!range) return tl::unexpected(range.error());
    if (grain == period.grain) return std::vector<Period>{period};
    const bool weeksFit = grain != Grain::week || period.grain == Grain::year || weekBased();
    if (grain < period.grain || !weeksFit) {
        return failure({.code = "calendar.does_not_nest",
                        .params = JsonObject().put("period", formatPeriod(period)).put("grain", grainName(grain)),
                        .detail = "periods of this grain do not lie inside that period"});
    }
    if (period.grain == Grain::year) return periodsOfYear(period.year, grain);
    std::vector<Period> children;
    for (Day day = range->first; day <= range->last;) {
        const Period child = periodOf(day, grain);
        children.push_back(child);
        day = rangeOf(child)->last + 1;
    }
    return children;
}

Period FiscalCalendar::shiftYears(const Period& period, int years) const {
    Period shifted = period;
    shifted.year += years;
    if (period.grain == Grain::week) shifted.index = std::min(period.index, weeksInYear(shifted.year));
    if (period.grain == Grain::day) {
        CivilDate date = civilFromDay(dayFromCivil({period.year, 1, 1}) + period.index - 1);
        date.year += years;
        if (!isValidCivil(date)) date.day = 28;
        shifted.index = dayFromCivil(date) - dayFromCivil({date.year, 1, 1}) + 1;
    }
    return shifted;
}

std::vector<FiscalCalendar::ListedDay>::const_iterator FiscalCalendar::firstListedFrom(Day day) const {
    return std::lower_bound(listed_.begin(), listed_.end(), day,
                            [](const ListedDay& entry, Day d) { return entry.day < d; });
}

bool FiscalCalendar::isWorkingDay(Day day) const {
    const auto it = firstListedFrom(day);
    return it != listed_.end() && it->day == day ? it->works : workweek_[weekdayOf(day)];
}

int FiscalCalendar::extraBefore(Day day) const {
    const auto it = firstListedFrom(day);
    if (it != listed_.end()) return it->extraBefore;
    if (listed_.empty()) return 0;
    const ListedDay& last = listed_.back();
    return last.extraBefore + (last.works ? 1 : 0) - (workweek_[weekdayOf(last.day)] ? 1 : 0);
}

int FiscalCalendar::workingDaysSinceEpoch(Day day) const {
    const int weeks = floorDiv(day - kEpochMonday, 7);
    int perWeek = 0, partWeek = 0;
    const int weekday = weekdayOf(day);
    for (int i = 1; i <= 7; ++i) {
        perWeek += workweek_[i] ? 1 : 0;
        partWeek += workweek_[i] && i < weekday ? 1 : 0;
    }
    return weeks * perWeek + partWeek + extraBefore(day);
}

int FiscalCalendar::workingDays(DayRange range) const {
    return range.length() == 0 ? 0 : workingDaysSinceEpoch(range.last + 1) - workingDaysSinceEpoch(range.first);
}

Day FiscalCalendar::equalElapsedDay(DayRange from, Day asOf, DayRange to) const {
    if (asOf < from.first || to.length() == 0) return to.first - 1;
    if (asOf >= from.last) return to.last;
    const int elapsed = workingDays({from.first, asOf});
    // The first day in `range` by which `count` working days have passed; the day after the range when there are too few.
    const auto dayOf = [this](DayRange range, int count) {
        if (count == 0) return range.first - 1;
        Day low = range.first, high = range.last + 1;
        while (low < high) {
            const Day middle = low + (high - low) / 2;
            if (workingDays({range.first, middle}) >= count)
                high = middle;
            else
                low = middle + 1;
        }
        return low;
    };
    const Day idle = asOf - dayOf(from, elapsed);
    const Day reached = dayOf(to, elapsed);
    return std::min({reached + idle, dayOf(to, elapsed + 1) - 1, to.last});
}

double FiscalCalendar::elapsedRatio(DayRange period, Day asOf) const {
    if (period.length() == 0 || asOf < period.first) return 0;
    const DayRange elapsed{period.first, std::min(asOf, period.last)};
    const int all = workingDays(period);
    if (all == 0) return static_cast<double>(elapsed.length()) / period.length();
    return static_cast<double>(workingDays(elapsed)) / all;
}

Result<std::vector<PeriodShare>> FiscalCalendar::sharesByWorkingDays(const Period& coarse, Grain fine) const {
    const auto range = rangeOf(coarse);
    if (!range) return tl::unexpected(range.error());
    const int all = workingDays(*range);
    std::vector<PeriodShare> shares;
    for (Day day = range->first; day <= range->last;) {
        const Period period = periodOf(day, fine);
        const auto whole = rangeOf(period);
        if (!whole) return tl::unexpected(whole.error());
        const DayRange part{day, std::min(whole->last, range->last)};
        const double share = all == 0 ? static_cast<double>(part.length()) / range->length()
                                      : static_cast<double>(workingDays(part)) / all;
        shares.push_back({period, share});
        day = part.last + 1;
    }
    return shares;
}

}  // namespace sandtable

#include <catch2/catch.hpp>
#include <cmath>
#include <set>

#include "base/calendar.h"
#include "base/rng.h"

using namespace sandtable;

namespace {

Day day(const char* text) { return *parseIsoDay(text); }
Period period(const char* text) { return *parsePeriod(text); }
FiscalCalendar calendarOf(const Json& json) { return FiscalCalendar::fromJson(json).value(); }

std::vector<Period> children(const FiscalCalendar& calendar, const Period& parent, Grain grain) {
    return calendar.subdivide(parent, grain).value();
}

std::string rangeText(const FiscalCalendar& calendar, const char* text) {
    const DayRange range = calendar.rangeOf(period(text)).value();
    return formatIsoDay(range.first) + ".." + formatIsoDay(range.last);
}

Json randomCalendar(Rng& rng) {
    static constexpr const char* kPatterns[] = {"gregorian", "4-4-5", "4-5-4", "5-4-4"};
    Json workweek = Json::array(), days = Json::object();
    for (int weekday = 1; weekday <= 7; ++weekday) {
        if (rng.below(7) < 5 || (weekday == 7 && workweek.empty())) workweek.push_back(weekday);
    }
    for (int i = 0; i < 80; ++i) {
        days[formatIsoDay(day("2018-01-01") + static_cast<Day>(rng.below(4000)))] = {{"works", rng.below(2) == 0}};
    }
    return {{"fiscalYearStartMonth", 1 + rng.below(12)},
            {"pattern", kPatterns[rng.below(4)]},
            {"weekRule", rng.below(2) == 0 ? "iso" : "sunday"},
            {"workweek", workweek},
            {"days", days}};
}

int countWorkingDays(const FiscalCalendar& calendar, DayRange range) {
    int count = 0;
    for (Day d = range.first; d <= range.last; ++d) count += calendar.isWorkingDay(d) ? 1 : 0;
    return count;
}

}  // namespace

TEST_CASE("ISO weeks are those of the standard") {
    const FiscalCalendar calendar;
    // From the ISO 8601 week date examples: date, week.
    const std::pair<const char*, const char*> known[] = {
        {"1977-01-01", "1976-W53"}, {"1977-01-02", "1976-W53"}, {"1977-12-31", "1977-W52"}, {"1978-01-01", "1977-W52"},
        {"1978-01-02", "1978-W01"}, {"1979-12-31", "1980-W01"}, {"1980-12-28", "1980-W52"}, {"1980-12-29", "1981-W01"},
        {"1982-01-03", "1981-W53"}, {"2026-12-31", "2026-W53"}, {"2027-01-03", "2026-W53"}, {"2027-01-04", "2027-W01"}};
    for (const auto& [text, week] : known) CHECK(formatPeriod(calendar.periodOf(day(text), Grain::week)) == week);
    CHECK(calendar.periodsOfYear(2026, Grain::week).size() == 53);
    CHECK(calendar.periodsOfYear(2025, Grain::week).size() == 52);
    CHECK(rangeText(calendar, "2026-W01") == "2025-12-29..2026-01-04");
}

TEST_CASE("Sunday weeks: week 1 holds the first day of the year") {
    const FiscalCalendar calendar = calendarOf({{"weekRule", "sunday"}});
    CHECK(rangeText(calendar, "2026-W01") == "2025-12-28..2026-01-03");
    CHECK(formatPeriod(calendar.periodOf(day("2025-12-28"), Grain::week)) == "2026-W01");
    CHECK(formatPeriod(calendar.periodOf(day("2025-12-27"), Grain::week)) == "2025-W52");
    CHECK(calendar.periodsOfYear(2000, Grain::week).size() == 53);  // a leap year that starts on a Saturday
}

TEST_CASE("a fiscal year from April holds the months April to March by their calendar names") {
    const FiscalCalendar calendar = calendarOf({{"fiscalYearStartMonth", 4}});
    CHECK(rangeText(calendar, "2026") == "2026-04-01..2027-03-31");
    CHECK(rangeText(calendar, "2026-Q4") == "2027-01-01..2027-03-31");
    CHECK(rangeText(calendar, "2027-02") == "2027-02-01..2027-02-28");
    CHECK(formatPeriod(calendar.fiscalYearOf(day("2027-03-31"))) == "2026");
    CHECK(formatPeriod(calendar.periodOf(day("2027-02-14"), Grain::month)) == "2027-02");
    CHECK(formatPeriod(calendar.periodOf(day("2027-02-14"), Grain::quarter)) == "2026-Q4");
    const auto months = calendar.periodsOfYear(2026, Grain::month);
    CHECK(formatPeriod(months.front()) == "2026-04");
    CHECK(formatPeriod(months.back()) == "2027-03");
}

TEST_CASE("a 4-4-5 year is whole weeks from the week start nearest to the 1st, its 53rd week in the last month") {
    const FiscalCalendar calendar = calendarOf({{"pattern", "4-4-5"}});
    CHECK(rangeText(calendar, "2026") == "2025-12-29..2027-01-03");  // 1 January 2026 is a Thursday; 53 weeks
    CHECK(rangeText(calendar, "2026-01") == "2025-12-29..2026-01-25");
    CHECK(rangeText(calendar, "2026-03") == "2026-02-23..2026-03-29");
    CHECK(rangeText(calendar, "2026-Q2") == "2026-03-30..2026-06-28");
    CHECK(calendar.rangeOf(period("2026-12"))->length() == 42);
    CHECK(calendar.rangeOf(period("2025-12"))->length() == 35);
    CHECK(calendarOf({{"pattern", "5-4-4"}}).rangeOf(period("2026-12"))->length() == 35);
    CHECK(calendarOf({{"pattern", "4-5-4"}}).rangeOf(period("2026-02"))->length() == 35);
    // The US retail style: Sunday weeks from February. 1 February 2026 is a Sunday.
    const FiscalCalendar retail =
        calendarOf({{"pattern", "4-5-4"}, {"weekRule", "sunday"}, {"fiscalYearStartMonth", 2}});
    CHECK(rangeText(retail, "2026") == "2026-02-01..2027-01-30");
    CHECK(rangeText(retail, "2023") == "2023-01-29..2024-02-03");  // the NRF calendar's 53-week year 2023
}

TEST_CASE("in every calendar each day lies in exactly one period of each grain, and periods follow without gaps") {
    Rng rng(2026, 11);
    for (int trial = 0; trial < 60; ++trial) {
        const FiscalCalendar calendar = calendarOf(randomCalendar(rng));
        for (Grain grain : {Grain::year, Grain::quarter, Grain::month, Grain::week, Grain::day}) {
            Day expected = 0;
            for (int year = 2019; year <= 2028; ++year) {
                for (const Period& p : calendar.periodsOfYear(year, grain)) {
                    const auto range = calendar.rangeOf(p);
                    REQUIRE(range);
                    REQUIRE(range->length() > 0);
                    if (expected != 0) REQUIRE(range->first == expected);
                    expected = range->last + 1;
                    for (Day d : {range->first, range->last, range->first + range->length() / 2})
                        REQUIRE(calendar.periodOf(d, grain) == p);
                    REQUIRE(*parsePeriod(formatPeriod(p)) == p);
                }
            }
        }
    }
}

TEST_CASE("quarters, months and (where they nest) weeks partition what they divide") {
    Rng rng(2026, 12);
    for (int trial = 0; trial < 60; ++trial) {
        const FiscalCalendar calendar = calendarOf(randomCalendar(rng));
        for (int year = 2019; year <= 2028; ++year) {
            const Period whole{Grain::year, year, 1};
            REQUIRE(calendar.periodsOfYear(year, Grain::month).size() == 12);
            const auto weeks = calendar.periodsOfYear(year, Grain::week).size();
            REQUIRE((weeks == 52 || weeks == 53));
            for (const Period& quarter : children(calendar, whole, Grain::quarter)) {
                REQUIRE(calendar.subdivide(quarter, Grain::month)->size() == 3);
                std::vector<Grain> grains{Grain::month, Grain::day};
                if (calendar.weekBased()) grains.push_back(Grain::week);
                for (Grain grain : grains) {
                    const DayRange range = *calendar.rangeOf(quarter);
                    Day next = range.first;
                    for (const Period& child : children(calendar, quarter, grain)) {
                        REQUIRE(calendar.rangeOf(child)->first == next);
                        next = calendar.rangeOf(child)->last + 1;
                    }
                    REQUIRE(next == range.last + 1);
                }
            }
        }
    }
}

TEST_CASE("weeks do not nest in gregorian months, and nothing nests in something finer") {
    const FiscalCalendar calendar;
    CHECK(calendar.subdivide(period("2026-03"), Grain::week).error().front().code == "calendar.does_not_nest");
    CHECK(calendar.subdivide(period("2026-03"), Grain::year).error().front().params ==
          Json{{"period", "2026-03"}, {"grain", "year"}});
    CHECK(calendar.subdivide(period("2026"), Grain::week)->size() == 53);
    CHECK(calendar.subdivide(period("2026-W09"), Grain::day)->size() == 7);
    CHECK(*calendar.subdivide(period("2026-03"), Grain::month) == std::vector<Period>{period("2026-03")});
}

TEST_CASE("periods that do not exist are named") {
    const FiscalCalendar calendar;
    CHECK(calendar.rangeOf(period("2025-W53")).error().front().params["period"] == "2025-W53");
    for (const Period& bad : {Period{Grain::month, 2026, 13}, Period{Grain::quarter, 2026, 0},
                              Period{Grain::year, 2026, 2}, Period{Grain::year, 0, 1}, Period{Grain::day, 2026, 366}}) {
        CHECK(calendar.rangeOf(bad).error().front().code == "calendar.no_such_period");
    }
}

TEST_CASE("shifting years keeps the slot and gives way where the other year has none") {
    const FiscalCalendar calendar;
    CHECK(formatPeriod(calendar.shiftYears(period("2026-03"), -1)) == "2025-03");
    CHECK(formatPeriod(calendar.shiftYears(period("2026-W53"), -1)) == "2025-W52");
    CHECK(formatPeriod(calendar.shiftYears(period("2024-02-29"), -1)) == "2023-02-28");
    CHECK(formatPeriod(calendar.shiftYears(period("2023-03-01"), 1)) == "2024-03-01");
}

TEST_CASE("holidays and worked weekends change the working days of a month") {
    // January 2026: 22 weekdays. New Year's Day off; Sunday the 4th worked instead of Friday the 2nd.
    const FiscalCalendar calendar = calendarOf({{"days",
                                                 {{"2026-01-01", {{"works", false}, {"name", "元旦"}}},
                                                  {"2026-01-02", {{"works", false}}},
                                                  {"2026-01-04", {{"works", true}}}}}});
    CHECK(FiscalCalendar().workingDays({day("2026-01-01"), day("2026-01-31")}) == 22);
    CHECK(calendar.workingDays({day("2026-01-01"), day("2026-01-31")}) == 21);
    CHECK_FALSE(calendar.isWorkingDay(day("2026-01-02")));
    CHECK(calendar.isWorkingDay(day("2026-01-04")));
    CHECK(calendar.elapsedRatio({day("2026-01-01"), day("2026-01-31")}, day("2026-01-05")) == Approx(2.0 / 21));
    CHECK(calendar.elapsedRatio({day("2026-01-01"), day("2026-01-31")}, day("2025-12-31")) == 0);
    CHECK(calendar.elapsedRatio({day("2026-01-01"), day("2026-01-31")}, day("2026-03-31")) == 1);
    // Only holidays: calendar days count instead.
    CHECK(calendar.elapsedRatio({day("2026-01-01"), day("2026-01-03")}, day("2026-01-01")) == Approx(1.0 / 3));
}

TEST_CASE("working days by prefix sums equal counting day by day") {
    Rng rng(4, 4);
    for (int trial = 0; trial < 300; ++trial) {
        const FiscalCalendar calendar = calendarOf(randomCalendar(rng));
        for (int i = 0; i < 10; ++i) {
            const Day first = day("2017-06-01") + static_cast<Day>(rng.below(4500));
            const DayRange range{first, first + static_cast<Day>(rng.below(900)) - 2};
            REQUIRE(calendar.workingDays(range) == countWorkingDays(calendar, range));
        }
        const DayRange early{-4000, 100};
        REQUIRE(calendar.workingDays(early) == countWorkingDays(calendar, early));
    }
}

TEST_CASE("equal elapsed days: by hand") {
    const FiscalCalendar calendar;
    const DayRange march2026{day("2026-03-01"), day("2026-03-31")}, march2025{day("2025-03-01"), day("2025-03-31")};
    const auto match = [&](const char* asOf) {
        return formatIsoDay(calendar.equalElapsedDay(march2026, day(asOf), march2025));
    };
    // March 2026 starts on a Sunday, March 2025 on a Saturday.
    CHECK(match("2026-03-02") == "2025-03-03");  // first Monday to first Monday
    CHECK(match("2026-03-06") == "2025-03-07");  // fifth working day
    CHECK(match("2026-03-08") == "2025-03-09");  // the week-end after it goes along
    CHECK(match("2026-03-01") == "2025-03-01");  // no working day yet, one day gone
    CHECK(match("2026-02-28") == "2025-02-28");  // before the period: the day before the other one
    CHECK(match("2026-03-31") == "2025-03-31");  // finished: all of it, although March 2025 has one working day less
    CHECK(match("2026-05-01") == "2025-03-31");
}

TEST_CASE("equal elapsed days match working days exactly and never go back") {
    Rng rng(9, 1);
    for (int trial = 0; trial < 400; ++trial) {
        const FiscalCalendar calendar = calendarOf(randomCalendar(rng));
        const auto from = calendar.periodsOfYear(2025, trial % 2 == 0 ? Grain::month : Grain::quarter);
        const Period source = from[rng.below(static_cast<std::uint32_t>(from.size()))];
        const DayRange a = *calendar.rangeOf(source), b = *calendar.rangeOf(calendar.shiftYears(source, -1));
        Day before = b.first - 1;
        for (Day asOf = a.first; asOf < a.last; ++asOf) {
            const Day matched = calendar.equalElapsedDay(a, asOf, b);
            const int elapsed = countWorkingDays(calendar, {a.first, asOf});
            REQUIRE(countWorkingDays(calendar, {b.first, matched}) == std::min(elapsed, countWorkingDays(calendar, b)));
            REQUIRE(matched >= before);
            REQUIRE(matched <= b.last);
            before = matched;
        }
    }
}

TEST_CASE("a month is prorated over the weeks it touches by working days") {
    const FiscalCalendar calendar;
    // April 2026: Wednesday the 1st to Thursday the 30th, 22 working days in five weeks.
    const auto shares = calendar.sharesByWorkingDays(period("2026-04"), Grain::week);
    REQUIRE(shares);
    const std::vector<PeriodShare> expected{{period("2026-W14"), 3.0 / 22},
                                            {period("2026-W15"), 5.0 / 22},
                                            {period("2026-W16"), 5.0 / 22},
                                            {period("2026-W17"), 5.0 / 22},
                                            {period("2026-W18"), 4.0 / 22}};
    CHECK(*shares == expected);
    const auto week =
        calendar.sharesByWorkingDays(period("2026-W14"), Grain::month);  // Monday 30 March to Sunday 5 April
    CHECK(*week == std::vector<PeriodShare>{{period("2026-03"), 0.4}, {period("2026-04"), 0.6}});
    CHECK(calendar.sharesByWorkingDays(period("2025-W53"), Grain::month).error().front().code ==
          "calendar.no_such_period");
}

TEST_CASE("shares always add up to one, also where nobody works") {
    Rng rng(10, 2);
    for (int trial = 0; trial < 100; ++trial) {
        const FiscalCalendar calendar = calendarOf(randomCalendar(rng));
        for (Grain coarse : {Grain::year, Grain::quarter, Grain::month, Grain::week}) {
            for (Grain fine : {Grain::quarter, Grain::month, Grain::week, Grain::day}) {
                double sum = 0;
                const auto shares = calendar.sharesByWorkingDays(calendar.periodsOfYear(2026, coarse).back(), fine);
                for (const auto& share : *shares) sum += share.share;
                REQUIRE(sum == Approx(1).epsilon(1e-12));
            }
        }
    }
    const FiscalCalendar idle = calendarOf({{"workweek", {1}}, {"days", {{"2026-03-30", {{"works", false}}}}}});
    CHECK(*idle.sharesByWorkingDays(period("2026-W14"), Grain::month) ==
          std::vector<PeriodShare>{{period("2026-03"), 2.0 / 7}, {period("2026-04"), 5.0 / 7}});
}

TEST_CASE("a faulty calendar object is refused with every fault and its place") {
    const auto calendar =
        FiscalCalendar::fromJson({{"fiscalYearStartMonth", 13},
                                  {"pattern", "3-3-3"},
                                  {"weekRule", 1},
                                  {"workweek", {1, 1}},
                                  {"days", {{"2026-02-30", {{"works", false}}}, {"2026-05-01", "off"}}}});
    REQUIRE_FALSE(calendar);
    std::set<std::string> found;
    for (const Error& error : calendar.error()) found.insert(error.code + " " + error.path);
    CHECK(found == std::set<std::string>{
                       "calendar.bad_start_month /calendar/fiscalYearStartMonth",
                       "calendar.bad_pattern /calendar/pattern", "calendar.bad_week_rule /calendar/weekRule",
                       "calendar.bad_workweek /calendar/workweek", "calendar.bad_day /calendar/days/2026-02-30",
                       "calendar.bad_day_entry /calendar/days/2026-05-01"});
    CHECK(FiscalCalendar::fromJson(Json::array()).error().front().code == "calendar.not_an_object");
    CHECK(FiscalCalendar::fromJson({{"workweek", Json::array()}}).error().front().code == "calendar.bad_workweek");
    CHECK(FiscalCalendar::fromJson({{"fiscalYearStartMonth", 1.5}}).error().front().code == "calendar.bad_start_month");
    CHECK(FiscalCalendar::fromJson({{"days", {{"a/b~c", Json::object()}}}}).error().front().path ==
          "/calendar/days/a~1b~0c");
    CHECK(FiscalCalendar::fromJson(Json::object()).has_value());
}

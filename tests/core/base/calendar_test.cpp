#include "base/calendar.h"

#include <catch2/catch.hpp>

using namespace sandtable;

TEST_CASE("days count from 1970-01-01 and come back as the same civil date over four centuries") {
    CHECK(dayFromCivil({1970, 1, 1}) == 0);
    CHECK(dayFromCivil({2000, 3, 1}) == 11'017);  // date -d 2000-03-01 +%s / 86400
    CHECK(dayFromCivil({1969, 12, 31}) == -1);
    CivilDate expected{1800, 1, 1};
    const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    for (Day day = dayFromCivil({1800, 1, 1}); expected.year < 2210; ++day) {
        REQUIRE(civilFromDay(day) == expected);
        REQUIRE(dayFromCivil(expected) == day);
        REQUIRE(isValidCivil(expected));
        const bool leap = (expected.year % 4 == 0 && expected.year % 100 != 0) || expected.year % 400 == 0;
        const int length = lengths[expected.month - 1] + (leap && expected.month == 2 ? 1 : 0);
        if (++expected.day > length) expected = {expected.year, expected.month + 1, 1};
        if (expected.month > 12) expected = {expected.year + 1, 1, 1};
    }
}

TEST_CASE("weekdays run from Monday 1 to Sunday 7, before 1970 as well") {
    CHECK(weekdayOf(0) == 4);                            // Thursday
    CHECK(weekdayOf(dayFromCivil({2026, 2, 17})) == 2);  // Spring Festival 2026, a Tuesday
    CHECK(weekdayOf(dayFromCivil({1949, 10, 1})) == 6);  // a Saturday
    for (Day day = -3000; day < 3000; ++day) REQUIRE(weekdayOf(day + 1) == weekdayOf(day) % 7 + 1);
}

TEST_CASE("the whole range of days converts without overflow") {
    for (Day day : {INT32_MIN, INT32_MIN + 1, -1, 0, INT32_MAX - 1, INT32_MAX}) {
        const CivilDate date = civilFromDay(day);
        CHECK(date.month >= 1);
        CHECK(date.day >= 1);
        CHECK(weekdayOf(day) >= 1);
    }
}

TEST_CASE("ISO days are read strictly and written back") {
    CHECK(formatIsoDay(*parseIsoDay("2026-03-05")) == "2026-03-05");
    CHECK(*parseIsoDay("2024-02-29") == dayFromCivil({2024, 2, 29}));
    CHECK(formatIsoDay(dayFromCivil({1, 1, 1})) == "0001-01-01");
    for (const char* bad :
         {"", "2026-3-5", "2026-02-29", "2026-13-01", "2026-00-10", "2026-01-00", "2026/03/05", "2026-03-05 ",
          " 2026-03-05", "20260305", "0000-01-01", "-026-01-01", "2026-03-0x", "２026-03-05"}) {
        INFO(bad);
        const auto day = parseIsoDay(bad);
        REQUIRE_FALSE(day);
        CHECK(day.error().front().code == "calendar.bad_day");
        CHECK(day.error().front().params["value"] == bad);
    }
}

TEST_CASE("periods have one text form each and read it back") {
    CHECK(*parsePeriod("2026") == Period{Grain::year, 2026, 1});
    CHECK(*parsePeriod("2026-Q3") == Period{Grain::quarter, 2026, 3});
    CHECK(*parsePeriod("2026-03") == Period{Grain::month, 2026, 3});
    CHECK(*parsePeriod("2026-W09") == Period{Grain::week, 2026, 9});
    CHECK(*parsePeriod("2026-12-31") == Period{Grain::day, 2026, 365});
    for (const char* text :
         {"2026", "2026-Q1", "2026-Q4", "2026-01", "2026-12", "2026-W01", "2026-W53", "2024-02-29", "0999"}) {
        CHECK(formatPeriod(*parsePeriod(text)) == text);
    }
    for (const char* bad :
         {"", "26", "2026-", "2026-Q0", "2026-Q5", "2026-q1", "2026-0", "2026-13", "2026-00", "2026-W00", "2026-W54",
          "2026-W9", "2026-w09", "2026-02-30", "0000", "2026Q1", "2026-Q01", "2026-W009", "abcd"}) {
        INFO(bad);
        const auto period = parsePeriod(bad);
        REQUIRE_FALSE(period);
        CHECK(period.error().front().code == "calendar.bad_period");
    }
}

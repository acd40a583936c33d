#include "base/china_calendar.h"

#include <catch2/catch.hpp>

using namespace sandtable;

namespace {

std::vector<std::string> daysOff(int year) {
    std::vector<std::string> days;
    const Json holidays = chinaHolidays(year, year).value();
    for (const auto& [day, entry] : holidays.items()) days.push_back(day.substr(5));
    return days;
}

}  // namespace

// Statutory days behind the State Council's yearly notices (gov.cn); moved weekends are left out.
TEST_CASE("2026 has the thirteen days of the regulation in force since 2025") {
    CHECK(daysOff(2026) == std::vector<std::string>{"01-01", "02-16", "02-17", "02-18", "02-19", "04-05", "05-01",
                                                    "05-02", "06-19", "09-25", "10-01", "10-02", "10-03"});
    const Json holidays = chinaHolidays(2026, 2026).value();
    CHECK(holidays["2026-02-17"] == Json{{"works", false}, {"name", "春节"}});
    CHECK(holidays["2026-02-16"]["name"] == "除夕");
    CHECK(chinaHolidays(2026, 2026, HolidayNames::english).value()["2026-06-19"]["name"] == "Dragon Boat Festival");
}

TEST_CASE("earlier regulations: the eve from 2008 to 2013, none from 2014, ten days before 2008") {
    CHECK(daysOff(2024) == std::vector<std::string>{"01-01", "02-10", "02-11", "02-12", "04-04", "05-01", "06-10",
                                                    "09-17", "10-01", "10-02", "10-03"});
    CHECK(daysOff(2012) == std::vector<std::string>{"01-01", "01-22", "01-23", "01-24", "04-04", "05-01", "06-23",
                                                    "09-30", "10-01", "10-02", "10-03"});
    CHECK(daysOff(2007) == std::vector<std::string>{"01-01", "02-18", "02-19", "02-20", "05-01", "05-02", "05-03",
                                                    "10-01", "10-02", "10-03"});
}

TEST_CASE("festivals that meet on one day share it") {
    const Json holidays = chinaHolidays(2020, 2020).value();  // Mid-Autumn on National Day
    CHECK(holidays.size() == 10);
    CHECK(holidays["2020-10-01"]["name"] == "中秋节、国庆节");
}

TEST_CASE("the first day of the lunar year is the almanac's, also where the new moon falls next to midnight") {
    const auto spring = [](int year) { return formatIsoDay(springFestivalOf(year).value()); };
    CHECK(spring(2000) == "2000-02-05");
    CHECK(spring(2023) == "2023-01-22");
    CHECK(spring(2027) == "2027-02-06");
    CHECK(spring(2030) == "2030-02-03");
    CHECK(spring(2034) == "2034-02-19");  // after the leap eleventh month of 2033
    CHECK(spring(2050) == "2050-01-23");
}

TEST_CASE("lunar dates keep their distances in every year") {
    for (int year = kFirstChinaYear; year <= kLastChinaYear; ++year) {
        const Day spring = springFestivalOf(year).value();
        INFO(year);
        CHECK(spring >= dayFromCivil({year, 1, 21}));
        CHECK(spring <= dayFromCivil({year, 2, 20}));
        if (year < kLastChinaYear) {
            const int length = springFestivalOf(year + 1).value() - spring;
            CHECK(((length >= 353 && length <= 355) || (length >= 383 && length <= 385)));  // twelve or thirteen moons
        }
    }
}

TEST_CASE("a calendar takes the holidays as its days") {
    const auto calendar = FiscalCalendar::fromJson({{"days", chinaHolidays(2026, 2026).value()}});
    REQUIRE(calendar);
    // February 2026: 20 weekdays less 16 (eve) to 19 February.
    CHECK(calendar->workingDays({dayFromCivil({2026, 2, 1}), dayFromCivil({2026, 2, 28})}) == 16);
}

TEST_CASE("years beyond the table are refused with what it covers") {
    for (const auto& [first, last] : {std::pair{1999, 2001}, {2050, 2051}, {2026, 2025}}) {
        const auto holidays = chinaHolidays(first, last);
        REQUIRE_FALSE(holidays);
        CHECK(holidays.error().front().code == "calendar.no_holiday_data");
        CHECK(holidays.error().front().params["to"] == 2050);
    }
    CHECK_FALSE(springFestivalOf(2051));
}

// Legal public holidays of mainland China, year by year, as a start for a plan's calendar.
// Only what the State Council's regulation itself gives off: the yearly notices that move weekends are data the user edits.
#pragma once

#include "base/calendar.h"
#include "base/result.h"

namespace sandtable {

inline constexpr int kFirstChinaYear = 2000;
inline constexpr int kLastChinaYear = 2050;

enum class HolidayNames { chinese, english };

// {"2026-02-17": {"works": false, "name": "春节"}, …} for firstYear … lastYear, in the shape of calendar.days of a plan.
// By the Regulation on Public Holidays for National Festivals and Memorial Days as in force that year: 10 days a year to 2007,
// 11 from 2008 (Spring Festival from its eve to 2013), 13 from 2025. Festivals that fall on one day share it under both names.
// Errors: calendar.no_holiday_data {firstYear, lastYear, from, to}.
[[nodiscard]] Result<Json> chinaHolidays(int firstYear, int lastYear, HolidayNames names = HolidayNames::chinese);

// The first day of the lunar year. Errors: calendar.no_holiday_data.
[[nodiscard]] Result<Day> springFestivalOf(int year);

}  // namespace sandtable

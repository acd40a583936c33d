// Public holidays as data for the plan's calendar: a start the manager may change, never applied by itself.
// Knows what governments announced; the legal days of other years come from base/china_calendar.h.
#pragma once

#include <span>
#include <string_view>

#include "base/china_calendar.h"
#include "base/result.h"

namespace sandtable {

// {"2026-02-17": {"works": false, "name": "春节"}, "2026-02-14": {"works": true, "name": "春节"}, …} for the given calendar years.
// country "CN" or "none" (no days). Announced years (see isAnnounced) have the whole holidays and the weekend days worked in exchange
// (调休) as in the yearly notices of the General Office of the State Council (国务院办公厅关于…部分节假日安排的通知);
// other years have only the days off that the law gives. Errors: calendar.no_holiday_data.
[[nodiscard]] Result<Json> calendarPreset(std::string_view country, std::span<const int> years,
                                          HolidayNames names = HolidayNames::chinese);

// Whether the year's arrangement has been announced and is part of this program.
[[nodiscard]] bool isAnnounced(std::string_view country, int year);

}  // namespace sandtable

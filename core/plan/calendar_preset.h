// Public holidays as data for the plan's calendar: a start the manager may change, never applied by itself.
// Only days announced by a government are here; nothing is predicted.
#pragma once

#include <span>
#include <string_view>

#include "base/result.h"

namespace sandtable {

// {"2026-02-17": {"works": false, "name": "春节"}, "2026-02-14": {"works": true, "name": "春节"}, …}: holidays and the weekend
// days worked in exchange (调休) of the given calendar years. country "CN" or "none" (no days).
// Source: the yearly notices of the General Office of the State Council (国务院办公厅关于…部分节假日安排的通知).
// Errors: plan.no_calendar_preset {country, year, first, last}, one per year outside 2019…2026.
[[nodiscard]] Result<Json> calendarPreset(std::string_view country, std::span<const int> years);

}  // namespace sandtable

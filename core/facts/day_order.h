// Rows into the order of their days, equal days staying as they were.
#pragma once

#include <cstdint>
#include <vector>

#include "base/calendar.h"

namespace sandtable {

// `days` holds the day of every row that `rows` names.
void sortByDay(std::vector<std::uint32_t>& rows, const std::vector<Day>& days);

}  // namespace sandtable

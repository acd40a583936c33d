// Merges one row of target numbers that both sides changed: period by period, a number together with what was set by hand for it.
#pragma once

#include <string>

#include "base/calendar.h"
#include "exchange/conflict_list.h"

namespace sandtable {

// The fields that mergeRow merges: values, reserve, computed, cells.
[[nodiscard]] bool isRowField(std::string_view field);

// `row` is mine's record in the merged document, `path` its place (the same afterwards).
void mergeRow(Json& row, const Three& record, const FiscalCalendar& calendar, std::string& path,
              ConflictList& conflicts);

}  // namespace sandtable

// TargetDue: how much of a target falls due inside a range of days.
// Spreads the cells of a target book over days by working days; knows nothing of actuals.
// docs/methods.md#attainment
#pragma once

#include <vector>

#include "base/calendar.h"
#include "targets/target_book.h"

namespace sandtable {

// The part of one finest period that lies inside a range of days: working days passed before the range and up to its end,
// out of `whole`. A period inside the range has before 0 and until == whole.
struct CellShare {
    int period = 0;  // index into TargetBook::periods()
    std::int64_t before = 0;
    std::int64_t until = 0;
    std::int64_t whole = 1;
};

// Counts working days; calendar days for a period that has none (a week of holidays still owes its target).
// `fiscalYear` is the year of the book: a range that touches its first or last day also takes the days of edge weeks that
// belong to the year by name but lie outside it, so that the year owes exactly Σ cells.
[[nodiscard]] Result<std::vector<CellShare>> sharesWithin(const TargetBook& book, const FiscalCalendar& calendar,
                                                          DayRange range, DayRange fiscalYear, Day asOf);

// round(cell × until / whole) − round(cell × before / whole), halves away from zero: neighbouring ranges add up to the cell exactly.
[[nodiscard]] Minor dueOf(Minor cell, const CellShare& share);

struct DueTargets {
    std::vector<Minor> byUnit;      // Σ leaves and every reserve below, own reserve included
    std::vector<Minor> ownReserve;  // the unit's own, unassigned reserve
};

// Every cell is rounded once and then added up the tree: parent = Σ children + own reserve holds exactly.
[[nodiscard]] DueTargets dueByUnit(const TargetBook& book, const OrgTree& tree, const std::vector<CellShare>& shares);

}  // namespace sandtable

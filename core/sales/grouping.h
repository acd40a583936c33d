// Grouping: sums, counts, distinct counts and last days of selected rows per combination of axis members.
// The inner loops of every sales question; knows codes and members, not what they are called.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "sales/row_source.h"
#include "sales/selection.h"

namespace sandtable {

// How rows fall into the members 0 … size-1 of one axis: by a code column, or by the day.
struct AxisCodes {
    std::size_t size = 0;
    std::string column;                       // empty: by day
    std::vector<std::uint32_t> memberOfCode;  // one per code of the column; empty: the code itself
    std::vector<DayRange> runs;               // by day: member m holds the days of runs[m]; ascending, disjoint. Rows
                                              //   outside the runs of the first such axis do not count; further ones
                                              //   must cover every selected day
    Day firstDay = 0;                         // by day, cyclic (weekday …): memberOfDay[day - firstDay]
    std::vector<std::uint32_t> memberOfDay;
};

struct GroupingWants {
    std::vector<std::string> sums;      // keys of RowSource::amounts
    std::vector<std::string> distinct;  // keys of RowSource::codes; the missing value is not counted
    bool lastDay = false;
};

// Non-empty groups only, ordered by their members, first axis slowest.
struct Groups {
    std::vector<std::vector<std::uint32_t>> members;  // [axis][group]
    std::vector<std::int64_t> lines;                  // [group] order lines
    std::vector<std::vector<std::int64_t>> sums;  // [want][group], 1/10,000; kMissingAmount where no row had a value
    std::vector<std::vector<std::int64_t>> distinct;  // [want][group]
    std::vector<Day> lastDay;                         // [group]
    [[nodiscard]] std::size_t size() const { return lines.size(); }
};

// Every column and amount named must be there. Errors: sales.too_many_groups {limit}.
[[nodiscard]] Result<Groups> groupRows(const RowSource& source, const Selection& selection,
                                       const std::vector<AxisCodes>& axes, const GroupingWants& wants);

// The same rows by the first `axes` axes of `fine` only: lines and sums; distinct counts and last days cannot be added up.
[[nodiscard]] Groups foldGroups(const Groups& fine, std::size_t axes);

}  // namespace sandtable

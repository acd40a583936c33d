// Aggregates: order lines added up by the few columns a dashboard asks and filters by, so that a change of the filter visits
// thousands of rows instead of millions. Made when asked for a second time, from the smallest that already holds enough; the least used
// go.
// Never changes an answer: what cannot be added up is counted on the lines.
// Source: V. Harinarayan, A. Rajaraman, J. D. Ullman, Implementing Data Cubes Efficiently, SIGMOD 1996 (the lattice of views).
#pragma once

#include <list>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/calendar.h"
#include "sales/grouping.h"
#include "sales/row_source.h"

namespace sandtable {

class Aggregates {
public:
    struct Need {
        std::optional<Grain> grain;      // month or week: by those fiscal periods; none: time does not matter
        std::set<std::string> columns;   // code columns of axes and filters
        std::set<std::string> sums;      // amounts
        std::set<std::string> distinct;  // code columns counted
    };

    // Both must outlive this; the lines have at least one row.
    Aggregates(const RowSource& lines, const FiscalCalendar& calendar) : lines_(lines), calendar_(calendar) {}

    // Rows that stand for the lines; null where the lines are as quick. Valid until the next call.
    [[nodiscard]] const RowSource* of(const Need& need);

private:
    struct Aggregate {
        Need holds;
        std::set<std::string>
            scattered;       // columns with codes in several rows: their distinct counts cannot be added up
        bool tried = false;  // or only asked for, once
        bool worth = false;
        bool base = false;
        RowSource source;
        std::vector<Day> day, lastDay;
        std::vector<std::int64_t> lines;
        std::vector<std::vector<std::uint16_t>> shortCodes;
        std::vector<std::vector<std::uint32_t>> longCodes;
        std::vector<std::vector<std::int64_t>> values;  // sums and distinct counts
    };

    [[nodiscard]] Aggregate* find(const Need& need);
    Aggregate& note(Need need);
    Aggregate& make(Need need);
    void addUp(Aggregate& made);
    void keep(Aggregate& made, const std::vector<DayRange>& runs, Groups groups);
    void makeBase();
    void trim();
    [[nodiscard]] std::vector<DayRange> runsOf(std::optional<Grain> grain) const;
    [[nodiscard]] const RowSource& smallestWith(const Need& need) const;
    [[nodiscard]] bool promises(const Need& need, std::size_t runs) const;
    [[nodiscard]] std::int64_t distinctCodes(const std::string& column);

    const RowSource& lines_;
    const FiscalCalendar& calendar_;
    std::size_t asked_ = 0;
    bool baseTried_ = false;
    std::list<Aggregate> kept_;                     // used last first
    std::map<std::string, std::int64_t> distinct_;  // codes that occur, by column
    std::uint32_t serial_ = 0;
};

}  // namespace sandtable

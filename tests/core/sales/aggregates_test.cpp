// Aggregates never change an answer: what they tell is what the lines tell.
#include "sales/aggregates.h"

#include <catch2/catch.hpp>

#include "base/calendar.h"
#include "sales/random_table.h"

using namespace sandtable;
using namespace sandtable::test;

namespace {

constexpr std::size_t kRows = 60'000;  // fewer are counted line by line

AxisCodes periods(const FiscalCalendar& calendar, const RowSource& lines, Grain grain) {
    AxisCodes axis;
    for (Day day = lines.day.front(); day <= lines.day.back(); day = axis.runs.back().last + 1)
        axis.runs.push_back(*calendar.rangeOf(calendar.periodOf(day, grain)));
    axis.size = axis.runs.size();
    return axis;
}

RowFilter randomFilter(Rng& rng, Aggregates::Need& need) {
    RowFilter filter;
    if (rng.below(2) == 0) {
        RowFilter::Accepted accepted{"small", {}};
        for (int code = 0; code < 5; ++code) accepted.codes.push_back(static_cast<std::uint8_t>(rng.below(2)));
        filter.columns.push_back(accepted);
        need.columns.insert("small");
    }
    return filter;
}

}  // namespace

TEST_CASE("what is counted on aggregates is what is counted on the lines") {
    Rng rng(23'112'026);
    const FiscalCalendar calendar;
    for (const bool together : {true, false}) {
        RandomTable table(rng, kRows, 20'000, together);
        table.source.lines = {};
        Aggregates aggregates(table.source, calendar);
        int answered = 0, ordersAdded = 0;
        for (int round = 0; round < 120; ++round) {
            Aggregates::Need need;
            GroupingWants wants;
            std::vector<AxisCodes> axes;
            if (const auto time = rng.below(3); time > 0) {
                need.grain = time == 1 ? Grain::month : Grain::week;
                axes.push_back(periods(calendar, table.source, *need.grain));
            }
            if (rng.below(2) == 0) axes.push_back(byCode("small", 5));
            if (rng.below(2) == 0) axes.push_back(byCode("middle", 300));
            for (const AxisCodes& axis : axes)
                if (!axis.column.empty()) need.columns.insert(axis.column);
            const RowFilter filter = randomFilter(rng, need);
            for (const char* key : {"amount", "margin"})
                if (rng.below(2) == 0) wants.sums.emplace_back(key);
            if (rng.below(3) == 0) wants.distinct = {"large"};
            if (rng.below(3) == 0) wants.distinct.emplace_back("middle");
            wants.lastDay = rng.below(2) == 0;
            need.sums = {wants.sums.begin(), wants.sums.end()};
            need.distinct = {wants.distinct.begin(), wants.distinct.end()};
            (void)aggregates.of(need);  // noted at first
            const RowSource* found = aggregates.of(need);
            if (found == nullptr) continue;
            ++answered;
            REQUIRE(found->rows * 3 <= kRows);
            ordersAdded += static_cast<int>(wants.distinct.size());
            const auto quick = groupRows(*found, Selection(*found, filter), axes, wants);
            const auto slow = groupRows(table.source, Selection(table.source, filter), axes, wants);
            REQUIRE(quick);
            REQUIRE(slow);
            REQUIRE(quick->members == slow->members);
            REQUIRE(quick->lines == slow->lines);
            REQUIRE(quick->sums == slow->sums);
            REQUIRE(quick->distinct == slow->distinct);
            REQUIRE(quick->lastDay == slow->lastDay);
        }
        CHECK(answered > 30);
        CHECK(ordersAdded > 0);
    }
}

TEST_CASE("distinct codes that lie in several rows of an aggregate are not added up") {
    Rng rng(5);
    const FiscalCalendar calendar;
    RandomTable table(rng, kRows, 40);  // every code with every other
    table.source.lines = {};
    Aggregates aggregates(table.source, calendar);
    CHECK(aggregates.of({std::nullopt, {"small"}, {}, {"large"}}) == nullptr);  // asked for the first time
    CHECK(aggregates.of({std::nullopt, {"small"}, {}, {"large"}}) == nullptr);
    CHECK(aggregates.of({std::nullopt, {"small"}, {}, {}}) != nullptr);         // its lines can be
    CHECK(aggregates.of({std::nullopt, {"small"}, {}, {"small"}}) != nullptr);  // each code in a row of its own
    CHECK(aggregates.of({std::nullopt, {"small"}, {"amount", "margin"}, {}}) != nullptr);
    CHECK(aggregates.of({std::nullopt, {"small"}, {}, {"large"}}) == nullptr);
}

TEST_CASE("small tables and combinations as many as the lines have no aggregates") {
    Rng rng(6);
    const FiscalCalendar calendar;
    const RandomTable small(rng, 1'000, 40);
    CHECK(Aggregates(small.source, calendar).of({std::nullopt, {"small"}, {}, {}}) == nullptr);
    const RandomTable wide(rng, kRows, 3'000'000);
    Aggregates aggregates(wide.source, calendar);
    for (int time = 1; time <= 2; ++time) {
        CHECK(aggregates.of({std::nullopt, {"large"}, {"amount"}, {}}) == nullptr);
        CHECK((aggregates.of({std::nullopt, {"small", "middle"}, {"amount"}, {}}) != nullptr) == (time == 2));
    }
}

// groupRows against a count done the slow and obvious way, on random tables, filters and axes.
#include "sales/grouping.h"

#include <catch2/catch.hpp>
#include <map>
#include <numeric>
#include <set>

#include "sales/distinct_codes.h"
#include "sales/random_table.h"

using namespace sandtable;
using namespace sandtable::test;

namespace {

struct Expected {
    std::int64_t lines = 0, amount = 0, margin = 0;
    bool hasMargin = false;
    std::set<std::uint32_t> larges;
    Day lastDay = 0;
};

std::uint32_t memberOf(const AxisCodes& axis, const RandomTable& table, std::size_t row) {
    if (axis.column.empty()) {
        for (std::size_t m = 0; m < axis.runs.size(); ++m)
            if (axis.runs[m].contains(table.day[row])) return static_cast<std::uint32_t>(m);
        return axis.runs.empty() ? axis.memberOfDay[table.day[row] - axis.firstDay] : ~0U;
    }
    const std::uint32_t code = table.code(axis.column, row);
    return axis.memberOfCode.empty() ? code : axis.memberOfCode[code];
}

AxisCodes randomAxis(Rng& rng, const RandomTable& table, std::uint32_t largeSize) {
    AxisCodes axis;
    switch (rng.below(5)) {
        case 0:
            return byCode("small", 5);
        case 1: {
            axis = byCode("middle", 7);  // many codes to few members
            for (std::uint32_t code = 0; code < 300; ++code) axis.memberOfCode.push_back(code * 3 % 7);
            return axis;
        }
        case 2:
            return byCode("large", largeSize);
        case 3:
            for (Day first = table.day.front() - 2; first <= table.day.back(); first += 9)
                axis.runs.push_back({first, first + 8});
            axis.size = axis.runs.size();
            return axis;
        default:
            axis.firstDay = table.day.front();
            for (Day day = table.day.front(); day <= table.day.back(); ++day)
                axis.memberOfDay.push_back(static_cast<std::uint32_t>(weekdayOf(day) - 1));
            axis.size = 7;
            return axis;
    }
}

}  // namespace

TEST_CASE("groups add up as counting row by row does") {
    Rng rng(20'261'123);
    for (int round = 0; round < 300; ++round) {
        const std::size_t rows = 1 + rng.below(6'000);
        const std::uint32_t largeSize = rng.below(3) == 0 ? 3'000'000 : 40;
        const RandomTable table(rng, rows, largeSize, largeSize > 40 && rng.below(2) == 0);
        RowFilter filter;
        if (rng.below(2) == 0) {
            RowFilter::Accepted accepted{"small", {}};
            for (int code = 0; code < 5; ++code) accepted.codes.push_back(static_cast<std::uint8_t>(rng.below(2)));
            filter.columns.push_back(accepted);
        }
        if (rng.below(2) == 0) {
            const Day first = table.day[rng.below(static_cast<std::uint32_t>(rows))];
            filter.days = DayRange{first, first + static_cast<Day>(rng.below(200))};
        }
        std::vector<AxisCodes> axes;
        for (std::uint32_t a = rng.below(4); a > 0; --a) axes.push_back(randomAxis(rng, table, largeSize));

        std::map<std::vector<std::uint32_t>, Expected> expected;
        std::size_t selected = 0;
        for (std::size_t row = 0; row < rows; ++row) {
            if (filter.days && !filter.days->contains(table.day[row])) continue;
            if (!filter.columns.empty() && filter.columns[0].codes[table.small[row]] == 0) continue;
            ++selected;
            std::vector<std::uint32_t> key;
            for (const AxisCodes& axis : axes) key.push_back(memberOf(axis, table, row));
            Expected& group = expected[key];
            group.lines += table.source.lines.empty() ? 1 : table.lines[row];
            group.amount += table.amount[row];
            if (table.margin[row] != kMissingAmount) {
                group.margin += table.margin[row];
                group.hasMargin = true;
            }
            if (table.large[row] != 0) group.larges.insert(table.large[row]);
            group.lastDay = table.day[row];
        }

        const Selection selection(table.source, filter);
        REQUIRE(selection.size() == selected);
        const auto groups =
            groupRows(table.source, selection, axes, {{"amount", "margin", "amount", "amount"}, {"large"}, true});
        REQUIRE(groups);
        REQUIRE(groups->size() == expected.size());
        std::size_t g = 0;
        for (const auto& [key, group] : expected) {
            for (std::size_t a = 0; a < axes.size(); ++a) REQUIRE(groups->members[a][g] == key[a]);
            REQUIRE(groups->lines[g] == group.lines);
            REQUIRE(groups->sums[0][g] == group.amount);
            REQUIRE(groups->sums[1][g] == (group.hasMargin ? group.margin : kMissingAmount));
            REQUIRE(groups->sums[3][g] == group.amount);
            REQUIRE(groups->distinct[0][g] == static_cast<std::int64_t>(group.larges.size()));
            REQUIRE(groups->lastDay[g] == group.lastDay);
            ++g;
        }
        for (std::size_t few = 0; few < axes.size(); ++few) {
            const Groups folded = foldGroups(*groups, few);
            const auto counted =
                groupRows(table.source, selection, {axes.begin(), axes.begin() + static_cast<std::ptrdiff_t>(few)},
                          {{"amount", "margin", "amount", "amount"}, {}, false});
            // The rows of a day outside the runs of the first axis by day are in no group of it.
            if (!counted || std::accumulate(counted->lines.begin(), counted->lines.end(), std::int64_t{0}) !=
                                std::accumulate(groups->lines.begin(), groups->lines.end(), std::int64_t{0}))
                continue;
            REQUIRE(folded.members == counted->members);
            REQUIRE(folded.lines == counted->lines);
            REQUIRE(folded.sums == counted->sums);
        }
    }
}

TEST_CASE("rows lie together when no code but the missing one comes back") {
    const auto together = [](const std::vector<std::uint8_t>& codes) {
        return rowsLieTogether({std::span<const std::uint8_t>(codes), 5, false});
    };
    CHECK(together({}));
    CHECK(together({3, 3, 1, 0, 2, 0, 4}));
    CHECK_FALSE(together({3, 1, 3}));
    CHECK_FALSE(together({3, 0, 3}));
}

TEST_CASE("more groups than memory should hold are refused, not attempted") {
    Rng rng(3);
    const RandomTable table(rng, 10, 3'000'000);
    std::vector<AxisCodes> axes(4, byCode("large", 3'000'000'000));
    const auto groups = groupRows(table.source, Selection(table.source, {}), axes, {});
    REQUIRE_FALSE(groups);
    CHECK(groups.error().front().code == "sales.too_many_groups");
}

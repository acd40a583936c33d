#include "performance/target_due.h"

#include <algorithm>

namespace sandtable {
namespace {

// Days counted up to `day` inside `cell`, in the cell's own measure (working days, or calendar days when it has none).
std::int64_t countedUpTo(const FiscalCalendar& calendar, DayRange cell, Day day, bool byWorkingDays) {
    const DayRange part{cell.first, std::min(day, cell.last)};
    if (part.length() == 0) return 0;
    return byWorkingDays ? calendar.workingDays(part) : part.length();
}

Minor roundedShare(Minor cell, std::int64_t part, std::int64_t whole) {
    if (part == 0) return 0;
    if (part == whole) return cell;
    // whole and remainder apart: cell × part could leave 64 bits for the largest cells
    const Minor quotient = cell / whole;
    const Minor rest = (cell % whole) * part;
    const Minor half = rest >= 0 ? whole / 2 : -(whole / 2);
    return quotient * part + (rest + half) / whole;
}

}  // namespace

Result<std::vector<CellShare>> sharesWithin(const TargetBook& book, const FiscalCalendar& calendar, DayRange range,
                                            DayRange fiscalYear, Day asOf) {
    std::vector<DayRange> cells;
    for (const Period& period : book.periods()) {
        auto cell = calendar.rangeOf(period);
        if (!cell) return tl::unexpected(cell.error());
        cells.push_back(*cell);
    }
    if (cells.empty()) return std::vector<CellShare>{};
    if (range.first == fiscalYear.first) range.first = std::min(range.first, cells.front().first);
    if (range.last == fiscalYear.last) range.last = std::max(range.last, cells.back().last);
    const Day end = std::min(range.last, asOf);

    std::vector<CellShare> shares;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const DayRange cell = cells[i];
        if (cell.last < range.first || cell.first > end) continue;
        const bool byWorkingDays = calendar.workingDays(cell) > 0;
        CellShare share;
        share.period = static_cast<int>(i);
        share.whole = countedUpTo(calendar, cell, cell.last, byWorkingDays);
        share.before = countedUpTo(calendar, cell, range.first - 1, byWorkingDays);
        share.until = countedUpTo(calendar, cell, end, byWorkingDays);
        if (share.until > share.before) shares.push_back(share);
    }
    return shares;
}

Minor dueOf(Minor cell, const CellShare& share) {
    return roundedShare(cell, share.until, share.whole) - roundedShare(cell, share.before, share.whole);
}

DueTargets dueByUnit(const TargetBook& book, const OrgTree& tree, const std::vector<CellShare>& shares) {
    const auto units = static_cast<std::size_t>(tree.size());
    DueTargets due{std::vector<Minor>(units, 0), std::vector<Minor>(units, 0)};
    const int products = static_cast<int>(book.products().size());

    for (int leaf = 0; leaf < tree.leafCount(); ++leaf) {
        Minor& sum = due.byUnit[static_cast<std::size_t>(tree.leaves()[static_cast<std::size_t>(leaf)])];
        for (int product = 0; product < products; ++product)
            for (const CellShare& share : shares) sum += dueOf(book.leafValue(leaf, product, share.period), share);
    }
    for (int unit = tree.size() - 1; unit >= 0; --unit) {
        const auto u = static_cast<std::size_t>(unit);
        if (!tree[unit].children.empty()) {
            for (int product = 0; product < products; ++product)
                for (const CellShare& share : shares)
                    due.ownReserve[u] += dueOf(book.reserveValue(unit, product, share.period), share);
            due.byUnit[u] += due.ownReserve[u];
        }
        if (tree[unit].parent >= 0) due.byUnit[static_cast<std::size_t>(tree[unit].parent)] += due.byUnit[u];
    }
    return due;
}

}  // namespace sandtable

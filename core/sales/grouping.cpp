#include "sales/grouping.h"

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>
#include <optional>

#include "sales/cell_numbers.h"
#include "sales/distinct_codes.h"
#include "sales/fused_sums.h"
#include "sales/row_block.h"

namespace sandtable {
namespace {

constexpr std::uint64_t kDenseCells = 1ULL << 20;  // more possible cells than this are looked up by hash
constexpr std::uint64_t kMaxCells = 1ULL << 62;
constexpr std::size_t kMaxGroups = 4'000'000;

template <class Cell>
[[gnu::noinline]] void addMembers(const RowSource& source, const AxisCodes& axis, Cell stride, const RowBlock& block,
                                  Cell* cells) {
    if (axis.column.empty()) {
        const std::uint32_t* member = axis.memberOfDay.data();
        const Day* day = source.day.data();
        const Day firstDay = axis.firstDay;
        forRows(block, [=](std::size_t i, std::size_t row) { cells[i] += stride * member[day[row] - firstDay]; });
        return;
    }
    std::visit(
        [&](auto codes) {
            const auto* code = codes.data();
            if (axis.memberOfCode.empty()) {
                forRows(block,
                        [=](std::size_t i, std::size_t row) { cells[i] += stride * static_cast<Cell>(code[row]); });
            } else {
                const std::uint32_t* member = axis.memberOfCode.data();
                forRows(block, [=](std::size_t i, std::size_t row) { cells[i] += stride * member[code[row]]; });
            }
        },
        source.column(axis.column)->codes);
}

// Rows are sorted by day, so the members of one axis by day are runs of rows: that axis costs nothing per row. Groups are
// numbered run by run: run * cellsPerRun + cell.
class Grouper {
public:
    Grouper(const RowSource& source, const Selection& selection, const std::vector<AxisCodes>& axes,
            const GroupingWants& wants)
        : source_(source), selection_(selection), axes_(axes), wants_(wants), strides_(axes.size(), 0) {}

    Result<Groups> run() {
        if (!layOut()) return failure({.code = "sales.too_many_groups", .path = "", .params = {{"limit", kMaxGroups}}});
        for (std::size_t s = 0; s == 0 || s < wants_.sums.size(); s += FusedSums::kMost) {
            const std::size_t count = std::min(FusedSums::kMost, wants_.sums.size() - s);
            sums_.emplace_back(source_, std::span(wants_.sums).subspan(s, count));
        }
        const std::uint64_t flagCells = hashed_ ? kMaxCells : cellsPerRun_;
        for (const std::string& key : wants_.distinct) distinct_.emplace_back(source_, key, flagCells);
        if (!hashed_) resize(static_cast<std::size_t>(cellsPerRun_) * runs_);
        for (std::size_t run = 0; run < runs_; ++run) {
            const Selection::Run rows =
                runAxis_ ? selection_.runOf(source_, axes_[*runAxis_].runs[run]) : Selection::Run{0, selection_.size()};
            if (!addRun(run, rows))
                return failure({.code = "sales.too_many_groups", .path = "", .params = {{"limit", kMaxGroups}}});
        }
        for (DistinctCodes& distinct : distinct_) distinct.finish();
        return collect();
    }

private:
    bool layOut() {
        for (std::size_t a = 0; a < axes_.size() && !runAxis_; ++a)
            if (!axes_[a].runs.empty()) runAxis_ = a;
        runs_ = runAxis_ ? axes_[*runAxis_].runs.size() : 1;
        std::uint64_t cells = 1;
        for (std::size_t a = axes_.size(); a-- > 0;) {
            if (a == runAxis_) continue;
            if (!axes_[a].runs.empty()) mapDays(axes_[a]);
            strides_[a] = cells;
            const std::uint64_t size = std::max<std::size_t>(1, axes_[a].size);
            if (size > kMaxCells / runs_ / cells) return false;
            cells *= size;
        }
        cellsPerRun_ = cells;
        hashed_ = cells > kDenseCells / std::max<std::size_t>(1, runs_);
        return true;
    }

    // A second axis by day cannot be walked in runs as well: its members are looked up.
    void mapDays(AxisCodes& axis) const {
        if (source_.rows == 0) return;
        axis.firstDay = source_.day.front();
        axis.memberOfDay.assign(static_cast<std::size_t>(source_.day.back() - axis.firstDay) + 1, 0);
        for (std::size_t member = 0; member < axis.runs.size(); ++member) {
            const Day last = std::min(axis.runs[member].last, source_.day.back());
            for (Day day = std::max(axis.runs[member].first, axis.firstDay); day <= last; ++day)
                axis.memberOfDay[static_cast<std::size_t>(day - axis.firstDay)] = static_cast<std::uint32_t>(member);
        }
    }

    void resize(std::size_t groups) {
        for (FusedSums& sums : sums_) sums.resize(groups);
        for (DistinctCodes& distinct : distinct_) distinct.resize(groups);
        if (wants_.lastDay) lastDay_.resize(groups, std::numeric_limits<Day>::min());
    }

    bool addRun(std::size_t run, Selection::Run rows) {
        const std::uint64_t base = run * cellsPerRun_;
        for (DistinctCodes& distinct : distinct_) distinct.startRun(hashed_ ? 0 : static_cast<std::uint32_t>(base));
        std::array<std::uint32_t, kRowBlock> groups;
        std::array<std::uint64_t, kRowBlock> cells;
        for (std::size_t begin = rows.begin; begin < rows.end; begin += kRowBlock) {
            RowBlock block{nullptr, selection_.first() + begin, std::min(kRowBlock, rows.end - begin)};
            if (selection_.listed()) block.rows = selection_.rows().data() + begin;
            if (hashed_) {
                placeCells(block, base, cells.data());
                numbers_.number(cells.data(), groups.data(), block.length);
                if (numbers_.cells().size() > kMaxGroups) return false;
                resize(numbers_.cells().size());
            } else {
                placeCells(block, static_cast<std::uint32_t>(base), groups.data());
            }
            addBlock(block, groups.data());
        }
        return true;
    }

    template <class Cell>
    void placeCells(const RowBlock& block, Cell base, Cell* cells) const {
        std::fill_n(cells, block.length, base);
        for (std::size_t a = 0; a < axes_.size(); ++a)
            if (a != runAxis_) addMembers(source_, axes_[a], static_cast<Cell>(strides_[a]), block, cells);
    }

    void addBlock(const RowBlock& block, const std::uint32_t* groups) {
        for (FusedSums& sums : sums_) sums.add(block, groups);
        for (DistinctCodes& distinct : distinct_) distinct.add(block, groups);
        if (wants_.lastDay) addLastDays(block, groups);
    }

    [[gnu::noinline]] void addLastDays(const RowBlock& block, const std::uint32_t* groups) {
        Day* const last = lastDay_.data();
        if (source_.lastDay.empty()) {
            const Day* const days = source_.day.data();
            forRows(block, [&](std::size_t i, std::size_t row) { last[groups[i]] = days[row]; });
        } else {
            const Day* const days = source_.lastDay.data();
            forRows(block,
                    [&](std::size_t i, std::size_t row) { last[groups[i]] = std::max(last[groups[i]], days[row]); });
        }
    }

    [[nodiscard]] std::size_t sizeOf(std::size_t axis) const { return std::max<std::size_t>(1, axes_[axis].size); }

    // The groups that have rows, in the order of their members. Their members go to `members`.
    [[nodiscard]] std::vector<std::uint32_t> orderedGroups(std::vector<std::vector<std::uint32_t>>& members) const {
        return hashed_ ? orderedByHash(members) : orderedDense(members);
    }

    // Counts through all combinations like a mileage counter: the last axis turns fastest.
    [[nodiscard]] std::vector<std::uint32_t> orderedDense(std::vector<std::vector<std::uint32_t>>& members) const {
        std::vector<std::uint32_t> order;
        std::vector<std::uint32_t> at(axes_.size());
        std::vector<std::uint32_t> stride(axes_.size());
        for (std::size_t a = 0; a < axes_.size(); ++a)
            stride[a] = static_cast<std::uint32_t>(a == runAxis_ ? cellsPerRun_ : strides_[a]);
        const std::size_t count = static_cast<std::size_t>(cellsPerRun_) * runs_;
        std::uint32_t group = 0;
        for (std::size_t place = 0; place < count; ++place) {
            if (sums_.front().lines(group) > 0) {
                order.push_back(group);
                for (std::size_t a = 0; a < axes_.size(); ++a) members[a].push_back(at[a]);
            }
            for (std::size_t a = axes_.size(); a-- > 0;) {
                group += stride[a];
                if (++at[a] < sizeOf(a)) break;
                group -= stride[a] * at[a];
                at[a] = 0;
            }
        }
        return order;
    }

    [[nodiscard]] std::vector<std::uint32_t> orderedByHash(std::vector<std::vector<std::uint32_t>>& members) const {
        const std::vector<std::uint64_t>& cells = numbers_.cells();
        std::vector<std::uint32_t> order(cells.size());
        std::iota(order.begin(), order.end(), 0U);
        const auto memberOf = [&](std::uint64_t cell, std::size_t a) {
            if (a == runAxis_) return static_cast<std::uint32_t>(cell / cellsPerRun_);
            return static_cast<std::uint32_t>(cell % cellsPerRun_ / strides_[a] % sizeOf(a));
        };
        std::vector<std::uint64_t> place(cells.size());
        for (std::size_t group = 0; group < cells.size(); ++group)
            for (std::size_t a = 0; a < axes_.size(); ++a)
                place[group] = place[group] * sizeOf(a) + memberOf(cells[group], a);
        std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return place[a] < place[b]; });
        for (std::size_t a = 0; a < axes_.size(); ++a)
            for (const std::uint32_t group : order) members[a].push_back(memberOf(cells[group], a));
        return order;
    }

    [[nodiscard]] Groups collect() const {
        Groups out;
        out.members.resize(axes_.size());
        const std::vector<std::uint32_t> order = orderedGroups(out.members);
        out.lines.resize(order.size());
        out.sums.assign(wants_.sums.size(), std::vector<std::int64_t>(order.size()));
        out.distinct.assign(wants_.distinct.size(), std::vector<std::int64_t>(order.size()));
        if (wants_.lastDay) out.lastDay.resize(order.size());
        for (std::size_t g = 0; g < order.size(); ++g) {
            const std::uint32_t group = order[g];
            out.lines[g] = sums_.front().lines(group);
            if (wants_.lastDay) out.lastDay[g] = lastDay_[group];
        }
        for (std::size_t s = 0; s < wants_.sums.size(); ++s)
            for (std::size_t g = 0; g < order.size(); ++g)
                out.sums[s][g] = sums_[s / FusedSums::kMost].sum(order[g], s % FusedSums::kMost);
        for (std::size_t d = 0; d < wants_.distinct.size(); ++d)
            for (std::size_t g = 0; g < order.size(); ++g) out.distinct[d][g] = distinct_[d].count(order[g]);
        return out;
    }

    const RowSource& source_;
    const Selection& selection_;
    std::vector<AxisCodes> axes_;
    const GroupingWants& wants_;
    std::vector<std::uint64_t> strides_;
    std::optional<std::size_t> runAxis_;
    std::size_t runs_ = 1;
    std::uint64_t cellsPerRun_ = 1;
    bool hashed_ = false;
    CellNumbers numbers_;
    std::vector<FusedSums> sums_;
    std::vector<DistinctCodes> distinct_;
    std::vector<Day> lastDay_;
};

}  // namespace

Result<Groups> groupRows(const RowSource& source, const Selection& selection, const std::vector<AxisCodes>& axes,
                         const GroupingWants& wants) {
    return Grouper(source, selection, axes, wants).run();
}

}  // namespace sandtable

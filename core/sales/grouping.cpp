#include "sales/grouping.h"

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>
#include <optional>

#include "facts/table.h"

namespace sandtable {
namespace {

// The cells of one block stay in the first-level cache. What is done to a block is a call of its own: a browser replaces its first,
// slow translation of a function by a fast one only where the function is called again.
constexpr std::size_t kBlock = 2048;
constexpr std::uint64_t kDenseCells = 1ULL << 20;  // more possible cells than this are looked up by hash
constexpr std::uint64_t kDenseBits = 1ULL << 24;   // more distinct flags than this leave the second-level cache
constexpr std::uint64_t kMaxCells = 1ULL << 62;
constexpr std::size_t kMaxGroups = 4'000'000;
constexpr std::size_t kFusedSums = 3;

// A stretch of selected rows: row numbers, or all rows from `first` on.
struct Block {
    const std::uint32_t* rows;  // null: first, first + 1, …
    std::size_t first;
    std::size_t length;
};

template <class F>
void forRows(const Block& block, F&& f) {  // f(i, row)
    if (block.rows == nullptr) {
        for (std::size_t i = 0; i < block.length; ++i) f(i, block.first + i);
    } else {
        for (std::size_t i = 0; i < block.length; ++i) f(i, static_cast<std::size_t>(block.rows[i]));
    }
}

template <class Cell>
[[gnu::noinline]] void addMembers(const RowSource& source, const AxisCodes& axis, Cell stride, const Block& block,
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

// Lines and up to three sums side by side per group: [group * (1 + kSums)]. One visit per row for all of them.
template <std::size_t kSums>
[[gnu::noinline]] void addFused(const Block& block, const std::uint32_t* groups,
                                const std::array<const std::int64_t*, kFusedSums>& values, std::int64_t* slots) {
    const auto columns = values;  // of its own: nothing the slots could overwrite
    forRows(block, [&](std::size_t i, std::size_t row) {
        std::int64_t* slot = slots + groups[i] * (1 + kSums);
        slot[0] += 1;
        for (std::size_t s = 0; s < kSums; ++s) {
            const std::int64_t value = columns[s][row];
            slot[1 + s] += value == kMissingAmount ? 0 : value;
        }
    });
}

// Sums of up to three amounts; wants beyond three get another of these.
class FusedSums {
public:
    FusedSums(const RowSource& source, std::span<const std::string> keys) : sums_(keys.size()) {
        lines_ = source.lines.empty() ? nullptr : source.lines.data();
        for (std::size_t s = 0; s < sums_; ++s) {
            const AmountColumn* column = source.amount(keys[s]);
            values_[s] = column->values.data();
            counted_[s] = column->hasMissing;
        }
    }

    void resize(std::size_t groups) {
        slots_.resize(groups * (1 + sums_));
        for (std::size_t s = 0; s < sums_; ++s)
            if (counted_[s]) present_[s].resize(groups);
    }

    void add(const Block& block, const std::uint32_t* groups) {
        if (sums_ == 0) addFused<0>(block, groups, values_, slots_.data());
        if (sums_ == 1) addFused<1>(block, groups, values_, slots_.data());
        if (sums_ == 2) addFused<2>(block, groups, values_, slots_.data());
        if (sums_ == 3) addFused<3>(block, groups, values_, slots_.data());
        if (lines_ != nullptr)  // a row of an aggregate stands for several
            forRows(block, [&](std::size_t i, std::size_t row) { slots_[groups[i] * (1 + sums_)] += lines_[row] - 1; });
        for (std::size_t s = 0; s < sums_; ++s) {
            if (!counted_[s]) continue;
            forRows(block, [&](std::size_t i, std::size_t row) {
                present_[s][groups[i]] |= static_cast<std::uint8_t>(values_[s][row] != kMissingAmount);
            });
        }
    }

    [[nodiscard]] std::int64_t lines(std::size_t group) const { return slots_[group * (1 + sums_)]; }
    [[nodiscard]] std::int64_t sum(std::size_t group, std::size_t s) const {
        if (counted_[s] && present_[s][group] == 0) return kMissingAmount;
        return slots_[group * (1 + sums_) + 1 + s];
    }
    [[nodiscard]] std::size_t count() const { return sums_; }

private:
    std::size_t sums_;
    const std::int64_t* lines_ = nullptr;
    std::array<const std::int64_t*, kFusedSums> values_{};
    std::array<bool, kFusedSums> counted_{};
    std::vector<std::int64_t> slots_;
    std::array<std::vector<std::uint8_t>, kFusedSums> present_;
};

// Distinct codes of one column per group. Rows of an aggregate know their own. The lines of an order lie next to each other: then only the groups of the present code
// are remembered. Otherwise, with few codes, a flag per cell and code; with many, each code remembers the first group it was seen
// in. The rare pairs that none of this tells apart are sorted at the end.
class DistinctCodes {
public:
    DistinctCodes(const RowSource& source, std::string_view key, std::uint64_t cellsPerRun) {
        if (const auto counted = source.distinct.find(key); counted != source.distinct.end()) {
            how_ = How::added;
            added_ = counted->second.data();
            return;
        }
        const CodeColumn& column = *source.column(key);
        codes_ = column.codes;
        size_ = static_cast<std::uint32_t>(column.size);
        if (column.adjacent) {
            how_ = How::adjacent;
        } else if (cellsPerRun <= kDenseBits / std::max<std::size_t>(1, column.size)) {
            how_ = How::flags;
            flags_.resize(static_cast<std::size_t>((cellsPerRun * column.size + 31) / 32));
        } else {
            how_ = How::firsts;
            firstGroup_.assign(column.size, kNowhere);
        }
    }

    void resize(std::size_t groups) { counts_.resize(groups); }
    void startRun(std::uint32_t firstGroup) {
        base_ = firstGroup;
        std::fill(flags_.begin(), flags_.end(), 0);
    }

    void add(const Block& block, const std::uint32_t* groups) {
        if (how_ == How::added) {
            forRows(block, [&](std::size_t i, std::size_t row) { counts_[groups[i]] += added_[row]; });
            return;
        }
        std::visit(
            [&](auto codes) {
                if (how_ == How::adjacent) addAdjacent(block, groups, codes.data());
                if (how_ == How::flags) addFlags(block, groups, codes.data());
                if (how_ == How::firsts) addFirsts(block, groups, codes.data());
            },
            codes_);
    }

    void finish() {
        std::sort(further_.begin(), further_.end());
        further_.erase(std::unique(further_.begin(), further_.end()), further_.end());
        for (const std::uint64_t pair : further_) ++counts_[pair >> 32];
        further_ = {};
    }
    [[nodiscard]] std::int64_t count(std::size_t group) const { return counts_[group]; }

private:
    static constexpr std::uint32_t kNowhere = std::numeric_limits<std::uint32_t>::max();
    static constexpr std::size_t kRemembered = 32;

    template <class Code>
    [[gnu::noinline]] void addFlags(const Block& block, const std::uint32_t* groups, const Code* codes) {
        std::uint32_t* const flags = flags_.data();
        std::int64_t* const counts = counts_.data();
        const std::uint32_t size = size_, base = base_;
        forRows(block, [&](std::size_t i, std::size_t row) {
            const std::uint32_t code = codes[row];
            const std::uint32_t bit = (groups[i] - base) * size + code;  // kDenseBits at most
            const std::uint32_t word = flags[bit >> 5];
            counts[groups[i]] += ~(word >> (bit & 31)) & std::uint32_t{code != 0};
            flags[bit >> 5] = word | 1U << (bit & 31);
        });
    }

    template <class Code>
    [[gnu::noinline]] void addAdjacent(const Block& block, const std::uint32_t* groups, const Code* codes) {
        std::int64_t* const counts = counts_.data();
        std::uint32_t present = present_, group = groupOfPresent_;
        forRows(block, [&](std::size_t i, std::size_t row) {
            const std::uint32_t code = codes[row];
            if (code != present) {
                present = code;
                group = groups[i];
                if (several_) forgetGroups();
                counts[group] += std::uint32_t{code != 0};
            } else if (groups[i] != group && code != 0) {
                addFurther(groups[i], code);
            }
        });
        present_ = present;
        groupOfPresent_ = group;
    }

    [[gnu::noinline]] void forgetGroups() {
        several_ = false;
        furtherOfPresent_.clear();
    }

    // The present code, in another group than it was first seen in.
    [[gnu::noinline]] void addFurther(std::uint32_t group, std::uint32_t code) {
        if (std::find(furtherOfPresent_.begin(), furtherOfPresent_.end(), group) != furtherOfPresent_.end()) return;
        several_ = true;
        if (furtherOfPresent_.size() < kRemembered) {
            furtherOfPresent_.push_back(group);
            ++counts_[group];
        } else {
            further_.push_back(std::uint64_t{group} << 32 | code);
        }
    }

    template <class Code>
    [[gnu::noinline]] void addFirsts(const Block& block, const std::uint32_t* groups, const Code* codes) {
        forRows(block, [&](std::size_t i, std::size_t row) {
            const std::uint32_t code = codes[row];
            std::uint32_t& first = firstGroup_[code];
            if (first == groups[i] || code == 0) return;
            if (first == kNowhere) {
                first = groups[i];
                ++counts_[groups[i]];
            } else {
                further_.push_back(std::uint64_t{groups[i]} << 32 | code);
            }
        });
    }

    enum class How { added, adjacent, flags, firsts };
    How how_;
    const std::int64_t* added_ = nullptr;
    CodeSpan codes_;
    std::uint32_t size_ = 0;  // of the column
    std::uint32_t base_ = 0;  // group of the run's first cell
    std::vector<std::uint32_t> flags_;
    std::uint32_t present_ = 0;                    // the code of the row before,
    std::uint32_t groupOfPresent_ = kNowhere;      // the group it was first seen in
    bool several_ = false;                         // and whether there are
    std::vector<std::uint32_t> furtherOfPresent_;  // further ones, not all when there are many
    std::vector<std::uint32_t> firstGroup_;        // by code
    std::vector<std::uint64_t> further_;           // group << 32 | code: seen elsewhere before
    std::vector<std::int64_t> counts_;
};

// Numbers the cells that occur, in order of appearance.
class CellNumbers {
public:
    CellNumbers() : slots_(1 << 12, kFree) {}

    [[gnu::noinline]] void number(const std::uint64_t* cells, std::uint32_t* numbers, std::size_t count) {
        for (std::size_t i = 0; i < count; ++i) numbers[i] = numberOf(cells[i]);
    }
    [[nodiscard]] const std::vector<std::uint64_t>& cells() const { return cells_; }

private:
    static constexpr std::uint32_t kFree = std::numeric_limits<std::uint32_t>::max();

    std::uint32_t numberOf(std::uint64_t cell) {
        std::size_t at = place(cell);
        while (slots_[at] != kFree) {
            if (cells_[slots_[at]] == cell) return slots_[at];
            at = (at + 1) & (slots_.size() - 1);
        }
        const auto number = static_cast<std::uint32_t>(cells_.size());
        slots_[at] = number;
        cells_.push_back(cell);
        if (cells_.size() * 2 > slots_.size()) grow();
        return number;
    }

    // Fibonacci hashing: Knuth, The Art of Computer Programming 3, 6.4.
    [[nodiscard]] std::size_t place(std::uint64_t cell) const {
        return static_cast<std::size_t>((cell * 0x9E3779B97F4A7C15ULL) >> 32) & (slots_.size() - 1);
    }
    void grow() {
        slots_.assign(slots_.size() * 4, kFree);
        for (std::size_t number = 0; number < cells_.size(); ++number) {
            std::size_t at = place(cells_[number]);
            while (slots_[at] != kFree) at = (at + 1) & (slots_.size() - 1);
            slots_[at] = static_cast<std::uint32_t>(number);
        }
    }

    std::vector<std::uint32_t> slots_;
    std::vector<std::uint64_t> cells_;
};

// Rows are sorted by day, so the members of one axis by day are runs of rows: that axis costs nothing per row. Groups are
// numbered run by run: run * cellsPerRun + cell.
class Grouper {
public:
    Grouper(const RowSource& source, const Selection& selection, const std::vector<AxisCodes>& axes,
            const GroupingWants& wants)
        : source_(source), selection_(selection), axes_(axes), wants_(wants), strides_(axes.size(), 0) {}

    Result<Groups> run() {
        if (!layOut()) return failure({.code = "sales.too_many_groups", .path = "", .params = {{"limit", kMaxGroups}}});
        for (std::size_t s = 0; s == 0 || s < wants_.sums.size(); s += kFusedSums) {
            const std::size_t count = std::min(kFusedSums, wants_.sums.size() - s);
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
        std::array<std::uint32_t, kBlock> groups;
        std::array<std::uint64_t, kBlock> cells;
        for (std::size_t begin = rows.begin; begin < rows.end; begin += kBlock) {
            Block block{nullptr, selection_.first() + begin, std::min(kBlock, rows.end - begin)};
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
    void placeCells(const Block& block, Cell base, Cell* cells) const {
        std::fill_n(cells, block.length, base);
        for (std::size_t a = 0; a < axes_.size(); ++a)
            if (a != runAxis_) addMembers(source_, axes_[a], static_cast<Cell>(strides_[a]), block, cells);
    }

    void addBlock(const Block& block, const std::uint32_t* groups) {
        for (FusedSums& sums : sums_) sums.add(block, groups);
        for (DistinctCodes& distinct : distinct_) distinct.add(block, groups);
        if (wants_.lastDay) addLastDays(block, groups);
    }

    [[gnu::noinline]] void addLastDays(const Block& block, const std::uint32_t* groups) {
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
                out.sums[s][g] = sums_[s / kFusedSums].sum(order[g], s % kFusedSums);
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

Groups foldGroups(const Groups& fine, std::size_t axes) {
    Groups out;
    out.members.resize(axes);
    out.sums.resize(fine.sums.size());
    const auto begins = [&](std::size_t group) {
        if (group == 0) return true;
        for (std::size_t a = 0; a < axes; ++a)
            if (fine.members[a][group] != fine.members[a][group - 1]) return true;
        return false;
    };
    for (std::size_t group = 0; group < fine.size(); ++group) {
        if (begins(group)) {
            for (std::size_t a = 0; a < axes; ++a) out.members[a].push_back(fine.members[a][group]);
            out.lines.push_back(0);
            for (auto& sums : out.sums) sums.push_back(kMissingAmount);
        }
        out.lines.back() += fine.lines[group];
        for (std::size_t s = 0; s < out.sums.size(); ++s) {
            const std::int64_t value = fine.sums[s][group];
            std::int64_t& sum = out.sums[s].back();
            if (value != kMissingAmount) sum = sum == kMissingAmount ? value : sum + value;
        }
    }
    return out;
}

bool rowsLieTogether(const CodeColumn& column) {
    std::vector<std::uint64_t> seen((column.size + 63) / 64);
    return std::visit(
        [&](auto codes) {
            std::uint32_t before = 0;
            for (const std::uint32_t code : codes) {
                if (code == before) continue;
                before = code;
                if (code == 0) continue;
                std::uint64_t& word = seen[code >> 6];
                if ((word >> (code & 63) & 1) != 0) return false;
                word |= 1ULL << (code & 63);
            }
            return true;
        },
        column.codes);
}

}  // namespace sandtable

// Breakback on thousands of random blocks, judged by an exhaustive search that shares no code with it.
#include <algorithm>
#include <optional>

#include "balance_block.h"
#include "base/rng.h"

using namespace sandtable;
using namespace sandtable::test;

namespace {

int between(Rng& rng, int low, int high) {
    return low + static_cast<int>(rng.below(static_cast<std::uint32_t>(high - low + 1)));
}

CellBox randomBox(Rng& rng, const Block& block) {
    const auto run = [&](int count) {
        int a = between(rng, 0, count - 1), b = between(rng, 0, count - 1);
        return std::pair(std::min(a, b), std::max(a, b));
    };
    const auto [r0, r1] = run(block.rows);
    const auto [p0, p1] = run(block.products);
    const auto [t0, t1] = run(block.periods);
    return {r0, r1, p0, p1, t0, t1};
}

bool holdsIn(const CellBox& box, int row, int product, int period) {
    return box.firstRow <= row && row <= box.lastRow && box.firstProduct <= product && product <= box.lastProduct &&
           box.firstPeriod <= period && period <= box.lastPeriod;
}

// Tries every whole-number filling of the free cells. No cell ever needs more than the largest minimum: lowering a larger one to it
// breaks no constraint. So 0 … largest minimum per free cell is everything.
class Exhaustive {
public:
    Exhaustive(const Block& block, std::vector<int> subset) : subset_(std::move(subset)) {
        for (int c : subset_) {
            const BoxConstraint& constraint = block.constraints[static_cast<size_t>(c)];
            min_.push_back(constraint.min);
            max_.push_back(constraint.max);
            highest_ = std::max(highest_, constraint.min);
        }
        left_.assign(subset_.size(), 0);
        for (int row = 0; row < block.rows; ++row)
            for (int product = 0; product < block.products; ++product)
                for (int period = 0; period < block.periods; ++period) addCell(block, row, product, period);
    }

    bool feasible() { return descend(0); }

private:
    void addCell(const Block& block, int row, int product, int period) {
        const size_t cell = cellIndex(block.input(), row, product, period);
        std::vector<size_t> inside;
        for (size_t i = 0; i < subset_.size(); ++i)
            if (holdsIn(block.constraints[static_cast<size_t>(subset_[i])].box, row, product, period))
                inside.push_back(i);
        if (!block.fixed.empty() && block.fixed[cell] != 0) {
            for (size_t i : inside) {
                min_[i] -= block.cells[cell];
                if (max_[i] != kNoMaximum) max_[i] -= block.cells[cell];
            }
        } else if (!inside.empty()) {
            for (size_t i : inside) ++left_[i];
            cells_.push_back(inside);
        }
    }

    bool descend(size_t cell) {
        for (size_t i = 0; i < min_.size(); ++i) {
            if (max_[i] < 0) return false;
            if (left_[i] * highest_ < min_[i]) return false;
        }
        if (cell == cells_.size()) return true;
        for (size_t i : cells_[cell]) --left_[i];
        bool found = false;
        for (std::int64_t value = 0; value <= highest_ && !found; ++value) {
            add(cell, -value);
            found = descend(cell + 1);
            add(cell, value);
        }
        for (size_t i : cells_[cell]) ++left_[i];
        return found;
    }

    void add(size_t cell, std::int64_t value) {
        for (size_t i : cells_[cell]) {
            min_[i] += value;
            if (max_[i] != kNoMaximum) max_[i] += value;
        }
    }

    std::vector<int> subset_;
    std::int64_t highest_ = 0;
    std::vector<std::int64_t> min_, max_, left_;
    std::vector<std::vector<size_t>> cells_;
};

std::vector<int> membersOf(unsigned mask) {
    std::vector<int> out;
    for (int i = 0; i < 32; ++i)
        if ((mask >> i & 1U) != 0) out.push_back(i);
    return out;
}

// Fewest constraints that cannot hold together, 0 when all can.
size_t smallestConflict(const Block& block) {
    size_t best = 0;
    for (unsigned mask = 1; mask < 1U << block.constraints.size(); ++mask) {
        const std::vector<int> subset = membersOf(mask);
        if (best != 0 && subset.size() >= best) continue;
        if (!Exhaustive(block, subset).feasible()) best = subset.size();
    }
    return best;
}

// Every promise that holds whatever the numbers are.
void checkAnswer(const Block& block, const std::vector<std::int64_t>& answer) {
    bool kept = true, nonnegative = true, untouched = true, met = true;
    for (int row = 0; row < block.rows; ++row) {
        for (int product = 0; product < block.products; ++product) {
            for (int period = 0; period < block.periods; ++period) {
                const size_t cell = cellIndex(block.input(), row, product, period);
                nonnegative = nonnegative && answer[cell] >= 0;
                if (!block.fixed.empty() && block.fixed[cell] != 0) kept = kept && answer[cell] == block.cells[cell];
                const bool covered = std::any_of(block.constraints.begin(), block.constraints.end(),
                                                 [&](const auto& c) { return holdsIn(c.box, row, product, period); });
                if (!covered) untouched = untouched && answer[cell] == block.cells[cell];
            }
        }
    }
    for (const BoxConstraint& c : block.constraints) {
        const std::int64_t sum = block.sum(c.box, answer);
        met = met && sum >= c.min && sum <= c.max;
    }
    CHECK(kept);
    CHECK(nonnegative);
    CHECK(untouched);
    CHECK(met);
}

// The changes alone, put over the old cells, are the same answer.
void checkChanges(const Block& block, const std::vector<std::int64_t>& answer) {
    const auto changes = balanceChanges(block.input());
    REQUIRE(changes.has_value());
    std::vector<std::int64_t> patched = block.cells;
    size_t from = 0;
    for (const CellRun& run : changes->runs)
        for (size_t i = 0; i < run.count; ++i) patched[run.first + i] = changes->values[from++];
    CHECK(from == changes->values.size());
    CHECK(patched == answer);
}

void checkConflictExhaustively(const Block& block, const BalanceConflict& conflict) {
    REQUIRE(conflict.reason == BalanceConflict::Reason::infeasible);
    CHECK_FALSE(Exhaustive(block, conflict.constraints).feasible());
    for (size_t out = 0; out < conflict.constraints.size(); ++out) {
        std::vector<int> rest = conflict.constraints;
        rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(out));
        CHECK(Exhaustive(block, rest).feasible());
    }
    CHECK(conflict.smallest);
    CHECK(conflict.constraints.size() == smallestConflict(block));
    if (block.fixed.empty()) return;
    // With only the named cells fixed it still conflicts; with any one of them free as well it does not.
    Block named = block;
    std::fill(named.fixed.begin(), named.fixed.end(), std::uint8_t{0});
    std::vector<size_t> cells;
    for (const CellRun& run : conflict.fixed)
        for (size_t cell = run.first; cell < run.first + run.count; ++cell) cells.push_back(cell);
    for (size_t cell : cells) {
        CHECK(block.fixed[cell] != 0);
        named.fixed[cell] = 1;
    }
    CHECK_FALSE(Exhaustive(named, conflict.constraints).feasible());
    for (size_t cell : cells) {
        named.fixed[cell] = 0;
        CHECK(Exhaustive(named, conflict.constraints).feasible());
        named.fixed[cell] = 1;
    }
}

Block tinyBlock(Rng& rng) {
    Block block;
    block.rows = between(rng, 1, 3);
    block.products = between(rng, 1, 2);
    block.periods = between(rng, 1, 3);
    while (block.rows * block.products * block.periods > 8) --block.periods;
    const int cells = block.rows * block.products * block.periods;
    for (int i = 0; i < cells; ++i) block.cells.push_back(between(rng, 0, 3));
    if (rng.below(2) == 0)
        for (int i = 0; i < cells; ++i) block.fixed.push_back(rng.below(3) == 0);
    if (rng.below(3) == 0)
        for (int i = 0; i < cells; ++i) block.weights.push_back(between(rng, 0, 3));
    const int constraints = between(rng, 1, 6);
    for (int i = 0; i < constraints; ++i) {
        BoxConstraint constraint{.box = randomBox(rng, block)};
        constraint.min = between(rng, 0, 6);
        const std::uint32_t kind = rng.below(10);
        constraint.max = kind < 6 ? constraint.min : kind < 8 ? constraint.min + between(rng, 0, 3) : kNoMaximum;
        if (kind == 7) constraint.min = 0;
        block.constraints.push_back(constraint);
    }
    return block;
}

}  // namespace

TEST_CASE("on tiny blocks balance finds an answer exactly when one exists, and the smallest conflict otherwise") {
    Rng rng(20260101);
    int solved = 0, conflicting = 0;
    for (int round = 0; round < 3000; ++round) {
        const Block block = tinyBlock(rng);
        CAPTURE(round);
        const auto answer = balance(block.input());
        if (answer) {
            ++solved;
            checkAnswer(block, *answer);
            checkChanges(block, *answer);
        } else {
            ++conflicting;
            checkConflictExhaustively(block, answer.error());
        }
    }
    CHECK(solved > 600);  // both kinds must really occur
    CHECK(conflicting > 600);
}

namespace {

// A random organisation: nested runs of rows, as leaves and reserves are numbered in preorder.
void addSubtrees(Rng& rng, int first, int last, std::vector<std::pair<int, int>>& runs) {
    runs.emplace_back(first, last);
    if (first == last) return;
    int at = first;
    while (at <= last) {
        const int width = between(rng, 1, std::max(1, (last - first + 1) / 2));
        const int end = std::min(last, at + width - 1);
        addSubtrees(rng, at, end, runs);
        at = end + 1;
    }
}

// Runs of periods: single ones, quarters, the year.
std::pair<int, int> randomSpan(Rng& rng, int periods) {
    const std::uint32_t kind = rng.below(3);
    if (kind == 0) return {0, periods - 1};
    if (kind == 1) {
        const int quarter = between(rng, 0, 3);
        return {quarter * periods / 4, (quarter + 1) * periods / 4 - 1};
    }
    const int period = between(rng, 0, periods - 1);
    return {period, period};
}

struct Story {
    Block block;
    std::vector<std::int64_t> hidden;  // one answer that meets everything
};

// Locks and limits that a hidden block meets; the current block differs from it.
Story randomStory(Rng& rng) {
    Story story;
    Block& block = story.block;
    block.rows = between(rng, 2, 40);
    block.products = between(rng, 1, 3);
    block.periods = rng.below(4) == 0 ? 53 : 12;
    const size_t cells = cellIndex(block.input(), block.rows, 0, 0);
    const int zeros = between(rng, 0, 60);
    block.fixed.assign(cells, 0);
    for (size_t i = 0; i < cells; ++i) {
        const bool zero = between(rng, 0, 99) < zeros;
        block.cells.push_back(zero ? 0 : between(rng, 1, 100'000));
        const int change = between(rng, 0, 3);
        story.hidden.push_back(change == 0 ? between(rng, 0, 100'000) : change == 1 ? 0 : block.cells.back());
        if (rng.below(20) == 0) {
            block.fixed[i] = 1;
            story.hidden[i] = block.cells[i];
        }
    }
    std::vector<std::pair<int, int>> runs;
    addSubtrees(rng, 0, block.rows - 1, runs);
    const int constraints = between(rng, 1, 60);
    for (int i = 0; i < constraints; ++i) {
        const auto [firstRow, lastRow] = runs[rng.below(static_cast<std::uint32_t>(runs.size()))];
        const auto [firstPeriod, lastPeriod] = randomSpan(rng, block.periods);
        CellBox where{firstRow, lastRow, 0, block.products - 1, firstPeriod, lastPeriod};
        if (rng.below(3) == 0) where.firstProduct = where.lastProduct = between(rng, 0, block.products - 1);
        const std::int64_t sum = block.sum(where, story.hidden);
        BoxConstraint constraint{.box = where, .min = sum, .max = sum};
        if (rng.below(3) == 0) constraint.min -= between(rng, 0, 1000);
        if (rng.below(3) == 0) constraint.max += between(rng, 0, 1000);
        block.constraints.push_back(constraint);
    }
    return story;
}

}  // namespace

TEST_CASE("on random organisations and calendars everything that can hold is made to hold") {
    Rng rng(7);
    for (int round = 0; round < 2000; ++round) {
        const Story story = randomStory(rng);
        CAPTURE(round);
        const auto answer = balance(story.block.input());
        REQUIRE(answer.has_value());  // the hidden block meets everything
        checkAnswer(story.block, *answer);
        checkChanges(story.block, *answer);
    }
}

TEST_CASE("a broken promise in a random organisation is explained by constraints that need each other") {
    Rng rng(11);
    int broken = 0;
    for (int round = 0; round < 400; ++round) {
        Story story = randomStory(rng);
        CAPTURE(round);
        BoxConstraint& victim =
            story.block.constraints[rng.below(static_cast<std::uint32_t>(story.block.constraints.size()))];
        victim.min += between(rng, 1, 50'000);
        victim.max = std::max(victim.min, victim.max);
        const auto answer = balance(story.block.input());
        if (answer) {
            checkAnswer(story.block, *answer);
            continue;
        }
        ++broken;
        const BalanceConflict& conflict = answer.error();
        REQUIRE(conflict.reason == BalanceConflict::Reason::infeasible);
        const auto holds = [&](size_t without) {
            Block part = story.block;
            part.constraints.clear();
            for (size_t i = 0; i < conflict.constraints.size(); ++i)
                if (i != without)
                    part.constraints.push_back(story.block.constraints[static_cast<size_t>(conflict.constraints[i])]);
            return balance(part.input()).has_value();
        };
        CHECK_FALSE(holds(conflict.constraints.size()));
        for (size_t without = 0; without < conflict.constraints.size(); ++without) CHECK(holds(without));
    }
    CHECK(broken > 50);
}

TEST_CASE("in nested edits every cell is within one unit of its proportional share") {
    Rng rng(3);
    for (int round = 0; round < 500; ++round) {
        Block block;
        block.rows = between(rng, 3, 60);
        for (int i = 0; i < block.rows; ++i) block.cells.push_back(between(rng, 1, 1'000'000));
        const int inner = between(rng, 1, block.rows - 1);
        const std::int64_t total = block.sum(firstRows(block.rows), block.cells) + between(rng, -1000, 1'000'000);
        const std::int64_t part = between(rng, 0, static_cast<int>(std::min<std::int64_t>(total, 1'000'000)));
        block.constraints = {exactly(firstRows(block.rows), total), exactly(firstRows(inner), part)};
        const auto answer = block.balanced();
        const auto partBefore = static_cast<double>(block.sum(firstRows(inner), block.cells));
        const auto restBefore = static_cast<double>(block.sum(box(inner, block.rows - 1, 0, 0), block.cells));
        bool close = true;
        for (int i = 0; i < block.rows; ++i) {
            const double factor =
                i < inner ? static_cast<double>(part) / partBefore : static_cast<double>(total - part) / restBefore;
            const double share = static_cast<double>(block.cells[static_cast<size_t>(i)]) * factor;
            close = close && std::abs(static_cast<double>(answer[static_cast<size_t>(i)]) - share) < 1.0;
        }
        CHECK(close);
    }
}

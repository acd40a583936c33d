// How near breakback's answers are to the proportional ideal, that builds agree to the bit, and that the searches end.
#include <algorithm>
#include <cmath>

#include "balance_block.h"
#include "base/rng.h"

using namespace sandtable;
using namespace sandtable::test;

namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

// Plain iterative proportional fitting on cells, thousands of rounds: the textbook method, independent of atoms.
std::vector<double> fitTable(const Block& block, const std::vector<double>& rowTotals,
                             const std::vector<double>& columnTotals) {
    std::vector<double> x(block.cells.begin(), block.cells.end());
    for (int round = 0; round < 3000; ++round) {
        for (int r = 0; r < block.rows; ++r) {
            double sum = 0;
            for (int t = 0; t < block.periods; ++t) sum += x[at(r * block.periods + t)];
            for (int t = 0; t < block.periods; ++t) x[at(r * block.periods + t)] *= rowTotals[at(r)] / sum;
        }
        for (int t = 0; t < block.periods; ++t) {
            double sum = 0;
            for (int r = 0; r < block.rows; ++r) sum += x[at(r * block.periods + t)];
            for (int r = 0; r < block.rows; ++r) x[at(r * block.periods + t)] *= columnTotals[at(t)] / sum;
        }
    }
    return x;
}

// A region of 60 units and 12 months with locked quarters, a limit, fixed cells and an edited month: one of everything.
Block busyBlock() {
    Rng rng(99);
    Block block;
    block.rows = 60;
    block.products = 2;
    block.periods = 12;
    for (int i = 0; i < 60 * 2 * 12; ++i) {
        block.cells.push_back(rng.below(9) == 0 ? 0 : rng.below(1'000'000));
        block.fixed.push_back(rng.below(20) == 0);
    }
    const auto now = [&](const CellBox& where) { return block.sum(where, block.cells); };
    const CellBox year{0, 59, 0, 1, 0, 11}, city{10, 19, 0, 1, 0, 11}, quarter{0, 29, 0, 1, 3, 5},
        month{0, 59, 0, 1, 4, 4};
    const CellBox product{20, 39, 1, 1, 0, 11};
    block.constraints = {exactly(year, now(year)), exactly(city, now(city)), exactly(quarter, now(quarter)),
                         atMost(product, now(product)), exactly(month, now(month) * 11 / 10)};
    return block;
}

}  // namespace

TEST_CASE("a table with all margins edited is within two units of iterative proportional fitting") {
    Rng rng(17);
    for (int round = 0; round < 60; ++round) {
        Block block;
        block.rows = 2 + static_cast<int>(rng.below(6));
        block.periods = 2 + static_cast<int>(rng.below(6));
        std::vector<std::int64_t> wanted;
        for (int i = 0; i < block.rows * block.periods; ++i) {
            block.cells.push_back(1000 + rng.below(100'000));
            wanted.push_back(1000 + rng.below(100'000));
        }
        std::vector<double> rowTotals, columnTotals;
        for (int r = 0; r < block.rows; ++r) {
            block.constraints.push_back(
                exactly(box(r, r, 0, block.periods - 1), block.sum(box(r, r, 0, block.periods - 1), wanted)));
            rowTotals.push_back(static_cast<double>(block.constraints.back().min));
        }
        for (int t = 0; t < block.periods; ++t) {
            block.constraints.push_back(
                exactly(box(0, block.rows - 1, t, t), block.sum(box(0, block.rows - 1, t, t), wanted)));
            columnTotals.push_back(static_cast<double>(block.constraints.back().min));
        }
        const std::vector<double> ideal = fitTable(block, rowTotals, columnTotals);
        const auto answer = block.balanced();
        double worst = 0;
        for (std::size_t i = 0; i < ideal.size(); ++i)
            worst = std::max(worst, std::abs(static_cast<double>(answer[i]) - ideal[i]));
        CAPTURE(round, block.rows, block.periods);
        CHECK(worst <= 2.0);
    }
}

TEST_CASE("the same block gives the same bits in every build") {
    const Block block = busyBlock();
    std::uint64_t hash = 14695981039346656037U;  // FNV-1a over the values
    for (std::int64_t value : block.balanced()) hash = (hash ^ static_cast<std::uint64_t>(value)) * 1099511628211U;
    CHECK(hash == 0x9bf8cac1c86d4521U);  // native, GCC 12; the WebAssembly run of this test must find the same
}

TEST_CASE("a limit that does not bind changes nothing about the answer") {
    Block block = busyBlock();
    const auto answer = block.balanced();
    block.constraints.push_back({{0, 29, 0, 1, 0, 11}, 0, kLargest});
    const auto with = block.balanced();
    std::int64_t worst = 0;
    for (std::size_t i = 0; i < answer.size(); ++i) worst = std::max(worst, std::abs(answer[i] - with[i]));
    CHECK(worst <= 1);  // more atoms are rounded apart, nothing else
}

TEST_CASE("the smallest nested conflict may be a hundred constraints deep in a thousand") {
    Block block;
    block.rows = 1000;
    block.cells.assign(1000, 100);
    for (int row = 0; row < 1000; ++row) block.constraints.push_back(atMost(rowAlone(row), 119));
    for (int row = 0; row < 1000; row += 10) block.constraints.push_back(atMost(box(row, row + 9, 0, 0), 1200));
    block.constraints.push_back(exactly(firstRows(1000), 120'001));  // leaves allow 119,000, tens 120,000
    const BalanceConflict conflict = block.conflict();
    REQUIRE(conflict.constraints.size() == 101);
    CHECK(conflict.smallest);
    CHECK(conflict.constraints.front() == 1000);
    CHECK(conflict.constraints.back() == 1100);
}

TEST_CASE("many crossing limits are searched for a bounded number of steps and still answered") {
    Rng rng(23);
    Block block;
    block.rows = 120;
    block.periods = 12;
    for (int i = 0; i < 1440; ++i) block.cells.push_back(1 + rng.below(50'000));
    for (int row = 0; row < 120; ++row) {
        const auto sum = block.sum(box(row, row, 0, 11), block.cells);
        block.constraints.push_back({box(row, row, 0, 11), sum * 9 / 10, sum * 12 / 10});
    }
    for (int t = 0; t < 12; ++t) {
        const auto sum = block.sum(box(0, 119, t, t), block.cells);
        block.constraints.push_back(exactly(box(0, 119, t, t), t == 5 ? sum * 13 / 10 : sum * 9 / 10));
    }
    const auto answer = block.balanced();
    bool met = true;
    for (const BoxConstraint& c : block.constraints) {
        const std::int64_t sum = block.sum(c.box, answer);
        met = met && sum >= c.min && sum <= c.max;
    }
    CHECK(met);
    block.constraints.back() =
        exactly(box(0, 119, 11, 11), block.sum(box(0, 119, 0, 11), block.cells) * 2);  // more than all limits allow
    const BalanceConflict conflict = block.conflict();
    CHECK(conflict.reason == BalanceConflict::Reason::infeasible);
    CHECK(std::binary_search(conflict.constraints.begin(), conflict.constraints.end(), 131));
}

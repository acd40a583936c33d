// Breakback worked by hand: nested and crossing edits, locks, limits, zeros, rounding, degenerate blocks.
#include "balance_block.h"

using namespace sandtable;
using namespace sandtable::test;
using Cells = std::vector<std::int64_t>;

namespace {

Block column(Cells cells) {
    Block block;
    block.rows = static_cast<int>(cells.size());
    block.cells = std::move(cells);
    return block;
}

Block table(int rows, int periods, Cells cells) {
    Block block;
    block.rows = rows;
    block.periods = periods;
    block.cells = std::move(cells);
    return block;
}

}  // namespace

TEST_CASE("an edited total scales its cells in proportion") {
    Block block = column({10, 20, 30});
    block.constraints = {exactly(firstRows(3), 120)};
    CHECK(block.balanced() == Cells{20, 40, 60});  // factor 120 / 60
}

TEST_CASE("units that do not divide go to the largest remainders, then to the first cell") {
    Block equal = column({1, 1, 1});
    equal.constraints = {exactly(firstRows(3), 100)};
    CHECK(equal.balanced() == Cells{34, 33, 33});  // 33⅓ each, one unit left
    Block uneven = column({5, 3, 2});
    uneven.constraints = {exactly(firstRows(3), 7)};
    CHECK(uneven.balanced() == Cells{4, 2, 1});  // 3.5, 2.1, 1.4: floors 3 + 2 + 1 = 6, the unit goes to .5
}

TEST_CASE("a locked larger total makes the rest of its cells absorb in proportion") {
    Block block = column({10, 20, 30, 40});
    block.constraints = {exactly(firstRows(4), 100), exactly(firstRows(2), 45)};
    // 30 -> 45 inside; the other 70 -> 55: 30·55/70 = 23.57, 40·55/70 = 31.43.
    CHECK(block.balanced() == Cells{15, 30, 24, 31});
}

TEST_CASE("cells outside every violated group stay as they are") {
    Block block = column({10, 20, 30, 40, 50, 60});
    block.constraints = {exactly(firstRows(2), 60), exactly(box(3, 4, 0, 0), 90)};
    CHECK(block.balanced() == Cells{20, 40, 30, 40, 50, 60});
}

TEST_CASE("rows and columns held at once keep the cross ratio: iterative proportional fitting") {
    Block block = table(2, 2, {40'000, 10'000, 20'000, 30'000});
    block.constraints = {exactly(box(0, 0, 0, 1), 50'000), exactly(box(1, 1, 0, 1), 50'000),
                         exactly(box(0, 1, 0, 0), 70'000)};
    // a·d / (b·c) = 6 with b = 50-a, c = 70-a, d = a-20 (thousands): a² - 140a + 4200 = 0, a = 70 - √700 = 43.542487.
    const Cells got = block.balanced();
    CHECK((got[0] == 43'542 || got[0] == 43'543));
    CHECK(got[0] + got[1] == 50'000);
    CHECK(got[2] + got[3] == 50'000);
    CHECK(got[0] + got[2] == 70'000);
}

TEST_CASE("a limit inside an edited total binds only as far as it must") {
    Block block = column({20, 80});
    block.constraints = {exactly(firstRows(2), 200), atMost(rowAlone(0), 30)};
    CHECK(block.balanced() == Cells{30, 170});  // 40 wanted, 30 allowed
    block.constraints = {exactly(firstRows(2), 200), atMost(rowAlone(0), 45)};
    CHECK(block.balanced() == Cells{40, 160});  // not binding
    block.constraints = {exactly(firstRows(2), 50), atLeast(rowAlone(0), 15)};
    CHECK(block.balanced() == Cells{15, 35});
}

TEST_CASE("a range that is violated moves to its nearer end") {
    Block block = column({60, 60});
    block.constraints = {{firstRows(2), 50, 100}};
    CHECK(block.balanced() == Cells{50, 50});
    block.constraints = {{firstRows(2), 130, 200}};
    CHECK(block.balanced() == Cells{65, 65});
}

TEST_CASE("limits two levels deep pass on what they cannot take") {
    Block block = column({10, 10, 10, 10});
    // 80 in all: everyone doubles, but the first pair may hold 30 and of it the first cell 12.
    block.constraints = {exactly(firstRows(4), 80), atMost(firstRows(2), 30), atMost(rowAlone(0), 12)};
    CHECK(block.balanced() == Cells{12, 18, 25, 25});
}

TEST_CASE("fixed cells keep their value and the others absorb") {
    Block block = column({10, 20, 30});
    block.fixed = {0, 1, 0};
    block.constraints = {exactly(firstRows(3), 100)};
    CHECK(block.balanced() == Cells{20, 20, 60});  // 80 over 10 : 30
}

TEST_CASE("an all-zero group is filled by weights, or evenly") {
    Block block = column({0, 0, 0});
    block.constraints = {exactly(firstRows(3), 10)};
    CHECK(block.balanced() == Cells{4, 3, 3});
    block.weights = {1, 0, 4};
    CHECK(block.balanced() == Cells{2, 0, 8});
    block.weights = {0, 0, 0};
    CHECK(block.balanced() == Cells{4, 3, 3});
}

TEST_CASE("zero cells stay zero beside positive ones") {
    Block block = column({0, 5, 5});
    block.constraints = {exactly(firstRows(3), 30)};
    CHECK(block.balanced() == Cells{0, 15, 15});
}

TEST_CASE("zero cells take what locked positive ones cannot") {
    Block block = column({50, 0, 0});
    block.constraints = {exactly(rowAlone(0), 50), exactly(firstRows(3), 90)};
    CHECK(block.balanced() == Cells{50, 20, 20});
    block.weights = {9, 3, 1};
    CHECK(block.balanced() == Cells{50, 30, 10});
}

TEST_CASE("zero cells take what locked positive ones cannot, also when constraints cross") {
    Block block = table(2, 2, {50, 0, 0, 50});
    block.constraints = {exactly(box(0, 0, 0, 1), 60), exactly(box(1, 1, 0, 1), 60), exactly(box(0, 1, 0, 0), 50),
                         exactly(box(0, 0, 0, 0), 40)};
    CHECK(block.balanced() == Cells{40, 20, 10, 50});
}

TEST_CASE("a total of zero empties its cells") {
    Block block = column({7, 8, 9});
    block.constraints = {exactly(firstRows(2), 0)};
    CHECK(block.balanced() == Cells{0, 0, 9});
}

TEST_CASE("boxes may span products and periods") {
    Block block;
    block.rows = 2;
    block.products = 2;
    block.periods = 3;
    block.cells = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    // Product 0, periods 1…2 of both rows: 2, 3, 8, 9 (sum 22) -> 44.
    block.constraints = {exactly({0, 1, 0, 0, 1, 2}, 44)};
    CHECK(block.balanced() == Cells{1, 4, 6, 4, 5, 6, 7, 16, 18, 10, 11, 12});
}

TEST_CASE("the largest amounts stay exact to the unit") {
    Block block = column({kLargest / 2 + 1, kLargest / 2});
    block.constraints = {exactly(firstRows(2), kLargest - 2)};
    const Cells got = block.balanced();
    CHECK(got[0] + got[1] == kLargest - 2);
    CHECK(std::abs(got[0] - got[1]) <= 2);

    Block small = column({1, 2});
    small.constraints = {exactly(firstRows(2), kLargest)};
    CHECK(small.balanced() == Cells{kLargest / 3, kLargest - kLargest / 3});  // 2^53 - 1 = 3 · 3002399751580330 + 1

    Block many = column({kLargest, kLargest, kLargest});
    many.constraints = {exactly(firstRows(3), 3)};
    CHECK(many.balanced() == Cells{1, 1, 1});
}

TEST_CASE("nothing happens when everything holds already") {
    Block block = column({10, 20, 30});
    block.constraints = {exactly(firstRows(3), 60), {firstRows(2), 0, 30}};
    CHECK(block.balanced() == block.cells);
    const auto changes = balanceChanges(block.input());
    REQUIRE(changes.has_value());
    CHECK(changes->runs.empty());
    CHECK(changes->values.empty());
}

TEST_CASE("no constraints, no cells and single cells are no special cases") {
    Block empty;
    empty.rows = 0;
    CHECK(empty.balanced().empty());
    Block free = column({3});
    CHECK(free.balanced() == Cells{3});
    free.constraints = {exactly(rowAlone(0), 8)};
    CHECK(free.balanced() == Cells{8});
    free.fixed = {1};
    free.constraints = {exactly(rowAlone(0), 3)};
    CHECK(free.balanced() == Cells{3});
}

TEST_CASE("the same constraint twice is the same as once") {
    Block block = column({10, 30});
    block.constraints = {exactly(firstRows(2), 80), exactly(firstRows(2), 80), atMost(firstRows(2), 100)};
    CHECK(block.balanced() == Cells{20, 60});
}

TEST_CASE("changes list only the cells that change, in runs") {
    Block block = table(2, 4, {1, 2, 3, 4, 5, 6, 7, 8});
    block.constraints = {exactly(box(0, 1, 1, 2), 36)};  // 2 + 3 + 6 + 7 = 18 -> 36
    const auto changes = balanceChanges(block.input());
    REQUIRE(changes.has_value());
    CHECK(changes->runs == std::vector<CellRun>{{1, 2}, {5, 2}});
    CHECK(changes->values == Cells{4, 6, 12, 14});
}

TEST_CASE("with the edited constraints named, unconnected ones are not looked at") {
    Block block = column({10, 20, 30, 40});
    block.constraints = {exactly(firstRows(2), 60),
                         exactly(box(2, 3, 0, 0), 1)};  // the second is violated but not edited
    const auto changes = balanceChanges(block.input(), std::vector<int>{0});
    REQUIRE(changes.has_value());
    CHECK(changes->runs == std::vector<CellRun>{{0, 2}});
    CHECK(changes->values == Cells{20, 40});
}

TEST_CASE("malformed input is named, never guessed at") {
    Block block = column({1, 2, 3});
    block.constraints = {exactly(firstRows(2), 5), exactly(firstRows(4), 5), {rowAlone(0), 0, kLargest + 1}};
    const BalanceConflict boxes = block.conflict();
    CHECK(boxes.reason == BalanceConflict::Reason::invalid);
    CHECK(boxes.constraints == std::vector<int>{1, 2});

    block.constraints = {exactly(firstRows(3), 5)};
    block.cells = {1, -2, 3};
    CHECK(block.conflict().reason == BalanceConflict::Reason::invalid);
    block.cells = {1, kLargest + 1, 3};
    CHECK(block.conflict().reason == BalanceConflict::Reason::invalid);
    block.cells = {1, 2};
    CHECK(block.conflict().reason == BalanceConflict::Reason::invalid);
    block.cells = {0, 0, 0};
    block.weights = {1, -1, 1};
    CHECK(block.conflict().reason == BalanceConflict::Reason::invalid);
}

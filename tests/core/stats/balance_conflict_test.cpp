// Conflicts worked by hand: the fewest constraints, nonnegativity, fixed cells, whole numbers.
#include "balance_block.h"

using namespace sandtable;
using namespace sandtable::test;
using Indices = std::vector<int>;
using Reason = BalanceConflict::Reason;

namespace {

Block column(std::vector<std::int64_t> cells) {
    Block block;
    block.rows = static_cast<int>(cells.size());
    block.cells = std::move(cells);
    return block;
}

// Three cells of which each pair is one constraint: 2 × 2 × 2 cells, a plane each, all other cells fixed at 0.
// plane 0 (row 0) = x + y, plane 1 (product 0) = x + z, plane 2 (period 0) = y + z.
Block triangle(std::int64_t first, std::int64_t second, std::int64_t third) {
    Block block;
    block.rows = block.products = block.periods = 2;
    block.cells.assign(8, 0);
    block.fixed.assign(8, 1);
    block.fixed[1] = block.fixed[2] = block.fixed[4] = 0;  // x = (0,0,1), y = (0,1,0), z = (1,0,0)
    block.constraints = {exactly({0, 0, 0, 1, 0, 1}, first), exactly({0, 1, 0, 0, 0, 1}, second),
                         exactly({0, 1, 0, 1, 0, 0}, third)};
    return block;
}

}  // namespace

TEST_CASE("a minimum above its own maximum is a conflict of one") {
    Block block = column({1, 2});
    block.constraints = {exactly(firstRows(2), 9), {rowAlone(0), 5, 4}};
    const BalanceConflict conflict = block.conflict();
    CHECK(conflict.reason == Reason::infeasible);
    CHECK(conflict.constraints == Indices{1});
    CHECK(conflict.smallest);
    CHECK_FALSE(conflict.nonnegativity);
}

TEST_CASE("locked parts that exceed an edited total: the total, enough parts, and nonnegativity") {
    Block block = column({60, 50, 40, 30});
    block.constraints = {exactly(rowAlone(0), 60), exactly(rowAlone(1), 50), exactly(rowAlone(2), 10),
                         exactly(firstRows(4), 100)};
    const BalanceConflict conflict = block.conflict();
    CHECK(conflict.constraints == Indices{0, 1, 3});  // 60 + 50 > 100; the 10 is not needed
    CHECK(conflict.nonnegativity);                    // the fourth cell would have to be negative
    CHECK(conflict.smallest);
}

TEST_CASE("limits that leave a total no room: every part counts and nonnegativity does not") {
    Block block = column({10, 20});
    block.constraints = {atMost(rowAlone(0), 15), atMost(rowAlone(1), 25), exactly(firstRows(2), 41)};
    const BalanceConflict conflict = block.conflict();
    CHECK(conflict.constraints == Indices{0, 1, 2});
    CHECK_FALSE(conflict.nonnegativity);
    CHECK(conflict.smallest);
}

TEST_CASE("of two conflicts the one with fewer constraints is reported") {
    Block block = column({10, 10, 10, 10});
    block.constraints = {exactly(firstRows(4), 30),  // with 1, 2 and 3: 12 + 12 + 12 > 30
                         exactly(rowAlone(0), 12), exactly(rowAlone(1), 12), exactly(rowAlone(2), 12),
                         atLeast(firstRows(3), 31)};  // with 0 alone
    const BalanceConflict conflict = block.conflict();
    CHECK(conflict.constraints == Indices{0, 4});
    CHECK(conflict.smallest);
}

TEST_CASE("rows and columns that disagree about the whole are a conflict") {
    Block block;
    block.rows = block.periods = 2;
    block.cells = {1, 2, 3, 4};
    block.constraints = {exactly(box(0, 0, 0, 1), 5), exactly(box(1, 1, 0, 1), 5), exactly(box(0, 1, 0, 0), 5),
                         exactly(box(0, 1, 1, 1), 6)};
    const BalanceConflict conflict = block.conflict();
    CHECK(conflict.constraints == Indices{0, 1, 2, 3});
    CHECK_FALSE(conflict.nonnegativity);  // 10 ≠ 11 whatever the signs
    CHECK(conflict.smallest);
}

TEST_CASE("a fixed cell above the edited total is named, the others are not") {
    Block block = column({25, 3, 4});
    block.fixed = {1, 1, 0};
    block.constraints = {exactly(firstRows(3), 10)};
    const BalanceConflict conflict = block.conflict();
    CHECK(conflict.constraints == Indices{0});
    CHECK(conflict.fixed == std::vector<CellRun>{{0, 1}});
    CHECK(conflict.nonnegativity);
}

TEST_CASE("as few fixed cells as needed are named, the largest first") {
    Block block = column({5, 40, 5, 30, 5, 20});
    block.fixed = {1, 1, 1, 1, 1, 0};
    block.constraints = {exactly(firstRows(6), 60)};
    CHECK(block.conflict().fixed == std::vector<CellRun>{{1, 1}, {3, 1}});  // 40 + 30 > 60
}

TEST_CASE("an edit on nothing but fixed cells names all of them when it asks for more") {
    Block block = column({1, 2, 3, 4});
    block.fixed = {1, 1, 1, 0};
    block.constraints = {exactly(firstRows(3), 7)};
    const BalanceConflict conflict = block.conflict();
    CHECK(conflict.constraints == Indices{0});
    CHECK(conflict.fixed == std::vector<CellRun>{{0, 3}});  // freeing any one of them would do
    CHECK_FALSE(conflict.nonnegativity);
}

TEST_CASE("fixed cells are left out of a conflict that stands without them") {
    Block block = column({1, 2, 3});
    block.fixed = {1, 0, 0};
    block.constraints = {exactly(firstRows(3), 7), exactly(firstRows(3), 8)};
    const BalanceConflict conflict = block.conflict();
    CHECK(conflict.constraints == Indices{0, 1});
    CHECK(conflict.fixed.empty());
}

TEST_CASE("sums that only halves could meet are infeasible in whole numbers") {
    // x + y = x + z = y + z = 1 has only x = y = z = ½.
    const BalanceConflict conflict = triangle(1, 1, 1).conflict();
    CHECK(conflict.reason == Reason::infeasible);
    CHECK(conflict.constraints == Indices{0, 1, 2});
    CHECK_FALSE(conflict.nonnegativity);
    CHECK_FALSE(conflict.fixed.empty());
    CHECK(conflict.smallest);
}

TEST_CASE("sums that whole numbers can meet are met although halves are nearer") {
    CHECK(triangle(2, 2, 2).balanced() == std::vector<std::int64_t>{0, 1, 1, 0, 1, 0, 0, 0});
    CHECK(triangle(5, 6, 7).balanced() == std::vector<std::int64_t>{0, 2, 3, 0, 4, 0, 0, 0});  // x = (5 + 6 - 7) / 2
    // x + y in 1…2, the others 1: halves sum to 1, whole numbers need x = 1 or y = 1 …
    Block block = triangle(1, 1, 1);
    block.constraints[0].max = 2;
    const auto cells = block.balanced();
    CHECK(cells[1] + cells[2] == 2);
    CHECK(cells[1] + cells[4] == 1);
    CHECK(cells[2] + cells[4] == 1);
}

TEST_CASE("a conflict in one place is found beside changes that would work elsewhere") {
    Block block = column({1, 2, 3, 4, 5, 6});
    block.constraints = {exactly(firstRows(2), 30), exactly(box(3, 4, 0, 0), 9), exactly(box(3, 4, 0, 0), 10)};
    CHECK(block.conflict().constraints == Indices{1, 2});
}

#include <catch2/catch.hpp>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <vector>

#include "base/rng.h"
#include "stats/rounding.h"

using namespace sandtable;

namespace {

using Whole = std::vector<std::int64_t>;

struct Margins {
    Whole rows;
    Whole columns;
};

template <class Number>
std::vector<Number> sums(const std::vector<Number>& cells, int rows, int columns, bool ofRows) {
    std::vector<Number> result(static_cast<std::size_t>(ofRows ? rows : columns), 0);
    for (int i = 0; i < rows * columns; ++i)
        result[static_cast<std::size_t>(ofRows ? i / columns : i % columns)] += cells[static_cast<std::size_t>(i)];
    return result;
}

// Totals that some whole table has: a random one is drawn and added up.
Margins randomMargins(Rng& rng, int rows, int columns, std::uint32_t largest) {
    Whole table(static_cast<std::size_t>(rows * columns));
    for (auto& cell : table) cell = rng.below(3) == 0 ? 0 : rng.below(largest);
    return {sums(table, rows, columns, true), sums(table, rows, columns, false)};
}

}  // namespace

TEST_CASE("a table of thirds is rounded to whole numbers that keep both margins") {
    const std::vector<double> cells(9, 1.0 / 3);
    const Whole ones{1, 1, 1};
    const auto rounded = roundToMargins(cells, 3, 3, ones, ones);
    REQUIRE(rounded);
    CHECK(sums(*rounded, 3, 3, true) == ones);
    CHECK(sums(*rounded, 3, 3, false) == ones);
    for (const auto cell : *rounded) CHECK((cell == 0 || cell == 1));
}

TEST_CASE("a table that is whole already is returned as it is") {
    const std::vector<double> cells{5, 0, 7, 1, 2, 3};
    CHECK(*roundToMargins(cells, 2, 3, Whole{12, 6}, Whole{6, 2, 10}) == Whole{5, 0, 7, 1, 2, 3});
}

TEST_CASE("fitting reproduces a two by two table solved by hand") {
    // Odds ratio of (1 2; 3 4) is 2/3 and is kept by fitting; margins 40, 60 and 50, 50 leave x(10 + x) = (2/3)(40 - x)(50 - x).
    const auto fitted = fitToMargins(std::vector<double>{1, 2, 3, 4}, 2, 2, Whole{40, 60}, Whole{50, 50});
    REQUIRE(fitted);
    const double x = -105 + std::sqrt(105.0 * 105.0 + 4000);  // root of x² + 210 x − 4000 = 0
    CHECK((*fitted)[0] == Approx(x).epsilon(1e-10));
    CHECK((*fitted)[1] == Approx(40 - x).epsilon(1e-10));
    CHECK((*fitted)[2] == Approx(50 - x).epsilon(1e-10));
    CHECK((*fitted)[3] == Approx(10 + x).epsilon(1e-10));
}

TEST_CASE("random tables meet their totals exactly, each cell rounded down or up") {
    Rng rng(20260301, 3);
    for (int trial = 0; trial < 2'000; ++trial) {
        const int rows = 1 + static_cast<int>(rng.below(12)), columns = 1 + static_cast<int>(rng.below(14));
        const auto [rowTotals, columnTotals] = randomMargins(rng, rows, columns, trial % 2 == 0 ? 6 : 2'000'000'000);
        std::vector<double> cells(static_cast<std::size_t>(rows * columns));
        for (auto& cell : cells) cell = trial % 4 == 0 && rng.below(3) == 0 ? 0 : rng.lognormal(2, 1.5);
        const auto rounded = roundToMargins(cells, rows, columns, rowTotals, columnTotals);
        REQUIRE(rounded);
        REQUIRE(sums(*rounded, rows, columns, true) == rowTotals);
        REQUIRE(sums(*rounded, rows, columns, false) == columnTotals);
        for (const auto cell : *rounded) REQUIRE(cell >= 0);
        if (trial % 4 == 0) continue;  // zeros may make the totals unreachable by scaling alone
        const auto fitted = fitToMargins(cells, rows, columns, rowTotals, columnTotals);
        for (std::size_t i = 0; i < cells.size(); ++i) {
            REQUIRE(std::fabs(static_cast<double>((*rounded)[i]) - (*fitted)[i]) < 1.01);
        }
    }
}

TEST_CASE("cells in eighths are rounded strictly down or up, and whole ones stay") {
    Rng rng(5, 8);
    for (int trial = 0; trial < 500; ++trial) {
        // Random loops of ± eighths on a whole table keep its margins.
        const int rows = 2 + static_cast<int>(rng.below(9)), columns = 2 + static_cast<int>(rng.below(9));
        std::vector<double> cells(static_cast<std::size_t>(rows * columns));
        for (auto& cell : cells) cell = 20 + rng.below(50);
        const Whole rowTotals = [&] {
            Whole r;
            for (double s : sums(cells, rows, columns, true)) r.push_back(std::llround(s));
            return r;
        }();
        const Whole columnTotals = [&] {
            Whole r;
            for (double s : sums(cells, rows, columns, false)) r.push_back(std::llround(s));
            return r;
        }();
        for (int loop = 0; loop < rows * columns; ++loop) {
            const auto r1 = rng.below(static_cast<std::uint32_t>(rows)),
                       r2 = rng.below(static_cast<std::uint32_t>(rows));
            const auto c1 = rng.below(static_cast<std::uint32_t>(columns)),
                       c2 = rng.below(static_cast<std::uint32_t>(columns));
            const double step = (1 + rng.below(7)) / 8.0;
            const auto at = [&](std::uint32_t r, std::uint32_t c) -> double& {
                return cells[r * static_cast<std::uint32_t>(columns) + c];
            };
            at(r1, c1) += step;
            at(r1, c2) -= step;
            at(r2, c1) -= step;
            at(r2, c2) += step;
            if (at(r1, c2) < 0 || at(r2, c1) < 0) {
                at(r1, c1) -= step;
                at(r1, c2) += step;
                at(r2, c1) += step;
                at(r2, c2) -= step;
            }
        }
        const auto rounded = roundToMargins(cells, rows, columns, rowTotals, columnTotals);
        REQUIRE(rounded);
        REQUIRE(sums(*rounded, rows, columns, true) == rowTotals);
        REQUIRE(sums(*rounded, rows, columns, false) == columnTotals);
        for (std::size_t i = 0; i < cells.size(); ++i) {
            REQUIRE(static_cast<double>((*rounded)[i]) >= std::floor(cells[i]));
            REQUIRE(static_cast<double>((*rounded)[i]) <= std::ceil(cells[i]));
        }
    }
}

TEST_CASE("zeros stay zero when the totals allow it") {
    const std::vector<double> cells{0, 3, 1, 4, 0, 1, 5, 9, 0};
    const auto rounded = roundToMargins(cells, 3, 3, Whole{10, 20, 30}, Whole{25, 25, 10});
    REQUIRE(rounded);
    CHECK((*rounded)[0] == 0);
    CHECK((*rounded)[4] == 0);
    CHECK((*rounded)[8] == 0);
    CHECK(sums(*rounded, 3, 3, true) == Whole{10, 20, 30});
    CHECK(sums(*rounded, 3, 3, false) == Whole{25, 25, 10});
}

TEST_CASE("totals that zeros make unreachable are met through cells that were zero") {
    // The first row may use the first column only, yet needs more than that column holds.
    const auto rounded = roundToMargins(std::vector<double>{1, 0, 1, 1}, 2, 2, Whole{10, 2}, Whole{4, 8});
    REQUIRE(rounded);
    CHECK(sums(*rounded, 2, 2, true) == Whole{10, 2});
    CHECK(sums(*rounded, 2, 2, false) == Whole{4, 8});
}

TEST_CASE("an empty row is filled in the proportions of the column totals") {
    const auto rounded = roundToMargins(std::vector<double>{0, 0, 0, 0}, 2, 2, Whole{30, 60}, Whole{30, 60});
    CHECK(*rounded == Whole{10, 20, 20, 40});
}

TEST_CASE("a chain through several columns is found when no row links the two directly") {
    const std::vector<double> cells{1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 1, 1};
    const auto rounded = roundToMargins(cells, 3, 4, Whole{5, 5, 5}, Whole{1, 5, 5, 4});
    REQUIRE(rounded);
    CHECK(*rounded == Whole{1, 4, 0, 0, 0, 1, 4, 0, 0, 0, 1, 4});
}

TEST_CASE("the largest totals do not overflow") {
    const std::int64_t most = 9'007'199'254'740'991;
    const auto rounded =
        roundToMargins(std::vector<double>{1, 1, 1, 1}, 2, 2, Whole{most - 10, 10}, Whole{10, most - 10});
    REQUIRE(rounded);
    CHECK(sums(*rounded, 2, 2, true) == Whole{most - 10, 10});
    CHECK(sums(*rounded, 2, 2, false) == Whole{10, most - 10});
}

TEST_CASE("nothing to hand out gives zeros") {
    CHECK(*roundToMargins(std::vector<double>{1, 2}, 1, 2, Whole{0}, Whole{0, 0}) == Whole{0, 0});
}

TEST_CASE("bad tables are refused with the place of every fault") {
    const auto code = [](const auto& result) { return result.error().front().code; };
    CHECK(code(roundToMargins(std::vector<double>{1}, 1, 2, Whole{1}, Whole{1, 0})) == "stats.bad_shape");
    CHECK(code(roundToMargins(std::vector<double>{}, 0, 0, Whole{}, Whole{})) == "stats.bad_shape");
    CHECK(code(roundToMargins(std::vector<double>{1, 1}, 1, 2, Whole{3}, Whole{1, 1})) == "stats.totals_disagree");
    CHECK(code(roundToMargins(std::vector<double>{1, 1}, 1, 2, Whole{0}, Whole{1, -1})) == "stats.bad_total");
    const auto bad = roundToMargins(std::vector<double>{-1, 1, std::nan(""), 1}, 2, 2, Whole{1, 1}, Whole{1, 1});
    REQUIRE(bad.error().size() == 2);
    CHECK(bad.error()[1].code == "stats.bad_cell");
    CHECK(bad.error()[1].params == Json{{"row", 1}, {"column", 0}});
}

TEST_CASE("ten thousand units by twelve months round well within one second") {
    Rng rng(1, 1);
    const int rows = 10'000, columns = 12;
    const auto [rowTotals, columnTotals] = randomMargins(rng, rows, columns, 100'000'000);
    std::vector<double> cells(static_cast<std::size_t>(rows * columns));
    for (auto& cell : cells) cell = rng.lognormal(8, 1);
    const auto begin = std::chrono::steady_clock::now();
    const auto rounded = roundToMargins(cells, rows, columns, rowTotals, columnTotals);
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begin;
    REQUIRE(rounded);
    CHECK(sums(*rounded, rows, columns, true) == rowTotals);
    CHECK(sums(*rounded, rows, columns, false) == columnTotals);
    CHECK(took.count() < 1'000);  // 19 ms in a release build; generous for sanitizers on a busy machine
}

// Breakback on the sizes that matter, against copying the same cells. Native, and as WebAssembly under node.
// Prints one JSON line per case.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <vector>

#include "base/rng.h"
#include "stats/balance.h"

namespace {

using namespace sandtable;
using Clock = std::chrono::steady_clock;

struct Scene {
    int rows, periods;
    std::vector<std::int64_t> cells;
    std::vector<std::uint8_t> fixed;
    std::vector<BoxConstraint> constraints;

    BalanceInput input() const {
        return {.rows = rows,
                .products = 1,
                .periods = periods,
                .current = cells,
                .weights = {},
                .fixed = fixed,
                .constraints = constraints};
    }
    std::int64_t sum(const CellBox& box) const {
        std::int64_t total = 0;
        for (int row = box.firstRow; row <= box.lastRow; ++row)
            for (int period = box.firstPeriod; period <= box.lastPeriod; ++period)
                total += cells[cellIndex(input(), row, 0, period)];
        return total;
    }
    CellBox whole() const { return {0, rows - 1, 0, 0, 0, periods - 1}; }
    void lock(const CellBox& box) { constraints.push_back({box, sum(box), sum(box)}); }
    void edit(const CellBox& box, double factor) {
        const auto value = static_cast<std::int64_t>(static_cast<double>(sum(box)) * factor);
        constraints.push_back({box, value, value});
    }
};

Scene makeScene(int rows, int periods) {
    Rng rng(42);
    Scene scene{rows, periods, {}, {}, {}};
    for (int i = 0; i < rows * periods; ++i) {
        scene.cells.push_back(1'000 + rng.below(5'000'000));
        scene.fixed.push_back(rng.below(20) == 0);  // 5 % locked cells
    }
    return scene;
}

int below(Rng& rng, int n) { return static_cast<int>(rng.below(static_cast<std::uint32_t>(n))); }

// Aggregate locks on nested runs of rows (a tree with ten children each) and on the year, quarters or single periods.
void lockSubtrees(Scene& scene, int count) {
    Rng rng(7);
    for (int i = 0; i < count; ++i) {
        int width = 10;
        while (width * 20 < scene.rows && rng.below(3) == 0) width *= 10;
        const int first = below(rng, scene.rows / width) * width;
        const int kind = below(rng, 3);
        const int quarter = below(rng, 4), period = below(rng, scene.periods);
        const int from = kind == 0 ? 0 : kind == 1 ? quarter * scene.periods / 4 : period;
        const int to = kind == 0 ? scene.periods - 1 : kind == 1 ? (quarter + 1) * scene.periods / 4 - 1 : period;
        scene.lock({first, first + width - 1, 0, 0, from, to});
    }
}

struct Timing {
    double medianMs, bestMs;
};

template <class Run>
Timing measure(int times, int repeats, Run run) {
    std::vector<double> ms;
    for (int i = 0; i < times; ++i) {
        const auto start = Clock::now();
        for (int j = 0; j < repeats; ++j) run();
        ms.push_back(std::chrono::duration<double, std::milli>(Clock::now() - start).count() / repeats);
    }
    std::sort(ms.begin(), ms.end());
    return {ms[static_cast<size_t>(times / 2)], ms.front()};
}

bool report(const char* name, const Scene& scene, int times, std::vector<int> edited = {}) {
    std::vector<std::int64_t> copy(scene.cells.size());
    const int repeats = scene.cells.size() < 100'000 ? 100 : 1;  // a copy of a small block is over before a clock ticks
    const Timing copying = measure(times, repeats, [&] {
        std::memcpy(copy.data(), scene.cells.data(), copy.size() * sizeof copy[0]);
        asm volatile("" : : "r"(copy.data()) : "memory");
    });
    std::size_t changed = 0;
    bool solved = true;
    const Timing balancing = measure(times, 1, [&] {
        const auto changes = balanceChanges(scene.input(), edited);
        solved = solved && changes.has_value();
        changed = changes ? changes->values.size() : 0;
    });
    std::printf(
        "{\"case\":\"%s\",\"medianMs\":%.3f,\"bestMs\":%.3f,\"copyMedianMs\":%.4f,\"ratioToCopy\":%.0f,\"changed\":%zu,"
        "\"cells\":%zu,\"solved\":%s}\n",
        name, balancing.medianMs, balancing.bestMs, copying.medianMs, balancing.medianMs / copying.medianMs, changed,
        scene.cells.size(), solved ? "true" : "false");
    return solved;
}

}  // namespace

int main() {
    bool solved = true;
    Scene weekly = makeScene(1'000, 53);
    weekly.edit(weekly.whole(), 1.05);
    solved &= report("1,000 x 53: root's year", weekly, 51);

    Scene crossing = makeScene(1'000, 53);
    crossing.lock(crossing.whole());
    lockSubtrees(crossing, 20);
    crossing.edit({0, 999, 0, 0, 0, 3}, 1.1);
    solved &= report("1,000 x 53: root's month, year and 20 subtrees locked", crossing, 51);

    Scene large = makeScene(100'000, 12);
    large.edit(large.whole(), 1.05);
    solved &= report("100,000 x 12: root's year", large, 15);

    Scene locked = makeScene(100'000, 12);
    lockSubtrees(locked, 300);
    locked.edit(locked.whole(), 1.05);
    solved &= report("100,000 x 12: root's year, 300 subtree locks", locked, 15);

    Scene many = makeScene(100'000, 12);
    many.lock(many.whole());
    for (int first = 0; first < 100'000; first += 1'000)
        many.constraints.push_back(
            {{first, first + 999, 0, 0, 0, 11}, 0, many.sum({first, first + 999, 0, 0, 0, 11}) * 11 / 10});
    lockSubtrees(many, 200);
    many.edit({0, 99'999, 0, 0, 2, 2}, 1.1);
    solved &= report("100,000 x 12: root's March, 200 locks, 100 limits", many, 9);

    Scene small = makeScene(100'000, 12);
    lockSubtrees(small, 300);
    small.edit({500, 599, 0, 0, 3, 5}, 1.2);
    solved &= report("100,000 x 12: one city's quarter, 300 locks, edit named", small, 51, {300});
    return solved ? 0 : 1;
}

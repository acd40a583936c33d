// Largest-remainder rounding without sorting a million remainders: a histogram finds the cut, only its bucket is sorted.
#include "stats/balance_spread.h"

#include <array>
#include <numeric>

namespace sandtable::balancing {
namespace {

__extension__ using Wide = __int128;

constexpr double kIneligible = -1;  // remainder of a cell that must not receive anything
constexpr std::size_t kBuckets = 4096;

std::size_t bucketOf(double rest) { return std::min(kBuckets - 1, static_cast<std::size_t>(rest * double{kBuckets})); }

// Adds 1 to the `missing` values with the largest remainders. Requires 0 ≤ missing ≤ number of eligible ones.
void raiseLargest(std::span<const double> rests, std::int64_t missing, std::span<std::int64_t> values) {
    if (missing == 0) return;
    std::array<std::int64_t, kBuckets> histogram{};
    for (double rest : rests)
        if (rest >= 0) ++histogram[bucketOf(rest)];
    std::size_t cut = kBuckets - 1;
    std::int64_t left = missing;  // to be raised inside the bucket `cut`
    while (left > histogram[cut]) left -= histogram[cut--];
    std::vector<std::size_t> tied;
    for (std::size_t i = 0; i < rests.size(); ++i) {
        if (rests[i] < 0) continue;
        const std::size_t bucket = bucketOf(rests[i]);
        if (bucket > cut) ++values[i];
        else if (bucket == cut) tied.push_back(i);
    }
    const auto end = tied.begin() + left;
    const auto larger = [&](std::size_t a, std::size_t b) { return rests[a] != rests[b] ? rests[a] > rests[b] : a < b; };
    if (end != tied.end()) std::nth_element(tied.begin(), end, tied.end(), larger);
    for (auto it = tied.begin(); it != end; ++it) ++values[*it];
}

// Splits `total` over values.size() cells in proportion to integer masses (0 = receives nothing); Σ masses = sum > 0.
void splitByMass(std::span<const std::int64_t> masses, std::int64_t sum, std::int64_t total, std::span<std::int64_t> values) {
    std::vector<double> rests(masses.size(), kIneligible);
    const auto numerator = static_cast<double>(total);
    const auto denominator = static_cast<double>(sum);
    std::int64_t given = 0, eligible = 0;
    for (std::size_t i = 0; i < masses.size(); ++i) {
        if (masses[i] == 0) continue;
        const double share = static_cast<double>(masses[i]) * numerator / denominator;
        const auto whole = static_cast<std::int64_t>(share);
        values[i] = whole;
        rests[i] = share - static_cast<double>(whole);
        given += whole;
        ++eligible;
    }
    if (given > total || total - given > eligible) {  // beyond 2^53 the shares themselves are rounded: divide exactly
        given = 0;
        for (std::size_t i = 0; i < masses.size(); ++i) {
            if (masses[i] == 0) continue;
            const Wide product = static_cast<Wide>(masses[i]) * total;
            values[i] = static_cast<std::int64_t>(product / sum);
            rests[i] = static_cast<double>(product % sum) / denominator;
            given += values[i];
        }
    }
    raiseLargest(rests, total - given, values);
}

// Masses for a group of free cells that are all zero: weights scaled to integers whose sum stays exact, or ones.
std::int64_t massesFromWeights(const BalanceInput& input, std::span<const CellRun> runs, std::span<std::int64_t> masses,
                               std::int64_t freeCells) {
    double largest = 0;
    const auto visit = [&](auto&& each) {
        std::size_t at = 0;
        for (const CellRun& run : runs)
            for (std::size_t cell = run.first; cell < run.first + run.count; ++cell, ++at)
                if (input.fixed.empty() || input.fixed[cell] == 0) each(cell, masses[at]);
    };
    if (!input.weights.empty())
        visit([&](std::size_t cell, std::int64_t&) { largest = std::max(largest, input.weights[cell]); });
    const double top = std::min(double{kMaxCell}, double{kMaxSum} / static_cast<double>(freeCells));
    std::int64_t sum = 0;
    visit([&](std::size_t cell, std::int64_t& mass) {
        mass = largest > 0 ? static_cast<std::int64_t>(input.weights[cell] / largest * top) : 1;
        sum += mass;
    });
    return sum;
}

}  // namespace

std::vector<std::int64_t> roundWithin(std::span<const double> shares, std::int64_t total, std::span<const std::int64_t> min,
                                      std::span<const std::int64_t> max) {
    std::vector<std::int64_t> out(shares.size());
    std::vector<double> rests(shares.size());
    Wide missing = total;
    for (std::size_t i = 0; i < shares.size(); ++i) {
        const double bounded = std::clamp(shares[i], 0.0, 4e18);
        out[i] = std::clamp(static_cast<std::int64_t>(bounded), min[i], max[i]);
        rests[i] = bounded - static_cast<double>(out[i]);
        missing -= out[i];
    }
    std::vector<std::size_t> order(shares.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    if (missing == 0) return out;
    const bool up = missing > 0;
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return up ? rests[a] > rests[b] : rests[a] < rests[b]; });
    // One unit each first; whatever rounding errors of huge shares leave goes where there is room.
    for (const bool all : {false, true}) {
        for (std::size_t i : order) {
            const Wide room = up ? Wide{max[i]} - out[i] : Wide{out[i]} - min[i];
            const Wide wanted = up ? missing : -missing;
            const Wide step = std::min({room, wanted, all ? wanted : Wide{1}});
            out[i] += static_cast<std::int64_t>(up ? step : -step);
            missing -= up ? step : -step;
            if (missing == 0) return out;
        }
    }
    return out;
}

void spreadAtom(const BalanceInput& input, const Atom& atom, std::int64_t total, CellWrites& writes) {
    const std::size_t firstRun = writes.runs.size();
    const std::size_t firstValue = writes.values.size();
    for (const CellBox& box : atom.boxes) {
        forEachRun(input, box, [&](std::size_t first, std::size_t count) {
            writes.runs.push_back({first, count});
            const auto cells = input.current.begin() + static_cast<std::ptrdiff_t>(first);
            writes.values.insert(writes.values.end(), cells, cells + static_cast<std::ptrdiff_t>(count));
        });
    }
    const std::span<const CellRun> runs(writes.runs.begin() + static_cast<std::ptrdiff_t>(firstRun), writes.runs.end());
    const std::span<std::int64_t> values(writes.values.begin() + static_cast<std::ptrdiff_t>(firstValue), writes.values.end());
    std::vector<std::int64_t> masses(values.begin(), values.end());
    if (!input.fixed.empty()) {
        std::size_t at = 0;
        for (const CellRun& run : runs)
            for (std::size_t cell = run.first; cell < run.first + run.count; ++cell, ++at)
                masses[at] &= -static_cast<std::int64_t>(input.fixed[cell] == 0);
    }
    std::int64_t sum = atom.freeSum;
    if (sum == 0) sum = massesFromWeights(input, runs, masses, atom.freeCells);
    splitByMass(masses, sum, total, values);
}

}  // namespace sandtable::balancing

// Largest-remainder rounding, over a handful of members within bounds and over a million cells without sorting them.
#include "stats/balance_spread.h"

#include <array>
#include <numeric>

namespace sandtable::balancing {
namespace {

__extension__ using Wide = __int128;

constexpr double kIneligible = -1;  // remainder of a cell that must not receive anything
constexpr std::size_t kBuckets = 4096;
using Histogram = std::array<std::int64_t, kBuckets>;

std::size_t bucketOf(double rest) { return std::min(kBuckets - 1, static_cast<std::size_t>(rest * double{kBuckets})); }

// Adds 1 to the `missing` values with the largest remainders, without sorting them all: the histogram tells in which bucket the
// cut lies, only that one is sorted. Requires 0 ≤ missing ≤ number of eligible ones.
void raiseLargest(std::span<const double> rests, const Histogram& histogram, std::int64_t missing,
                  std::int64_t* values) {
    if (missing == 0) return;
    std::size_t cut = kBuckets - 1;
    std::int64_t left = missing;  // to be raised inside the bucket `cut`
    while (left > histogram[cut]) left -= histogram[cut--];
    const double above = static_cast<double>(cut + 1) / double{kBuckets};  // powers of two: exact
    const double from = static_cast<double>(cut) / double{kBuckets};
    std::vector<std::size_t> tied;
    for (std::size_t i = 0; i < rests.size(); ++i) {
        if (rests[i] < from) continue;
        if (rests[i] >= above)
            ++values[i];
        else
            tied.push_back(i);
    }
    const auto end = tied.begin() + static_cast<std::ptrdiff_t>(left);
    const auto larger = [&](std::size_t a, std::size_t b) {
        return rests[a] != rests[b] ? rests[a] > rests[b] : a < b;
    };
    if (end != tied.end()) std::nth_element(tied.begin(), end, tied.end(), larger);
    for (auto it = tied.begin(); it != end; ++it) ++values[*it];
}

// Splits a total over cells in proportion to whole-number masses; cells without mass are left alone.
class Split {
public:
    Split(std::int64_t total, std::int64_t massSum, std::int64_t* values, std::span<double> rests)
        : total_(total),
          massSum_(massSum),
          numerator_(static_cast<double>(total)),
          denominator_(static_cast<double>(massSum)),
          values_(values),
          rests_(rests) {}

    // The cells one after the other, first the whole units. `exact` is for amounts near 2^53, where shares are rounded themselves.
    void put(std::size_t i, std::int64_t mass, bool exact) {
        if (mass == 0) {
            rests_[i] = kIneligible;
            return;
        }
        if (exact) {
            const Wide product = static_cast<Wide>(mass) * total_;
            values_[i] = static_cast<std::int64_t>(product / massSum_);
            rests_[i] = static_cast<double>(product % massSum_) / denominator_;
        } else {
            const double share = static_cast<double>(mass) * numerator_ / denominator_;
            values_[i] = static_cast<std::int64_t>(share);
            rests_[i] = share - static_cast<double>(values_[i]);
        }
        given_ += values_[i];
        ++eligible_;
        ++histogram_[bucketOf(rests_[i])];
    }

    // Then the units that are left. False when rounded shares left more than one unit per cell, or less than none.
    bool finish() {
        const std::int64_t missing = total_ - given_;
        if (missing < 0 || missing > eligible_) return false;
        raiseLargest(rests_, histogram_, missing, values_);
        return true;
    }

private:
    std::int64_t total_, massSum_;
    double numerator_, denominator_;
    std::int64_t* values_;
    std::span<double> rests_;
    Histogram histogram_{};
    std::int64_t given_ = 0, eligible_ = 0;
};

// Runs of cells as one sequence: each(position, cell) for every cell, position counting from 0.
template <class Each>
void forEachCell(std::span<const CellRun> runs, Each each) {
    std::size_t position = 0;
    for (const CellRun& run : runs)
        for (std::size_t cell = run.first; cell < run.first + run.count; ++cell) each(position++, cell);
}

// Masses for a group of free cells that are all zero: weights scaled to integers whose sum stays exact, or ones.
std::vector<std::int64_t> massesFromWeights(const BalanceInput& input, std::span<const CellRun> runs,
                                            const Atom& atom) {
    std::vector<std::int64_t> masses(static_cast<std::size_t>(atom.freeCells + atom.fixedCells), 0);
    const auto isFree = [&](std::size_t cell) { return input.fixed.empty() || input.fixed[cell] == 0; };
    double largest = 0;
    if (!input.weights.empty()) {
        forEachCell(runs, [&](std::size_t, std::size_t cell) {
            if (isFree(cell)) largest = std::max(largest, input.weights[cell]);
        });
    }
    const double top = std::min(double{kMaxCell}, double{kMaxSum} / static_cast<double>(atom.freeCells));
    forEachCell(runs, [&](std::size_t i, std::size_t cell) {
        if (isFree(cell)) masses[i] = largest > 0 ? static_cast<std::int64_t>(input.weights[cell] / largest * top) : 1;
    });
    return masses;
}

}  // namespace

std::vector<std::int64_t> roundWithin(std::span<const double> shares, std::int64_t total,
                                      std::span<const std::int64_t> min, std::span<const std::int64_t> max) {
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
    const auto count = static_cast<std::size_t>(atom.freeCells + atom.fixedCells);
    if (writes.values.capacity() < firstValue + count)
        writes.values.reserve(std::max(firstValue + count, 2 * writes.values.capacity()));
    for (const CellBox& box : atom.boxes) {
        forEachRun(input, box, [&](std::size_t first, std::size_t length) {
            writes.runs.push_back({first, length});
            const auto cells = input.current.begin() + static_cast<std::ptrdiff_t>(first);
            writes.values.insert(writes.values.end(), cells, cells + static_cast<std::ptrdiff_t>(length));
        });
    }
    const std::span<const CellRun> runs(writes.runs.data() + firstRun, writes.runs.size() - firstRun);
    std::int64_t* values = writes.values.data() + firstValue;
    writes.rests.resize(std::max(writes.rests.size(), count));
    const std::span<double> rests(writes.rests.data(), count);

    if (atom.freeSum == 0) {
        const std::vector<std::int64_t> masses = massesFromWeights(input, runs, atom);
        const std::int64_t sum = std::accumulate(masses.begin(), masses.end(), std::int64_t{0});
        for (const bool exact : {false, true}) {
            Split split(total, sum, values, rests);
            for (std::size_t i = 0; i < count; ++i) split.put(i, masses[i], exact);
            if (split.finish()) return;
        }
        return;
    }
    const std::uint8_t* fixed = input.fixed.empty() ? nullptr : input.fixed.data();
    const std::int64_t* current = input.current.data();
    for (const bool exact : {false, true}) {
        Split split(total, atom.freeSum, values, rests);
        if (fixed == nullptr)
            forEachCell(runs, [&](std::size_t i, std::size_t cell) { split.put(i, current[cell], exact); });
        else
            forEachCell(runs, [&](std::size_t i, std::size_t cell) {
                split.put(i, fixed[cell] != 0 ? 0 : current[cell], exact);
            });
        if (split.finish()) return;
    }
}

}  // namespace sandtable::balancing

// Bottom-up bounds, then top-down totals; the common factor of a constraint's members is the root of a monotone
// piecewise-linear function, found by safeguarded Newton steps (no transcendental functions anywhere).
#include "stats/balance_laminar.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <numeric>

#include "stats/balance_laminar_conflict.h"
#include "stats/balance_spread.h"

namespace sandtable::balancing {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr std::int64_t kRoom = kMaxSum;  // "no upper bound" for totals; two of them still add up

class LaminarSolver {
public:
    LaminarSolver(const AtomProblem& problem, const Forest& forest)
        : problem_(problem), forest_(forest), size_(static_cast<int>(forest.order.size())) {}

    LaminarSolution run() {
        if (std::vector<int> conflict = computeBounds(); !conflict.empty()) {
            std::vector<int> fewest = smallestNestedConflict(problem_, forest_);
            const bool found = !fewest.empty();
            return {.totals = {}, .conflict = found ? std::move(fewest) : std::move(conflict), .smallest = found};
        }
        totals_ = problem_.base;
        target_.assign(at(size_), 0);
        for (int root = 0; root < size_; root = forest_.end[at(root)]) {
            evaluate(root, {1, 0});
            const auto wanted = static_cast<std::int64_t>(std::nearbyint(value_[at(root)]));
            target_[at(root)] =
                satisfied_[at(root)] ? base_[at(root)] : std::clamp(wanted, low_[at(root)], high_[at(root)]);
        }
        for (int place = 0; place < size_; ++place) descend(place);
        return {.totals = std::move(totals_), .conflict = {}, .smallest = false};
    }

private:
    // How hard the members are pulled: positive atoms scale by `factor`; atoms without base get `seeding` × seed.
    struct Pull {
        double factor;
        double seeding;
    };

    std::int64_t minOf(int place) const { return problem_.min[at(forest_.order[at(place)])]; }
    std::int64_t maxOf(int place) const { return std::min(kRoom, problem_.max[at(forest_.order[at(place)])]); }

    // low_, high_: the totals a constraint's cells can have when everything inside holds.
    std::vector<int> computeBounds() {
        low_.assign(at(size_), 0);
        high_.assign(at(size_), 0);
        base_.assign(at(size_), 0);
        satisfied_.assign(at(size_), true);
        value_.assign(at(size_), 0);
        slope_.assign(at(size_), 0);
        for (int place = size_ - 1; place >= 0; --place) {
            const std::size_t p = at(place);
            if (const int atom = forest_.atom[p]; atom >= 0) {
                base_[p] += problem_.base[at(atom)];
                high_[p] = kRoom;
            }
            if (low_[p] > maxOf(place)) return withMembers(place, reasonsLow(place, false));
            if (high_[p] < minOf(place)) return withMembers(place, reasonsHigh(place, false));
            if (minOf(place) > maxOf(place)) return {forest_.order[p]};
            low_[p] = std::max(low_[p], minOf(place));
            high_[p] = std::min(high_[p], maxOf(place));
            if (base_[p] < low_[p] || base_[p] > high_[p]) satisfied_[p] = false;
            if (const int up = forest_.parent[p]; up >= 0) {
                low_[at(up)] = std::min(kRoom, low_[at(up)] + low_[p]);
                high_[at(up)] = std::min(kRoom, high_[at(up)] + high_[p]);
                base_[at(up)] += base_[p];
                satisfied_[at(up)] = satisfied_[at(up)] && satisfied_[p];
            }
        }
        return {};
    }

    std::vector<int> withMembers(int place, std::vector<int> members) const {
        members.push_back(forest_.order[at(place)]);
        return members;
    }

    // The constraints inside `place` that make its total at least low_.
    std::vector<int> reasonsLow(int place, bool own) const {
        if (own && (low_[at(place)] <= 0 || low_[at(place)] == minOf(place)))
            return low_[at(place)] <= 0 ? std::vector<int>{} : std::vector<int>{forest_.order[at(place)]};
        std::vector<int> out;
        for (int child = place + 1; child < forest_.end[at(place)]; child = forest_.end[at(child)]) {
            const std::vector<int> inner = reasonsLow(child, true);
            out.insert(out.end(), inner.begin(), inner.end());
        }
        return out;
    }

    // The constraints inside `place` that make its total at most high_.
    std::vector<int> reasonsHigh(int place, bool own) const {
        if (own && high_[at(place)] == maxOf(place)) return {forest_.order[at(place)]};
        std::vector<int> out;
        for (int child = place + 1; child < forest_.end[at(place)]; child = forest_.end[at(child)]) {
            const std::vector<int> inner = reasonsHigh(child, true);
            out.insert(out.end(), inner.begin(), inner.end());
        }
        return out;
    }

    double atomValue(int atom, Pull pull) const {
        const auto base = static_cast<double>(problem_.base[at(atom)]);
        return base > 0 ? base * pull.factor : problem_.seed[at(atom)] * pull.seeding;
    }

    // Sums the members of `top` under a pull (bounds of members applied, top's own bounds too); value_ and slope_ per place.
    void evaluate(int top, Pull pull) {
        const bool seeding = pull.factor == kInfinity;
        const int end = forest_.end[at(top)];
        for (int place = top; place < end; ++place) {
            const int atom = forest_.atom[at(place)];
            value_[at(place)] = atom < 0 ? 0 : atomValue(atom, pull);
            slope_[at(place)] = 0;
            if (atom < 0) continue;
            const auto base = static_cast<double>(problem_.base[at(atom)]);
            slope_[at(place)] = seeding ? (base > 0 ? 0 : problem_.seed[at(atom)]) : base;
        }
        for (int place = end - 1; place >= top; --place) {
            if (place != top || !inside_) {
                const auto low = static_cast<double>(low_[at(place)]), high = static_cast<double>(high_[at(place)]);
                if (value_[at(place)] <= low || value_[at(place)] >= high) {
                    slope_[at(place)] = value_[at(place)] == low || value_[at(place)] == high ? slope_[at(place)] : 0;
                    value_[at(place)] = std::clamp(value_[at(place)], low, high);
                }
            }
            if (place == top) break;
            value_[at(forest_.parent[at(place)])] += value_[at(place)];
            slope_[at(forest_.parent[at(place)])] += slope_[at(place)];
        }
    }

    double membersAt(int top, Pull pull) {
        evaluate(top, pull);
        return value_[at(top)];
    }

    // Leaves value_ of top's members such that they add up to `total` (up to rounding of doubles).
    void findPull(int top, double total) {
        inside_ = true;  // top's own bounds are met by `total` already
        const bool seeding = membersAt(top, {kInfinity, 0}) < total;
        double lower = 0, upper = kInfinity, x = 1;
        for (int step = 0; step < 200; ++step) {
            const double sum = membersAt(top, seeding ? Pull{kInfinity, x} : Pull{x, 0});
            const double slope = slope_[at(top)];
            if (std::abs(sum - total) <= 1e-14 * total) break;
            (sum < total ? lower : upper) = x;
            double next = slope > 0 ? x + (total - sum) / slope : kInfinity;
            if (!(next > lower && next < upper))
                next = upper == kInfinity ? 2 * lower + 1 : lower + (upper - lower) / 2;
            if (next == x || next == lower || next == upper) break;
            x = next;
        }
        inside_ = false;
    }

    // Gives the members of `place` their whole-number totals.
    void descend(int place) {
        const std::size_t p = at(place);
        const int atom = forest_.atom[p];
        if (satisfied_[p] && target_[p] == base_[p]) {  // nothing inside has to move
            if (atom >= 0) totals_[at(atom)] = problem_.base[at(atom)];
            for (int child = place + 1; child < forest_.end[p]; child = forest_.end[at(child)])
                target_[at(child)] = base_[at(child)];
            return;
        }
        if (forest_.end[p] == place + 1) {
            if (atom >= 0) totals_[at(atom)] = target_[p];
            return;
        }
        findPull(place, static_cast<double>(target_[p]));
        std::vector<double> shares;
        std::vector<std::int64_t> low, high;
        double inChildren = 0;
        for (int child = place + 1; child < forest_.end[p]; child = forest_.end[at(child)]) {
            shares.push_back(value_[at(child)]);
            low.push_back(low_[at(child)]);
            high.push_back(high_[at(child)]);
            inChildren += shares.back();
        }
        if (atom >= 0) {
            shares.push_back(std::max(0.0, std::min(value_[p], static_cast<double>(target_[p])) - inChildren));
            low.push_back(0);
            high.push_back(kRoom);
        }
        const std::vector<std::int64_t> whole = roundWithin(shares, target_[p], low, high);
        std::size_t member = 0;
        for (int child = place + 1; child < forest_.end[p]; child = forest_.end[at(child)])
            target_[at(child)] = whole[member++];
        if (atom >= 0) totals_[at(atom)] = whole[member];
    }

    const AtomProblem& problem_;
    const Forest& forest_;
    int size_;
    bool inside_ = false;
    std::vector<std::int64_t> low_, high_, base_, target_, totals_;
    std::vector<bool> satisfied_;
    std::vector<double> value_, slope_;
};

constexpr int kUnknown = -2;  // parent of a constraint that holds no free cell, or of one not met yet

// Numbers the places; lower constraints first among siblings.
Forest inPreorder(const std::vector<int>& parentOf, const std::vector<int>& atomOf) {
    const int count = static_cast<int>(parentOf.size());
    std::vector<std::vector<int>> children(at(count));
    std::vector<int> stack;
    for (int c = count - 1; c >= 0; --c) (parentOf[at(c)] < 0 ? stack : children[at(parentOf[at(c)])]).push_back(c);
    Forest forest;
    std::vector<int> place(at(count), -1);
    while (!stack.empty()) {
        const int c = stack.back();
        stack.pop_back();
        place[at(c)] = static_cast<int>(forest.order.size());
        forest.order.push_back(c);
        forest.parent.push_back(parentOf[at(c)] < 0 ? -1 : place[at(parentOf[at(c)])]);
        forest.atom.push_back(atomOf[at(c)]);
        stack.insert(stack.end(), children[at(c)].begin(), children[at(c)].end());
    }
    forest.end.resize(at(count));
    for (int p = count - 1; p >= 0; --p) {
        forest.end[at(p)] = std::max(forest.end[at(p)], p + 1);
        const int up = forest.parent[at(p)];
        if (up >= 0) forest.end[at(up)] = std::max(forest.end[at(up)], forest.end[at(p)]);
    }
    return forest;
}

}  // namespace

std::optional<Forest> buildForest(const AtomProblem& problem) {
    const int count = problem.constraintCount();
    std::vector<std::int64_t> size(at(count), 0);
    for (int atom = 0; atom < problem.atomCount(); ++atom)
        for (int c : problem.memberOf[at(atom)]) size[at(c)] += problem.cells[at(atom)];

    // In a forest the constraints of an atom, largest first, are a path from a root: the same parent for everyone.
    std::vector<int> parentOf(at(count), kUnknown), atomOf(at(count), -1);
    std::vector<int> path;
    const auto larger = [&](int a, int b) { return size[at(a)] > size[at(b)]; };
    for (int atom = 0; atom < problem.atomCount(); ++atom) {
        path = problem.memberOf[at(atom)];
        for (auto next = path.begin(); next != path.end(); ++next)  // by insertion: paths are a few constraints long
            std::rotate(std::upper_bound(path.begin(), next, *next, larger), next, std::next(next));
        int above = -1;
        for (int c : path) {
            if (parentOf[at(c)] == kUnknown) parentOf[at(c)] = above;
            if (parentOf[at(c)] != above) return std::nullopt;
            above = c;
        }
        atomOf[at(above)] = atom;
    }
    return inPreorder(parentOf, atomOf);
}

LaminarSolution solveLaminar(const AtomProblem& problem, const Forest& forest) {
    return LaminarSolver(problem, forest).run();
}

}  // namespace sandtable::balancing

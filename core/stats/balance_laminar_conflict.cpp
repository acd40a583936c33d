// A conflict of nested constraints is one constraint against bounds proven by constraints inside it: its maximum below their
// minima, or its minimum above maxima that cover all of its cells. Two bounds proven from inside conflict already inside.
#include "stats/balance_laminar_conflict.h"

#include <algorithm>

namespace sandtable::balancing {
namespace {

// bound[k]: the tightest bound on a total that at most k constraints prove. Lower bounds grow with k; upper bounds are kept
// negated, so that both are "larger is tighter" and the same code serves them.
using Bounds = std::vector<std::int64_t>;
constexpr std::int64_t kNothing = -kMaxSum;  // an upper bound nobody proves, negated

enum class Side { low, high };

class NestedConflict {
public:
    NestedConflict(const AtomProblem& problem, const Forest& forest, Side side)
        : problem_(problem), forest_(forest), side_(side), inside_(forest.order.size()), with_(forest.order.size()) {}

    // Finds the smallest conflict with fewer than `below` constraints; empty when there is none.
    std::vector<int> run(std::size_t below) {
        int bestPlace = -1;
        std::size_t bestInside = below - 1;
        for (int place = static_cast<int>(forest_.order.size()) - 1; place >= 0; --place) {
            inside_[at(place)] = inherited(place);
            for (int child = place + 1; child < forest_.end[at(place)]; child = forest_.end[at(child)])
                inside_[at(place)] = joined(inside_[at(place)], with_[at(child)]);
            for (std::size_t k = 0; k < std::min(inside_[at(place)].size(), bestInside); ++k) {
                if (!contradicts(place, inside_[at(place)][k])) continue;
                bestInside = k;
                bestPlace = place;
                break;
            }
            with_[at(place)] = withOwn(place);
        }
        if (bestPlace < 0) return {};
        chosen_ = {forest_.order[at(bestPlace)]};
        collectInside(bestPlace, bestInside);
        std::sort(chosen_.begin(), chosen_.end());
        return std::move(chosen_);
    }

private:
    std::int64_t minOf(int place) const { return problem_.min[at(forest_.order[at(place)])]; }
    std::int64_t maxOf(int place) const { return std::min(kMaxSum, problem_.max[at(forest_.order[at(place)])]); }

    // What holds without any constraint: totals are at least 0; cells directly inside have no maximum.
    Bounds inherited(int place) const { return {side_ == Side::high && forest_.atom[at(place)] >= 0 ? kNothing : 0}; }

    bool contradicts(int place, std::int64_t bound) const {
        return side_ == Side::low ? bound > maxOf(place) : bound > kNothing && -bound < minOf(place);
    }

    // Bounds of a sum: the best way to divide k constraints between the two parts.
    static Bounds joined(const Bounds& a, const Bounds& b) {
        const std::size_t size = std::min<std::size_t>(a.size() + b.size() - 1, at(kLargestNestedConflict) + 1);
        Bounds out(size, kNothing);
        for (std::size_t i = 0; i < a.size(); ++i)
            for (std::size_t j = 0; j < b.size() && i + j < size; ++j)
                out[i + j] = std::max(out[i + j], sumOf(a[i], b[j]));
        return out;
    }

    static std::int64_t sumOf(std::int64_t a, std::int64_t b) {
        return a == kNothing || b == kNothing ? kNothing : std::clamp(a + b, kNothing + 1, kMaxSum);
    }

    std::int64_t ownBound(int place) const {
        if (side_ == Side::low) return std::max<std::int64_t>(0, minOf(place));
        return maxOf(place) == kMaxSum ? kNothing : -maxOf(place);
    }

    Bounds withOwn(int place) const {
        const std::int64_t own = ownBound(place);
        Bounds out = inside_[at(place)];
        if (out.size() == 1) out.push_back(out[0]);
        for (std::size_t k = 1; k < out.size(); ++k) out[k] = std::max(out[k], own);
        return out;
    }

    // Writes the constraints that prove inside_[place][k].
    void collectInside(int place, std::size_t k) {
        std::vector<int> children;
        std::vector<Bounds> before{inherited(place)};  // bounds of the children up to each one
        for (int child = place + 1; child < forest_.end[at(place)]; child = forest_.end[at(child)]) {
            children.push_back(child);
            before.push_back(joined(before.back(), with_[at(child)]));
        }
        for (std::size_t c = children.size(); c-- > 0;) {
            const std::int64_t wanted = before[c + 1][k];
            const Bounds& own = with_[at(children[c])];
            for (std::size_t j = 0; j < own.size() && j <= k; ++j) {
                if (k - j >= before[c].size() || sumOf(before[c][k - j], own[j]) != wanted) continue;
                collect(children[c], j);
                k -= j;
                break;
            }
        }
    }

    void collect(int place, std::size_t k) {
        if (k == 0) return;
        const Bounds& inside = inside_[at(place)];
        if (with_[at(place)][k] == ownBound(place))
            chosen_.push_back(forest_.order[at(place)]);
        else
            collectInside(place, std::min(k, inside.size() - 1));
    }

    const AtomProblem& problem_;
    const Forest& forest_;
    Side side_;
    std::vector<Bounds> inside_, with_;  // per place: proven by its descendants; with its own constraint too
    std::vector<int> chosen_;
};

}  // namespace

std::vector<int> smallestNestedConflict(const AtomProblem& problem, const Forest& forest) {
    for (int c = 0; c < problem.constraintCount(); ++c)
        if (problem.min[at(c)] > problem.max[at(c)]) return {c};
    const std::size_t tooMany = at(kLargestNestedConflict) + 1;
    std::vector<int> low = NestedConflict(problem, forest, Side::low).run(tooMany);
    std::vector<int> high = NestedConflict(problem, forest, Side::high).run(low.empty() ? tooMany : low.size());
    return high.empty() ? low : high;
}

}  // namespace sandtable::balancing

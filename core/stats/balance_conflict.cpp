// QuickXplain, smallest conflict by implicit hitting sets, then the part that fixed cells and nonnegativity play.
#include "stats/balance_conflict.h"

#include <map>
#include <numeric>

#include "base/stable_sort.h"
#include "stats/balance_hitting_set.h"
#include "stats/balance_simplex.h"

namespace sandtable::balancing {
namespace {

constexpr std::size_t kLargestSearched = 400;    // constraints of a component in which the fewest are looked for
constexpr std::size_t kLargestComponent = 2000;  // constraints of a component that is reduced as a whole
constexpr std::size_t kLargestExamined = 1000;  // constraints of a conflict whose fixed cells and signs are looked into
constexpr std::int64_t kWorkLimit =
    25'000'000;  // visited tableau entries per stage of an explanation; well under a second

// Answers whether a subset of the component's constraints (local numbers) can hold. Remembers the last feasible totals.
class Oracle {
public:
    Oracle(const BalanceInput& input, const std::vector<const Atom*>& atoms, const std::vector<int>& component)
        : input_(input), atoms_(atoms), component_(component), members_(atoms.size()) {
        std::vector<int> localOf(input.constraints.size(), -1);
        for (int i = 0; i < static_cast<int>(component.size()); ++i) localOf[at(component[at(i)])] = i;
        for (std::size_t a = 0; a < atoms.size(); ++a)
            for (int c : atoms[a]->constraints)
                if (localOf[at(c)] >= 0) members_[a].push_back(localOf[at(c)]);
        fixedSum_.assign(component.size(), 0);
        for (std::size_t a = 0; a < atoms.size(); ++a)
            for (int c : members_[a]) fixedSum_[at(c)] += atoms[a]->fixedSum;
        for (const Atom* atom : atoms) totals_.push_back(atom->freeSum);
    }

    // `subset` ascending. On infeasibility lastConflict() is a subset that is already enough.
    Verdict holds(const std::vector<int>& subset, bool allowNegative = false) {
        if (exhausted()) return Verdict::undecided;
        AtomProblem problem;
        std::vector<int> place(component_.size(), -1);
        for (int c : subset) {
            place[at(c)] = static_cast<int>(problem.min.size());
            const BoxConstraint& constraint = input_.constraints[at(component_[at(c)])];
            problem.min.push_back(constraint.min - fixedSum_[at(c)]);
            problem.max.push_back(constraint.max == kNoMaximum ? kNoMaximum : constraint.max - fixedSum_[at(c)]);
        }
        std::vector<std::size_t> used;
        std::vector<std::int64_t> start;
        for (std::size_t a = 0; a < atoms_.size(); ++a) {
            if (atoms_[a]->freeCells == 0) continue;
            std::vector<int> inside;
            for (int c : members_[a])
                if (place[at(c)] >= 0) inside.push_back(place[at(c)]);
            if (inside.empty()) continue;
            problem.memberOf.push_back(std::move(inside));
            start.push_back(totals_[a]);
            used.push_back(a);
        }
        const ExactSolution solution =
            solveExactly(problem, start, {.allowNegative = allowNegative, .workLimit = workLeft_});
        workLeft_ -=
            solution.work + static_cast<std::int64_t>(10 * start.size() + atoms_.size());  // building counts too
        if (solution.verdict == Verdict::infeasible) {
            conflict_.clear();
            for (int c : solution.conflict) conflict_.push_back(subset[at(c)]);
        }
        if (solution.verdict == Verdict::feasible && !allowNegative)
            for (std::size_t i = 0; i < used.size(); ++i) totals_[used[i]] = solution.totals[i];
        return solution.verdict;
    }

    // A constraint that cannot hold even alone, or -1.
    int impossibleAlone() const {
        std::vector<bool> hasFree(component_.size(), false);
        for (std::size_t a = 0; a < atoms_.size(); ++a)
            if (atoms_[a]->freeCells > 0)
                for (int c : members_[a]) hasFree[at(c)] = true;
        for (int c = 0; c < static_cast<int>(component_.size()); ++c) {
            const BoxConstraint& constraint = input_.constraints[at(component_[at(c)])];
            if (constraint.min > constraint.max || fixedSum_[at(c)] > constraint.max) return c;
            if (!hasFree[at(c)] && fixedSum_[at(c)] < constraint.min) return c;
        }
        return -1;
    }

    // Which constraints the last feasible totals meet.
    std::vector<bool> met() const {
        std::vector<std::int64_t> sum = fixedSum_;
        for (std::size_t a = 0; a < atoms_.size(); ++a)
            if (atoms_[a]->freeCells > 0)
                for (int c : members_[a]) sum[at(c)] += totals_[a];
        std::vector<bool> out(component_.size());
        for (std::size_t c = 0; c < component_.size(); ++c) {
            const BoxConstraint& constraint = input_.constraints[at(component_[c])];
            out[c] = sum[c] >= constraint.min && sum[c] <= constraint.max;
        }
        return out;
    }

    std::int64_t cellsOf(int c) const {
        const CellBox& box = input_.constraints[at(component_[at(c)])].box;
        return std::int64_t{box.lastRow - box.firstRow + 1} * (box.lastProduct - box.firstProduct + 1) *
               (box.lastPeriod - box.firstPeriod + 1);
    }

    const std::vector<int>& lastConflict() const { return conflict_; }
    bool exhausted() const { return workLeft_ <= 0; }
    void refill() { workLeft_ = kWorkLimit; }

private:
    const BalanceInput& input_;
    const std::vector<const Atom*>& atoms_;
    const std::vector<int>& component_;
    std::vector<std::vector<int>> members_;  // per atom, local numbers
    std::vector<std::int64_t> fixedSum_;     // per constraint
    std::vector<std::int64_t> totals_;       // per atom, of the last feasible answer
    std::vector<int> conflict_;
    std::int64_t workLeft_ = kWorkLimit;
};

std::vector<int> allOf(std::size_t count) {
    std::vector<int> out(count);
    std::iota(out.begin(), out.end(), 0);
    return out;
}

// An irreducible conflict that prefers the constraints named first: QuickXplain (Junker 2004), dividing what is in question.
class QuickXplain {
public:
    explicit QuickXplain(Oracle& oracle) : oracle_(oracle) {}

    // `order`: an infeasible set. Empty when the oracle's work was used up.
    std::vector<int> run(const std::vector<int>& order) {
        std::vector<int> found = divide({}, false, order);
        std::sort(found.begin(), found.end());
        return oracle_.exhausted() ? std::vector<int>{} : found;
    }

private:
    std::vector<int> divide(const std::vector<int>& given, bool grown, const std::vector<int>& order) {
        if (grown && conflicts(given)) return {};
        if (order.size() == 1) return order;
        const auto middle = order.begin() + static_cast<std::ptrdiff_t>(order.size() / 2);
        const std::vector<int> first(order.begin(), middle), second(middle, order.end());
        std::vector<int> fromSecond = divide(joined(given, first), true, second);
        std::vector<int> fromFirst = divide(joined(given, fromSecond), !fromSecond.empty(), first);
        return joined(fromFirst, fromSecond);
    }

    static std::vector<int> joined(std::vector<int> a, const std::vector<int>& b) {
        a.insert(a.end(), b.begin(), b.end());
        return a;
    }

    bool conflicts(std::vector<int> set) {
        std::sort(set.begin(), set.end());
        return oracle_.holds(set) == Verdict::infeasible;
    }

    Oracle& oracle_;
};

// Irreducible and, where there is a choice, of large boxes: one region's limit says more than those of its hundred cities.
std::vector<int> makeIrreducible(Oracle& oracle, const std::vector<int>& infeasible, std::size_t count) {
    std::vector<int> order = count <= kLargestComponent ? allOf(count) : infeasible;
    stableSort(order, [&](int a, int b) { return oracle.cellsOf(a) > oracle.cellsOf(b); });
    std::vector<int> found = QuickXplain(oracle).run(order);
    return found.empty() ? infeasible : found;
}

// Grows what the oracle's last answer meets to a set that cannot grow further; returns what it leaves out: every conflict
// contains one of these, for the set itself can hold.
std::vector<int> leftOutByGrowing(Oracle& oracle, std::size_t count) {
    std::vector<bool> in = oracle.met();
    for (int c = 0; c < static_cast<int>(count); ++c) {
        if (in[at(c)]) continue;
        std::vector<int> wider;
        for (int other : allOf(count))
            if (in[at(other)] || other == c) wider.push_back(other);
        if (oracle.holds(wider) != Verdict::feasible) continue;
        in = oracle.met();
    }
    std::vector<int> out;
    for (int c = 0; c < static_cast<int>(count); ++c)
        if (!in[at(c)]) out.push_back(c);
    return out;
}

// Replaces `best` by a conflict with the fewest constraints; true when that is proven.
bool makeSmallest(Oracle& oracle, std::size_t count, std::vector<int>& best) {
    std::vector<std::vector<int>> corrections;  // every conflict hits each of them
    while (best.size() > 1) {
        std::vector<int> candidate;
        if (!smallestHittingSet(corrections, static_cast<int>(best.size()) - 1, candidate)) return false;
        if (candidate.size() >= best.size()) return true;  // nothing smaller can be a conflict
        const Verdict verdict = oracle.holds(candidate);
        if (verdict == Verdict::infeasible) {
            best = oracle.lastConflict();
            return true;
        }
        if (verdict == Verdict::undecided || oracle.exhausted()) return false;
        corrections.push_back(leftOutByGrowing(oracle, count));
        if (oracle.exhausted()) return false;
    }
    return true;
}

// The fixed cells of a conflict, in groups that share their constraints (local numbers of the conflict).
struct FixedGroup {
    std::int64_t freeCells = 0, freeSum = 0, fixedCells = 0, fixedSum = 0;
    std::int64_t keptCells = 0, keptSum = 0;  // the part that stays fixed in the present question
    std::vector<const Atom*> atoms;
};

class FixedCellFilter {
public:
    FixedCellFilter(const BalanceInput& input, const std::vector<const Atom*>& atoms, const std::vector<int>& conflict)
        : input_(input), conflict_(conflict) {
        for (const Atom* atom : atoms) {
            std::vector<int> inside;
            for (int i = 0; i < static_cast<int>(conflict.size()); ++i)
                if (std::binary_search(atom->constraints.begin(), atom->constraints.end(), conflict[at(i)]))
                    inside.push_back(i);
            if (inside.empty()) continue;
            FixedGroup& group = groups_[inside];
            group.freeCells += atom->freeCells;
            group.freeSum += atom->freeSum;
            group.fixedCells += atom->fixedCells;
            group.fixedSum += atom->fixedSum;
            group.atoms.push_back(atom);
        }
    }

    // Fixed cells that the conflict needs; none when it stands without any of them.
    std::vector<CellRun> run() {
        if (stillConflicts()) return {};
        for (auto& [inside, group] : groups_) keep(group, group.fixedCells, group.fixedSum);
        for (auto& [inside, group] : groups_) {
            if (group.fixedCells == 0) continue;
            keep(group, 0, 0);
            if (!stillConflicts()) keep(group, group.fixedCells, group.fixedSum);
        }
        std::vector<std::size_t> cells;
        for (auto& [inside, group] : groups_)
            if (group.keptCells > 0) keepLargest(group, cells);
        std::sort(cells.begin(), cells.end());
        std::vector<CellRun> runs;
        for (std::size_t cell : cells) {
            if (!runs.empty() && runs.back().first + runs.back().count == cell)
                ++runs.back().count;
            else
                runs.push_back({cell, 1});
        }
        return runs;
    }

private:
    static void keep(FixedGroup& group, std::int64_t cells, std::int64_t sum) {
        group.keptCells = cells;
        group.keptSum = sum;
    }

    bool stillConflicts() {
        if (workLeft_ <= 0) return false;
        AtomProblem problem;
        for (int c : conflict_) {
            problem.min.push_back(input_.constraints[at(c)].min);
            problem.max.push_back(input_.constraints[at(c)].max);
        }
        std::vector<std::int64_t> start;
        for (const auto& [inside, group] : groups_) {
            for (int c : inside) {
                problem.min[at(c)] -= group.keptSum;
                if (problem.max[at(c)] != kNoMaximum) problem.max[at(c)] -= group.keptSum;
            }
            if (group.freeCells == 0 && group.keptCells == group.fixedCells) continue;
            problem.memberOf.push_back(inside);
            start.push_back(group.freeSum + group.fixedSum - group.keptSum);
        }
        const ExactSolution solution = solveExactly(problem, start, {.workLimit = workLeft_});
        workLeft_ -= solution.work + static_cast<std::int64_t>(10 * groups_.size() + conflict_.size());
        return solution.verdict == Verdict::infeasible;
    }

    // Of one group only as many cells as needed, the largest first; appends them to `cells`.
    void keepLargest(FixedGroup& group, std::vector<std::size_t>& cells) {
        std::vector<std::size_t> own;
        for (const Atom* atom : group.atoms)
            for (const CellBox& box : atom->boxes)
                forEachRun(input_, box, [&](std::size_t first, std::size_t count) {
                    for (std::size_t cell = first; cell < first + count; ++cell)
                        if (input_.fixed[cell] != 0) own.push_back(cell);
                });
        std::sort(own.begin(), own.end(), [&](std::size_t a, std::size_t b) {
            return input_.current[a] != input_.current[b] ? input_.current[a] > input_.current[b] : a < b;
        });
        std::vector<std::int64_t> sums{0};
        for (std::size_t cell : own) sums.push_back(sums.back() + input_.current[cell]);
        std::size_t enough = own.size(), few = 0;  // `enough` conflicts, `few` does not
        while (enough - few > 1) {
            const std::size_t middle = few + (enough - few) / 2;
            keep(group, static_cast<std::int64_t>(middle), sums[middle]);
            (stillConflicts() ? enough : few) = middle;
        }
        keep(group, static_cast<std::int64_t>(enough), sums[enough]);
        cells.insert(cells.end(), own.begin(), own.begin() + static_cast<std::ptrdiff_t>(enough));
    }

    const BalanceInput& input_;
    const std::vector<int>& conflict_;
    std::map<std::vector<int>, FixedGroup> groups_;
    std::int64_t workLeft_ = kWorkLimit;  // when used up, everything not yet judged stays named
};

}  // namespace

BalanceConflict explainConflict(const BalanceInput& input, const std::vector<const Atom*>& atoms,
                                const std::vector<int>& component, const std::vector<int>& infeasible, bool smallest) {
    Oracle oracle(input, atoms, component);
    BalanceConflict conflict;
    std::vector<int> best;
    const int alone = smallest ? -1 : oracle.impossibleAlone();
    for (int i = 0; i < static_cast<int>(component.size()); ++i)
        if (std::binary_search(infeasible.begin(), infeasible.end(), component[at(i)])) best.push_back(i);
    if (alone >= 0) best = {alone};
    conflict.smallest = smallest || alone >= 0;
    const bool tooMany = !conflict.smallest && component.size() > kLargestComponent && best.size() > kLargestExamined;
    if (!conflict.smallest && !tooMany) {
        best = makeIrreducible(oracle, best, component.size());
        oracle.refill();
        conflict.smallest =
            best.size() <= 2 || (component.size() <= kLargestSearched && makeSmallest(oracle, component.size(), best));
    }
    oracle.refill();
    const bool examined = best.size() <= kLargestExamined;
    conflict.nonnegativity = examined && oracle.holds(best, true) == Verdict::feasible;
    for (int c : best) conflict.constraints.push_back(component[at(c)]);
    std::sort(conflict.constraints.begin(), conflict.constraints.end());
    if (examined && !input.fixed.empty()) conflict.fixed = FixedCellFilter(input, atoms, conflict.constraints).run();
    return conflict;
}

}  // namespace sandtable::balancing

// The order of the day: check the input, cut cells into atoms, split constraints into components, solve each violated one,
// spread the new atom totals over their cells.
#include "stats/balance.h"

#include <algorithm>
#include <numeric>
#include <optional>

#include "base/stable_sort.h"
#include "stats/balance_atoms.h"
#include "stats/balance_conflict.h"
#include "stats/balance_laminar.h"
#include "stats/balance_projection.h"
#include "stats/balance_simplex.h"
#include "stats/balance_spread.h"

namespace sandtable {
namespace {

using namespace balancing;

constexpr std::size_t kMostExplained = 20;  // independent conflicts worth comparing

BalanceConflict invalid(std::vector<int> constraints = {}) {
    return {.reason = BalanceConflict::Reason::invalid, .constraints = std::move(constraints), .fixed = {}};
}

bool isBoundInRange(std::int64_t bound) { return bound >= -kMaxCell && bound <= kMaxCell; }

bool isWellFormed(const BalanceInput& input, const BoxConstraint& constraint) {
    const auto inside = [](int first, int last, int count) { return 0 <= first && first <= last && last < count; };
    const CellBox& box = constraint.box;
    return inside(box.firstRow, box.lastRow, input.rows) && inside(box.firstProduct, box.lastProduct, input.products) &&
           inside(box.firstPeriod, box.lastPeriod, input.periods) && isBoundInRange(constraint.min) &&
           (constraint.max == kNoMaximum || isBoundInRange(constraint.max));
}

std::optional<BalanceConflict> findMalformed(const BalanceInput& input, std::span<const int> edited) {
    if (input.rows < 0 || input.products < 0 || input.periods < 0) return invalid();
    const std::size_t cells = input.current.size();
    if (static_cast<double>(input.rows) * input.products * input.periods != static_cast<double>(cells))
        return invalid();
    if (!input.weights.empty() && input.weights.size() != cells) return invalid();
    if (!input.fixed.empty() && input.fixed.size() != cells) return invalid();
    std::vector<int> malformed;
    double demanded = 0;
    for (int c = 0; c < static_cast<int>(input.constraints.size()); ++c) {
        const BoxConstraint& constraint = input.constraints[at(c)];
        if (!isWellFormed(input, constraint)) malformed.push_back(c);
        demanded += static_cast<double>(std::max<std::int64_t>(0, constraint.min));
    }
    for (int c : edited)
        if (c < 0 || c >= static_cast<int>(input.constraints.size())) return invalid();
    if (!malformed.empty()) return invalid(malformed);
    if (demanded > static_cast<double>(kMaxSum) / 2) return invalid();  // sums inside the solvers must stay exact
    return std::nullopt;
}

// Constraints that are linked, directly or through others.
class Components {
public:
    explicit Components(std::size_t count) : parent_(count) { std::iota(parent_.begin(), parent_.end(), 0); }

    int find(int c) {
        while (parent_[at(c)] != c) c = parent_[at(c)] = parent_[at(parent_[at(c)])];
        return c;
    }
    void link(const std::vector<int>& constraints) {
        for (int c : constraints) {
            const int a = find(constraints.front()), b = find(c);
            parent_[at(std::max(a, b))] = std::min(a, b);  // the lowest member names the component
        }
    }

private:
    std::vector<int> parent_;
};

// Constraints linked through free cells, with every atom that lies in one of them.
struct Component {
    std::vector<int> constraints;  // ascending
    std::vector<int> atoms;        // with free cells
};

class Balancer {
public:
    Balancer(const BalanceInput& input, std::span<const int> edited) : input_(input), edited_(edited) {}

    tl::expected<CellWrites, BalanceConflict> run() {
        if (auto malformed = findMalformed(input_, edited_)) return tl::unexpected(*malformed);
        atoms_ = buildAtoms(input_);
        if (!measure()) return tl::unexpected(invalid());
        CellWrites writes;
        std::vector<BalanceConflict> conflicts;
        for (const Component& component : split()) {
            if (auto conflict = solve(component, writes)) conflicts.push_back(std::move(*conflict));
            if (conflicts.size() == kMostExplained) break;
        }
        if (!conflicts.empty()) return tl::unexpected(choose(conflicts));
        return writes;
    }

private:
    // Sums the atoms that can matter: all, or those connected with an edited constraint through overlapping boxes.
    bool measure() {
        reached_.assign(input_.constraints.size(), edited_.empty());
        if (!edited_.empty()) {
            Components overlapping(input_.constraints.size());
            for (const Atom& atom : atoms_) overlapping.link(atom.constraints);
            std::vector<bool> marked(input_.constraints.size(), false);
            for (int c : edited_) marked[at(overlapping.find(c))] = true;
            for (int c = 0; c < static_cast<int>(reached_.size()); ++c)
                reached_[at(c)] = marked[at(overlapping.find(c))];
        }
        fixedSum_.assign(input_.constraints.size(), 0);
        freeSum_.assign(input_.constraints.size(), 0);
        std::int64_t all = 0;
        for (Atom& atom : atoms_) {
            if (!reached_[at(atom.constraints.front())]) continue;
            if (!measureAtom(input_, atom)) return false;
            all += atom.freeSum + atom.fixedSum;  // ≤ kMaxSum before, each ≤ kMaxSum: cannot overflow
            if (all > kMaxSum / 2) return false;
            for (int c : atom.constraints) {
                fixedSum_[at(c)] += atom.fixedSum;
                freeSum_[at(c)] += atom.freeSum;
            }
        }
        return true;
    }

    // Components of the reached constraints in which something is violated.
    std::vector<Component> split() {
        Components linked(input_.constraints.size());
        for (const Atom& atom : atoms_)
            if (atom.freeCells > 0) linked.link(atom.constraints);
        std::vector<bool> violated(input_.constraints.size(), false);
        for (int c = 0; c < static_cast<int>(input_.constraints.size()); ++c) {
            const std::int64_t sum = freeSum_[at(c)] + fixedSum_[at(c)];
            const BoxConstraint& constraint = input_.constraints[at(c)];
            if (reached_[at(c)] && (sum < constraint.min || sum > constraint.max)) violated[at(linked.find(c))] = true;
        }
        std::vector<int> indexOf(input_.constraints.size(), -1);
        std::vector<Component> out;
        for (int c = 0; c < static_cast<int>(input_.constraints.size()); ++c) {
            const int root = linked.find(c);
            if (!violated[at(root)]) continue;
            if (root == c) {
                indexOf[at(c)] = static_cast<int>(out.size());
                out.emplace_back();
            }
            out[at(indexOf[at(root)])].constraints.push_back(c);
        }
        for (int a = 0; a < static_cast<int>(atoms_.size()); ++a) {
            const Atom& atom = atoms_[at(a)];
            const int index = indexOf[at(linked.find(atom.constraints.front()))];
            if (index >= 0 && atom.freeCells > 0) out[at(index)].atoms.push_back(a);
        }
        return out;
    }

    AtomProblem problemOf(const Component& component) {
        AtomProblem problem;
        localOf_.resize(input_.constraints.size());
        for (int c : component.constraints) {
            const BoxConstraint& constraint = input_.constraints[at(c)];
            localOf_[at(c)] = problem.constraintCount();
            problem.min.push_back(constraint.min - fixedSum_[at(c)]);
            problem.max.push_back(constraint.max == kNoMaximum ? kNoMaximum : constraint.max - fixedSum_[at(c)]);
        }
        for (int a : component.atoms) {
            const Atom& atom = atoms_[at(a)];
            std::vector<int> inside;
            for (int c : atom.constraints) inside.push_back(localOf_[at(c)]);
            problem.memberOf.push_back(std::move(inside));
            problem.base.push_back(atom.freeSum);
            problem.seed.push_back(atom.seed);
            problem.cells.push_back(atom.freeCells);
        }
        return problem;
    }

    std::optional<BalanceConflict> solve(const Component& component, CellWrites& writes) {
        const AtomProblem problem = problemOf(component);
        std::vector<std::int64_t> totals;
        std::vector<int> conflict;
        bool smallest = false;
        if (const auto forest = buildForest(problem)) {
            LaminarSolution solution = solveLaminar(problem, *forest);
            totals = std::move(solution.totals);
            conflict = std::move(solution.conflict);
            smallest = solution.smallest;
        } else {
            ExactSolution solution = solveExactly(problem, roundTotals(problem, projectTotals(problem)));
            if (solution.verdict == Verdict::undecided)
                return BalanceConflict{
                    .reason = BalanceConflict::Reason::undecided, .constraints = component.constraints, .fixed = {}};
            totals = std::move(solution.totals);
            conflict = std::move(solution.conflict);
        }
        if (!conflict.empty()) return explain(component, conflict, smallest);
        for (int i = 0; i < problem.atomCount(); ++i) {
            const Atom& atom = atoms_[at(component.atoms[at(i)])];
            if (totals[at(i)] != atom.freeSum) spreadAtom(input_, atom, totals[at(i)], writes);
        }
        return std::nullopt;
    }

    BalanceConflict explain(const Component& component, const std::vector<int>& localConflict, bool smallest) const {
        std::vector<bool> inside(input_.constraints.size(), false);
        for (int c : component.constraints) inside[at(c)] = true;
        std::vector<const Atom*> atoms;
        for (const Atom& atom : atoms_) {
            const bool touches =
                std::any_of(atom.constraints.begin(), atom.constraints.end(), [&](int c) { return inside[at(c)]; });
            if (touches) atoms.push_back(&atom);
        }
        std::vector<int> conflict;
        for (int c : localConflict) conflict.push_back(component.constraints[at(c)]);
        std::sort(conflict.begin(), conflict.end());
        return explainConflict(input_, atoms, component.constraints, conflict, smallest);
    }

    // Independent conflicts: the one with the fewest constraints; a proven one before an undecided one.
    static BalanceConflict choose(std::vector<BalanceConflict>& conflicts) {
        const auto rank = [](const BalanceConflict& c) {
            return std::pair(c.reason == BalanceConflict::Reason::undecided, c.constraints.size());
        };
        const auto best = std::min_element(conflicts.begin(), conflicts.end(),
                                           [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
        const bool allProven =
            std::all_of(conflicts.begin(), conflicts.end(), [](const auto& c) { return c.smallest; });
        best->smallest =
            best->smallest && ((allProven && conflicts.size() < kMostExplained) || best->constraints.size() == 1);
        return std::move(*best);
    }

    const BalanceInput& input_;
    std::span<const int> edited_;
    std::vector<Atom> atoms_;
    std::vector<bool> reached_;
    std::vector<std::int64_t> fixedSum_, freeSum_;  // per constraint
    std::vector<int> localOf_;
};

void appendRun(BalanceChanges& changes, std::size_t first, std::span<const std::int64_t> values) {
    changes.values.insert(changes.values.end(), values.begin(), values.end());
    if (!changes.runs.empty() && changes.runs.back().first + changes.runs.back().count == first)
        changes.runs.back().count += values.size();
    else
        changes.runs.push_back({first, values.size()});
}

}  // namespace

tl::expected<std::vector<std::int64_t>, BalanceConflict> balance(const BalanceInput& input) {
    auto writes = Balancer(input, {}).run();
    if (!writes) return tl::unexpected(std::move(writes.error()));
    std::vector<std::int64_t> out(input.current.begin(), input.current.end());
    const std::int64_t* from = writes->values.data();
    for (const CellRun& run : writes->runs) {
        std::copy_n(from, run.count, out.begin() + static_cast<std::ptrdiff_t>(run.first));
        from += run.count;
    }
    return out;
}

tl::expected<BalanceChanges, BalanceConflict> balanceChanges(const BalanceInput& input, std::span<const int> edited) {
    auto writes = Balancer(input, edited).run();
    if (!writes) return tl::unexpected(std::move(writes.error()));
    struct Piece {
        CellRun run;
        std::size_t offset;
    };
    std::vector<Piece> pieces;
    std::size_t offset = 0;
    for (const CellRun& run : writes->runs) {
        pieces.push_back({run, offset});
        offset += run.count;
    }
    stableSort(pieces, [](const Piece& a, const Piece& b) { return a.run.first < b.run.first; });
    BalanceChanges changes;
    changes.values.reserve(offset);
    for (const Piece& piece : pieces) {
        const std::int64_t* before = input.current.data() + piece.run.first;
        const std::int64_t* after = writes->values.data() + piece.offset;
        for (std::size_t i = 0; i < piece.run.count;) {
            const std::size_t start = i;
            while (i < piece.run.count && after[i] != before[i]) ++i;
            if (i > start) appendRun(changes, piece.run.first + start, {after + start, i - start});
            while (i < piece.run.count && after[i] == before[i]) ++i;
        }
    }
    return changes;
}

}  // namespace sandtable

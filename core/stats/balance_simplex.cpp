// Rows are integer relations Σ coefficient · variable = 0 with exactly one basic variable each; variables are the atoms and one
// sum per constraint, all with bounds. Nonbasic variables are whole numbers; overflow of a coefficient means `undecided`.
#include "stats/balance_simplex.h"

#include <algorithm>
#include <numeric>

namespace sandtable::balancing {
namespace {

__extension__ using Wide = __int128;

constexpr std::int64_t kMinusInfinity = INT64_MIN;
constexpr std::int64_t kPlusInfinity = INT64_MAX;
constexpr std::int64_t kLargestCoefficient = std::int64_t{1} << 30;
constexpr int kDeepestBranch = 60;

struct Term {
    int variable;
    std::int64_t coefficient;
};

struct Row {
    std::vector<Term> terms;  // by variable; includes the basic one, whose coefficient is > 0
    int basic = -1;
    std::int64_t divisor = 1;  // coefficient of the basic variable
    Wide numerator = 0;        // value of the basic variable = numerator / divisor
};

class Tableau {
public:
    Tableau(const AtomProblem& problem, const std::vector<std::int64_t>& start, bool allowNegative)
        : atoms_(problem.atomCount()), variables_(problem.atomCount() + problem.constraintCount()) {
        lower_.assign(at(variables_), allowNegative ? kMinusInfinity : 0);
        upper_.assign(at(variables_), kPlusInfinity);
        value_.assign(at(variables_), 0);
        rowOf_.assign(at(variables_), -1);
        rowsWith_.resize(at(variables_));
        rows_.resize(at(problem.constraintCount()));
        for (int c = 0; c < problem.constraintCount(); ++c) {
            lower_[at(atoms_ + c)] = problem.min[at(c)];
            upper_[at(atoms_ + c)] = problem.max[at(c)];
        }
        for (int atom = 0; atom < atoms_; ++atom) {
            value_[at(atom)] = start[at(atom)];
            for (int c : problem.memberOf[at(atom)]) rows_[at(c)].terms.push_back({atom, -1});
            rowsWith_[at(atom)] = problem.memberOf[at(atom)];
        }
        for (int c = 0; c < problem.constraintCount(); ++c) {
            rows_[at(c)].terms.push_back({atoms_ + c, 1});
            setBasic(c, atoms_ + c);
        }
    }

    // Rational feasibility under the present bounds.
    Verdict check(std::int64_t& work) {
        std::int64_t pivots = 0;
        const std::int64_t greedyPivots = 3 * static_cast<std::int64_t>(rows_.size()) + 50;
        for (;;) {
            const int row = violatedRow();
            if (row < 0) return Verdict::feasible;
            work -= static_cast<std::int64_t>(rows_[at(row)].terms.size() + rows_.size());
            const bool below = isBelow(rows_[at(row)]);
            const int entering = chooseEntering(rows_[at(row)], below, pivots++ < greedyPivots);
            if (entering < 0) {
                recordConflict(rows_[at(row)]);
                return Verdict::infeasible;
            }
            const int leaving = rows_[at(row)].basic;
            value_[at(leaving)] = below ? lower_[at(leaving)] : upper_[at(leaving)];
            if (!exchange(row, entering, work) || work < 0) return Verdict::undecided;
        }
    }

    // An atom whose value is not whole, or -1.
    int fractionalAtom() const {
        for (const Row& row : rows_)
            if (row.basic < atoms_ && row.numerator % row.divisor != 0) return row.basic;
        return -1;
    }

    std::int64_t floorOf(int basic) const {
        const Row& row = rows_[at(rowOf_[at(basic)])];
        Wide quotient = row.numerator / row.divisor;
        if (quotient * row.divisor > row.numerator) --quotient;
        return static_cast<std::int64_t>(quotient);
    }

    // True when the fraction above floorOf is less than one half.
    bool nearerToFloor(int basic) const {
        const Row& row = rows_[at(rowOf_[at(basic)])];
        return 2 * (row.numerator - Wide{floorOf(basic)} * row.divisor) < row.divisor;
    }

    void boundBelow(int basic, std::int64_t bound) { lower_[at(basic)] = bound; }
    void boundAbove(int basic, std::int64_t bound) { upper_[at(basic)] = bound; }

    std::vector<std::int64_t> totals() const {
        std::vector<std::int64_t> out(value_.begin(), value_.begin() + atoms_);
        for (const Row& row : rows_)
            if (row.basic < atoms_) out[at(row.basic)] = static_cast<std::int64_t>(row.numerator / row.divisor);
        return out;
    }

    const std::vector<int>& conflict() const { return conflict_; }

    std::int64_t size() const {
        std::int64_t terms = variables_;
        for (const Row& row : rows_) terms += static_cast<std::int64_t>(row.terms.size());
        return terms;
    }

private:
    bool isBelow(const Row& row) const {
        const std::int64_t bound = lower_[at(row.basic)];
        return bound != kMinusInfinity && row.numerator < Wide{bound} * row.divisor;
    }
    bool isAbove(const Row& row) const {
        const std::int64_t bound = upper_[at(row.basic)];
        return bound != kPlusInfinity && row.numerator > Wide{bound} * row.divisor;
    }

    // Bland: the violated basic variable with the lowest index.
    int violatedRow() const {
        int best = -1;
        for (int r = 0; r < static_cast<int>(rows_.size()); ++r) {
            const Row& row = rows_[at(r)];
            if (best >= 0 && rows_[at(best)].basic < row.basic) continue;
            if (isBelow(row) || isAbove(row)) best = r;
        }
        return best;
    }

    bool canMove(const Term& term, bool up) const {
        return up ? value_[at(term.variable)] < upper_[at(term.variable)]
                  : value_[at(term.variable)] > lower_[at(term.variable)];
    }

    // A nonbasic variable that can push the row's basic one the right way. Greedy: the largest atom, where a unit matters least.
    int chooseEntering(const Row& row, bool below, bool greedy) const {
        int best = -1;
        for (const Term& term : row.terms) {
            if (term.variable == row.basic || !canMove(term, (term.coefficient < 0) == below)) continue;
            if (!greedy) return term.variable;
            const bool atom = term.variable < atoms_;
            const bool bestIsAtom = best >= 0 && best < atoms_;
            if (best < 0 || (atom && (!bestIsAtom || value_[at(term.variable)] > value_[at(best)])))
                best = term.variable;
        }
        return best;
    }

    // Everything that pins this row: sums at their bounds. (Atoms at 0 pin it too; nonnegativity is judged elsewhere.)
    void recordConflict(const Row& row) {
        conflict_.clear();
        for (const Term& term : row.terms)
            if (term.variable >= atoms_) conflict_.push_back(term.variable - atoms_);
    }

    static std::int64_t coefficientOf(const Row& row, int variable) {
        const auto it = std::lower_bound(row.terms.begin(), row.terms.end(), variable,
                                         [](const Term& term, int wanted) { return term.variable < wanted; });
        return it != row.terms.end() && it->variable == variable ? it->coefficient : 0;
    }

    void evaluate(Row& row) const {
        Wide sum = 0;
        for (const Term& term : row.terms)
            if (term.variable != row.basic) sum -= Wide{term.coefficient} * value_[at(term.variable)];
        row.numerator = sum;
    }

    void setBasic(int r, int variable) {
        Row& row = rows_[at(r)];
        row.basic = variable;
        row.divisor = coefficientOf(row, variable);
        if (row.divisor < 0) {
            for (Term& term : row.terms) term.coefficient = -term.coefficient;
            row.divisor = -row.divisor;
        }
        rowOf_[at(variable)] = r;
        evaluate(row);
    }

    // `entering` becomes basic in row r and is eliminated from all others; the leaving variable keeps value_.
    bool exchange(int r, int entering, std::int64_t& work) {
        rowOf_[at(rows_[at(r)].basic)] = -1;
        rowsWith_[at(rows_[at(r)].basic)].push_back(r);
        setBasic(r, entering);
        std::vector<int> touched = std::move(rowsWith_[at(entering)]);
        rowsWith_[at(entering)].clear();
        std::sort(touched.begin(), touched.end());
        touched.erase(std::unique(touched.begin(), touched.end()), touched.end());
        for (int other : touched) {
            if (other == r) continue;
            const std::int64_t factor = coefficientOf(rows_[at(other)], entering);
            if (factor == 0) continue;  // cancelled since it was noted
            if (!eliminate(other, r, factor)) return false;
            work -= static_cast<std::int64_t>(rows_[at(other)].terms.size());
        }
        return true;
    }

    // rows_[target] := (p · target - f · pivot) / gcd, where the entering variable has coefficients f and p > 0.
    bool eliminate(int target, int pivotRow, std::int64_t factor) {
        Row& row = rows_[at(target)];
        const Row& pivot = rows_[at(pivotRow)];
        const std::int64_t common = std::gcd(factor, pivot.divisor);
        const std::int64_t p = pivot.divisor / common, f = factor / common;
        scratch_.clear();
        std::int64_t divisor = 0;
        std::size_t i = 0, j = 0;
        while (i < row.terms.size() || j < pivot.terms.size()) {
            const int a = i < row.terms.size() ? row.terms[i].variable : INT32_MAX;
            const int b = j < pivot.terms.size() ? pivot.terms[j].variable : INT32_MAX;
            const int variable = std::min(a, b);
            std::int64_t coefficient = 0;
            if (a == variable)
                coefficient += p * row.terms[i++].coefficient;
            else
                rowsWith_[at(variable)].push_back(target);
            if (b == variable) coefficient -= f * pivot.terms[j++].coefficient;
            if (coefficient == 0) continue;
            scratch_.push_back({variable, coefficient});
            divisor = std::gcd(divisor, coefficient);
        }
        for (Term& term : scratch_) {
            term.coefficient /= divisor;
            if (term.coefficient > kLargestCoefficient || term.coefficient < -kLargestCoefficient) return false;
        }
        row.terms.swap(scratch_);
        setBasic(target, row.basic);
        return true;
    }

    int atoms_;
    int variables_;
    std::vector<std::int64_t> lower_, upper_;
    std::vector<std::int64_t> value_;         // of nonbasic variables
    std::vector<int> rowOf_;                  // of basic variables
    std::vector<std::vector<int>> rowsWith_;  // rows that may hold a nonbasic variable (a superset)
    std::vector<Row> rows_;
    std::vector<Term> scratch_;
    std::vector<int> conflict_;
};

// Depth first, the nearer side first. Proves infeasibility only when both sides do.
Verdict branch(Tableau& tableau, std::int64_t& work, int depth, std::vector<std::int64_t>& totals) {
    const Verdict relaxed = tableau.check(work);
    if (relaxed != Verdict::feasible) return relaxed;
    const int atom = tableau.fractionalAtom();
    if (atom < 0) {
        totals = tableau.totals();
        return Verdict::feasible;
    }
    if (depth == kDeepestBranch) return Verdict::undecided;
    const std::int64_t floor = tableau.floorOf(atom);
    bool undecided = false;
    for (const bool down : {tableau.nearerToFloor(atom), !tableau.nearerToFloor(atom)}) {
        work -= tableau.size();
        if (work < 0) return Verdict::undecided;
        Tableau side = tableau;
        if (down)
            side.boundAbove(atom, floor);
        else
            side.boundBelow(atom, floor + 1);
        const Verdict verdict = branch(side, work, depth + 1, totals);
        if (verdict == Verdict::feasible) return verdict;
        undecided = undecided || verdict == Verdict::undecided;
    }
    return undecided ? Verdict::undecided : Verdict::infeasible;
}

}  // namespace

ExactSolution solveExactly(const AtomProblem& problem, const std::vector<std::int64_t>& start,
                           const ExactOptions& options) {
    ExactSolution solution;
    for (int c = 0; c < problem.constraintCount(); ++c) {
        if (problem.min[at(c)] <= problem.max[at(c)]) continue;
        return {.verdict = Verdict::infeasible, .totals = {}, .conflict = {c}};
    }
    std::int64_t work = options.workLimit;
    Tableau tableau(problem, start, options.allowNegative);
    solution.verdict = tableau.check(work);
    solution.work = options.workLimit - work;
    if (solution.verdict == Verdict::infeasible) {
        solution.conflict = tableau.conflict();
        std::sort(solution.conflict.begin(), solution.conflict.end());
        return solution;
    }
    if (solution.verdict == Verdict::undecided) return solution;
    if (tableau.fractionalAtom() < 0) {
        solution.totals = tableau.totals();
        return solution;
    }
    solution.verdict = branch(tableau, work, 0, solution.totals);
    solution.work = options.workLimit - work;
    if (solution.verdict == Verdict::infeasible) {  // only whole numbers are missing: every constraint may matter
        solution.conflict.resize(at(problem.constraintCount()));
        std::iota(solution.conflict.begin(), solution.conflict.end(), 0);
    }
    return solution;
}

}  // namespace sandtable::balancing

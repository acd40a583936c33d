// Iterative proportional fitting on atom totals, ranges included.
#include "stats/balance_projection.h"

#include <cmath>

namespace sandtable::balancing {
namespace {

constexpr double kLargestFactor = 1e100;  // keeps divergent multipliers of infeasible problems finite
constexpr double kWorkLimit = 2e7;        // atom visits; about 50 ms
constexpr int kMostSweeps = 5000;
constexpr double kEnough = 1e-3;     // minor units: rounding decides the rest
constexpr double kSeedShare = 1e-6;  // mass of atoms without base, against everything else

class Projection {
public:
    explicit Projection(const AtomProblem& problem) : problem_(problem), atomsOf_(at(problem.constraintCount())) {
        std::size_t visits = 1;
        for (int atom = 0; atom < problem.atomCount(); ++atom) {
            for (int c : problem.memberOf[at(atom)]) atomsOf_[at(c)].push_back(atom);
            visits += problem.memberOf[at(atom)].size();
        }
        double bases = 0;
        for (std::int64_t base : problem.base) bases += static_cast<double>(base);
        enough_ = std::max(kEnough, 1e-14 * bases);  // beyond 10^11 doubles themselves are the limit
        sweeps_ = static_cast<int>(std::min(double{kMostSweeps}, kWorkLimit / static_cast<double>(visits)));
    }

    std::vector<double> run() {
        start(0);
        fillEmptyConstraints();
        if (iterate() <= 0.5) return std::move(mass_);
        std::vector<double> first = std::move(mass_);
        const double firstMiss = worstMiss(first);
        double bases = 0, seeds = 0;
        for (int atom = 0; atom < problem_.atomCount(); ++atom) {
            bases += static_cast<double>(problem_.base[at(atom)]);
            if (problem_.base[at(atom)] == 0) seeds += problem_.seed[at(atom)];
        }
        if (seeds == 0) return first;
        start(kSeedShare * std::max(1.0, bases) / seeds);
        iterate();
        return worstMiss(mass_) < firstMiss ? std::move(mass_) : first;
    }

private:
    void start(double seedScale) {
        factor_.assign(at(problem_.constraintCount()), 1);
        mass_.resize(at(problem_.atomCount()));
        for (int atom = 0; atom < problem_.atomCount(); ++atom) {
            const auto base = static_cast<double>(problem_.base[at(atom)]);
            mass_[at(atom)] = base > 0 ? base : problem_.seed[at(atom)] * seedScale;
        }
        for (int c = 0; c < problem_.constraintCount(); ++c)
            if (problem_.max[at(c)] <= 0)
                for (int atom : atomsOf_[at(c)]) mass_[at(atom)] = 0;
    }

    // A constraint that must hold something but has no mass at all gets its seeds.
    void fillEmptyConstraints() {
        for (int c = 0; c < problem_.constraintCount(); ++c) {
            if (problem_.min[at(c)] <= 0 || sum(c) > 0) continue;
            for (int atom : atomsOf_[at(c)]) {
                bool barred = false;
                for (int other : problem_.memberOf[at(atom)]) barred = barred || problem_.max[at(other)] <= 0;
                if (!barred && problem_.base[at(atom)] == 0) mass_[at(atom)] = problem_.seed[at(atom)];
            }
        }
    }

    double sum(int c) const {
        double total = 0;
        for (int atom : atomsOf_[at(c)]) total += mass_[at(atom)];
        return total;
    }

    // One constraint: drop its own factor, then take the factor nearest to 1 that brings the sum into the range.
    // Returns by how much the sum moved.
    double project(int c) {
        const double now = sum(c);
        if (!(now > 0) || problem_.max[at(c)] <= 0) return 0;
        const double without = now / factor_[at(c)];
        double wanted = 1;
        if (without < static_cast<double>(problem_.min[at(c)]))
            wanted = static_cast<double>(problem_.min[at(c)]) / without;
        else if (without > static_cast<double>(problem_.max[at(c)]))
            wanted = static_cast<double>(problem_.max[at(c)]) / without;
        wanted = std::clamp(wanted, 1 / kLargestFactor, kLargestFactor);
        const double step = wanted / factor_[at(c)];
        if (step == 1) return 0;
        factor_[at(c)] = wanted;
        for (int atom : atomsOf_[at(c)]) mass_[at(atom)] *= step;
        return std::abs(now * step - now);
    }

    double iterate() {
        for (int sweep = 0; sweep < sweeps_; ++sweep) {
            double moved = 0;
            for (int c = 0; c < problem_.constraintCount(); ++c) moved = std::max(moved, project(c));
            if (moved <= enough_) break;
        }
        return worstMiss(mass_);
    }

    double worstMiss(const std::vector<double>& mass) const {
        double worst = 0;
        for (int c = 0; c < problem_.constraintCount(); ++c) {
            double total = 0;
            for (int atom : atomsOf_[at(c)]) total += mass[at(atom)];
            worst = std::max({worst, static_cast<double>(problem_.min[at(c)]) - total,
                              total - static_cast<double>(problem_.max[at(c)])});
        }
        return worst;
    }

    const AtomProblem& problem_;
    std::vector<std::vector<int>> atomsOf_;
    std::vector<double> mass_, factor_;
    double enough_ = kEnough;
    int sweeps_ = 0;
};

}  // namespace

std::vector<double> projectTotals(const AtomProblem& problem) { return Projection(problem).run(); }

std::vector<std::int64_t> roundTotals(const AtomProblem& problem, const std::vector<double>& totals) {
    constexpr double kLargest = 2e18;
    std::vector<double> drift(at(problem.constraintCount()), 0);
    std::vector<std::int64_t> out(totals.size());
    for (int atom = 0; atom < problem.atomCount(); ++atom) {
        const double exact = std::min(kLargest, totals[at(atom)]);
        double value = std::nearbyint(exact);
        if (std::abs(exact - value) > kEnough) {
            const double down = std::floor(exact);
            double balance = 0;  // Σ ((drift + up)² - (drift + down)²) over the constraints, halved
            for (int c : problem.memberOf[at(atom)]) balance += drift[at(c)] + (down - exact) + 0.5;
            value = balance > 0 ? down : down + 1;
        }
        for (int c : problem.memberOf[at(atom)]) drift[at(c)] += value - exact;
        out[at(atom)] = static_cast<std::int64_t>(value);
    }
    return out;
}

}  // namespace sandtable::balancing

#include "targets/method_basis.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/numeric.h"

namespace sandtable {

namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();
constexpr double kLeastGrowth = -0.5;
constexpr double kMostGrowth = 1.0;

// How many of the latest years a method looks at when none are asked for.
int yearsWanted(Method method) {
    switch (method) {
        case Method::history:
            return 1;
        case Method::mean:
        case Method::growth:
            return 3;
        default:
            return 5;
    }
}

double meanOfYears(const UnitHistory& history, int unit, int firstYear) {
    double sum = 0;
    for (int y = firstYear; y < history.yearCount(); ++y) sum += static_cast<double>(history.year(unit, y));
    return std::max(0.0, sum / (history.yearCount() - firstYear));
}

void weighByMean(const OrgTree& tree, const DecomposeSpec& spec, const UnitHistory& history, int firstYear,
                 ShareBasis& basis) {
    for (int u = 0; u < tree.size(); ++u) basis.raw[static_cast<std::size_t>(u)] = meanOfYears(history, u, firstYear);
    if (basis.raw[0] > 0) basis.rootEstimate = basis.raw[0] * (1 + spec.defaultGrowthRatio.value_or(0));
}

// Compound growth per year between the first and the last year, limited; NaN when either is not positive.
double ownGrowth(const UnitHistory& history, int unit, int firstYear) {
    const int last = history.yearCount() - 1;
    if (last <= firstYear) return kUnknown;
    const auto from = static_cast<double>(history.year(unit, firstYear));
    const auto to = static_cast<double>(history.year(unit, last));
    if (!(from > 0 && to > 0)) return kUnknown;
    const int span = history.years().back() - history.years()[static_cast<std::size_t>(firstYear)];
    return std::clamp(powExact(to / from, 1.0 / span) - 1, kLeastGrowth, kMostGrowth);
}

void weighByGrowth(const OrgTree& tree, const DecomposeSpec& spec, const UnitHistory& history, int firstYear,
                   ShareBasis& basis) {
    const auto size = static_cast<std::size_t>(tree.size());
    basis.growth.assign(size, 0);
    basis.ownGrowth.assign(size, kUnknown);
    basis.credibility.assign(size, 0);
    const int last = history.yearCount() - 1;
    const int ahead = spec.year - history.years().back();
    for (std::size_t u = 0; u < size; ++u) {
        const int unit = static_cast<int>(u);
        const double own = ownGrowth(history, unit, firstYear);
        basis.ownGrowth[u] = own;
        const int parent = tree[unit].parent;
        if (parent < 0) {
            basis.credibility[u] = std::isnan(own) ? 0 : 1;
            basis.growth[u] = std::isnan(own) ? spec.defaultGrowthRatio.value_or(0) : own;
        } else {
            const double months = history.activeMonths(unit);
            const double credibility = std::isnan(own) ? 0 : months / (months + kCredibilityMonths);
            const double above = basis.growth[static_cast<std::size_t>(parent)];
            basis.credibility[u] = credibility;
            basis.growth[u] = std::isnan(own) ? above : credibility * own + (1 - credibility) * above;
        }
        const double start = std::max(0.0, static_cast<double>(history.year(unit, last)));
        basis.raw[u] = start * powExact(1 + basis.growth[u], ahead);
    }
    if (basis.raw[0] > 0) basis.rootEstimate = basis.raw[0];
}

// Last year plus the least-squares slope of the yearly totals, damped by kTrendDamping per year ahead; never below zero.
void weighByForecast(const OrgTree& tree, const DecomposeSpec& spec, const UnitHistory& history, int firstYear,
                     ShareBasis& basis) {
    const int end = history.yearCount();
    const int n = end - firstYear;
    double carried = 0;
    double damping = 1;
    for (int step = history.years().back(); step < spec.year; ++step) {
        damping *= kTrendDamping;
        carried += damping;
    }
    double meanYear = 0;
    for (const int year : basis.years) meanYear += static_cast<double>(year) / n;
    for (int u = 0; u < tree.size(); ++u) {
        double meanValue = 0;
        for (int y = firstYear; y < end; ++y) meanValue += static_cast<double>(history.year(u, y)) / n;
        double across = 0;
        double along = 0;
        for (int y = firstYear; y < end; ++y) {
            const double step = history.years()[static_cast<std::size_t>(y)] - meanYear;
            across += step * (static_cast<double>(history.year(u, y)) - meanValue);
            along += step * step;
        }
        const double slope = along > 0 ? across / along : 0;
        basis.raw[static_cast<std::size_t>(u)] =
            std::max(0.0, static_cast<double>(history.year(u, end - 1)) + slope * carried);
    }
    if (basis.raw[0] > 0) basis.rootEstimate = basis.raw[0];
}

// potential × capability; an inner unit without its own potential is the sum of its children.
void weighByPotential(const OrgTree& tree, ShareBasis& basis) {
    for (int u = tree.size() - 1; u >= 0; --u) {
        const OrgUnit& unit = tree[u];
        double& raw = basis.raw[static_cast<std::size_t>(u)];
        if (!std::isnan(unit.potential)) {
            raw = unit.potential * (std::isnan(unit.capability) ? 1 : unit.capability);
            continue;
        }
        for (const int child : unit.children) {
            const double below = basis.raw[static_cast<std::size_t>(child)];
            if (!std::isnan(below)) raw = std::isnan(raw) ? below : raw + below;
        }
    }
}

}  // namespace

ShareBasis rawWeights(const OrgTree& tree, const DecomposeSpec& spec, Method method, const UnitHistory* history) {
    ShareBasis basis;
    basis.method = method;
    basis.raw.assign(static_cast<std::size_t>(tree.size()), kUnknown);
    int firstYear = 0;
    if (needsHistory(method)) {
        if (history->yearCount() == 0) return basis;
        if (spec.historyYears.empty()) firstYear = std::max(0, history->yearCount() - yearsWanted(method));
        basis.years.assign(history->years().begin() + firstYear, history->years().end());
    }
    switch (method) {
        case Method::even:
            std::fill(basis.raw.begin(), basis.raw.end(), 1.0);
            break;
        case Method::history:
        case Method::mean:
            weighByMean(tree, spec, *history, firstYear, basis);
            break;
        case Method::growth:
            weighByGrowth(tree, spec, *history, firstYear, basis);
            break;
        case Method::forecast:
            weighByForecast(tree, spec, *history, firstYear, basis);
            break;
        case Method::potential:
            weighByPotential(tree, basis);
            break;
        case Method::manual:
            for (const auto& [id, value] : spec.manual) basis.raw[static_cast<std::size_t>(tree.find(id))] = value;
            break;
    }
    return basis;
}

}  // namespace sandtable

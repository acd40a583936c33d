// SharePlan: how every parent's amount is shared among its children, by each method of M01 and their blend.
// Shares only: amounts are node_totals.h. Formulas: docs/methods.md#target-decomposition.
#pragma once

#include <optional>
#include <vector>

#include "plan/org_tree.h"
#include "targets/decompose_spec.h"
#include "targets/history.h"

namespace sandtable {

// Growth of one unit is credibility × its own + (1 − credibility) × its parent's, credibility = m / (m + kCredibilityMonths) with m
// active months of history (Bühlmann's form with k fixed); its own growth counts within −50 % … +100 %.
inline constexpr double kCredibilityMonths = 12;
inline constexpr double kTrendDamping = 0.8;  // forecast: how much of a year's trend carries into the next year

// One method's view: a raw weight per unit (history in target units, potential × capability, a projection …); NaN = nothing known.
struct ShareBasis {
    Method method = Method::even;
    double blendWeight = 1;
    std::vector<int> years;  // of the history it looked at, ascending
    std::vector<double> raw;
    std::vector<double> share;           // within the unit's siblings; they add up to 1 (the root's is 1)
    std::vector<double> growth;          // growth method only: the damped growth ratio
    std::vector<double> ownGrowth;       // growth method only: NaN when unknown
    std::vector<double> credibility;     // growth method only
    std::optional<double> rootEstimate;  // the whole, in target units, when the method can say
};

struct SharePlan {
    std::vector<ShareBasis> bases;
    std::vector<double> share;  // blended
    std::vector<double>
        manualAmount;  // manual amounts given or implied by those below; NaN = free; empty unless that method
    std::optional<double> rootEstimate;  // blended
    Errors warnings;
};

// `history` may be null when no method needs it (and then serves no fallback either). `reserve` is the reserve ratio per unit.
// Errors: targets.unknown_node {node} for manual entries.
[[nodiscard]] Result<SharePlan> planShares(const OrgTree& tree, const DecomposeSpec& spec, const UnitHistory* history,
                                           const std::vector<double>& reserve);

// A warning that names units: {code, params {nodes: first 20 ids, names, count}}.
[[nodiscard]] Error unitWarning(const char* code, const OrgTree& tree, const std::vector<int>& units,
                                Json params = Json::object());

}  // namespace sandtable

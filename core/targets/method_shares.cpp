#include "targets/method_shares.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "base/json_object.h"
#include "base/numeric.h"
#include "base/text.h"
#include "targets/method_basis.h"

namespace sandtable {

namespace {

// Shares of one sibling group; false when there is nothing to share by (all zero or unknown) and the group falls to even.
bool shareGroup(const std::vector<double>& raw, const std::vector<int>& children, std::vector<double>& share) {
    double sum = 0;
    for (const int child : children) {
        const double value = raw[static_cast<std::size_t>(child)];
        if (value > 0) sum += value;
    }
    const double even = 1.0 / static_cast<double>(children.size());
    for (const int child : children) {
        const double value = raw[static_cast<std::size_t>(child)];
        share[static_cast<std::size_t>(child)] = sum > 0 ? (value > 0 ? value / sum : 0) : even;
    }
    return sum > 0;
}

// A manual group with some children missing: they get what the given ones leave, by the fallback's proportions.
void shareManualGroup(const ShareBasis& manual, const std::vector<double>& fallback, const std::vector<int>& children,
                      std::vector<double>& share, std::vector<int>& missing) {
    double given = 0;
    std::vector<int> free;
    for (const int child : children) {
        const double value = manual.raw[static_cast<std::size_t>(child)];
        if (std::isnan(value)) {
            free.push_back(child);
        } else {
            given += value;
        }
    }
    missing.insert(missing.end(), free.begin(), free.end());
    std::vector<double> weights = manual.raw;
    const double rest = free.size() == children.size() ? 1 : std::max(0.0, 1 - given);
    std::vector<double> spread(share.size(), 0);
    if (!free.empty()) shareGroup(fallback, free, spread);
    for (const int child : free)
        weights[static_cast<std::size_t>(child)] = rest * spread[static_cast<std::size_t>(child)];
    shareGroup(weights, children, share);
}

}  // namespace

Error unitWarning(const char* code, const OrgTree& tree, const std::vector<int>& units, Json params) {
    constexpr std::size_t kNamed = 20;
    params["count"] = units.size();
    params["nodes"] = Json::array();
    params["names"] = Json::array();
    for (std::size_t i = 0; i < std::min(units.size(), kNamed); ++i) {
        params["nodes"].push_back(tree[units[i]].id);
        params["names"].push_back(tree[units[i]].name);
    }
    return {.code = code, .path = "", .params = std::move(params)};
}

namespace {

// Works one method out for the whole tree and notes what it had to assume.
class SharePlanner {
public:
    SharePlanner(const OrgTree& tree, const DecomposeSpec& spec, const UnitHistory* history,
                 const std::vector<double>& reserve)
        : tree_(tree), spec_(spec), history_(history), reserve_(reserve) {}

    Result<SharePlan> run() {
        if (auto known = checkManual(); !known) return tl::unexpected(known.error());
        for (const WeightedMethod& method : spec_.methods) addBasis(method);
        blend();
        return std::move(plan_);
    }

private:
    Result<void> checkManual() const {
        Errors errors;
        for (const auto& entry : spec_.manual) {
            if (tree_.find(entry.first) < 0) {
                errors.push_back({.code = "targets.unknown_node",
                                  .path = "/manual/" + escapePointer(entry.first),
                                  .params = JsonObject().put("node", entry.first)});
            }
        }
        if (!errors.empty()) return failure(std::move(errors));
        return {};
    }

    void addBasis(const WeightedMethod& method) {
        ShareBasis basis = rawWeights(tree_, spec_, method.method, history_);
        basis.blendWeight = method.weight;
        basis.share.assign(static_cast<std::size_t>(tree_.size()), 1);
        if (needsHistory(method.method)) warnAboutHistory(basis);
        const bool amounts = method.method == Method::manual && !spec_.manualWeights;
        if (amounts) plan_.manualAmount = impliedAmounts(basis.raw);
        std::vector<int> evenParents;
        std::vector<int> missing;
        const std::vector<double> fallback = fallbackWeights();
        for (int u = 0; u < tree_.size(); ++u) {
            const std::vector<int>& children = tree_[u].children;
            if (children.empty()) continue;
            if (method.method == Method::manual) {
                if (amounts) {
                    shareGroup(fallback, children,
                               basis.share);  // for those without an amount; amounts are taken as they are
                    for (const int child : children) {
                        if (std::isnan(plan_.manualAmount[static_cast<std::size_t>(child)])) missing.push_back(child);
                    }
                } else {
                    shareManualGroup(basis, fallback, children, basis.share, missing);
                }
            } else {
                if (method.method == Method::potential) fillUnknown(children, basis.raw);
                if (!shareGroup(basis.raw, children, basis.share)) evenParents.push_back(u);
            }
        }
        const std::string name(methodName(method.method));
        if (!evenParents.empty() && method.method != Method::even) {
            plan_.warnings.push_back(
                unitWarning("targets.even_fallback", tree_, evenParents, JsonObject().put("method", name)));
        }
        if (!assumed_.empty()) {
            plan_.warnings.push_back(unitWarning("targets.potential_missing", tree_, assumed_));
            assumed_.clear();
        }
        if (!missing.empty()) {
            plan_.warnings.push_back(unitWarning("targets.manual_missing", tree_, missing,
                                                 JsonObject().put("fallback", history_ ? "history" : "even")));
        }
        if (amounts && !std::isnan(plan_.manualAmount[0])) basis.rootEstimate = plan_.manualAmount[0];
        plan_.bases.push_back(std::move(basis));
    }

    // What stands in for units a manual list leaves out: history when the facts have it, else all alike.
    std::vector<double> fallbackWeights() const {
        return rawWeights(tree_, spec_, history_ ? Method::history : Method::even, history_).raw;
    }

    // An amount given only below implies the amount above: Σ children / (1 − reserve ratio).
    std::vector<double> impliedAmounts(std::vector<double> amounts) const {
        for (int u = tree_.size() - 1; u >= 0; --u) {
            const std::vector<int>& children = tree_[u].children;
            if (children.empty() || !std::isnan(amounts[static_cast<std::size_t>(u)])) continue;
            double sum = 0;
            for (const int child : children) sum += amounts[static_cast<std::size_t>(child)];
            const double kept = 1 - reserve_[static_cast<std::size_t>(u)];
            if (!std::isnan(sum) && kept > 0) amounts[static_cast<std::size_t>(u)] = std::floor(sum / kept + 0.5);
        }
        return amounts;
    }

    // Units without potential count like the mean of their siblings that have one.
    void fillUnknown(const std::vector<int>& children, std::vector<double>& raw) {
        double sum = 0;
        int known = 0;
        for (const int child : children) {
            if (std::isnan(raw[static_cast<std::size_t>(child)])) continue;
            sum += raw[static_cast<std::size_t>(child)];
            ++known;
        }
        if (known == 0) return;
        for (const int child : children) {
            if (!std::isnan(raw[static_cast<std::size_t>(child)])) continue;
            raw[static_cast<std::size_t>(child)] = sum / known;
            assumed_.push_back(child);
        }
    }

    void warnAboutHistory(const ShareBasis& basis) {
        std::vector<int> negative;
        std::vector<int> without;
        for (int u = 1; u < tree_.size(); ++u) {
            const auto i = static_cast<std::size_t>(u);
            bool anyNegative = false;
            for (int y = 0; y < history_->yearCount(); ++y) anyNegative |= history_->year(u, y) < 0;
            if (anyNegative) negative.push_back(u);
            if (!anyNegative && !(basis.raw[i] > 0)) without.push_back(u);
        }
        if (!negative.empty() && !warnedNegative_) {
            plan_.warnings.push_back(unitWarning("targets.negative_history", tree_, negative));
            warnedNegative_ = true;
        }
        if (!without.empty() && !warnedWithout_) {
            plan_.warnings.push_back(unitWarning("targets.node_without_history", tree_, without));
            warnedWithout_ = true;
        }
    }

    void blend() {
        plan_.share.assign(static_cast<std::size_t>(tree_.size()), 0);
        double estimate = 0;
        double estimateWeight = 0;
        for (const ShareBasis& basis : plan_.bases) {
            for (std::size_t u = 0; u < plan_.share.size(); ++u) plan_.share[u] += basis.blendWeight * basis.share[u];
            if (!basis.rootEstimate) continue;
            estimate += basis.blendWeight * *basis.rootEstimate;
            estimateWeight += basis.blendWeight;
        }
        if (estimateWeight > 0) plan_.rootEstimate = estimate / estimateWeight;
    }

    const OrgTree& tree_;
    const DecomposeSpec& spec_;
    const UnitHistory* history_;
    const std::vector<double>& reserve_;
    SharePlan plan_;
    std::vector<int> assumed_;
    bool warnedNegative_ = false;
    bool warnedWithout_ = false;
};

}  // namespace

Result<SharePlan> planShares(const OrgTree& tree, const DecomposeSpec& spec, const UnitHistory* history,
                             const std::vector<double>& reserve) {
    return SharePlanner(tree, spec, history, reserve).run();
}

}  // namespace sandtable

#include "targets/node_totals.h"

#include <algorithm>
#include <cmath>

#include "base/json_object.h"
#include "base/text.h"

namespace sandtable {

namespace {

Error manualMismatch(const OrgUnit& unit, Minor given, Minor available) {
    return {.code = "targets.manual_mismatch",
            .path = "/manual",
            .params = JsonObject()
                          .put("node", unit.id)
                          .put("nodeName", unit.name)
                          .put("givenMinor", given)
                          .put("availableMinor", available)};
}

// Splits one parent. Amounts given by hand come first, then reserve and free children share what is left; with every child given,
// the reserve is what is left, which may differ from its ratio by rounding only.
class ParentSplit {
public:
    ParentSplit(const OrgTree& tree, const SharePlan& shares, double reserveRatio, int unit)
        : tree_(tree), shares_(shares), reserveRatio_(reserveRatio), unit_(unit) {}

    Result<void> into(NodeTotals& totals) {
        const Minor whole = totals.total[static_cast<std::size_t>(unit_)];
        const OrgUnit& parent = tree_[unit_];
        Minor given = 0;
        std::vector<int> free;
        for (const int child : parent.children) {
            if (const auto amount = manualOf(child)) {
                totals.total[static_cast<std::size_t>(child)] = *amount;
                given += *amount;
            } else {
                free.push_back(child);
            }
        }
        const auto reserve = given == 0 && free.size() == parent.children.size()
                                 ? Minor{0}
                                 : static_cast<Minor>(std::floor(static_cast<double>(whole) * reserveRatio_ + 0.5));
        if (free.empty()) {
            const Minor rest = whole - given;
            if (rest < 0 || std::abs(rest - reserve) > 1)
                return failure(manualMismatch(parent, given, whole - reserve));
            totals.own[static_cast<std::size_t>(unit_)] = rest;
            return {};
        }
        if (given > whole - reserve) return failure(manualMismatch(parent, given, whole - reserve));
        return share(totals, free, whole - given - reserve, reserve, free.size() == parent.children.size());
    }

private:
    std::optional<Minor> manualOf(int unit) const {
        if (shares_.manualAmount.empty()) return std::nullopt;
        const double amount = shares_.manualAmount[static_cast<std::size_t>(unit)];
        return std::isnan(amount) ? std::nullopt : std::optional(static_cast<Minor>(amount));
    }

    // Without manual amounts the reserve takes part in the same largest-remainder split as the children.
    Result<void> share(NodeTotals& totals, const std::vector<int>& free, Minor amount, Minor reserve,
                       bool withReserve) {
        std::vector<double> weights;
        double sum = 0;
        for (const int child : free) sum += shares_.share[static_cast<std::size_t>(child)];
        for (const int child : free) {
            const double part =
                sum > 0 ? shares_.share[static_cast<std::size_t>(child)] / sum : 1.0 / static_cast<double>(free.size());
            weights.push_back(withReserve ? part * (1 - reserveRatio_) : part);
        }
        if (withReserve) weights.push_back(reserveRatio_);
        const auto parts = splitByLargestRemainder(amount, weights);
        if (!parts) return tl::unexpected(parts.error());
        for (std::size_t i = 0; i < free.size(); ++i) totals.total[static_cast<std::size_t>(free[i])] = (*parts)[i];
        totals.own[static_cast<std::size_t>(unit_)] = withReserve ? parts->back() : reserve;
        return {};
    }

    const OrgTree& tree_;
    const SharePlan& shares_;
    double reserveRatio_;
    int unit_;
};

}  // namespace

Result<std::vector<double>> reserveRatios(const OrgTree& tree, const DecomposeSpec& spec) {
    Errors errors;
    for (const auto& entry : spec.reserveRatios) {
        const bool level = std::any_of(tree.units().begin(), tree.units().end(),
                                       [&](const OrgUnit& unit) { return unit.level == entry.first; });
        if (!level && tree.find(entry.first) < 0) {
            errors.push_back({.code = "targets.unknown_node",
                              .path = "/reserveRatios/" + escapePointer(entry.first),
                              .params = JsonObject().put("node", entry.first)});
        }
    }
    if (!errors.empty()) return failure(std::move(errors));
    std::vector<double> ratios(static_cast<std::size_t>(tree.size()), 0);
    for (int u = 0; u < tree.size(); ++u) {
        const OrgUnit& unit = tree[u];
        if (unit.children.empty()) continue;
        auto found = spec.reserveRatios.find(unit.id);
        if (found == spec.reserveRatios.end() && !unit.level.empty()) found = spec.reserveRatios.find(unit.level);
        ratios[static_cast<std::size_t>(u)] = found == spec.reserveRatios.end() ? spec.reserveRatio : found->second;
    }
    return ratios;
}

Result<NodeTotals> splitTotals(const OrgTree& tree, const SharePlan& shares, const std::vector<double>& reserve,
                               Minor total) {
    const auto size = static_cast<std::size_t>(tree.size());
    NodeTotals totals{std::vector<Minor>(size, 0), std::vector<Minor>(size, 0)};
    totals.total[0] = total;
    if (!shares.manualAmount.empty() && !std::isnan(shares.manualAmount[0]) &&
        std::abs(shares.manualAmount[0] - static_cast<double>(total)) > 0.5) {
        return failure(manualMismatch(tree[0], static_cast<Minor>(shares.manualAmount[0]), total));
    }
    for (int u = 0; u < tree.size(); ++u) {
        if (tree[u].children.empty()) {
            totals.own[static_cast<std::size_t>(u)] = totals.total[static_cast<std::size_t>(u)];
        } else if (auto done = ParentSplit(tree, shares, reserve[static_cast<std::size_t>(u)], u).into(totals); !done) {
            return tl::unexpected(done.error());
        }
    }
    return totals;
}

}  // namespace sandtable

// TargetBook: one target set (metric × year × tier) as flat arrays of cells, read from the plan.
// Only leaves and reserves carry numbers; every parent is their sum, so "parent = Σ children + reserve" holds by construction.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "base/money.h"
#include "plan/org_tree.h"
#include "plan/plan.h"

namespace sandtable {

struct TargetSetKey {
    std::string set;  // targetSets id; when empty chosen by the three below
    std::string metric;
    std::string year;
    std::string tier;  // "base" when empty
};

class TargetBook {
public:
    // Errors: targets.no_such_set {metric, year, tier}, targets.no_organisation.
    [[nodiscard]] static Result<TargetBook> fromPlan(const Plan& plan, const OrgTree& tree, const TargetSetKey& key);

    [[nodiscard]] const std::string& setId() const { return setId_; }
    [[nodiscard]] const std::string& metric() const { return metric_; }
    [[nodiscard]] const std::vector<Period>& periods() const { return periods_; }  // finest grain: months or weeks
    [[nodiscard]] const std::vector<std::string>& products() const {
        return products_;
    }  // {""} when not split by product line

    // Leaf cell and reserve cell values, minor units (plain numbers for counted metrics).
    [[nodiscard]] Minor leafValue(int leaf, int product, int period) const;
    [[nodiscard]] Minor reserveValue(int unit, int product, int period) const;
    // Sum over a whole subtree (its leaves and every reserve inside), product -1 = all, for the given span of finest periods.
    [[nodiscard]] Minor total(const OrgTree& tree, int unit, int product, int firstPeriod, int lastPeriod) const;

private:
    std::string setId_;
    std::string metric_;
    std::vector<Period> periods_;
    std::vector<std::string> products_;
    std::vector<Minor> leaf_;     // [(leaf * products + product) * periods + period]
    std::vector<Minor> reserve_;  // [(unit * products + product) * periods + period]
};

}  // namespace sandtable

// TargetBook: one target set (metric × year × tier) as flat arrays of cells, read from the plan.
// One row per unit (× product line): a leaf's own target, an inner unit's reserve. Every total is a sum over a run of rows, so
// "parent = Σ children + reserve" holds by construction. Reads; proposing changes lives in target_patch.h.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "base/money.h"
#include "plan/org_tree.h"
#include "plan/plan.h"
#include "targets/period_axis.h"

namespace sandtable {

struct TargetSetKey {
    std::string set;  // targetSets id; when empty chosen by the three below
    std::string metric;
    std::string year;
    std::string tier;  // "base" when empty
};

// Every product line together, where a product index is asked for.
inline constexpr int kAllProducts = -1;

// A cell of any level that somebody overrode or locked: the plan's targets[…].cells entry.
struct CellMark {
    int unit = 0;
    int product = kAllProducts;
    Period period;
    PeriodSpan span;
    bool locked = false;
    bool overridden = false;       // valueMinor was typed in or imported by somebody
    Minor valueMinor = 0;          // only when overridden
    const Json* record = nullptr;  // the entry in the plan; lives as long as the plan is unchanged
};

// Bounds on a unit's whole year: amounts, growth against `baseMinor` (last year's actual when the limit was set), or both.
struct UnitLimits {
    int unit = 0;
    int product = kAllProducts;
    std::optional<Minor> minMinor;
    std::optional<Minor> maxMinor;
    std::optional<double> minGrowthRatio;
    std::optional<double> maxGrowthRatio;
    std::optional<Minor> baseMinor;
    // The tighter of amount and growth; growth without a base binds nothing.
    [[nodiscard]] std::optional<Minor> floorMinor() const;
    [[nodiscard]] std::optional<Minor> ceilingMinor() const;
};

class TargetBook {
public:
    // Errors: targets.no_such_set {set, metric, year, tier}, targets.no_organisation, targets.bad_record {record}.
    [[nodiscard]] static Result<TargetBook> fromPlan(const Plan& plan, const OrgTree& tree, const TargetSetKey& key);

    // All cells zero, no marks: what a decomposition fills. `products` is {""} without a product dimension.
    [[nodiscard]] static TargetBook makeBlank(const OrgTree& tree, std::string setId, std::string metric,
                                              std::string tier, PeriodAxis axis, std::vector<std::string> products);

    [[nodiscard]] const std::string& setId() const { return setId_; }
    [[nodiscard]] const std::string& metric() const { return metric_; }
    [[nodiscard]] const std::string& tier() const { return tier_; }
    [[nodiscard]] const PeriodAxis& axis() const { return axis_; }
    [[nodiscard]] const std::vector<Period>& periods() const {
        return axis_.periods();
    }  // finest grain: months or weeks
    [[nodiscard]] const std::vector<std::string>& products() const {
        return products_;
    }  // {""} when not split by product line
    [[nodiscard]] bool byProduct() const { return products_.size() != 1 || !products_[0].empty(); }
    [[nodiscard]] int productIndex(std::string_view id) const;  // "" is kAllProducts; -2 when unknown

    // Leaf cell and reserve cell values, minor units (plain numbers for counted metrics).
    [[nodiscard]] Minor leafValue(int leaf, int product, int period) const {
        return at(leafUnit_[static_cast<std::size_t>(leaf)], product, period);
    }
    [[nodiscard]] Minor reserveValue(int unit, int product, int period) const {
        return isLeaf(unit) ? 0 : at(unit, product, period);
    }
    // Sum over a whole subtree (its leaves and every reserve inside), product -1 = all, for the given span of finest periods.
    [[nodiscard]] Minor total(const OrgTree& tree, int unit, int product, int firstPeriod, int lastPeriod) const;
    [[nodiscard]] Minor total(int unit, int product, PeriodSpan span) const;
    // One unit's own row (leaf target or reserve), product -1 = all, over a span.
    [[nodiscard]] Minor own(int unit, int product, PeriodSpan span) const;
    // Totals of every unit and finest period, all product lines or one: [unit * periods + period].
    [[nodiscard]] std::vector<Minor> totals(int product = kAllProducts) const;

    // Rows: unit-major, then product, then period.
    [[nodiscard]] int units() const { return static_cast<int>(parent_.size()); }
    [[nodiscard]] int rowOf(int unit, int product) const { return unit * productCount() + product; }
    [[nodiscard]] int productCount() const { return static_cast<int>(products_.size()); }
    [[nodiscard]] int periodCount() const { return axis_.size(); }
    [[nodiscard]] Minor at(int unit, int product, int period) const {
        return cells_[static_cast<std::size_t>(rowOf(unit, product)) * static_cast<std::size_t>(periodCount()) +
                      static_cast<std::size_t>(period)];
    }
    [[nodiscard]] std::span<const Minor> row(int unit, int product) const;
    [[nodiscard]] std::span<Minor> row(int unit, int product);
    [[nodiscard]] const std::vector<Minor>& cells() const { return cells_; }
    [[nodiscard]] std::vector<Minor>& cells() { return cells_; }
    [[nodiscard]] bool isLeaf(int unit) const { return end_[static_cast<std::size_t>(unit)] == unit + 1; }
    [[nodiscard]] int parentOf(int unit) const { return parent_[static_cast<std::size_t>(unit)]; }
    [[nodiscard]] int endOf(int unit) const {
        return end_[static_cast<std::size_t>(unit)];
    }  // one past the last descendant

    [[nodiscard]] const std::vector<CellMark>& marks() const { return marks_; }
    [[nodiscard]] const std::vector<UnitLimits>& limits() const { return limits_; }
    [[nodiscard]] std::vector<UnitLimits>& limits() { return limits_; }
    // The plan's record of a row, null when there is none (all zero): keys of "targets".
    [[nodiscard]] const Json* record(int unit, int product) const;

private:
    void shapeLike(const OrgTree& tree);
    Result<void> readRecords(const Plan& plan, const OrgTree& tree);
    Result<void> readRecord(const OrgTree& tree, const std::string& key, const Json& record);
    Result<void> readMarks(int unit, int product, const std::string& key, const Json& record);

    std::string setId_;
    std::string metric_;
    std::string tier_;
    PeriodAxis axis_;
    std::vector<std::string> products_;
    std::vector<int> parent_;
    std::vector<int> end_;
    std::vector<int> leafUnit_;
    std::vector<Minor> cells_;          // [(unit * products + product) * periods + period]
    std::vector<const Json*> records_;  // [unit * (products + 1) + product + 1]; slot 0 is the all-products record
    std::vector<CellMark> marks_;
    std::vector<UnitLimits> limits_;
};

// The targetSets entry that `key` names. Errors: targets.no_such_set.
[[nodiscard]] Result<const Json*> findTargetSet(const Plan& plan, const TargetSetKey& key);

// "revenue-2026-base"
[[nodiscard]] std::string targetSetId(std::string_view metric, std::string_view year, std::string_view tier);
// Key of a row's record in "targets": "<set>.<unit>" or "<set>.<unit>.<product>".
[[nodiscard]] std::string targetRecordId(std::string_view set, std::string_view unit, std::string_view product);

}  // namespace sandtable

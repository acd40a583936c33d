// UnitHistory: what every unit really did in earlier years, in the target's own units (minor units or whole counts).
// Reads facts through the actuals room; weighs and judges nothing.
#pragma once

#include <span>
#include <vector>

#include "actuals/actuals.h"
#include "base/money.h"
#include "request/request.h"

namespace sandtable {

// The metric of the plan made usable. Errors: targets.unknown_metric {metric}, targets.ratio_not_additive {metric}.
struct TargetMetric {
    std::string id;
    std::string measure;  // "amount" … "customers", "none"
    bool money = true;    // else a count
    int minorDigits = 2;  // of the plan's currency; 0 for counts
};
[[nodiscard]] Result<TargetMetric> findTargetMetric(const Plan& plan, const std::string& id);

class UnitHistory {
public:
    // Sums per unit, year and fiscal month of `years` (ascending). `leafOfRow` decides which rows count: pass a copy that excludes
    // some for a part of the facts. Errors: those of actualsByPeriod, targets.metric_without_actuals {metric}.
    [[nodiscard]] static Result<UnitHistory> read(const FactTable& facts, const Attribution& attribution,
                                                  const OrgTree& tree, const FiscalCalendar& calendar,
                                                  const TargetMetric& metric, std::vector<int> years);

    [[nodiscard]] const std::vector<int>& years() const { return years_; }
    [[nodiscard]] int yearCount() const { return static_cast<int>(years_.size()); }
    // Actual of a whole year; not the sum of its months for distinct counts.
    [[nodiscard]] Minor year(int unit, int y) const {
        return yearly_[static_cast<std::size_t>(unit) * years_.size() + static_cast<std::size_t>(y)];
    }
    // 12 fiscal months per year, oldest first.
    [[nodiscard]] std::span<const Minor> months(int unit) const {
        return std::span(monthly_).subspan(static_cast<std::size_t>(unit) * years_.size() * 12, years_.size() * 12);
    }
    [[nodiscard]] int activeMonths(int unit) const;  // months with anything in them
    [[nodiscard]] int indexOfYear(int year) const;   // -1 when not read

private:
    std::vector<int> years_;
    std::vector<Minor> yearly_;
    std::vector<Minor> monthly_;
};

// The fiscal years the facts touch, and whether each is complete (facts begin before its end and last until its last month).
struct CoveredYear {
    int year = 0;
    bool complete = false;
};
[[nodiscard]] std::vector<CoveredYear> coveredYears(const FactTable& facts, const FiscalCalendar& calendar);

}  // namespace sandtable

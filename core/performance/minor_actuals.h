// MinorActuals: actuals of one period rounded to minor units so that the books balance.
// Rounding only; reading rows is core/actuals' business.
#pragma once

#include <vector>

#include "actuals/actuals.h"
#include "base/money.h"

namespace sandtable {

// How the numbers of a measure become the integers of its metric.
struct MetricScale {
    bool additive = true;  // false for distinct counts: a parent is not the sum of its children
    int digits = 2;        // minor digits of money; 0 for counted things
};

struct MinorActuals {
    std::vector<Minor> byUnit;  // Σ children == parent when additive
    Minor unattributed = 0;     // rows that belong to no unit
};

// Sums are rounded by prefix: leaf k gets round(Σ leaves up to k) − round(Σ leaves before k). Every unit is then within one
// minor unit of its exact value, every parent equals Σ children, and root + unattributed equals the rounded total of the table.
[[nodiscard]] MinorActuals minorActuals(const ActualsMatrix& matrix, int period, const OrgTree& tree,
                                        MetricScale scale);

}  // namespace sandtable

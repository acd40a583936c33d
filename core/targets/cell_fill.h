// Fills a target book's cells from yearly amounts, product shares and season weights, exact in both directions.
// The last step of a decomposition; knows nothing of methods or history.
#pragma once

#include <vector>

#include "targets/node_totals.h"
#include "targets/season_plan.h"
#include "targets/target_book.h"

namespace sandtable {

// Per unit the share of each product line in its amount: [unit * products + product], adding up to 1. Empty = one product.
using ProductShares = std::vector<double>;

// Every own row (leaf target, reserve; per product line) gets its yearly amount exactly, and per period every unit is within one unit of
// the sum of its rows' real values wherever the margins allow.
[[nodiscard]] Result<void> fillCells(TargetBook& book, const OrgTree& tree, const NodeTotals& totals,
                                     const SeasonPlan& seasons, const ProductShares& products);

// book × ratio with the root's period totals and every row's year rounded so that all sums stay exact: stretch and challenge tiers.
// Errors: money.overflow.
[[nodiscard]] Result<void> fillScaled(TargetBook& book, const TargetBook& base, const OrgTree& tree, double ratio);

}  // namespace sandtable

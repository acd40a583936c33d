// Product lines of a target set: which there are, and each unit's share of every line in its history.
// Reads plan and facts; fills no cells.
#pragma once

#include <string>
#include <vector>

#include "targets/cell_fill.h"
#include "targets/history.h"

namespace sandtable {

struct ProductLines {
    std::vector<std::string> ids;    // ascending, as the plan's map has them
    std::vector<std::string> match;  // value in the facts
    std::string dimension;           // of the facts, "" when they have none
    Json added;                      // products to add to the plan, null when it has its own
};

// The plan's products, else the distinct values of the facts' productLine, category or subcategory column.
// Errors: targets.no_products.
[[nodiscard]] Result<ProductLines> findProductLines(const Plan& plan, const FactTable* facts);

// Shares from the units' own history over `years`, from the nearest ancestor's where a unit has none, even where nobody has.
[[nodiscard]] Result<ProductShares> productShares(const ProductLines& lines, const FactTable* facts,
                                                  const Attribution* attribution, const OrgTree& tree,
                                                  const FiscalCalendar& calendar, const TargetMetric& metric,
                                                  const std::vector<int>& years, Errors& warnings);

}  // namespace sandtable

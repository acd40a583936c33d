// Decomposition: one run of targets.decompose from checked parameters to a target book, with everything that explains its numbers.
// Also run again to explain a number. Pure in (plan, facts, params).
#pragma once

#include <optional>

#include "targets/cell_fill.h"
#include "targets/target_book.h"

namespace sandtable {

struct Decomposition {
    DecomposeSpec spec;
    TargetMetric metric;
    OrgTree tree;
    Json newOrgUnits;  // null unless the tree came from the facts
    Json newProducts;  // null unless the product lines came from the facts
    std::optional<UnitHistory> history;
    std::vector<double> reserve;  // ratio per unit
    SharePlan shares;
    NodeTotals totals;
    SeasonPlan seasons;
    ProductShares productShares;
    TargetBook computed;  // what the method gives
    Errors warnings;
};

// Everything up to the computed cells; locks and limits come after (keepMarks).
// Errors: targets.no_organisation, targets.unknown_metric, targets.no_facts {table}, targets.no_history {years}, targets.total_required,
// targets.manual_mismatch, targets.no_products, targets.unknown_node, and those of actuals.
[[nodiscard]] Result<Decomposition> decompose(const RequestContext& context, DecomposeSpec spec);

// The book that keeps the locks, overrides and limits of `old` (null: only the spec's limits) and the whole as asked.
// Marks that are no cells of the new grain are dropped with a warning. Errors: targets.infeasible.
struct KeptBook {
    TargetBook book;
    std::vector<CellMark> marks;
};
[[nodiscard]] Result<KeptBook> keepMarks(Decomposition& run, const TargetBook* old);

// What every unit really did in the year before `year`: base of growth limits and comparisons. Null history when the facts have none.
[[nodiscard]] Result<std::shared_ptr<const UnitHistory>> yearBefore(const RequestContext& context,
                                                                    const std::shared_ptr<const OrgTree>& tree,
                                                                    const TargetMetric& metric, int year,
                                                                    const std::string& table);

}  // namespace sandtable

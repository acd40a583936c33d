// NodeTotals: the year's whole-number amount of every unit, top-down: parent = Σ children + reserve, exactly.
// Knows nothing of periods; those are cell_fill.h.
#pragma once

#include <vector>

#include "base/money.h"
#include "plan/org_tree.h"
#include "targets/method_shares.h"

namespace sandtable {

struct NodeTotals {
    std::vector<Minor> total;  // of each unit with everything below
    std::vector<Minor> own;    // a leaf's total, an inner unit's reserve
};

// Reserve ratio per unit: by id, else by level, else the spec's; 0 at leaves.
// Errors: targets.unknown_node {node} for a key that is neither a unit nor a level.
[[nodiscard]] Result<std::vector<double>> reserveRatios(const OrgTree& tree, const DecomposeSpec& spec);

// Splits `total` down the tree by shares and reserve ratios, by largest remainder: every amount is within one unit of its real
// share of its parent's whole amount. Manual amounts are taken as they are; children without one share the rest.
// Errors: targets.manual_mismatch {node, nodeName, givenMinor, availableMinor}.
[[nodiscard]] Result<NodeTotals> splitTotals(const OrgTree& tree, const SharePlan& shares,
                                             const std::vector<double>& reserve, Minor total);

}  // namespace sandtable

// Proposes a target book's changes as an RFC 6902 patch on the plan's "targets": rows, override and lock entries.
// Builds patches only; never touches the plan.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "targets/target_book.h"

namespace sandtable {

// An entry of a record's "cells" to write, or to remove when empty.
struct MarkChange {
    int unit = 0;
    int product = kAllProducts;
    std::string period;
    std::optional<Json> cell;
};

// Rows of `after` that differ from the plan's, named by `changedRows` (unit * products + product), and marks. Keeps in "computed" what the
// method had computed, from the first change on; drops it again when a row is back at its computed values.
[[nodiscard]] Json proposeRows(const TargetBook& before, const std::vector<Minor>& after, const OrgTree& tree,
                               const std::vector<int>& changedRows, std::vector<MarkChange> marks);

// What the method computed for a row: "computed" when present, else its values.
[[nodiscard]] std::vector<Minor> computedRow(const TargetBook& book, int unit, int product);
// Σ computed over a subtree and span.
[[nodiscard]] Minor computedTotal(const TargetBook& book, int unit, int product, PeriodSpan span);

}  // namespace sandtable

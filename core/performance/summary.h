// Summary: what a fact table holds, whatever its columns. Needs no plan.
#pragma once

#include "facts/table.h"

namespace sandtable {

// {rows, rejected, amount, margin, quantity, orders, customers, firstDay, lastDay, byYear:[{year, amount, margin, quantity}]}.
// Amount and margin are integers in 1/10,000, quantity is in pieces (a decimal only when pieces are divided); distinct counts ignore missing values; null where the table has no such column.
// Errors: performance.sum_too_large {measure} beyond 2^53 − 1 (an exact number in a browser).
[[nodiscard]] Result<Json> summarize(const FactTable& facts);

}  // namespace sandtable

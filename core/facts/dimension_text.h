// RawColumn -> DimensionColumn: cleaned names under numbers as narrow as they go.
#pragma once

#include <optional>

#include "facts/date_text.h"
#include "facts/row_order.h"

namespace sandtable {

// The dimension of the rows in `order`, which are those without a fault; values are numbered by first appearance in the
// file among those rows. With `dates` the texts are dates of that order and the values ISO days.
[[nodiscard]] DimensionColumn readDimension(const RawColumn& column, const RowFaults& faults, const RowOrder& order,
                                            std::optional<DateOrder> dates = std::nullopt);

}  // namespace sandtable

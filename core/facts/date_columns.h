// The distinct texts of the date columns of a file, the order they prove together, and what is asked when they prove none.
// Text by text; the loops over rows are in facts/typed_columns.cpp.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "facts/date_order.h"
#include "facts/indexed_texts.h"
#include "facts/raw_file.h"

namespace sandtable {

// The distinct texts of one date column and what each may mean.
struct DateTexts {
    std::size_t column;
    IndexedTexts cells;
    std::vector<DateReading> readings;
    std::size_t first;  // of its readings among those of all columns
};

struct DateColumns {
    std::vector<DateTexts> columns;
    DateOrder order = DateOrder::ymd;
    bool orderNeeded = false;  // some text depends on the order
    bool byPlausibility = false;
};
// `declared` settles the order. Errors: facts.date_order_ambiguous, facts.date_order_conflict (see ImportSession::commit).
[[nodiscard]] Result<DateColumns> readDateColumns(const RawFile& file, const std::vector<std::size_t>& columns,
                                                  std::optional<DateOrder> declared);

}  // namespace sandtable

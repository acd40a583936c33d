// What facts.commit, facts.restore and sample.orders say about a finished table: a pure function of the table,
// so that an imported, a restored and a generated table report alike.
#pragma once

#include "base/result.h"
#include "facts/field_catalogue.h"
#include "facts/table.h"

namespace sandtable {

// -> {table, rows, rejected, rejects:[{line, column, header, value, code}] (first 200), rejectsByCode:{code:n}, blankLines,
//     totals:{amount, margin, quantity, …} (integers in 1/10,000; null when no row has a value), missing:{measure: rows without a value},
//     firstDay, lastDay (ISO), dimensions:{key: distinct values in use}, dateOrder, decimal, mapping, warnings:[{code, params}],
//     fileName, bytes}.
// What came from the file (rejects, mapping …) is taken from table.source; absent parts count as none.
[[nodiscard]] Json reportOf(const FactTable& table);

// -> {total, listed, cut (rejected but past the limits), header (the file's columns), rows}, what facts.rejects replies.
[[nodiscard]] Json rejectsPage(const RejectLog& log, std::size_t offset, std::size_t limit);
[[nodiscard]] Json rejectsPage(const FactTable& table, std::size_t offset, std::size_t limit);

// One entry of facts.list: {name, rows, firstDay, lastDay, source, dimensions:[{key, distinct}], measures:[…]}.
[[nodiscard]] Json describeTable(const FactTable& table);

// Distinct values of a dimension that occur in at least one row; the missing value does not count.
[[nodiscard]] std::size_t distinctInUse(const DimensionColumn& column);

}  // namespace sandtable

// Which fields tell the rows of a table apart: proposals for the key of an upsert.
#pragma once

#include "base/result.h"
#include "facts/table.h"

namespace sandtable {

// -> {key:[field…], rows, candidates:[{key, distinct, repeats, missing}]}. repeats: rows beyond the first of their key; missing: rows
// that lack part of it. `key` is the first candidate without either, else the best one of those where at most one row in a hundred
// has either, else empty. Candidates and their order come from the table's kind.
[[nodiscard]] Json proposeKey(const FactTable& table);

}  // namespace sandtable

// Which fields tell the rows of a table apart: proposals for the key of an upsert.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "facts/table.h"

namespace sandtable {

// -> {key:[field…], rows, candidates:[{key, distinct, repeats, missing}], fields:[{field, distinct, missing}]}. repeats: rows beyond the
// first of their key; missing: rows that lack part of it. `key` is the first candidate without either, else the best one of those
// where at most one row in a hundred has either, else empty. Candidates and their order come from the table's kind; fields are all the
// table has, each of which may be part of a key.
[[nodiscard]] Json proposeKey(const FactTable& table);

// -> {key, distinct, repeats, missing} of one key. Errors: facts.missing_key_field {field, where:"file"}.
[[nodiscard]] Result<Json> judgeKey(const FactTable& table, const std::vector<std::string>& key);

}  // namespace sandtable

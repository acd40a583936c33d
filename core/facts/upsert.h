// Merging a file into the table that stands: rows matched by a key, counted as new, changed, unchanged, removed or kept.
// A pure function of two tables; what becomes of the result is the engine's business. Rules: docs/methods.md#merging-a-file.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "facts/table.h"

namespace sandtable {

enum class MergeMode : std::uint8_t { replace, append, upsert };

struct MergePlan {
    MergeMode mode = MergeMode::replace;
    std::vector<std::string> key;
    bool removeSameDays = false;  // rows within the file's days that the file no longer has go
};

// {mode, key?, removeMissing?}; null is a plain replacement. Errors: facts.no_key (upsert without one).
[[nodiscard]] Result<MergePlan> parseMerge(const Json& merge);

struct MergeChanges {
    std::size_t added = 0;
    std::size_t changed = 0;
    std::size_t unchanged = 0;
    std::size_t removed = 0;
    std::size_t kept = 0;  // rows of the old table that the file does not have
};

struct MergeOutcome {
    FactTablePtr table;  // its source is the file's with the merge's warnings
    MergeChanges changes;
    Json samples =
        Json::array();  // [{key:{field: value}, line, cells:[{field, old, new}]}], the first kMergeSamples changed rows
};
inline constexpr std::size_t kMergeSamples = 50;

// `before` is null when no such table stands. Errors: facts.missing_key_field {field, where:"table"}, facts.sum_overflow {field}.
[[nodiscard]] Result<MergeOutcome> mergeTables(const FactTablePtr& before, const FactTablePtr& file,
                                               const MergePlan& plan);

}  // namespace sandtable

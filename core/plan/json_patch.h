// RFC 6902 JSON Patch and RFC 6901 pointers on a Json value, in place, all or nothing, with the exact inverse.
// Knows nothing of plans: validation and the revision are Plan's business.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace sandtable {

using PointerTokens = std::vector<std::string>;

// "/a~1b/0" -> {"a/b", "0"}; "" -> {}. Error: patch.bad_pointer.
[[nodiscard]] Result<PointerTokens> parsePointer(std::string_view pointer);

struct PatchLimits {
    int depth = 64;                    // of the document afterwards
    std::size_t elements = 4'000'000;  // values one patch may add, copies included
    int touchedDepth = 3;              // tokens kept of a touched place
};

struct PatchOutcome {
    Json inverse = Json::array();  // patch that restores the value exactly
    // Where values came, went or changed ("-" resolved to its index), cut to PatchLimits::touchedDepth; a run of equal places once.
    std::vector<PointerTokens> touched;
};

// Errors (path = the operation's path, params.index = its place in the patch): patch.not_an_array, patch.bad_operation {reason},
// patch.bad_pointer, patch.no_such_path, patch.test_failed, patch.too_deep {limit}, patch.too_large {limit}.
// After an error the document is what it was before.
[[nodiscard]] Result<PatchOutcome> applyPatch(Json& document, const Json& patch, const PatchLimits& limits = {});

// Undoes an outcome on the document it was made on, moving the kept values back.
void revertPatch(Json& document, PatchOutcome outcome);

}  // namespace sandtable

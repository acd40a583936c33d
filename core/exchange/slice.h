// A slice: the part of a plan that the owner of some units may see, itself a plan document. Denies by default: what the schemas do
// not mark (x-slice) does not enter. What the owner may change (x-edit) is return_check.h.
#pragma once

#include <string>
#include <vector>

#include "plan/org_tree.h"
#include "plan/plan.h"

namespace sandtable {

struct SliceSpec {
    std::vector<std::string> roots;  // units whose subtrees are kept, none below another, ascending
    bool totalFixed = false;         // the owner may not change a root's year totals
};

// The marker a slice carries: {"roots": […], "total": "fixed|proposed"}; nothing for a whole plan.
[[nodiscard]] const Json* sliceMarker(const Plan& plan);
[[nodiscard]] SliceSpec sliceSpecOf(const Json& marker);

struct Slice {
    Plan plan;
    std::vector<std::string>
        units;   // kept, in the organisation's order; the units above them stand there as names only
    Json rules;  // [{collection, kept, left, editable: [field], hidden: [field]}]
};

// Errors: exchange.no_such_unit {unit}, exchange.is_slice, targets.no_organisation.
[[nodiscard]] Result<Slice> buildSlice(const Plan& plan, const SliceSpec& spec);

}  // namespace sandtable

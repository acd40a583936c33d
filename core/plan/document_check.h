// Is a plan document whole: envelope, schemas, ids, references, one organisation tree.
// Only reads; after a patch it looks at what the patch touched and at what may have lost its target.
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "plan/json_patch.h"

namespace sandtable {

// What a check must look at.
struct CheckScope {
    bool everything = false;
    std::set<std::string, std::less<>> parts;                           // meta, calendar, settings
    std::set<std::string, std::less<>> collections;                     // checked as a whole
    std::map<std::string, std::set<std::string>, std::less<>> records;  // collection -> touched ids

    [[nodiscard]] static CheckScope all() {
        CheckScope scope;
        scope.everything = true;
        return scope;
    }
    [[nodiscard]] static CheckScope touchedBy(const std::vector<PointerTokens>& touched);
    // The top-level rooms touched, for AppliedPatch::changed: parts and collections by name, sorted.
    [[nodiscard]] std::vector<std::string> names(const Json& document) const;
};

// All errors found, at most kMaxReportedErrors; empty when the document is whole. Paths are JSON pointers into the document.
// plan.schema {rule, field?}, plan.bad_id {id, maxLength}, plan.id_mismatch {id, expected}, plan.missing_reference {id, collection},
// plan.several_roots {units}, plan.cycle {units}, calendar.*.
[[nodiscard]] Errors checkDocument(const Json& document, const CheckScope& scope);

}  // namespace sandtable

// The plan document: one JSON value, opened, patched and serialized here and nowhere else.
// Holds no facts and computes nothing about sales.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "base/result.h"

namespace sandtable {

inline constexpr std::string_view kPlanFormat = "sandtable-plan";
inline constexpr std::string_view kPlanVersion = "1.0";

// What a successful Plan::apply did.
struct AppliedPatch {
    Json inverse;                      // applying it restores the document byte for byte, revision included
    std::vector<std::string> changed;  // touched top-level rooms: "meta", "calendar", "settings" or collection names
    std::int64_t revision = 0;         // after
};

class Plan {
public:
    // An empty valid plan. `meta` may hold id, name, currency, minorDigits, language, createdAt (missing ones get defaults).
    [[nodiscard]] static Plan makeEmpty(const Json& meta);

    // Parses (depth <= 64, size limits), migrates, validates against the schemas and checks references.
    // Reports all errors: plan.not_json, plan.too_deep, plan.not_a_plan, plan.newer_version (kind version),
    // plan.schema (path, params), plan.missing_reference, plan.cycle, …
    [[nodiscard]] static Result<Plan> parse(std::string_view text);

    // Applies an RFC 6902 patch (add, remove, replace, move, copy, test) all or nothing; validates the touched records and the
    // references; raises the revision by one unless the patch itself sets /revision.
    // Errors: patch.bad_operation, patch.no_such_path, patch.test_failed, plan.schema, plan.missing_reference, plan.read_only …
    [[nodiscard]] Result<AppliedPatch> apply(const Json& patch);

    // Canonical text: keys sorted, two-space indent, LF, no trailing blanks; equal documents give equal bytes.
    [[nodiscard]] std::string serialize() const;
    // crc32 of serialize(), eight hex digits.
    [[nodiscard]] std::string checksum() const;

    [[nodiscard]] const Json& document() const { return document_; }
    [[nodiscard]] const Json& collection(std::string_view name) const;  // an empty object when absent
    [[nodiscard]] const Json& settings() const;
    [[nodiscard]] std::int64_t revision() const;
    [[nodiscard]] bool readOnly() const { return readOnly_; }
    [[nodiscard]] const FiscalCalendar& calendar() const { return calendar_; }

private:
    Json document_;
    FiscalCalendar calendar_;
    bool readOnly_ = false;
};

// "a/b~c" -> "a~1b~0c" for building JSON pointers.
[[nodiscard]] std::string escapePointer(std::string_view token);
// {"op":…,"path":…,"value":…}
[[nodiscard]] Json patchAdd(std::string path, Json value);
[[nodiscard]] Json patchReplace(std::string path, Json value);
[[nodiscard]] Json patchRemove(std::string path);

}  // namespace sandtable

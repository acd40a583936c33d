// The plan document: one JSON value, opened, patched and serialized here and nowhere else.
// Holds no facts and computes nothing about sales.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "base/result.h"
#include "plan/plan_views.h"

namespace sandtable {

inline constexpr std::string_view kPlanFormat = "sandtable-plan";
inline constexpr std::string_view kPlanVersion = "1.0";

// What a successful Plan::apply did.
struct AppliedPatch {
    Json inverse;                      // applying it restores the document byte for byte, revision included
    std::vector<std::string> changed;  // touched top-level rooms: "meta", "calendar", "settings" or collection names
    std::int64_t revision = 0;         // after
};

struct CheckScope;  // core/plan/document_check.h

class Plan {
public:
    // An empty valid plan with the built-in metrics. `meta` may hold id, name, currency, minorDigits, language, createdAt, note and
    // fields of its own; missing ones get defaults (id "plan", CNY with 2 digits, zh).
    [[nodiscard]] static Plan makeEmpty(const Json& meta);

    // Parses (depth <= 64, size limits, unique keys), migrates, validates against the schemas and checks references.
    // A newer minor version keeps its unknown fields; a newer major version opens read-only, or is plan.newer_version when these
    // schemas cannot read it. Reports all errors (at most 100): plan.not_json, plan.too_deep, plan.too_large, plan.duplicate_key,
    // plan.not_a_plan, plan.newer_version and plan.unsupported_version (kind version), and those of core/plan/document_check.h.
    [[nodiscard]] static Result<Plan> parse(std::string_view text);

    // Applies an RFC 6902 patch (add, remove, replace, move, copy, test) all or nothing; validates the touched records and the
    // references; raises the revision by one unless the patch itself sets /revision.
    // Errors: those of core/plan/json_patch.h and core/plan/document_check.h, plan.read_only (kind version),
    // plan.fixed_field {field} for /format and /version.
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
    [[nodiscard]] const FiscalCalendar& calendar() const { return *calendar_; }
    // The same; another object whenever the calendar has changed.
    [[nodiscard]] const std::shared_ptr<const FiscalCalendar>& sharedCalendar() const { return calendar_; }
    // The version of the text this plan was migrated from; nothing when it was current.
    [[nodiscard]] const std::optional<std::string>& migratedFrom() const { return migratedFrom_; }
    // Everything that is wrong with the document, looked at as a whole; empty for every plan that was opened and patched here.
    [[nodiscard]] Errors check() const;
    // What has been read from the document so far and still holds: filled by readers, emptied by apply.
    [[nodiscard]] PlanViews& views() const { return views_; }

private:
    // Checks what was touched in the changed document. Returns the new calendar when it may have changed.
    [[nodiscard]] Result<std::optional<FiscalCalendar>> examine(const CheckScope& scope) const;

    Json document_;
    std::shared_ptr<const FiscalCalendar> calendar_ = std::make_shared<const FiscalCalendar>();
    mutable PlanViews views_;
    std::optional<std::string> migratedFrom_;
    bool readOnly_ = false;
};

// {"op":…,"path":…,"value":…}
[[nodiscard]] Json patchAdd(std::string path, Json value);
[[nodiscard]] Json patchReplace(std::string path, Json value);
[[nodiscard]] Json patchRemove(std::string path);
// {"op":…,"from":…,"path":…}
[[nodiscard]] Json patchMove(std::string from, std::string path);
[[nodiscard]] Json patchCopy(std::string from, std::string path);

}  // namespace sandtable

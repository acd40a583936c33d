// Migrations: one function per version step, run in a row until the document is of this engine's version.
// A step only reshapes; validation comes afterwards.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace sandtable {

struct PlanVersion {
    int major = 0;
    int minor = 0;
    friend bool operator==(const PlanVersion&, const PlanVersion&) = default;
    friend auto operator<=>(const PlanVersion&, const PlanVersion&) = default;
};

[[nodiscard]] std::optional<PlanVersion> parsePlanVersion(std::string_view text);  // "1.0"; digits only

// Brings an older document up to kPlanVersion in place; newer ones are left alone. Returns the version it had, or nothing when there was
// nothing to do. Error: plan.unsupported_version {version} (kind version) for one no step starts from.
[[nodiscard]] Result<std::optional<std::string>> migratePlan(Json& document);

}  // namespace sandtable

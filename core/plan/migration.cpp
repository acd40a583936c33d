// The table of steps. Never edit a step that has shipped: files in the field depend on it.
#include "plan/migration.h"

#include <array>
#include <charconv>

#include "base/json_object.h"
#include "plan/plan.h"

namespace sandtable {
namespace {

struct Step {
    std::string_view from;
    std::string_view to;
    void (*migrate)(Json& document);
};

// 0.9 (previews) kept the organisation in "units".
void renameUnits(Json& document) {
    const auto collections = document.find("collections");
    if (collections == document.end() || !collections->is_object()) return;
    const auto units = collections->find("units");
    if (units == collections->end() || collections->contains("orgUnits")) return;
    Json moved = std::move(*units);
    collections->erase(units);
    (*collections)["orgUnits"] = std::move(moved);
}

constexpr std::array<Step, 1> kSteps{{
    {"0.9", "1.0", renameUnits},
}};

}  // namespace

std::optional<PlanVersion> parsePlanVersion(std::string_view text) {
    PlanVersion version;
    const char* end = text.data() + text.size();
    if (text.empty() || text.front() == '-') return std::nullopt;
    const auto major = std::from_chars(text.data(), end, version.major);
    if (major.ec != std::errc{} || major.ptr == end || *major.ptr != '.') return std::nullopt;
    if (major.ptr + 1 == end || major.ptr[1] == '-') return std::nullopt;
    const auto minor = std::from_chars(major.ptr + 1, end, version.minor);
    if (minor.ec != std::errc{} || minor.ptr != end) return std::nullopt;
    return version;
}

Result<std::optional<std::string>> migratePlan(Json& document) {
    const auto current = *parsePlanVersion(kPlanVersion);
    const std::string before = document.at("version").get<std::string>();
    std::string now = before;
    while (true) {
        const auto version = parsePlanVersion(now);
        if (version && *version >= current) break;
        const Step* next = nullptr;
        for (const Step& step : kSteps) {
            if (step.from == now) next = &step;
        }
        if (next == nullptr) {
            return failure({.code = "plan.unsupported_version",
                            .path = "/version",
                            .params = JsonObject().put("version", before),
                            .kind = ErrorKind::version});
        }
        next->migrate(document);
        now = next->to;
        document["version"] = now;
    }
    if (now == before) return std::optional<std::string>();
    return std::optional<std::string>(before);
}

}  // namespace sandtable

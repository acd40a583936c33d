// Opening, patching and writing the document. What makes a document valid is document_check's business.
#include "plan/plan.h"

#include <array>
#include <utility>

#include "base/json_reader.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "plan/document_check.h"
#include "plan/json_patch.h"
#include "plan/migration.h"
#include "plan/plan_schemas.h"

namespace sandtable {
namespace {

const Json& emptyObject() {
    static const Json kEmpty = Json::object();
    return kEmpty;
}

// The metrics every new plan starts with. Order lines tell neither first-time customers nor coverage, so those two have no measure.
Json builtInMetrics() {
    struct Row {
        const char* id;
        const char* measure;
        const char* unit;
    };
    static constexpr std::array<Row, 5> kRows{{{"revenue", "amount", "money"},
                                               {"margin", "margin", "money"},
                                               {"units", "quantity", "count"},
                                               {"newCustomers", "none", "count"},
                                               {"coverage", "none", "ratio"}}};
    Json metrics = Json::object();
    for (const Row& row : kRows) {
        metrics[row.id] = {
            {"id", row.id}, {"name", nullptr}, {"measure", row.measure}, {"unit", row.unit}, {"direction", "up"}};
    }
    return metrics;
}

// A collection a file does not mention is an empty one; patches need the place to exist.
void addMissingCollections(Json& document) {
    const auto collections = document.find("collections");
    if (collections == document.end() || !collections->is_object()) return;
    for (const auto& [name, schema] : PlanSchemas::shared().all()) {
        if (schema.isCollection) collections->emplace(name, Json::object());
    }
}

Error newerVersion(const std::string& version) {
    return {.code = "plan.newer_version",
            .path = "/version",
            .params = {{"version", version}, {"supported", kPlanVersion}},
            .kind = ErrorKind::version};
}

}  // namespace

Plan Plan::makeEmpty(const Json& meta) {
    Plan plan;
    plan.document_ = readJson(R"json({
        "revision": 0,
        "meta": {"name": "", "currency": "CNY", "minorDigits": 2, "language": "zh", "note": ""},
        "calendar": {
            "fiscalYearStartMonth": 1,
            "pattern": "gregorian",
            "weekRule": "iso",
            "workweek": [1, 2, 3, 4, 5],
            "days": {}
        },
        "settings": {
            "orgLevels": [],
            "ordersTable": "orders",
            "thresholds": {"goodRatio": 1.0, "watchRatio": 0.9},
            "factMappings": {}
        },
        "collections": {}
    })json",
                              kPlanJsonErrors)
                         .value();
    Json& details = plan.document_["meta"];
    if (meta.is_object()) details.update(meta);
    const auto id = details.find("id");
    plan.document_["format"] = kPlanFormat;
    plan.document_["version"] = kPlanVersion;
    plan.document_["id"] = id != details.end() && id->is_string() ? *id : Json("plan");
    plan.document_["collections"]["metrics"] = builtInMetrics();
    details.erase("id");
    addMissingCollections(plan.document_);
    return plan;
}

Result<Plan> Plan::parse(std::string_view text) {
    auto document = readJson(text, kPlanJsonErrors);
    if (!document) return failure(std::move(document.error()));
    if (!document->is_object() || document->value("format", Json()) != kPlanFormat) {
        return failure({.code = "plan.not_a_plan", .path = ""});
    }
    const Json version = document->value("version", Json());
    const auto parsed = version.is_string() ? parsePlanVersion(version.get_ref<const std::string&>()) : std::nullopt;
    if (!parsed) {
        return failure({.code = "plan.schema",
                        .path = "/version",
                        .params = {{"rule", version.is_null() ? "required" : "pattern"}}});
    }

    Plan plan;
    plan.document_ = std::move(*document);
    auto migrated = migratePlan(plan.document_);
    if (!migrated) return failure(std::move(migrated.error()));
    plan.migratedFrom_ = std::move(*migrated);
    addMissingCollections(plan.document_);
    plan.readOnly_ = parsed->major > parsePlanVersion(kPlanVersion)->major;
    auto calendar = plan.examine(CheckScope::all());
    if (!calendar && plan.readOnly_) return failure(newerVersion(version.get<std::string>()));
    if (!calendar) return failure(std::move(calendar.error()));
    plan.calendar_ = std::make_shared<const FiscalCalendar>(std::move(**calendar));
    return plan;
}

Result<std::optional<FiscalCalendar>> Plan::examine(const CheckScope& scope) const {
    if (Errors errors = checkDocument(document_, scope); !errors.empty()) return failure(std::move(errors));
    if (!scope.everything && !scope.parts.contains("calendar")) return std::optional<FiscalCalendar>();
    auto calendar = FiscalCalendar::fromJson(document_["calendar"]);
    if (!calendar) return failure(std::move(calendar.error()));
    return std::optional<FiscalCalendar>(std::move(*calendar));
}

Errors Plan::check() const { return checkDocument(document_, CheckScope::all()); }

Result<AppliedPatch> Plan::apply(const Json& patch) {
    if (readOnly_) {
        return failure({.code = "plan.read_only",
                        .path = "/version",
                        .params = {{"version", document_["version"]}},
                        .kind = ErrorKind::version});
    }
    const std::int64_t before = revision();
    const Json version = document_["version"];
    auto outcome = applyPatch(document_, patch);
    if (!outcome) {
        views_.dropAll();  // values went and came back: they may be elsewhere now
        return failure(std::move(outcome.error()));
    }
    try {
        const CheckScope scope = CheckScope::touchedBy(outcome->touched);
        auto calendar = examine(scope);
        if (calendar && document_["version"] != version) {
            calendar = failure({.code = "plan.fixed_field", .path = "/version", .params = {{"field", "version"}}});
        }
        if (!calendar) {
            views_.dropAll();
            revertPatch(document_, std::move(*outcome));
            return failure(std::move(calendar.error()));
        }
        AppliedPatch applied;
        applied.changed = scope.names(document_);
        if (scope.everything) {
            views_.dropAll();
        } else {
            views_.drop(applied.changed);
        }
        if (!scope.everything && !scope.parts.contains("revision")) {
            outcome->inverse.push_back(patchReplace("/revision", before));
            document_["revision"] = before + 1;
        }
        applied.revision = revision();
        applied.inverse = std::move(outcome->inverse);
        if (*calendar) calendar_ = std::make_shared<const FiscalCalendar>(std::move(**calendar));
        return applied;
    } catch (...) {  // out of memory: the document goes back to what it was before the engine reports it
        views_.dropAll();
        revertPatch(document_, std::move(*outcome));
        throw;
    }
}

std::string Plan::serialize() const { return writeCanonicalJson(document_); }

std::string Plan::checksum() const {
    static constexpr char kHex[] = "0123456789abcdef";
    std::string text(8, '0');
    std::uint32_t sum = crc32(serialize());
    for (auto digit = text.rbegin(); digit != text.rend(); ++digit, sum >>= 4) *digit = kHex[sum & 15];
    return text;
}

const Json& Plan::collection(std::string_view name) const {
    const auto& collections = document_["collections"];
    const auto found = collections.find(name);
    return found == collections.end() ? emptyObject() : *found;
}

const Json& Plan::settings() const { return document_["settings"]; }

std::int64_t Plan::revision() const { return document_["revision"].get<std::int64_t>(); }

namespace {

// Member by member, in order: patches have operations by the hundred thousand, and an initialiser list makes every one thrice.
Json operation(const char* op, std::string path) {
    Json made = Json::object();
    auto& members = made.get_ref<Json::object_t&>();
    members.emplace_hint(members.end(), "op", op);
    members.emplace_hint(members.end(), "path", std::move(path));
    return made;
}

Json operation(const char* op, std::string path, Json value) {
    Json made = operation(op, std::move(path));
    auto& members = made.get_ref<Json::object_t&>();
    members.emplace_hint(members.end(), "value", std::move(value));
    return made;
}

Json operationFrom(const char* op, std::string from, std::string path) {
    Json made = operation(op, std::move(path));
    auto& members = made.get_ref<Json::object_t&>();
    members.emplace_hint(members.begin(), "from", std::move(from));
    return made;
}

}  // namespace

Json patchAdd(std::string path, Json value) { return operation("add", std::move(path), std::move(value)); }

Json patchReplace(std::string path, Json value) { return operation("replace", std::move(path), std::move(value)); }

Json patchRemove(std::string path) { return operation("remove", std::move(path)); }

Json patchMove(std::string from, std::string path) { return operationFrom("move", std::move(from), std::move(path)); }

Json patchCopy(std::string from, std::string path) { return operationFrom("copy", std::move(from), std::move(path)); }

}  // namespace sandtable

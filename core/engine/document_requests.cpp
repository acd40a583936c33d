#include "engine/document_requests.h"

#include <memory>

#include "plan/calendar_preset.h"
#include "plan/plan_schemas.h"
#include "request/schema_text.h"

namespace sandtable {
namespace {

// A part's own schema, without its list of required fields: defaults fill what plan.new leaves out.
Json optionalFields(const char* part) {
    const Json& schema = PlanSchemas::shared().part(part)->text;
    return {{"type", "object"}, {"properties", schema["properties"]}};
}

void openLater(EngineState& state, Plan plan) {
    auto opened = std::make_shared<Plan>(std::move(plan));
    state.onSuccess = [&state, opened] {
        state.plan = std::move(*opened);
        state.planOpen = true;
    };
}

Result<Json> makeNew(EngineState& state, const Json& params) {
    Plan plan = Plan::makeEmpty(params["meta"]);
    if (const auto calendar = params.find("calendar"); calendar != params.end()) {
        Json merged = plan.document()["calendar"];
        merged.update(*calendar);
        auto applied = plan.apply({patchReplace("/calendar", std::move(merged)), patchReplace("/revision", 0)});
        if (!applied) return failure(std::move(applied.error()));
    }
    if (Errors errors = plan.check(); !errors.empty()) return failure(std::move(errors));
    Json result = {{"revision", plan.revision()}, {"plan", plan.document()}};
    openLater(state, std::move(plan));
    return result;
}

Result<Json> open(EngineState& state, const Json& params) {
    auto plan = Plan::parse(params["text"].get_ref<const std::string&>());
    if (!plan) return failure(std::move(plan.error()));
    Json result = {{"revision", plan->revision()},
                   {"readOnly", plan->readOnly()},
                   {"migratedFrom", plan->migratedFrom() ? Json(*plan->migratedFrom()) : Json()},
                   {"version", plan->document()["version"]},
                   {"checksum", plan->checksum()}};
    openLater(state, std::move(*plan));
    return result;
}

Result<Json> apply(EngineState& state, const Json& params) {
    auto applied = state.plan.apply(params["patch"]);
    if (!applied) return failure(std::move(applied.error()));
    state.onSuccess = [&state] { state.planOpen = true; };
    Json result;
    try {
        result = {{"revision", applied->revision}, {"inverse", nullptr}, {"changed", applied->changed}};
        if (params.value("returnPlan", false)) result["plan"] = state.plan.document();
    } catch (...) {
        (void)state.plan.apply(applied->inverse);
        throw;
    }
    // The inverse may be as large as the plan: the result alone holds it, and takes the change back when no reply comes of it.
    result["inverse"] = std::move(applied->inverse);
    state.onFailure = [&state](const Json& reply) { (void)state.plan.apply(reply["inverse"]); };
    return result;
}

Result<Json> get(const RequestContext& context, const Json& params) {
    const Json& document = context.plan->document();
    Json parts = Json::object();
    const auto wanted = params.find("parts");
    if (wanted == params.end()) {
        for (const auto& [name, part] : document.items()) {
            if (name != "collections" && name != "revision") parts[name] = part;
        }
        for (const auto& [name, collection] : document["collections"].items()) parts[name] = collection;
    } else {
        for (std::size_t i = 0; i < wanted->size(); ++i) {
            const auto& name = (*wanted)[i].get_ref<const std::string&>();
            const Json& home = document["collections"].contains(name) ? document["collections"] : document;
            if (name == "collections" || !home.contains(name)) {
                return failure(
                    {.code = "plan.unknown_part", .path = "/parts/" + std::to_string(i), .params = {{"part", name}}});
            }
            parts[name] = home[name];
        }
    }
    return Json{{"revision", context.plan->revision()}, {"parts", std::move(parts)}};
}

Result<Json> serialize(const RequestContext& context, const Json&) {
    return Json{{"text", context.plan->serialize()},
                {"checksum", context.plan->checksum()},
                {"revision", context.plan->revision()}};
}

Result<Json> check(const RequestContext& context, const Json&) {
    const Errors errors = context.plan->check();
    Json issues = Json::array();
    for (const Error& error : errors) {
        issues.push_back(
            {{"code", error.code}, {"path", error.path}, {"params", error.params}, {"detail", error.detail}});
    }
    return Json{{"ok", errors.empty()}, {"issues", std::move(issues)}};
}

Result<Json> schemas(const RequestContext&, const Json&) {
    Json all = Json::object();
    for (const auto& [name, schema] : PlanSchemas::shared().all()) all[name] = schema.text;
    return Json{{"schemas", std::move(all)}};
}

Result<Json> preset(const RequestContext&, const Json& params) {
    const auto years = params["years"].get<std::vector<int>>();
    const std::string country = params["country"];
    const auto names = params.value("language", "zh") == "en" ? HolidayNames::english : HolidayNames::chinese;
    auto days = calendarPreset(country, years, names);
    if (!days) return failure(std::move(days.error()));
    Json announced = Json::array();
    for (const int year : years) {
        if (isAnnounced(country, year)) announced.push_back(year);
    }
    return Json{{"days", std::move(*days)}, {"announcedYears", std::move(announced)}};
}

Result<Json> periods(const RequestContext& context, const Json& params) {
    auto year = parsePeriod(params["year"].get_ref<const std::string&>());
    if (!year) return failure(std::move(year.error()));
    const std::string grain = params["grain"];
    const Grain wanted = grain == "year"      ? Grain::year
                         : grain == "quarter" ? Grain::quarter
                         : grain == "month"   ? Grain::month
                                              : Grain::week;
    const FiscalCalendar& calendar = context.plan->calendar();
    Json rows = Json::array();
    for (const Period& period : calendar.periodsOfYear(year->year, wanted)) {
        auto range = calendar.rangeOf(period);
        if (!range) return failure(std::move(range.error()));
        rows.push_back({{"period", formatPeriod(period)},
                        {"firstDay", formatIsoDay(range->first)},
                        {"lastDay", formatIsoDay(range->last)},
                        {"workingDays", calendar.workingDays(*range)}});
    }
    return Json{{"periods", std::move(rows)}};
}

Json newParams() {
    Json schema = schemaOf(R"json({"type": "object", "properties": {}, "required": ["meta"]})json");
    Json& meta = schema["properties"]["meta"] = optionalFields("meta");
    meta["properties"]["id"] = schemaOf(R"json({"type": "string", "minLength": 1, "maxLength": 200})json");
    schema["properties"]["calendar"] = optionalFields("calendar");
    return schema;
}

constexpr std::string_view kNoParams = R"json({"type": "object", "properties": {}, "required": []})json";

constexpr std::string_view kOpenParams = R"json({
    "type": "object",
    "properties": {"text": {"type": "string"}},
    "required": ["text"]
})json";

constexpr std::string_view kApplyParams = R"json({
    "type": "object",
    "properties": {
        "patch": {
            "type": "array",
            "description": "RFC 6902 operations",
            "items": {"type": "object", "required": ["op", "path"]}
        },
        "returnPlan": {"type": "boolean"}
    },
    "required": ["patch"]
})json";

constexpr std::string_view kGetParams = R"json({
    "type": "object",
    "properties": {"parts": {"type": "array", "items": {"type": "string"}}},
    "required": []
})json";

constexpr std::string_view kPresetParams = R"json({
    "type": "object",
    "properties": {
        "country": {"enum": ["CN", "none"]},
        "language": {"enum": ["zh", "en"]},
        "years": {"type": "array", "maxItems": 100, "items": {"type": "integer", "minimum": 1900, "maximum": 2200}}
    },
    "required": ["country", "years"]
})json";

constexpr std::string_view kPeriodsParams = R"json({
    "type": "object",
    "properties": {
        "year": {"type": "string", "pattern": "^[0-9]{4}$", "description": "Fiscal year"},
        "grain": {"enum": ["year", "quarter", "month", "week"]}
    },
    "required": ["year", "grain"]
})json";

}  // namespace

std::vector<RequestSpec> documentRequests(EngineState& state) {
    const auto bound = [&state](Result<Json> (*verb)(EngineState&, const Json&)) {
        return [&state, verb](const RequestContext&, const Json& params) { return verb(state, params); };
    };
    const Json none = schemaOf(kNoParams);
    return {
        {"plan.new", "Starts an empty plan in place of the open one.", newParams(), bound(makeNew)},
        {"plan.open",
         "Opens plan text in place of the open plan; older versions are migrated, newer major ones are read-only.",
         schemaOf(kOpenParams), bound(open)},
        {"plan.apply", "Applies a patch all or nothing; the inverse undoes it byte for byte.", schemaOf(kApplyParams),
         bound(apply)},
        {"plan.get",
         "Parts of the document by name (meta, calendar, settings, collections); all when parts is omitted.",
         schemaOf(kGetParams), get},
        {"plan.serialize", "The document as canonical text with its checksum.", none, serialize},
        {"plan.check", "Checks the whole document against schemas and references.", none, check},
        {"plan.schemas", "The JSON Schemas of the document, for forms and tables.", none, schemas},
        {"plan.calendarPreset",
         "Public holidays as calendar data; announced years include the weekend days worked in exchange.",
         schemaOf(kPresetParams), preset},
        {"plan.periods", "The periods of a fiscal year with their days and working days.", schemaOf(kPeriodsParams),
         periods},
    };
}

}  // namespace sandtable

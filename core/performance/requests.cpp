// The performance.* requests: parameters in, contract JSON out. What the numbers mean is decided in the files beside this one.
#include "performance/requests.h"

#include "base/json_object.h"
#include "performance/attainment.h"
#include "performance/cockpit.h"
#include "performance/rows.h"
#include "performance/series.h"
#include "performance/summary.h"
#include "performance/why.h"
#include "request/schema_text.h"

namespace sandtable {
namespace {

// The params every attainment question shares; `more` is the text of further properties.
Json questionSchema(std::string_view more = "{}") {
    Json schema = schemaOf(R"json({
        "type": "object",
        "properties": {
            "set": {"type": "string", "description": "targetSets id; overrides metric, year and tier"},
            "metric": {"type": "string", "description": "metrics id, default revenue"},
            "year": {"type": "string", "description": "fiscal year of the target set, default the period's"},
            "tier": {"enum": ["base", "stretch", "challenge"], "description": "default base"},
            "period": {"type": "string", "description": "2026 | 2026-Q1 | 2026-03 | 2026-W09, default the set's year"},
            "asOf": {"type": "string", "description": "ISO day, default the last day of the facts"}
        },
        "additionalProperties": false
    })json");
    schema["properties"].update(schemaOf(more));
    return schema;
}

constexpr std::string_view kSummaryParams = R"json({
    "type": "object",
    "properties": {"table": {"type": "string", "description": "fact table, default orders"}},
    "additionalProperties": false
})json";

constexpr std::string_view kNodeParams = R"json({
    "node": {"type": "string", "description": "orgUnits id, default the root"}
})json";

constexpr std::string_view kSeriesParams = R"json({
    "node": {"type": "string", "description": "orgUnits id, default the root"},
    "grain": {"enum": ["month", "week"], "description": "default month"}
})json";

constexpr std::string_view kWhyParams = R"json({
    "node": {"type": "string", "description": "orgUnits id, default the root"},
    "field": {"enum": ["attainment", "gap", "projection", "actual", "toDate", "target", "yoy"]}
})json";

Result<Json> summary(const RequestContext& context, const Json& params) {
    const std::string name = params.value("table", "orders");
    const FactTablePtr facts = context.table(name);
    if (!facts)
        return failure(
            Error{.code = "performance.no_facts", .path = "/table", .params = JsonObject().put("table", name)});
    return summarize(*facts);
}

Result<Json> attainment(const RequestContext& context, const Json& params) {
    auto scope = scopeOf(context, params);
    if (!scope) return tl::unexpected(scope.error());
    auto computed = computeAttainment(*scope);
    if (!computed) return tl::unexpected(computed.error());
    Json result = frameOf(*scope, *computed);
    Json units = Json::array();
    for (int unit = 0; unit < scope->tree().size(); ++unit) units.push_back(unitRow(*scope, *computed, unit));
    result["units"] = std::move(units);
    return result;
}

Result<Json> series(const RequestContext& context, const Json& params) {
    auto scope = scopeOf(context, params);
    if (!scope) return tl::unexpected(scope.error());
    auto computed = computeSeries(*scope, params.value("grain", "month") == "week" ? Grain::week : Grain::month);
    if (!computed) return tl::unexpected(computed.error());
    return seriesJson(*computed);
}

Result<Json> cockpit(const RequestContext& context, const Json& params) {
    auto scope = scopeOf(context, params);
    if (!scope) return tl::unexpected(scope.error());
    auto computed = computeAttainment(*scope);
    if (!computed) return tl::unexpected(computed.error());
    auto months = computeSeries(*scope, Grain::month);
    if (!months) return tl::unexpected(months.error());
    return buildCockpit(*scope, *computed, *months);
}

Result<Json> why(const RequestContext& context, const Json& params) {
    auto scope = scopeOf(context, params);
    if (!scope) return tl::unexpected(scope.error());
    auto computed = computeAttainment(*scope);
    if (!computed) return tl::unexpected(computed.error());
    return explain(*scope, *computed, params.value("field", "attainment"));
}

}  // namespace

std::vector<RequestSpec> performanceRequests() {
    return {{"performance.summary", "Rows, exact sums, distinct counts and days of a fact table, by calendar year",
             schemaOf(kSummaryParams), summary},
            {"performance.attainment", "Actuals against to-date targets for every unit in one period", questionSchema(),
             attainment},
            {"performance.series", "One unit's targets and actuals along its fiscal year",
             questionSchema(kSeriesParams), series},
            {"performance.cockpit", "One unit's headline, children, waterfall, series, extremes and reading lines",
             questionSchema(kNodeParams), cockpit},
            {"performance.why", "Definition, formula, operands, records and levers of one attainment figure",
             questionSchema(kWhyParams), why}};
}

}  // namespace sandtable

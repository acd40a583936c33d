// The sample.plan request. The order lines are a bulk verb of the engine, because they fill a fact table (sample.orders).
#include "sample/requests.h"

#include "base/json_object.h"
#include "request/schema_text.h"
#include "sample/sample.h"

namespace sandtable {
namespace {

Result<Json> plan(const RequestContext&, const Json& params) {
    const auto options = SampleOptions::fromJson(params);
    if (!options) return tl::unexpected(options.error());
    auto document = samplePlan(*options);
    if (!document) return tl::unexpected(document.error());
    return JsonObject().put("plan", std::move(*document)).put("story", sampleStory(*options));
}

}  // namespace

Json sampleParamsSchema() {
    return schemaOf(R"json({
        "type": "object",
        "properties": {
            "rows": {"type": "integer", "description": "order lines, 1 … 100,000,000; default 60,000"},
            "seed": {"type": "integer", "description": "default 1"},
            "language": {"enum": ["zh", "en"], "description": "names only; default zh"},
            "year": {
                "type": ["string", "integer"],
                "description": "year being planned; the data covers the three before it; default asOf's or 2026"
            },
            "asOf": {
                "type": ["string", "null"],
                "description": "ISO day of that year up to which it has order lines too; default none"
            }
        },
        "additionalProperties": false
    })json");
}

std::vector<RequestSpec> sampleRequests() {
    return {{"sample.plan", "A fictional regional company as a plan document, and the events hidden in its order lines",
             sampleParamsSchema(), plan}};
}

}  // namespace sandtable

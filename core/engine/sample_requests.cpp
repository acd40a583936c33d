#include "engine/sample_requests.h"

#include "base/json_object.h"
#include "sample/requests.h"
#include "sample/sample.h"

namespace sandtable {
namespace {

// Generated lines take the same way in as a file would, so that the sample shows what an import shows.
Result<Json> fillOrders(EngineState& state, const Json& params) {
    auto options = SampleOptions::fromJson(params);
    if (!options) return failure(std::move(options.error()));
    auto session = ImportSession::begin(
        JsonObject().put("table", "orders").put("fileName", "sample-orders.csv").put("mapping", sampleMapping()));
    if (!session) return failure(std::move(session.error()));
    SampleOrders orders(*options);
    std::string chunk;
    while (orders.next(chunk)) {
        auto fed = session->feed(std::as_bytes(std::span(chunk)));
        if (!fed) return failure(std::move(fed.error()));
        const auto done = static_cast<double>(orders.rowsWritten());
        if (state.progress && !state.progress(done, static_cast<double>(options->rows))) {
            return failure({.code = "request.cancelled", .path = ""});
        }
    }
    auto outcome = session->commit(Json::object());
    if (!outcome) return failure(std::move(outcome.error()));
    state.onSuccess = [&state, table = outcome->table] { state.facts.insert_or_assign(table->name, table); };
    return std::move(outcome->report);
}

}  // namespace

std::vector<RequestSpec> sampleBulkRequests(EngineState& state) {
    return {{"sample.orders", "Fills the fact table \"orders\" with the sample company's order lines.",
             sampleParamsSchema(),
             [&state](const RequestContext&, const Json& params) { return fillOrders(state, params); }}};
}

Result<Json> streamSampleOrders(const Json& params, const std::function<bool(std::string_view)>& sink) {
    auto options = SampleOptions::fromJson(params);
    if (!options) return failure(std::move(options.error()));
    SampleOrders orders(*options);
    std::string chunk;
    std::size_t bytes = 0;
    while (orders.next(chunk)) {
        if (!sink(chunk)) return failure({.code = "request.cancelled", .path = ""});
        bytes += chunk.size();
    }
    return JsonObject().put("rows", orders.rowsWritten()).put("bytes", bytes);
}

}  // namespace sandtable

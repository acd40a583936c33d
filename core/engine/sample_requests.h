// The bulk side of the sample company: its order lines into the facts, or out as CSV text.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "engine/engine_state.h"

namespace sandtable {

// sample.orders. The handlers refer to `state`, which must outlive them.
[[nodiscard]] std::vector<RequestSpec> sampleBulkRequests(EngineState& state);

// Writes the order lines of the sample company as CSV, chunk by chunk; `sink` returns false to stop.
// params as sample.orders. Result: {"rows", "bytes"}. Errors: sample.* and request.cancelled.
[[nodiscard]] Result<Json> streamSampleOrders(const Json& params, const std::function<bool(std::string_view)>& sink);

}  // namespace sandtable

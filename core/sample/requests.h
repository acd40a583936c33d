// Registers this room's requests with the engine.
#pragma once

#include <vector>

#include "request/request.h"

namespace sandtable {

[[nodiscard]] std::vector<RequestSpec> sampleRequests();

// JSON Schema of SampleOptions as params; the engine's bulk verb sample.orders takes the same.
[[nodiscard]] Json sampleParamsSchema();

}  // namespace sandtable

// Registers this room's requests with the engine.
#pragma once

#include <vector>

#include "request/request.h"

namespace sandtable {

[[nodiscard]] std::vector<RequestSpec> customersRequests();

}  // namespace sandtable

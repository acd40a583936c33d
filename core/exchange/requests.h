// The exchange.* requests: compare and merge plans, cut slices, take returns back. Pure: plans come as text, changes go as a patch.
#pragma once

#include <vector>

#include "request/request.h"

namespace sandtable {

[[nodiscard]] std::vector<RequestSpec> exchangeRequests();

}  // namespace sandtable

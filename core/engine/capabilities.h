// The one list of rooms whose requests the engine offers.
#pragma once

#include <vector>

#include "request/request.h"

namespace sandtable {

[[nodiscard]] std::vector<RequestSpec> capabilityRequests();

}  // namespace sandtable

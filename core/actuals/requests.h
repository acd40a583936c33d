// Registers this room's requests with the engine: facts.values, facts.proposeOrg, facts.matchOrg.
#pragma once

#include <vector>

#include "request/request.h"

namespace sandtable {

[[nodiscard]] std::vector<RequestSpec> actualsRequests();

}  // namespace sandtable

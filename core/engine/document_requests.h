// The document verbs plan.*: open, patch, read and write the plan.
#pragma once

#include <vector>

#include "engine/engine_state.h"

namespace sandtable {

// The handlers refer to `state`, which must outlive them.
[[nodiscard]] std::vector<RequestSpec> documentRequests(EngineState& state);

}  // namespace sandtable

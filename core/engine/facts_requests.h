// The bulk verbs facts.*: imports, snapshots and the list of tables. Reading order lines is core/facts' business.
#pragma once

#include <vector>

#include "engine/engine_state.h"

namespace sandtable {

// The handlers refer to `state`, which must outlive them.
[[nodiscard]] std::vector<RequestSpec> factsRequests(EngineState& state);

// Feeds bytes to an open import. Errors: facts.unknown_import {import} and those of ImportSession::feed.
[[nodiscard]] Result<Json> feedImport(EngineState& state, std::string_view importId, std::span<const std::byte> chunk);

}  // namespace sandtable

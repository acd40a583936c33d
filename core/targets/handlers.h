// The handlers of the targets.* requests, one per verb; shapes are documented where they are registered (requests.cpp).
// Each is pure in (plan, facts, params) and proposes patches instead of changing anything.
#pragma once

#include "request/request.h"

namespace sandtable {

[[nodiscard]] Result<Json> handleDecompose(const RequestContext& context, const Json& params);
[[nodiscard]] Result<Json> handleEdit(const RequestContext& context, const Json& params);
[[nodiscard]] Result<Json> handleLock(const RequestContext& context, const Json& params);
[[nodiscard]] Result<Json> handleLimits(const RequestContext& context, const Json& params);
[[nodiscard]] Result<Json> handleRevert(const RequestContext& context, const Json& params);
[[nodiscard]] Result<Json> handleView(const RequestContext& context, const Json& params);
[[nodiscard]] Result<Json> handleWhy(const RequestContext& context, const Json& params);
[[nodiscard]] Result<Json> handleMoveReserve(const RequestContext& context, const Json& params);
[[nodiscard]] Result<Json> handleTiers(const RequestContext& context, const Json& params);
[[nodiscard]] Result<Json> handlePropose(const RequestContext& context, const Json& params);
[[nodiscard]] Result<Json> handleMismatch(const RequestContext& context, const Json& params);
[[nodiscard]] Result<Json> handleSeasonality(const RequestContext& context, const Json& params);
[[nodiscard]] Result<Json> handleCheck(const RequestContext& context, const Json& params);

}  // namespace sandtable

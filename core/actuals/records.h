// facts.records: the order lines behind a figure, filtered, sorted and cut into pages.
// Reads facts and the organisation; computes no figure but the sum of what it shows.
#pragma once

#include "request/request.h"

namespace sandtable {

[[nodiscard]] Json recordsParams();
[[nodiscard]] Result<Json> records(const RequestContext& context, const Json& params);

}  // namespace sandtable

// Registers the requests that read facts without a target: trend, Pareto, variance, cross, anomalies.
#pragma once

#include <vector>

#include "request/request.h"

namespace sandtable {

[[nodiscard]] std::vector<RequestSpec> analysisRequests();

}  // namespace sandtable

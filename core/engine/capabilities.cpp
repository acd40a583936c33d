#include "engine/capabilities.h"

#include <utility>

#include "actuals/requests.h"
#include "customers/requests.h"
#include "exchange/requests.h"
#include "performance/analysis_requests.h"
#include "performance/requests.h"
#include "sales/requests.h"
#include "sample/requests.h"
#include "targets/requests.h"

namespace sandtable {

std::vector<RequestSpec> capabilityRequests() {
    std::vector<RequestSpec> all;
    for (const auto room : {actualsRequests, targetsRequests, performanceRequests, analysisRequests, salesRequests,
                            customersRequests, exchangeRequests, sampleRequests}) {
        for (RequestSpec& spec : room()) all.push_back(std::move(spec));
    }
    return all;
}

}  // namespace sandtable

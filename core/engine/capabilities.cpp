#include "engine/capabilities.h"

#include <iterator>

namespace sandtable {

std::vector<RequestSpec> capabilityRequests() {
    std::vector<RequestSpec> all;
    return all;
}

}  // namespace sandtable

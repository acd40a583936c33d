// The customers.* requests.
#include "customers/requests.h"

#include "customers/rfm.h"

namespace sandtable {

std::vector<RequestSpec> customersRequests() {
    return {{"customers.rfm", "Customers by recency, frequency and monetary value, in cells and segments", rfmParams(),
             rfm}};
}

}  // namespace sandtable

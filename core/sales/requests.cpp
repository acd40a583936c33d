// The sales.* requests.
#include "sales/requests.h"

#include "sales/pivot.h"
#include "sales/records.h"

namespace sandtable {

std::vector<RequestSpec> salesRequests() {
    return {{"sales.pivot", "Any measures by any dimensions: sorted, cut to the largest, with subtotals", pivotParams(),
             pivot},
            {"sales.records", "The order lines behind a figure, a page at a time, with their exact sums",
             salesRecordsParams(), salesRecords}};
}

}  // namespace sandtable

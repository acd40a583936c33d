#include "performance/analysis_requests.h"

#include "performance/anomalies.h"
#include "performance/cross.h"
#include "performance/pareto.h"
#include "performance/trend.h"
#include "performance/variance.h"

namespace sandtable {

std::vector<RequestSpec> analysisRequests() {
    return {{"performance.trend", "A measure along the periods, against the period before and the year before",
             trendParams(), trend},
            {"performance.pareto", "Who makes up most of a figure: ABC classes, concentration, the curve",
             paretoParams(), pareto},
            {"performance.variance", "Why sales differ between two stretches of time: volume, price, mix, new and lost",
             varianceParams(), variance},
            {"performance.cross", "The cells of two dimensions that explain most of a change", crossParams(), cross},
            {"performance.anomalies", "Weeks or months in which a member sold unlike itself, season taken out",
             anomaliesParams(), anomalies}};
}

}  // namespace sandtable

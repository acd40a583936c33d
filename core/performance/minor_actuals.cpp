#include "performance/minor_actuals.h"

namespace sandtable {
namespace {

MinorActuals plainCounts(const ActualsMatrix& matrix, int period, const OrgTree& tree) {
    MinorActuals actuals;
    actuals.byUnit.reserve(static_cast<std::size_t>(tree.size()));
    for (int unit = 0; unit < tree.size(); ++unit) actuals.byUnit.push_back(matrix.at(unit, period));
    actuals.unattributed = matrix.unattributed[static_cast<std::size_t>(period)];
    return actuals;
}

}  // namespace

MinorActuals minorActuals(const ActualsMatrix& matrix, int period, const OrgTree& tree, MetricScale scale) {
    if (!scale.additive) return plainCounts(matrix, period, tree);

    std::vector<Minor> upTo{0};  // upTo[k]: rounded sum of the first k leaves
    std::int64_t exact = 0;
    for (const int unit : tree.leaves()) {
        exact += matrix.at(unit, period);
        upTo.push_back(minorFromAmount(exact, scale.digits));
    }
    MinorActuals actuals;
    actuals.byUnit.reserve(static_cast<std::size_t>(tree.size()));
    for (const OrgUnit& unit : tree.units())
        actuals.byUnit.push_back(upTo[static_cast<std::size_t>(unit.lastLeaf + 1)] -
                                 upTo[static_cast<std::size_t>(unit.firstLeaf)]);
    const std::int64_t all = exact + matrix.unattributed[static_cast<std::size_t>(period)];
    actuals.unattributed = minorFromAmount(all, scale.digits) - upTo.back();
    return actuals;
}

}  // namespace sandtable

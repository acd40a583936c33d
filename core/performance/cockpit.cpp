#include "performance/cockpit.h"

#include <algorithm>

#include "base/stable_sort.h"
#include "performance/reading.h"
#include "performance/rows.h"
#include "performance/waterfall.h"

namespace sandtable {
namespace {

constexpr std::size_t kExtremes = 5;

Json pathBelow(const OrgTree& tree, int top, int unit) {
    std::vector<std::string> names;
    for (int at = unit; at != top && at >= 0; at = tree[at].parent) names.push_back(tree[at].name);
    std::reverse(names.begin(), names.end());
    return names;
}

// Leaves below the unit whose gap has the wanted sign (favour > 0: ahead), largest first; ties keep display order.
Json extremes(const Scope& scope, const Attainment& attainment, bool ahead) {
    const int favourSign = (scope.metric.direction == Direction::up) == ahead ? 1 : -1;
    const auto gapOf = [&](int unit) { return favourSign * *attainment.units[static_cast<std::size_t>(unit)].gap; };
    std::vector<int> chosen;
    const OrgUnit& top = scope.tree()[scope.node];
    for (int leaf = top.firstLeaf; leaf <= top.lastLeaf; ++leaf) {
        const int unit = scope.tree().leaves()[static_cast<std::size_t>(leaf)];
        if (unit == scope.node || !attainment.units[static_cast<std::size_t>(unit)].gap) continue;
        if (gapOf(unit) > 0) chosen.push_back(unit);
    }
    stableSort(chosen, [&](int a, int b) { return gapOf(a) > gapOf(b); });
    if (chosen.size() > kExtremes) chosen.resize(kExtremes);
    Json rows = Json::array();
    for (const int unit : chosen) {
        Json row = unitRow(scope, attainment, unit);
        row["path"] = pathBelow(scope.tree(), scope.node, unit);
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace

Json buildCockpit(const Scope& scope, const Attainment& attainment, const Series& series) {
    Json cockpit = frameOf(scope, attainment);
    cockpit["reading"] = readingLines(scope, attainment, scope.node);
    cockpit["headline"] = unitRow(scope, attainment, scope.node);
    Json children = Json::array();
    for (const int child : scope.tree()[scope.node].children) children.push_back(unitRow(scope, attainment, child));
    cockpit["units"] = std::move(children);
    cockpit["waterfall"] = waterfallJson(scope, gapBars(scope, attainment, scope.node));
    cockpit["series"] = seriesJson(series);
    cockpit["worst"] = extremes(scope, attainment, false);
    cockpit["best"] = extremes(scope, attainment, true);
    return cockpit;
}

}  // namespace sandtable

#include "performance/waterfall.h"

#include "base/json_object.h"

namespace sandtable {
namespace {

const char* kindName(GapBar::Kind kind) {
    switch (kind) {
        case GapBar::Kind::reserve:
            return "reserve";
        case GapBar::Kind::unattributed:
            return "unattributed";
        case GapBar::Kind::overlap:
            return "overlap";
        case GapBar::Kind::unit:
            break;
    }
    return "unit";
}

}  // namespace

std::vector<GapBar> gapBars(const Scope& scope, const Attainment& attainment, int unit) {
    const UnitAttainment& row = attainment.units[static_cast<std::size_t>(unit)];
    if (!row.gap) return {};
    if (scope.tree()[unit].children.empty()) return {{GapBar::Kind::unit, unit, *row.gap}};

    std::vector<GapBar> bars;
    Minor rest = *row.gap;
    const auto add = [&](GapBar::Kind kind, int index, Minor gap) {
        bars.push_back({kind, index, gap});
        rest -= gap;
    };
    for (const int child : scope.tree()[unit].children)
        add(GapBar::Kind::unit, child, *attainment.units[static_cast<std::size_t>(child)].gap);
    if (row.reserveDue.value_or(0) != 0) add(GapBar::Kind::reserve, -1, -*row.reserveDue);
    if (rest == 0) return bars;
    add(scope.metric.scale.additive ? GapBar::Kind::unattributed : GapBar::Kind::overlap, -1, rest);
    return bars;
}

Json waterfallJson(const Scope& scope, const std::vector<GapBar>& bars) {
    Json rows = Json::array();
    for (const GapBar& bar : bars) {
        const bool isUnit = bar.kind == GapBar::Kind::unit;
        rows.push_back(JsonObject()
                           .put("id", isUnit ? scope.tree()[bar.unit].id : std::string("~") + kindName(bar.kind))
                           .put("name", isUnit ? Json(scope.tree()[bar.unit].name) : Json(nullptr))
                           .put("kind", kindName(bar.kind))
                           .put("gapMinor", bar.gap));
    }
    return rows;
}

}  // namespace sandtable

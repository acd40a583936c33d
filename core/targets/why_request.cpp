// targets.why: explains one target: method, weights, share, season, overrides, locks, and what would change it.
#include <cmath>

#include "base/json_object.h"
#include "targets/decomposition.h"
#include "targets/handlers.h"
#include "targets/open_set.h"
#include "targets/target_patch.h"

namespace sandtable {

namespace {

Json operand(const char* key, Json value, const char* unit, Json params = Json::object()) {
    if (value.is_number_float() && !std::isfinite(value.get<double>())) value = nullptr;
    return JsonObject()
        .put("key", std::string("targets.why.operand.") + key)
        .put("params", std::move(params))
        .put("value", std::move(value))
        .put("unit", unit);
}

// Builds the explanation of one cell, parent question linked through `why` of its operand.
class CellExplanation {
public:
    CellExplanation(const RequestContext& context, const OpenSet& open, const CellRef& cell)
        : context_(context), open_(open), cell_(cell) {}

    Json build() {
        const auto metric = findTargetMetric(*context_.plan, open_.book.metric());
        unit_ = !metric || metric->money ? "money" : "count";
        const OrgUnit& node = open_.tree[cell_.unit];
        const Minor amount = open_.book.total(cell_.unit, cell_.product, cell_.span);
        explainMethod();
        Json scope = JsonObject()
                         .put("unit", node.id)
                         .put("unitName", node.name)
                         .put("period", cell_.period)
                         .put("asOf", nullptr)
                         .put("filters", Json::object());
        if (cell_.product != kAllProducts)
            scope["filters"]["product"] = open_.book.products()[static_cast<std::size_t>(cell_.product)];
        return JsonObject()
            .put("title", JsonObject()
                              .put("key", "targets.why.title")
                              .put("params", JsonObject().put("node", node.name).put("period", cell_.period)))
            .put("value", JsonObject().put("amount", amount).put("unit", unit_))
            .put("definition", JsonObject().put("key", node.children.empty() ? "targets.why.definition.leaf"
                                                                             : "targets.why.definition.inner"))
            .put("formula", std::move(formula_))
            .put("scope", std::move(scope))
            .put("records", records())
            .put("changes", changes())
            .put("binding", binding())
            .put("levers", levers())
            .put("stale", stale_);
    }

private:
    void explainMethod() {
        Json operands = Json::array();
        const Json spec = open_.entry->value("spec", Json());
        if (!spec.is_object() || spec.value("method", "") == "tier") {
            explainTier(spec, operands);
        } else {
            const auto parsed = parseDecomposeSpec(spec);
            const auto run =
                parsed ? decompose(context_, *parsed) : Result<Decomposition>(tl::unexpected(parsed.error()));
            if (run && run->tree.size() == open_.tree.size() &&
                run->computed.cells().size() == open_.book.cells().size()) {
                explainRun(*run, operands);
            } else {  // the facts the method looked at are not loaded
                formula_ = JsonObject()
                               .put("key", "targets.why.formula.stored")
                               .put("params", JsonObject().put("method", spec.value("method", "")));
                operands.push_back(operand("computed", computedTotal(open_.book, cell_.unit, cell_.product, cell_.span),
                                           unit_.c_str()));
            }
        }
        addParts(operands);
        formula_["operands"] = std::move(operands);
    }

    void explainTier(const Json& spec, Json& operands) {
        formula_ = JsonObject()
                       .put("key", spec.is_object() ? "targets.why.formula.tier" : "targets.why.formula.sum")
                       .put("params", Json::object());
        if (!spec.is_object()) return;
        operands.push_back(operand("ratio", spec.value("ratio", 1.0), "ratio"));
        operands.back()["why"] = JsonObject()
                                     .put("request", "targets.why")
                                     .put("params", JsonObject()
                                                        .put("set", spec.value("base", ""))
                                                        .put("node", open_.tree[cell_.unit].id)
                                                        .put("period", cell_.period));
    }

    void explainRun(const Decomposition& run, Json& operands) {
        const auto u = static_cast<std::size_t>(cell_.unit);
        const OrgUnit& node = open_.tree[cell_.unit];
        const std::string method =
            run.shares.bases.size() > 1 ? "blend" : std::string(methodName(run.shares.bases.front().method));
        formula_ = JsonObject()
                       .put("key", node.parent < 0 ? "targets.why.formula.root" : "targets.why.formula.share")
                       .put("params", JsonObject().put("method", method));
        if (node.parent >= 0) {
            const auto parent = static_cast<std::size_t>(node.parent);
            operands.push_back(operand("parent", run.totals.total[parent], unit_.c_str(),
                                       JsonObject().put("node", open_.tree[node.parent].name)));
            operands.back()["why"] = JsonObject()
                                         .put("request", "targets.why")
                                         .put("params", JsonObject()
                                                            .put("set", open_.book.setId())
                                                            .put("node", open_.tree[node.parent].id)
                                                            .put("period", std::to_string(open_.book.axis().year())));
            operands.push_back(operand("reserveRatio", run.reserve[parent], "ratio",
                                       JsonObject().put("node", open_.tree[node.parent].name)));
            operands.push_back(operand("share", run.shares.share[u], "ratio"));
        }
        for (const ShareBasis& basis : run.shares.bases) explainBasis(basis, run, operands);
        explainSeason(run, operands);
        const Minor computed = run.computed.total(cell_.unit, cell_.product, cell_.span);
        const Minor stored = computedTotal(open_.book, cell_.unit, cell_.product, cell_.span);
        operands.push_back(operand("computed", stored, unit_.c_str()));
        stale_ = computed != stored;  // facts or organisation changed since the set was made
    }

    void explainBasis(const ShareBasis& basis, const Decomposition& run, Json& operands) {
        const auto u = static_cast<std::size_t>(cell_.unit);
        const std::string name(methodName(basis.method));
        if (run.shares.bases.size() > 1)
            operands.push_back(operand("blendWeight", basis.blendWeight, "ratio", JsonObject().put("method", name)));
        const bool amounts = needsHistory(basis.method);
        operands.push_back(
            operand("weight", basis.raw[u], amounts ? unit_.c_str() : "count", JsonObject().put("method", name)));
        if (run.history && amounts) {
            for (const int year : basis.years) {
                const int y = run.history->indexOfYear(year);
                operands.push_back(operand("history", run.history->year(cell_.unit, y), unit_.c_str(),
                                           JsonObject().put("year", std::to_string(year))));
            }
        }
        if (basis.growth.empty()) return;
        operands.push_back(operand("growth", basis.growth[u], "ratio"));
        operands.push_back(operand("ownGrowth", basis.ownGrowth[u], "ratio"));
        operands.push_back(operand("credibility", basis.credibility[u], "ratio"));
    }

    void explainSeason(const Decomposition& run, Json& operands) {
        if (cell_.span == open_.book.axis().whole()) return;
        const SeasonProfile& season = run.seasons.of(cell_.unit);
        double part = 0;
        for (int p = cell_.span.first; p <= cell_.span.last; ++p) part += season.weights[static_cast<std::size_t>(p)];
        const std::string from = season.sourceUnit >= 0 ? open_.tree[season.sourceUnit].name : "";
        operands.push_back(operand("season", part, "ratio",
                                   JsonObject().put("kind", seasonKindName(run.seasons.kind)).put("from", from)));
    }

    // What the cell is made of: an inner unit's children and reserve.
    void addParts(Json& operands) {
        if (open_.book.isLeaf(cell_.unit)) return;
        operands.push_back(operand("reserve", open_.book.own(cell_.unit, cell_.product, cell_.span), unit_.c_str()));
        Minor children = 0;
        for (const int child : open_.tree[cell_.unit].children)
            children += open_.book.total(child, cell_.product, cell_.span);
        operands.push_back(operand("children", children, unit_.c_str(),
                                   JsonObject().put("count", open_.tree[cell_.unit].children.size())));
    }

    Json records() const {
        if (!context_.table("orders")) return nullptr;
        const Period before = context_.plan->calendar().shiftYears(*parsePeriod(cell_.period), -1);
        const auto range = context_.plan->calendar().rangeOf(before);
        if (!range) return nullptr;
        return JsonObject()
            .put("request", "sales.records")
            .put("params", JsonObject()
                               .put("table", "orders")
                               .put("unit", open_.tree[cell_.unit].id)
                               .put("from", formatIsoDay(range->first))
                               .put("to", formatIsoDay(range->last)));
    }

    Json changes() const {
        Json list = Json::array();
        for (const CellMark& mark : open_.book.marks()) {
            if (mark.unit != cell_.unit || mark.product != cell_.product || !mark.overridden ||
                !mark.span.overlaps(cell_.span))
                continue;
            const Json& entry = *mark.record;
            list.push_back(JsonObject()
                               .put("at", entry.value("at", Json()))
                               .put("author", entry.value("author", Json()))
                               .put("reason", entry.value("reason", Json()))
                               .put("period", formatPeriod(mark.period))
                               .put("beforeMinor", entry.value("computedMinor", Json()))
                               .put("afterMinor", mark.valueMinor));
        }
        return list;
    }

    // Locks and limits on this unit, above it or below it that touch the cell.
    Json binding() const {
        Json list = Json::array();
        const auto related = [&](int unit) {
            return (unit >= cell_.unit && unit < open_.book.endOf(cell_.unit)) ||
                   (cell_.unit >= unit && cell_.unit < open_.book.endOf(unit));
        };
        for (const CellMark& mark : open_.book.marks()) {
            if (!mark.locked || !related(mark.unit) || !mark.span.overlaps(cell_.span)) continue;
            list.push_back(JsonObject()
                               .put("kind", "lock")
                               .put("node", open_.tree[mark.unit].id)
                               .put("nodeName", open_.tree[mark.unit].name)
                               .put("period", formatPeriod(mark.period))
                               .put("minor", open_.book.total(mark.unit, mark.product, mark.span)));
        }
        const std::string year = std::to_string(open_.book.axis().year());
        for (const UnitLimits& limits : open_.book.limits()) {
            if (!related(limits.unit)) continue;
            const auto add = [&](const char* kind, const std::optional<Minor>& minor) {
                if (!minor) return;
                list.push_back(JsonObject()
                                   .put("kind", kind)
                                   .put("node", open_.tree[limits.unit].id)
                                   .put("nodeName", open_.tree[limits.unit].name)
                                   .put("period", year)
                                   .put("minor", *minor));
            };
            add("min", limits.floorMinor());
            add("max", limits.ceilingMinor());
        }
        return list;
    }

    Json levers() const {
        Json list = Json::array();
        list.push_back(JsonObject().put("key", "targets.why.lever.edit").put("params", Json::object()));
        if (!changes().empty())
            list.push_back(JsonObject().put("key", "targets.why.lever.revert").put("params", Json::object()));
        for (int unit = open_.book.isLeaf(cell_.unit) ? open_.book.parentOf(cell_.unit) : cell_.unit; unit >= 0;
             unit = open_.book.parentOf(unit)) {
            const Minor reserve = open_.book.own(unit, cell_.product, cell_.span);
            if (reserve <= 0) continue;
            list.push_back(JsonObject()
                               .put("key", "targets.why.lever.reserve")
                               .put("params", JsonObject().put("node", open_.tree[unit].name).put("minor", reserve)));
            break;
        }
        if (!binding().empty())
            list.push_back(JsonObject().put("key", "targets.why.lever.unlock").put("params", Json::object()));
        return list;
    }

    const RequestContext& context_;
    const OpenSet& open_;
    const CellRef& cell_;
    std::string unit_ = "money";
    Json formula_;
    bool stale_ = false;
};

}  // namespace

Result<Json> handleWhy(const RequestContext& context, const Json& params) {
    const auto open = openSet(context, params);
    if (!open) return tl::unexpected(open.error());
    const auto cell = readCell(*open, params, "");
    if (!cell) return tl::unexpected(cell.error());
    return CellExplanation(context, *open, *cell).build();
}

}  // namespace sandtable

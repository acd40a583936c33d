// targets.why: explains one target: method, weights, share, season, overrides, locks, and what would change it.
#include <cmath>

#include "targets/decomposition.h"
#include "targets/handlers.h"
#include "targets/open_set.h"
#include "targets/target_patch.h"

namespace sandtable {

namespace {

Json operand(const char* key, Json value, const char* unit, Json params = Json::object()) {
    if (value.is_number_float() && !std::isfinite(value.get<double>())) value = nullptr;
    return {{"key", std::string("targets.why.operand.") + key},
            {"params", std::move(params)},
            {"value", std::move(value)},
            {"unit", unit}};
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
        Json scope{{"unit", node.id},
                   {"unitName", node.name},
                   {"period", cell_.period},
                   {"asOf", nullptr},
                   {"filters", Json::object()}};
        if (cell_.product != kAllProducts)
            scope["filters"]["product"] = open_.book.products()[static_cast<std::size_t>(cell_.product)];
        return {{"title", {{"key", "targets.why.title"}, {"params", {{"node", node.name}, {"period", cell_.period}}}}},
                {"value", {{"amount", amount}, {"unit", unit_}}},
                {"definition",
                 {{"key", node.children.empty() ? "targets.why.definition.leaf" : "targets.why.definition.inner"}}},
                {"formula", std::move(formula_)},
                {"scope", std::move(scope)},
                {"records", records()},
                {"changes", changes()},
                {"binding", binding()},
                {"levers", levers()},
                {"stale", stale_}};
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
                formula_ = {{"key", "targets.why.formula.stored"}, {"params", {{"method", spec.value("method", "")}}}};
                operands.push_back(operand("computed", computedTotal(open_.book, cell_.unit, cell_.product, cell_.span),
                                           unit_.c_str()));
            }
        }
        addParts(operands);
        formula_["operands"] = std::move(operands);
    }

    void explainTier(const Json& spec, Json& operands) {
        formula_ = {{"key", spec.is_object() ? "targets.why.formula.tier" : "targets.why.formula.sum"},
                    {"params", Json::object()}};
        if (!spec.is_object()) return;
        operands.push_back(operand("ratio", spec.value("ratio", 1.0), "ratio"));
        operands.back()["why"] = {
            {"request", "targets.why"},
            {"params",
             {{"set", spec.value("base", "")}, {"node", open_.tree[cell_.unit].id}, {"period", cell_.period}}}};
    }

    void explainRun(const Decomposition& run, Json& operands) {
        const auto u = static_cast<std::size_t>(cell_.unit);
        const OrgUnit& node = open_.tree[cell_.unit];
        const std::string method =
            run.shares.bases.size() > 1 ? "blend" : std::string(methodName(run.shares.bases.front().method));
        formula_ = {{"key", node.parent < 0 ? "targets.why.formula.root" : "targets.why.formula.share"},
                    {"params", {{"method", method}}}};
        if (node.parent >= 0) {
            const auto parent = static_cast<std::size_t>(node.parent);
            operands.push_back(
                operand("parent", run.totals.total[parent], unit_.c_str(), {{"node", open_.tree[node.parent].name}}));
            operands.back()["why"] = {{"request", "targets.why"},
                                      {"params",
                                       {{"set", open_.book.setId()},
                                        {"node", open_.tree[node.parent].id},
                                        {"period", std::to_string(open_.book.axis().year())}}}};
            operands.push_back(
                operand("reserveRatio", run.reserve[parent], "ratio", {{"node", open_.tree[node.parent].name}}));
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
            operands.push_back(operand("blendWeight", basis.blendWeight, "ratio", {{"method", name}}));
        const bool amounts = needsHistory(basis.method);
        operands.push_back(operand("weight", basis.raw[u], amounts ? unit_.c_str() : "count", {{"method", name}}));
        if (run.history && amounts) {
            for (const int year : basis.years) {
                const int y = run.history->indexOfYear(year);
                operands.push_back(operand("history", run.history->year(cell_.unit, y), unit_.c_str(),
                                           {{"year", std::to_string(year)}}));
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
        operands.push_back(
            operand("season", part, "ratio", {{"kind", seasonKindName(run.seasons.kind)}, {"from", from}}));
    }

    // What the cell is made of: an inner unit's children and reserve.
    void addParts(Json& operands) {
        if (open_.book.isLeaf(cell_.unit)) return;
        operands.push_back(operand("reserve", open_.book.own(cell_.unit, cell_.product, cell_.span), unit_.c_str()));
        Minor children = 0;
        for (const int child : open_.tree[cell_.unit].children)
            children += open_.book.total(child, cell_.product, cell_.span);
        operands.push_back(
            operand("children", children, unit_.c_str(), {{"count", open_.tree[cell_.unit].children.size()}}));
    }

    Json records() const {
        if (!context_.table("orders")) return nullptr;
        const Period before = context_.plan->calendar().shiftYears(*parsePeriod(cell_.period), -1);
        const auto range = context_.plan->calendar().rangeOf(before);
        if (!range) return nullptr;
        return {{"request", "facts.records"},
                {"params",
                 {{"table", "orders"},
                  {"unit", open_.tree[cell_.unit].id},
                  {"from", formatIsoDay(range->first)},
                  {"to", formatIsoDay(range->last)}}}};
    }

    Json changes() const {
        Json list = Json::array();
        for (const CellMark& mark : open_.book.marks()) {
            if (mark.unit != cell_.unit || mark.product != cell_.product || !mark.overridden ||
                !mark.span.overlaps(cell_.span))
                continue;
            const Json& entry = *mark.record;
            list.push_back({{"at", entry.value("at", Json())},
                            {"author", entry.value("author", Json())},
                            {"reason", entry.value("reason", Json())},
                            {"period", formatPeriod(mark.period)},
                            {"beforeMinor", entry.value("computedMinor", Json())},
                            {"afterMinor", mark.valueMinor}});
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
            list.push_back({{"kind", "lock"},
                            {"node", open_.tree[mark.unit].id},
                            {"nodeName", open_.tree[mark.unit].name},
                            {"period", formatPeriod(mark.period)},
                            {"minor", open_.book.total(mark.unit, mark.product, mark.span)}});
        }
        const std::string year = std::to_string(open_.book.axis().year());
        for (const UnitLimits& limits : open_.book.limits()) {
            if (!related(limits.unit)) continue;
            const auto add = [&](const char* kind, const std::optional<Minor>& minor) {
                if (!minor) return;
                list.push_back({{"kind", kind},
                                {"node", open_.tree[limits.unit].id},
                                {"nodeName", open_.tree[limits.unit].name},
                                {"period", year},
                                {"minor", *minor}});
            };
            add("min", limits.floorMinor());
            add("max", limits.ceilingMinor());
        }
        return list;
    }

    Json levers() const {
        Json list = Json::array();
        list.push_back({{"key", "targets.why.lever.edit"}, {"params", Json::object()}});
        if (!changes().empty()) list.push_back({{"key", "targets.why.lever.revert"}, {"params", Json::object()}});
        for (int unit = open_.book.isLeaf(cell_.unit) ? open_.book.parentOf(cell_.unit) : cell_.unit; unit >= 0;
             unit = open_.book.parentOf(unit)) {
            const Minor reserve = open_.book.own(unit, cell_.product, cell_.span);
            if (reserve <= 0) continue;
            list.push_back({{"key", "targets.why.lever.reserve"},
                            {"params", {{"node", open_.tree[unit].name}, {"minor", reserve}}}});
            break;
        }
        if (!binding().empty()) list.push_back({{"key", "targets.why.lever.unlock"}, {"params", Json::object()}});
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

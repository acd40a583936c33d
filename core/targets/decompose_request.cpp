// targets.decompose: runs a decomposition and proposes the set it gives.
#include <cmath>

#include "base/json_object.h"
#include "targets/decomposition.h"
#include "targets/handlers.h"
#include "targets/open_set.h"
#include "targets/set_patch.h"

namespace sandtable {

namespace {

Json numberOrNull(double value) { return std::isfinite(value) ? Json(value) : Json(); }

// What made a unit's share: per method its raw weight and share, for growth also the damping.
Json whyOf(const Decomposition& run, int unit) {
    const auto u = static_cast<std::size_t>(unit);
    const OrgUnit& node = run.tree[unit];
    Json why = JsonObject()
                   .put("method", run.shares.bases.size() > 1 ? "blend" : methodName(run.shares.bases.front().method))
                   .put("share", run.shares.share[u])
                   .put("reserveRatio", run.reserve[u])
                   .put("seasonality", seasonKindName(run.seasons.kind));
    if (node.parent >= 0) why["parentMinor"] = run.totals.total[static_cast<std::size_t>(node.parent)];
    const SeasonProfile& season = run.seasons.of(unit);
    if (season.sourceUnit >= 0) why["seasonFrom"] = run.tree[season.sourceUnit].id;
    Json methods = Json::array();
    for (const ShareBasis& basis : run.shares.bases) {
        Json entry = JsonObject()
                         .put("method", methodName(basis.method))
                         .put("blendWeight", basis.blendWeight)
                         .put("weight", numberOrNull(basis.raw[u]))
                         .put("share", basis.share[u])
                         .put("years", basis.years);
        if (!basis.growth.empty()) {
            entry["growthRatio"] = basis.growth[u];
            entry["ownGrowthRatio"] = numberOrNull(basis.ownGrowth[u]);
            entry["credibility"] = basis.credibility[u];
        }
        methods.push_back(std::move(entry));
    }
    why["weight"] = methods.front()["weight"];
    why["methods"] = std::move(methods);
    return why;
}

Json warningsJson(const Errors& warnings) {
    Json list = Json::array();
    for (const Error& warning : warnings) {
        list.push_back(JsonObject()
                           .put("code", warning.code)
                           .put("path", warning.path)
                           .put("params", warning.params)
                           .put("kind", "input"));
    }
    return list;
}

}  // namespace

Result<Json> handleDecompose(const RequestContext& context, const Json& params) {
    auto spec = parseDecomposeSpec(params);
    if (!spec) return tl::unexpected(spec.error());
    auto run = decompose(context, std::move(*spec));
    if (!run) return tl::unexpected(run.error());

    std::optional<TargetBook> old;
    const std::string set = run->computed.setId();
    if (context.plan->collection("targetSets").contains(set)) {
        auto book = TargetBook::fromPlan(*context.plan, run->tree, {.set = set, .metric = {}, .year = {}, .tier = {}});
        if (!book) return tl::unexpected(book.error());
        old = std::move(*book);
    }
    auto kept = keepMarks(*run, old ? &*old : nullptr);
    if (!kept) return tl::unexpected(kept.error());

    Json result = JsonObject()
                      .put("set", set)
                      .put("totalMinor", run->totals.total[0])
                      .put("patch", proposeSet(*context.plan, *run, *kept));
    const std::string reply = textParam(params, "reply", "nodes");
    if (reply == "nodes") {
        result["nodes"] = nodesJson(run->tree, kept->book);
        for (int u = 0; u < run->tree.size(); ++u) result["nodes"][static_cast<std::size_t>(u)]["why"] = whyOf(*run, u);
    } else if (reply == "columns") {
        result["resultId"] = keepNodeColumns(context, kept->book);
    }
    result["warnings"] = warningsJson(run->warnings);
    return result;
}

}  // namespace sandtable

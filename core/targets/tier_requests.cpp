// targets.tiers, propose, mismatch and seasonality: what stands beside a base target set.
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "base/json_object.h"
#include "base/text.h"
#include "targets/cell_fill.h"
#include "targets/decomposition.h"
#include "targets/handlers.h"
#include "targets/open_set.h"
#include "targets/set_patch.h"

namespace sandtable {

Result<Json> handleTiers(const RequestContext& context, const Json& params) {
    const auto open = openSet(context, params);
    if (!open) return tl::unexpected(open.error());
    Json patch = Json::array();
    Json totals = JsonObject().put("base", open->book.total(0, kAllProducts, open->book.axis().whole()));
    Errors errors;
    for (const auto& [tier, key, fallback] :
         {std::tuple("stretch", "stretchRatio", 1.1), std::tuple("challenge", "challengeRatio", 1.2)}) {
        const auto asked = params.find(key);
        const double ratio = asked == params.end() || asked->is_null() ? fallback : asked->get<double>();
        if (!(ratio >= 1 && ratio <= 10)) {
            errors.push_back({.code = "targets.bad_ratio",
                              .path = std::string("/") + key,
                              .params = JsonObject().put("value", ratio).put("min", 1).put("max", 10)});
            continue;
        }
        const std::string year = std::to_string(open->book.axis().year());
        const std::string id = targetSetId(open->book.metric(), year, tier);
        TargetBook book =
            TargetBook::makeBlank(open->tree, id, open->book.metric(), tier, open->book.axis(), open->book.products());
        if (auto filled = fillScaled(book, open->book, open->tree, ratio); !filled)
            return tl::unexpected(filled.error());
        Json entry = *open->entry;
        entry.update(
            JsonObject()
                .put("id", id)
                .put("tier", tier)
                .put("spec", JsonObject().put("method", "tier").put("base", open->book.setId()).put("ratio", ratio)));
        const Json added = proposeNewSet(*context.plan, open->tree, book, std::move(entry));
        patch.insert(patch.end(), added.begin(), added.end());
        totals[tier] = book.total(0, kAllProducts, book.axis().whole());
    }
    if (!errors.empty()) return failure(std::move(errors));
    return JsonObject().put("patch", std::move(patch)).put("totals", std::move(totals));
}

Result<Json> handlePropose(const RequestContext& context, const Json& params) {
    const auto open = openSet(context, params);
    if (!open) return tl::unexpected(open.error());
    const auto unit = readUnit(*open, params, "node", "");
    if (!unit) return tl::unexpected(unit.error());
    const Json total = params.value("totalMinor", Json());
    const Json round = params.value("round", Json(1));
    if (!total.is_number_integer() || total.get<Minor>() < 0 || total.get<Minor>() > kMaxMinor) {
        return failure(
            {.code = "targets.bad_value", .path = "/totalMinor", .params = JsonObject().put("value", total)});
    }
    if (!round.is_number_integer() || round.get<int>() < 1 || round.get<int>() > 1000) {
        return failure({.code = "targets.bad_round", .path = "/round", .params = JsonObject().put("round", round)});
    }
    const std::string id = open->book.setId() + "." + open->tree[*unit].id + "." + std::to_string(round.get<int>());
    Json entry = JsonObject()
                     .put("id", id)
                     .put("set", open->book.setId())
                     .put("unit", open->tree[*unit].id)
                     .put("round", round)
                     .put("totalMinor", total);
    for (const char* key : {"author", "at", "note"}) {
        if (const std::string text = textParam(params, key); !text.empty()) entry[key] = text;
    }
    return JsonObject()
        .put("set", open->book.setId())
        .put("patch", Json::array({patchAdd("/collections/proposals/" + escapePointer(id), std::move(entry))}));
}

namespace {

// One round: each unit's own proposal (the latest up to that round) and what comes up from below.
struct BottomUp {
    std::vector<std::optional<Minor>> own;
    std::vector<std::optional<Minor>> below;  // Σ children, those that have something
    std::vector<std::optional<Minor>> value;  // own, else below
    std::vector<std::uint8_t> complete;       // own, or every child complete
};

BottomUp bottomUp(const Plan& plan, const OpenSet& open, int round) {
    const auto size = static_cast<std::size_t>(open.tree.size());
    BottomUp result{.own = std::vector<std::optional<Minor>>(size),
                    .below = std::vector<std::optional<Minor>>(size),
                    .value = std::vector<std::optional<Minor>>(size),
                    .complete = std::vector<std::uint8_t>(size, 0)};
    std::vector<int> latest(size, 0);
    for (const Json& entry : plan.collection("proposals")) {
        const int unit = open.tree.find(entry.value("unit", ""));
        const int at = entry.value("round", 0);
        if (entry.value("set", "") != open.book.setId() || unit < 0 || at > round) continue;
        const auto u = static_cast<std::size_t>(unit);
        if (at < latest[u]) continue;
        latest[u] = at;
        result.own[u] = entry.value("totalMinor", Minor{0});
    }
    for (std::size_t u = size; u-- > 0;) {
        bool all = !open.tree.units()[u].children.empty();
        for (const int child : open.tree.units()[u].children) {
            const auto c = static_cast<std::size_t>(child);
            all &= result.complete[c] != 0;
            if (result.value[c]) result.below[u] = result.below[u].value_or(0) + *result.value[c];
        }
        result.value[u] = result.own[u] ? result.own[u] : result.below[u];
        result.complete[u] = result.own[u] || all ? 1 : 0;
    }
    return result;
}

Json orNull(const std::optional<Minor>& value) { return value ? Json(*value) : Json(); }

}  // namespace

Result<Json> handleMismatch(const RequestContext& context, const Json& params) {
    const auto open = openSet(context, params);
    if (!open) return tl::unexpected(open.error());
    std::map<int, int> rounds;  // round -> proposals made in it
    for (const Json& entry : context.plan->collection("proposals")) {
        if (entry.value("set", "") == open->book.setId()) ++rounds[entry.value("round", 0)];
    }
    const PeriodSpan year = open->book.axis().whole();
    const Minor top = open->book.total(0, kAllProducts, year);
    Json roundList = Json::array();
    for (const auto& [round, count] : rounds) {
        const BottomUp up = bottomUp(*context.plan, *open, round);
        roundList.push_back(JsonObject()
                                .put("round", round)
                                .put("proposals", count)
                                .put("topDownMinor", top)
                                .put("bottomUpMinor", orNull(up.value[0]))
                                .put("gapMinor", up.value[0] ? Json(*up.value[0] - top) : Json())
                                .put("complete", up.complete[0] != 0));
    }
    const auto asked = params.find("round");
    const int last = rounds.empty() ? 0 : rounds.rbegin()->first;
    const int round = asked != params.end() && asked->is_number_integer() ? asked->get<int>() : last;
    const BottomUp up = bottomUp(*context.plan, *open, round);
    Json units = Json::array();
    for (int u = 0; u < open->tree.size(); ++u) {
        const auto i = static_cast<std::size_t>(u);
        const Minor target = open->book.total(u, kAllProducts, year);
        units.push_back(JsonObject()
                            .put("id", open->tree[u].id)
                            .put("name", open->tree[u].name)
                            .put("topDownMinor", target)
                            .put("bottomUpMinor", orNull(up.value[i]))
                            .put("ownMinor", orNull(up.own[i]))
                            .put("belowMinor", orNull(up.below[i]))
                            .put("gapMinor", up.value[i] ? Json(*up.value[i] - target) : Json())
                            .put("complete", up.complete[i] != 0));
    }
    return JsonObject()
        .put("set", open->book.setId())
        .put("round", round)
        .put("rounds", std::move(roundList))
        .put("units", std::move(units));
}

Result<Json> handleSeasonality(const RequestContext& context, const Json& params) {
    const auto metric = findTargetMetric(*context.plan, textParam(params, "metric", "revenue"));
    if (!metric) return tl::unexpected(metric.error());
    const auto shared = OrgTree::viewOf(*context.plan);
    if (!shared) return tl::unexpected(shared.error());
    const OrgTree& tree = **shared;
    if (tree.empty()) return failure({.code = "targets.no_organisation"});
    const std::string table = textParam(params, "table", "orders");
    const FactTablePtr facts = context.table(table);
    if (!facts)
        return failure({.code = "targets.no_facts", .path = "/table", .params = JsonObject().put("table", table)});
    const std::string node = textParam(params, "node", tree.units()[0].id);
    const int asked = tree.find(node);
    if (asked < 0)
        return failure({.code = "targets.unknown_node", .path = "/node", .params = JsonObject().put("node", node)});
    const auto covered = coveredYears(*facts, context.plan->calendar());
    std::set<int> wanted;
    for (const Json& year : params.value("historyYears", Json::array())) {
        if (const auto period = parsePeriod(year.get<std::string>()); period && period->grain == Grain::year)
            wanted.insert(period->year);
    }
    std::vector<int> years;
    for (const CoveredYear& year : covered) {
        if (wanted.empty() ? year.complete : wanted.contains(year.year)) years.push_back(year.year);
    }
    if (years.empty() || (!wanted.empty() && years.size() != wanted.size())) {
        Json missing = Json::array();
        for (const int year : wanted) {
            if (std::find(years.begin(), years.end(), year) == years.end()) missing.push_back(std::to_string(year));
        }
        return failure(
            {.code = "targets.no_history", .path = "/historyYears", .params = JsonObject().put("years", missing)});
    }
    const auto attribution = attributionOf(context, facts, *shared);
    if (!attribution) return tl::unexpected(attribution.error());
    const auto history = UnitHistory::read(*facts, **attribution, tree, context.plan->calendar(), *metric, years);
    if (!history) return tl::unexpected(history.error());
    for (int unit = asked; unit >= 0; unit = tree[unit].parent) {
        const auto season = seasonOf(*history, unit);
        if (!season) continue;
        Json indices = Json::array();
        for (const double share : season->months) indices.push_back(share * 12);
        Json yearNames = Json::array();
        for (const int year : years) yearNames.push_back(std::to_string(year));
        return JsonObject()
            .put("indices", std::move(indices))
            .put("method", season->method)
            .put("years", yearNames)
            .put("node", tree[unit].id)
            .put("kept", season->kept)
            .put("explanation", JsonObject()
                                    .put("key", unit == asked ? "targets.season.own" : "targets.season.inherited")
                                    .put("params", JsonObject()
                                                       .put("node", tree[asked].name)
                                                       .put("from", tree[unit].name)
                                                       .put("years", yearNames.size())));
    }
    return failure({.code = "targets.no_history", .path = "/node", .params = JsonObject().put("years", Json::array())});
}

}  // namespace sandtable

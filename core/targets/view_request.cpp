// targets.view and targets.check: a set as the grid shows it, and whether every set keeps its own rules.
#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

#include "base/text.h"
#include "targets/decomposition.h"
#include "targets/handlers.h"
#include "targets/open_set.h"

namespace sandtable {

namespace {

Result<Grain> readGrain(const OpenSet& open, const Json& params) {
    const std::string name = textParam(params, "grain", open.book.axis().finest() == Grain::week ? "week" : "month");
    const Grain grain = name == "year"      ? Grain::year
                        : name == "quarter" ? Grain::quarter
                        : name == "week"    ? Grain::week
                                            : Grain::month;
    if (open.book.axis().level(grain).periods.empty()) {
        return failure(
            {.code = "targets.period_not_a_level",
             .path = "/grain",
             .params = {{"period", name}, {"grain", open.book.axis().finest() == Grain::week ? "week" : "month"}}});
    }
    return grain;
}

// Sums of finest periods over a level's spans: [unit * spans + s].
std::vector<double> coarsen(const std::vector<Minor>& totals, std::size_t periods,
                            const std::vector<PeriodSpan>& spans) {
    std::vector<double> sums;
    sums.reserve(totals.size() / periods * spans.size());
    for (std::size_t row = 0; row < totals.size(); row += periods) {
        for (const PeriodSpan& span : spans) {
            Minor sum = 0;
            for (int p = span.first; p <= span.last; ++p) sum += totals[row + static_cast<std::size_t>(p)];
            sums.push_back(static_cast<double>(sum));
        }
    }
    return sums;
}

std::vector<Minor> ownRows(const TargetBook& book, int product) {
    const auto periods = static_cast<std::size_t>(book.periodCount());
    std::vector<Minor> rows(static_cast<std::size_t>(book.units()) * periods, 0);
    for (int u = 0; u < book.units(); ++u) {
        if (book.isLeaf(u)) continue;
        for (int k = 0; k < book.productCount(); ++k) {
            if (product != kAllProducts && product != k) continue;
            const auto row = book.row(u, k);
            for (std::size_t p = 0; p < periods; ++p) rows[static_cast<std::size_t>(u) * periods + p] += row[p];
        }
    }
    return rows;
}

// A unit's year before per period of the grain: [periods] values, NaN where there are none. Months add up to quarters only for sums, and
// weeks of two years do not correspond.
void appendHistory(const UnitHistory* history, int unit, Grain grain, std::vector<double>& past, std::size_t periods) {
    if (history && grain == Grain::year) {
        past.push_back(static_cast<double>(history->year(unit, 0)));
        return;
    }
    Minor months = 0;
    if (history) {
        for (const Minor month : history->months(unit)) months += month;
    }
    const bool additive =
        history && std::abs(months - history->year(unit, 0)) <= 12;  // distinct counts are not; rounding is
    const bool known = history && (grain == Grain::month || (grain == Grain::quarter && additive));
    for (std::size_t p = 0; p < periods; ++p) {
        if (!known) {
            past.push_back(std::nan(""));
            continue;
        }
        const std::size_t length = 12 / periods;
        Minor sum = 0;
        for (std::size_t m = p * length; m < (p + 1) * length; ++m) sum += history->months(unit)[m];
        past.push_back(static_cast<double>(sum));
    }
}

Json limitJson(const UnitLimits& limits) {
    const auto number = [](const auto& value) { return value ? Json(*value) : Json(); };
    return {{"minMinor", number(limits.minMinor)},
            {"maxMinor", number(limits.maxMinor)},
            {"minGrowthRatio", number(limits.minGrowthRatio)},
            {"maxGrowthRatio", number(limits.maxGrowthRatio)},
            {"baseMinor", number(limits.baseMinor)}};
}

// Locks, overrides and limits of one unit, for the product asked for.
struct UnitNotes {
    Json::array_t locked;
    Json::array_t overridden;
    Json limits;
};

std::vector<UnitNotes> notesOf(const TargetBook& book, int product) {
    std::vector<UnitNotes> notes(static_cast<std::size_t>(book.units()));
    for (const CellMark& mark : book.marks()) {
        if (mark.product != product) continue;
        UnitNotes& unit = notes[static_cast<std::size_t>(mark.unit)];
        if (mark.locked) unit.locked.emplace_back(formatPeriod(mark.period));
        if (mark.overridden) unit.overridden.emplace_back(formatPeriod(mark.period));
    }
    for (const UnitLimits& limits : book.limits()) {
        if (limits.product == product) notes[static_cast<std::size_t>(limits.unit)].limits = limitJson(limits);
    }
    return notes;
}

// One unit of the view. Members in the order of their keys: each is appended without a search.
Json unitJson(const OrgTree& tree, int index, Minor total, Minor reserve, std::optional<Minor> before,
              UnitNotes notes) {
    const OrgUnit& unit = tree[index];
    const bool grows = before && *before > 0;
    Json entry = Json::object();
    auto& members = entry.get_ref<Json::object_t&>();
    const auto add = [&](const char* key, Json value) { members.emplace_hint(members.end(), key, std::move(value)); };
    add("depth", unit.depth);
    add("growthRatio", grows ? Json(static_cast<double>(total) / static_cast<double>(*before) - 1) : Json());
    add("historyMinor", before ? Json(*before) : Json());
    add("id", unit.id);
    add("leaf", unit.children.empty());
    add("level", unit.level);
    add("limits", std::move(notes.limits));
    add("locked", std::move(notes.locked));
    add("name", unit.name);
    add("overridden", std::move(notes.overridden));
    add("parent", unit.parent < 0 ? Json() : Json(tree[unit.parent].id));
    add("reserveMinor", reserve);
    add("totalMinor", total);
    return entry;
}

}  // namespace

Result<Json> handleView(const RequestContext& context, const Json& params) {
    const auto open = openSet(context, params);
    if (!open) return tl::unexpected(open.error());
    const auto grain = readGrain(*open, params);
    if (!grain) return tl::unexpected(grain.error());
    const std::string productId = textParam(params, "product");
    const int product = open->book.productIndex(productId);
    if (product < kAllProducts) {
        return failure({.code = "targets.unknown_product", .path = "/product", .params = {{"product", productId}}});
    }
    std::shared_ptr<const UnitHistory> history;
    if (const std::string compare = textParam(params, "compareYear"); !compare.empty()) {
        const auto year = parsePeriod(compare);
        if (!year || year->grain != Grain::year) {
            return failure({.code = "targets.bad_year", .path = "/compareYear", .params = {{"year", compare}}});
        }
        const auto metric = findTargetMetric(*context.plan, open->book.metric());
        if (!metric) return tl::unexpected(metric.error());
        auto read = yearBefore(context, open->treeView, *metric, year->year + 1, textParam(params, "table", "orders"));
        if (!read) return tl::unexpected(read.error());
        history = std::move(*read);
    }
    const auto& level = open->book.axis().level(*grain);
    const auto periods = static_cast<std::size_t>(open->book.periodCount());
    const std::vector<Minor> totals = open->book.totals(product);
    const std::vector<Minor> reserves = ownRows(open->book, product);
    ResultColumns columns;
    columns.doubles["values"] = coarsen(totals, periods, level.spans);
    columns.doubles["reserve"] = coarsen(reserves, periods, level.spans);
    std::vector<double>& past = columns.doubles["history"];
    auto notes = notesOf(open->book, product);
    Json::array_t units;
    units.reserve(static_cast<std::size_t>(open->tree.size()));
    for (int u = 0; u < open->tree.size(); ++u) {
        const auto row = static_cast<std::ptrdiff_t>(u) * open->book.periodCount();
        const auto yearOf = [&](const std::vector<Minor>& cells) {
            return std::accumulate(cells.begin() + row, cells.begin() + row + open->book.periodCount(), Minor{0});
        };
        appendHistory(history.get(), u, *grain, past, level.spans.size());
        const auto before = history ? std::optional(history->year(u, 0)) : std::nullopt;
        units.push_back(unitJson(open->tree, u, yearOf(totals), yearOf(reserves), before,
                                 std::move(notes[static_cast<std::size_t>(u)])));
    }
    Json names = Json::array();
    for (const Period& period : level.periods) names.push_back(formatPeriod(period));
    return Json{{"set", open->book.setId()},
                {"metric", open->book.metric()},
                {"year", std::to_string(open->book.axis().year())},
                {"tier", open->book.tier()},
                {"products", open->book.byProduct() ? Json(open->book.products()) : Json::array()},
                {"periods", std::move(names)},
                {"units", std::move(units)},
                {"resultId", context.keepColumns(std::move(columns))}};
}

namespace {

Json violation(const std::string& code, const std::string& path, Json params) {
    return {{"code", code}, {"path", path}, {"params", std::move(params)}};
}

// A unit that got children still has a leaf's numbers, one that lost them a reserve: those numbers count nowhere.
void checkRows(const OpenSet& open, Json& violations) {
    const TargetBook& book = open.book;
    for (int u = 0; u < book.units(); ++u) {
        for (int k = kAllProducts; k < (book.byProduct() ? book.productCount() : 0); ++k) {
            const Json* record = book.record(u, k);
            const char* stray = book.isLeaf(u) ? "reserve" : "values";
            if (record == nullptr || !record->contains(stray)) continue;
            const std::string id = targetRecordId(book.setId(), open.tree[u].id,
                                                  k < 0 ? "" : book.products()[static_cast<std::size_t>(k)]);
            violations.push_back(violation("targets.stray_row",
                                           "/collections/targets/" + escapePointer(id) + "/" + stray,
                                           {{"node", open.tree[u].id}, {"nodeName", open.tree[u].name}}));
        }
        for (int k = 0; k < book.productCount(); ++k) {
            const auto row = book.row(u, k);
            if (std::all_of(row.begin(), row.end(), [](Minor value) { return value >= 0; })) continue;
            violations.push_back(violation("targets.negative_cell", "/collections/targets",
                                           {{"node", open.tree[u].id}, {"nodeName", open.tree[u].name}}));
        }
    }
}

void checkHolds(const OpenSet& open, Json& violations) {
    const TargetBook& book = open.book;
    for (const CellMark& mark : book.marks()) {
        const Minor now = book.total(mark.unit, mark.product, mark.span);
        if (!mark.locked || !mark.overridden || now == mark.valueMinor) continue;
        violations.push_back(violation("targets.lock_moved", "/collections/targets",
                                       {{"node", open.tree[mark.unit].id},
                                        {"nodeName", open.tree[mark.unit].name},
                                        {"period", formatPeriod(mark.period)},
                                        {"minor", mark.valueMinor},
                                        {"nowMinor", now}}));
    }
    for (const UnitLimits& limits : book.limits()) {
        const Minor now = book.total(limits.unit, limits.product, book.axis().whole());
        const auto least = limits.floorMinor();
        const auto most = limits.ceilingMinor();
        if ((!least || now >= *least) && (!most || now <= *most)) continue;
        violations.push_back(violation("targets.limit_broken", "/collections/targets",
                                       {{"node", open.tree[limits.unit].id},
                                        {"nodeName", open.tree[limits.unit].name},
                                        {"minMinor", least ? Json(*least) : Json()},
                                        {"maxMinor", most ? Json(*most) : Json()},
                                        {"nowMinor", now}}));
    }
}

}  // namespace

Result<Json> handleCheck(const RequestContext& context, const Json& /*params*/) {
    Json sets = Json::array();
    Json violations = Json::array();
    for (const auto& [id, entry] : context.plan->collection("targetSets").items()) {
        const std::size_t before = violations.size();
        const auto open = openSet(context, {{"set", id}});
        if (!open) {
            for (const Error& error : open.error())
                violations.push_back(violation(error.code, error.path, error.params));
        } else {
            checkRows(*open, violations);
            checkHolds(*open, violations);
        }
        sets.push_back(
            {{"set", id}, {"cells", open ? open->book.cells().size() : 0}, {"ok", violations.size() == before}});
    }
    return Json{{"sets", std::move(sets)}, {"violations", std::move(violations)}};
}

}  // namespace sandtable

#include "targets/open_set.h"

#include <algorithm>

namespace sandtable {

std::string textParam(const Json& params, const char* key, std::string_view fallback) {
    const auto found = params.find(key);
    return found != params.end() && found->is_string() ? found->get<std::string>() : std::string(fallback);
}

namespace {

// The fiscal year of the first period the params name, "" without one.
std::string yearOfPeriod(const Plan& plan, const Json& params) {
    std::string text = textParam(params, "period");
    for (const char* list : {"edits", "cells"}) {
        const auto found = params.find(list);
        if (text.empty() && found != params.end() && found->is_array() && !found->empty())
            text = textParam(found->front(), "period");
    }
    const auto period = parsePeriod(text);
    if (!period) return "";
    // A calendar month of a year that starts elsewhere than in January may belong to the fiscal year before.
    if (period->grain != Grain::month) return std::to_string(period->year);
    const auto range = plan.calendar().rangeOf(*period);
    return range ? std::to_string(plan.calendar().fiscalYearOf(range->first).year) : "";
}

// The set that `params` name: by id, or by what they say of metric, year and tier. What they leave out is taken from the period they
// name, the tier base, and the metric revenue or else the only one there is; more than one candidate is no answer.
TargetSetKey keyOf(const Plan& plan, const Json& params) {
    TargetSetKey key{.set = textParam(params, "set"),
                     .metric = textParam(params, "metric"),
                     .year = textParam(params, "year"),
                     .tier = textParam(params, "tier", "base")};
    if (!key.set.empty()) return key;
    if (key.year.empty()) key.year = yearOfPeriod(plan, params);
    std::vector<TargetSetKey> candidates;
    for (const auto& [id, set] : plan.collection("targetSets").items()) {
        const std::string metric = textParam(set, "metric");
        const std::string year = textParam(set, "year");
        const bool fits = (key.metric.empty() || metric == key.metric) && (key.year.empty() || year == key.year) &&
                          textParam(set, "tier") == key.tier;
        if (fits) candidates.push_back({.set = id, .metric = metric, .year = year, .tier = key.tier});
    }
    if (candidates.size() == 1) return candidates.front();
    if (key.metric.empty()) key.metric = "revenue";
    candidates.erase(std::remove_if(candidates.begin(), candidates.end(),
                                    [&](const TargetSetKey& c) { return c.metric != key.metric; }),
                     candidates.end());
    return candidates.size() == 1 ? candidates.front() : key;
}

}  // namespace

Result<OpenSet> openSet(const RequestContext& context, const Json& params) {
    const Plan& plan = *context.plan;
    auto tree = OrgTree::viewOf(plan);
    if (!tree) return tl::unexpected(tree.error());
    const TargetSetKey key = keyOf(plan, params);
    const auto entry = findTargetSet(plan, key);
    if ((*tree)->empty()) return failure({.code = "targets.no_organisation"});
    if (!entry) return tl::unexpected(entry.error());
    const std::string set = textParam(**entry, "id");
    auto book = plan.views().get<TargetBook>(set, {"targets", "targetSets", "orgUnits", "products", "calendar"}, [&] {
        return TargetBook::fromPlan(plan, **tree, {.set = set, .metric = {}, .year = {}, .tier = {}});
    });
    if (!book) return tl::unexpected(book.error());
    return OpenSet{.treeView = std::move(*tree), .bookView = std::move(*book), .entry = *entry};
}

Result<int> readUnit(const OpenSet& open, const Json& params, const char* key, const std::string& path) {
    const std::string id = textParam(params, key);
    const int unit = open.tree.find(id);
    if (unit < 0) return failure({.code = "targets.unknown_node", .path = path + "/" + key, .params = {{"node", id}}});
    return unit;
}

Result<CellRef> readCell(const OpenSet& open, const Json& params, const std::string& path) {
    CellRef cell;
    Errors errors;
    if (const auto unit = readUnit(open, params, "node", path)) {
        cell.unit = *unit;
    } else {
        errors = unit.error();
    }
    const std::string product = textParam(params, "product");
    cell.product = open.book.productIndex(product);
    if (cell.product < kAllProducts) {
        errors.push_back(
            {.code = "targets.unknown_product", .path = path + "/product", .params = {{"product", product}}});
    }
    cell.period = textParam(params, "period");
    if (const auto span = open.book.axis().spanOf(cell.period)) {
        cell.span = *span;
    } else {
        for (Error error : span.error()) {
            error.path = path + "/period";
            errors.push_back(std::move(error));
        }
    }
    if (!errors.empty()) return failure(std::move(errors));
    return cell;
}

namespace {

Json periodMap(const std::vector<std::string>& names, const Minor* values) {
    Json map = Json::object();
    auto& object = map.get_ref<Json::object_t&>();
    for (std::size_t p = 0; p < names.size(); ++p) object.emplace_hint(object.end(), names[p], values[p]);
    return map;
}

Minor sumOf(const Minor* values, std::size_t count) {
    Minor sum = 0;
    for (std::size_t p = 0; p < count; ++p) sum += values[p];
    return sum;
}

// One product line's totals of every unit, for the products member of a node.
void addProducts(Json& nodes, const std::vector<int>& units, const TargetBook& book,
                 const std::vector<std::string>& names) {
    const auto periods = static_cast<std::size_t>(book.periodCount());
    for (int k = 0; k < book.productCount(); ++k) {
        const std::vector<Minor> totals = book.totals(k);
        for (std::size_t i = 0; i < units.size(); ++i) {
            const Minor* values = totals.data() + static_cast<std::size_t>(units[i]) * periods;
            nodes[i]["products"][book.products()[static_cast<std::size_t>(k)]] = {
                {"totalMinor", sumOf(values, periods)}, {"periods", periodMap(names, values)}};
        }
    }
}

}  // namespace

Json nodesJson(const OrgTree& tree, const TargetBook& book, const std::vector<int>* only) {
    const auto periods = static_cast<std::size_t>(book.periodCount());
    std::vector<std::string> names;
    for (const Period& period : book.periods()) names.push_back(formatPeriod(period));
    std::vector<int> units;
    if (only) {
        units = *only;
    } else {
        for (int u = 0; u < tree.size(); ++u) units.push_back(u);
    }
    const std::vector<Minor> totals = book.totals();
    Json::array_t nodes;
    nodes.reserve(units.size());
    std::vector<Minor> reserve(periods);
    for (const int u : units) {
        const OrgUnit& unit = tree[u];
        const Minor* values = totals.data() + static_cast<std::size_t>(u) * periods;
        for (std::size_t p = 0; p < periods; ++p) {
            const auto at = static_cast<int>(p);
            reserve[p] = book.isLeaf(u) ? 0 : book.own(u, kAllProducts, {at, at});
        }
        nodes.push_back(Json{{"id", unit.id},
                             {"name", unit.name},
                             {"parent", unit.parent < 0 ? Json() : Json(tree[unit.parent].id)},
                             {"level", unit.level},
                             {"totalMinor", sumOf(values, periods)},
                             {"reserveMinor", sumOf(reserve.data(), periods)},
                             {"periods", periodMap(names, values)},
                             {"reservePeriods", periodMap(names, reserve.data())}});
    }
    Json result = std::move(nodes);
    if (book.byProduct()) addProducts(result, units, book, names);
    return result;
}

std::vector<int> touchedUnits(const TargetBook& book, const std::vector<int>& changedRows) {
    std::vector<bool> touched(static_cast<std::size_t>(book.units()));
    for (const int row : changedRows) {
        for (int unit = row / book.productCount(); unit >= 0; unit = book.parentOf(unit)) {
            if (touched[static_cast<std::size_t>(unit)]) break;
            touched[static_cast<std::size_t>(unit)] = true;
        }
    }
    std::vector<int> units;
    for (int unit = 0; unit < book.units(); ++unit) {
        if (touched[static_cast<std::size_t>(unit)]) units.push_back(unit);
    }
    return units;
}

std::string keepNodeColumns(const RequestContext& context, const TargetBook& book) {
    const std::vector<Minor> totals = book.totals();
    ResultColumns columns;
    columns.doubles["values"].assign(totals.begin(), totals.end());
    std::vector<double>& reserve = columns.doubles["reserve"];
    reserve.assign(totals.size(), 0);
    const auto periods = static_cast<std::size_t>(book.periodCount());
    for (int u = 0; u < book.units(); ++u) {
        if (book.isLeaf(u)) continue;
        for (int k = 0; k < book.productCount(); ++k) {
            const auto row = book.row(u, k);
            for (std::size_t p = 0; p < periods; ++p)
                reserve[static_cast<std::size_t>(u) * periods + p] += static_cast<double>(row[p]);
        }
    }
    return context.keepColumns(std::move(columns));
}

}  // namespace sandtable

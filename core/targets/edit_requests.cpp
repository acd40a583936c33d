// targets.edit, lock, limits and revert: changes to single cells that break back through organisation, time and product lines.
#include <algorithm>
#include <numeric>
#include <set>

#include "base/text.h"
#include "targets/cell_balance.h"
#include "targets/decomposition.h"
#include "targets/handlers.h"
#include "targets/open_set.h"
#include "targets/target_patch.h"

namespace sandtable {

namespace {

// A reply of columns alone: what a typed value would do, shown before it is entered. The patch is most of the work of a large edit.
constexpr std::string_view kPreview = "preview";

enum class Absorb { up, siblings, reserve };

struct CellEdit {
    CellRef cell;
    Minor value = 0;
    Minor before = 0;
    Json request;  // reason, author and date
};

Result<std::vector<CellEdit>> readEdits(const OpenSet& open, const Json& params) {
    std::vector<CellEdit> edits;
    Errors errors;
    const auto read = [&](const Json& edit, const std::string& path) {
        auto cell = readCell(open, edit, path);
        if (!cell) {
            errors.insert(errors.end(), cell.error().begin(), cell.error().end());
            return;
        }
        const auto value = edit.find("valueMinor");
        if (value == edit.end() || !value->is_number_integer() || value->get<Minor>() < 0 ||
            value->get<Minor>() > kMaxMinor) {
            errors.push_back({.code = "targets.bad_value",
                              .path = path + "/valueMinor",
                              .params = {{"value", value == edit.end() ? Json() : *value}}});
            return;
        }
        const Minor before = open.book.total(cell->unit, cell->product, cell->span);
        edits.push_back({.cell = std::move(*cell), .value = value->get<Minor>(), .before = before, .request = edit});
    };
    if (const auto list = params.find("edits"); list != params.end() && list->is_array()) {
        for (std::size_t i = 0; i < list->size(); ++i) read((*list)[i], "/edits/" + std::to_string(i));
    } else {
        read(params, "");
    }
    if (!errors.empty()) return failure(std::move(errors));
    return edits;
}

Hold holdOf(HoldKind kind, const CellRef& cell, Minor minor) {
    return {.kind = kind,
            .unit = cell.unit,
            .product = cell.product,
            .period = cell.period,
            .span = cell.span,
            .minor = minor};
}

// What must stay for the siblings (or the reserve) to absorb the edits: the parents' totals, period by period.
class Absorption {
public:
    Absorption(const OpenSet& open, const std::vector<CellEdit>& edits, Absorb mode)
        : open_(open), edits_(edits), mode_(mode) {}

    Result<void> addTo(CellBalance& balance, bool perPeriod) {
        if (mode_ == Absorb::up) return {};
        std::set<std::tuple<int, int, int>> held;
        for (const CellEdit& edit : edits_) {
            const int parent = open_.book.parentOf(edit.cell.unit);
            if (parent < 0) {
                return failure(
                    {.code = "targets.nothing_absorbs", .path = "/absorb", .params = {{"node", open_.tree[0].id}}});
            }
            const CellRef& cell = edit.cell;
            if (!perPeriod) holdParent(balance, parent, cell.product, cell.span, cell.period);
            for (int p = cell.span.first; perPeriod && p <= cell.span.last; ++p) {
                if (!held.insert({parent, cell.product, p}).second) continue;
                holdParent(balance, parent, cell.product, {p, p},
                           formatPeriod(open_.book.periods()[static_cast<std::size_t>(p)]));
            }
            if (mode_ == Absorb::reserve) freezeSiblings(balance, parent, edit.cell);
        }
        return mode_ == Absorb::reserve ? checkReserves() : Result<void>();
    }

private:
    void holdParent(CellBalance& balance, int parent, int product, PeriodSpan span, std::string period) {
        balance.hold({.kind = HoldKind::held,
                      .unit = parent,
                      .product = product,
                      .period = std::move(period),
                      .span = span,
                      .minor = open_.book.total(parent, product, span)});
    }

    void freezeSiblings(CellBalance& balance, int parent, const CellRef& cell) {
        for (const int sibling : open_.tree[parent].children) {
            const bool edited = std::any_of(edits_.begin(), edits_.end(), [&](const CellEdit& e) {
                return e.cell.unit >= sibling && e.cell.unit < open_.book.endOf(sibling);
            });
            if (!edited) balance.freeze(sibling, cell.product, cell.span);
        }
    }

    // Said before solving, in the words of the reserve rather than of constraints.
    Result<void> checkReserves() const {
        std::map<int, Minor> needed;
        std::map<int, Minor> available;
        std::set<std::tuple<int, int, int>> counted;
        for (const CellEdit& edit : edits_) {
            const int parent = open_.book.parentOf(edit.cell.unit);
            needed[parent] += edit.value - edit.before;
            for (int p = edit.cell.span.first; p <= edit.cell.span.last; ++p) {
                if (counted.insert({parent, edit.cell.product, p}).second) {
                    available[parent] += open_.book.own(parent, edit.cell.product, {p, p});
                }
            }
        }
        Errors errors;
        for (const auto& [parent, amount] : needed) {
            if (amount <= available[parent]) continue;
            errors.push_back({.code = "targets.reserve_too_small",
                              .path = "/absorb",
                              .params = {{"node", open_.tree[parent].id},
                                         {"nodeName", open_.tree[parent].name},
                                         {"availableMinor", available[parent]},
                                         {"neededMinor", amount}}});
        }
        if (!errors.empty()) return failure(std::move(errors));
        return {};
    }

    const OpenSet& open_;
    const std::vector<CellEdit>& edits_;
    Absorb mode_;
};

Result<CellBalance::Answer> balanceEdits(const OpenSet& open, const std::vector<CellEdit>& edits, Absorb mode,
                                         bool perPeriod) {
    CellBalance balance(open.book, open.tree);
    for (const CellEdit& edit : edits) balance.hold(holdOf(HoldKind::edit, edit.cell, edit.value));
    Absorption absorption(open, edits, mode);
    if (auto held = absorption.addTo(balance, perPeriod); !held) return tl::unexpected(held.error());
    balance.holdLocks();
    balance.holdLimits(open.book.limits());
    return balance.solve();
}

const Json* markRecord(const TargetBook& book, const CellRef& cell) {
    const Json* record = book.record(cell.unit, cell.product);
    if (record == nullptr) return nullptr;
    const auto cells = record->find("cells");
    if (cells == record->end() || !cells->is_object()) return nullptr;
    const auto entry = cells->find(cell.period);
    return entry == cells->end() ? nullptr : &*entry;
}

void copyText(const Json& from, const Json& fallback, const char* key, Json& into) {
    std::string text = textParam(from, key);
    if (text.empty()) text = textParam(fallback, key);
    if (!text.empty()) {
        into[key] = text;
    } else {
        into.erase(key);
    }
}

std::vector<MarkChange> overridesOf(const OpenSet& open, const std::vector<CellEdit>& edits, const Json& params) {
    std::vector<MarkChange> marks;
    for (const CellEdit& edit : edits) {
        const Json* old = markRecord(open.book, edit.cell);
        Json cell = old ? *old : Json::object();
        if (!cell.contains("computedMinor") || !cell["computedMinor"].is_number_integer()) {
            cell["computedMinor"] = computedTotal(open.book, edit.cell.unit, edit.cell.product, edit.cell.span);
        }
        cell["valueMinor"] = edit.value;
        for (const char* key : {"reason", "author", "at"}) copyText(edit.request, params, key, cell);
        marks.push_back({edit.cell.unit, edit.cell.product, edit.cell.period, std::move(cell)});
    }
    return marks;
}

// The year of a unit's whole subtree in these cells: one run of them.
Minor yearIn(const TargetBook& book, const std::vector<Minor>& cells, int unit) {
    const auto rowCells = static_cast<std::ptrdiff_t>(book.productCount()) * book.periodCount();
    return std::accumulate(cells.begin() + unit * rowCells, cells.begin() + book.endOf(unit) * rowCells, Minor{0});
}

std::size_t countChanged(const TargetBook& book, const CellBalance::Answer& answer) {
    const auto periods = static_cast<std::size_t>(book.periodCount());
    std::size_t changed = 0;
    for (const int row : answer.changedRows) {
        const std::size_t first = static_cast<std::size_t>(row) * periods;
        for (std::size_t i = first; i < first + periods; ++i) changed += answer.cells[i] != book.cells()[i] ? 1 : 0;
    }
    return changed;
}

// The changed nodes (or all, or columns), with what moved in sum.
Result<Json> editReply(const RequestContext& context, const Json& params, const OpenSet& open,
                       CellBalance::Answer answer, Json patch, const std::vector<CellRef>& cells) {
    Json totals = Json::array();
    std::set<int> named;
    for (const CellRef& cell : cells) {
        for (int unit = cell.unit; unit >= 0 && named.insert(unit).second; unit = open.book.parentOf(unit)) {
            totals.push_back({{"node", open.tree[unit].id},
                              {"beforeMinor", yearIn(open.book, open.book.cells(), unit)},
                              {"afterMinor", yearIn(open.book, answer.cells, unit)}});
        }
    }
    Json result{{"set", open.book.setId()},
                {"summary",
                 {{"changedCells", countChanged(open.book, answer)},
                  {"beforeMinor", yearIn(open.book, open.book.cells(), 0)},
                  {"afterMinor", yearIn(open.book, answer.cells, 0)},
                  {"totals", std::move(totals)}}}};
    const std::string reply = textParam(params, "reply", "nodes");
    if (reply != kPreview) result["patch"] = std::move(patch);
    if (reply == "patch") return result;
    TargetBook after = open.book;
    after.cells() = std::move(answer.cells);
    if (reply == "nodes") {
        const auto flag = params.find("changedOnly");
        const bool changedOnly = flag != params.end() && flag->is_boolean() && flag->get<bool>();
        const std::vector<int> touched = touchedUnits(open.book, answer.changedRows);
        result["nodes"] = nodesJson(open.tree, after, changedOnly ? &touched : nullptr);
    } else if (reply == "columns" || reply == kPreview) {
        result["resultId"] = keepNodeColumns(context, after);
    }
    return result;
}

// Overrides of the cell and of everything inside it; their locks stay.
void takeBackOverrides(const TargetBook& book, const CellRef& cell, std::vector<MarkChange>& marks) {
    for (const CellMark& mark : book.marks()) {
        const bool inside = mark.unit >= cell.unit && mark.unit < book.endOf(cell.unit) &&
                            cell.span.first <= mark.span.first && mark.span.last <= cell.span.last &&
                            (cell.product == kAllProducts || cell.product == mark.product);
        if (!inside || !mark.overridden) continue;
        std::optional<Json> left;
        if (mark.locked) left = Json{{"locked", true}};
        marks.push_back({mark.unit, mark.product, formatPeriod(mark.period), std::move(left)});
    }
}

Result<std::vector<CellRef>> readCells(const OpenSet& open, const Json& params) {
    std::vector<CellRef> cells;
    Errors errors;
    const auto list = params.find("cells");
    for (std::size_t i = 0; list != params.end() && i < list->size(); ++i) {
        auto cell = readCell(open, (*list)[i], "/cells/" + std::to_string(i));
        if (cell) {
            cells.push_back(std::move(*cell));
        } else {
            errors.insert(errors.end(), cell.error().begin(), cell.error().end());
        }
    }
    if (!errors.empty()) return failure(std::move(errors));
    return cells;
}

}  // namespace

Result<Json> handleEdit(const RequestContext& context, const Json& params) {
    auto open = openSet(context, params);
    if (!open) return tl::unexpected(open.error());
    const auto edits = readEdits(*open, params);
    if (!edits) return tl::unexpected(edits.error());
    const std::string absorb = textParam(params, "absorb", "up");
    if (absorb != "up" && absorb != "siblings" && absorb != "reserve") {
        return failure({.code = "targets.bad_absorb", .path = "/absorb", .params = {{"absorb", absorb}}});
    }
    const Absorb mode = absorb == "siblings" ? Absorb::siblings : absorb == "reserve" ? Absorb::reserve : Absorb::up;
    auto answer = balanceEdits(*open, *edits, mode, true);
    // Parents keep every period where they can; where a period alone cannot absorb, they keep the edited span as a whole.
    if (!answer && mode != Absorb::up && answer.error().front().code == "targets.infeasible") {
        if (auto wider = balanceEdits(*open, *edits, mode, false)) answer = std::move(wider);
    }
    if (!answer) return tl::unexpected(answer.error());
    std::vector<CellRef> cells;
    for (const CellEdit& edit : *edits) cells.push_back(edit.cell);
    Json patch;
    if (textParam(params, "reply") != kPreview) {
        patch =
            proposeRows(open->book, answer->cells, open->tree, answer->changedRows, overridesOf(*open, *edits, params));
    }
    return editReply(context, params, *open, std::move(*answer), std::move(patch), cells);
}

Result<Json> handleLock(const RequestContext& context, const Json& params) {
    const auto open = openSet(context, params);
    if (!open) return tl::unexpected(open.error());
    const auto cells = readCells(*open, params);
    if (!cells) return tl::unexpected(cells.error());
    std::vector<MarkChange> marks;
    for (std::size_t i = 0; i < cells->size(); ++i) {
        const CellRef& cell = (*cells)[i];
        const Json& asked = params["cells"][i];
        const bool lock = asked.value("locked", true);
        const Json* old = markRecord(open->book, cell);
        Json entry = old ? *old : Json::object();
        if (lock) {
            entry["locked"] = true;
            if (!entry.contains("valueMinor")) {
                copyText(asked, params, "author", entry);
                copyText(asked, params, "at", entry);
            }
        } else {
            entry.erase("locked");
        }
        const bool keeps = lock || entry.contains("valueMinor");
        marks.push_back(
            {cell.unit, cell.product, cell.period, keeps ? std::optional<Json>(std::move(entry)) : std::nullopt});
    }
    return Json{{"set", open->book.setId()},
                {"patch", proposeRows(open->book, open->book.cells(), open->tree, {}, std::move(marks))}};
}

Result<Json> handleRevert(const RequestContext& context, const Json& params) {
    const auto open = openSet(context, params);
    if (!open) return tl::unexpected(open.error());
    const auto cells = readCells(*open, params);
    if (!cells) return tl::unexpected(cells.error());
    CellBalance balance(open->book, open->tree);
    std::vector<MarkChange> marks;
    for (const CellRef& cell : *cells) {
        for (int u = cell.unit; u < open->book.endOf(cell.unit); ++u) {
            for (int k = 0; k < open->book.productCount(); ++k) {
                if (cell.product != kAllProducts && cell.product != k) continue;
                const auto computed = computedRow(open->book, u, k);
                for (int p = cell.span.first; p <= cell.span.last; ++p) {
                    balance.setCell(u, k, p, computed[static_cast<std::size_t>(p)]);
                }
            }
        }
        balance.hold(holdOf(HoldKind::edit, cell, computedTotal(open->book, cell.unit, cell.product, cell.span)));
        takeBackOverrides(open->book, cell, marks);
    }
    balance.holdLocks();
    balance.holdLimits(open->book.limits());
    auto answer = balance.solve();
    if (!answer) return tl::unexpected(answer.error());
    Json patch = proposeRows(open->book, answer->cells, open->tree, answer->changedRows, std::move(marks));
    return editReply(context, params, *open, std::move(*answer), std::move(patch), *cells);
}

Result<Json> handleLimits(const RequestContext& context, const Json& params) {
    auto open = openSet(context, params);
    if (!open) return tl::unexpected(open.error());
    const auto unit = readUnit(*open, params, "node", "");
    if (!unit) return tl::unexpected(unit.error());
    const std::string product = textParam(params, "product");
    const int line = open->book.productIndex(product);
    if (line < kAllProducts) {
        return failure({.code = "targets.unknown_product", .path = "/product", .params = {{"product", product}}});
    }
    // The decomposition's reader checks limits; a request names one node's.
    const Json asked{
        {"year", std::to_string(open->book.axis().year())}, {"method", "even"}, {"limits", {{"node", params}}}};
    const auto spec = parseDecomposeSpec(asked);
    if (!spec) return tl::unexpected(spec.error());
    const LimitSpec& limit = spec->limits.at("node");
    UnitLimits limits{.unit = *unit,
                      .product = line,
                      .minMinor = limit.minMinor,
                      .maxMinor = limit.maxMinor,
                      .minGrowthRatio = limit.minGrowthRatio,
                      .maxGrowthRatio = limit.maxGrowthRatio,
                      .baseMinor = {}};
    if (limit.minGrowthRatio || limit.maxGrowthRatio) {
        const auto metric = findTargetMetric(*context.plan, open->book.metric());
        if (!metric) return tl::unexpected(metric.error());
        const int year = open->book.axis().year();
        const auto history = yearBefore(context, open->treeView, *metric, year, textParam(params, "table", "orders"));
        if (!history) return tl::unexpected(history.error());
        if (!*history || (*history)->year(*unit, 0) <= 0) {
            return failure(
                {.code = "targets.no_history", .path = "/node", .params = {{"years", {std::to_string(year - 1)}}}});
        }
        limits.baseMinor = (*history)->year(*unit, 0);
    }
    std::vector<UnitLimits> all = open->book.limits();
    all.erase(std::remove_if(all.begin(), all.end(),
                             [&](const UnitLimits& l) { return l.unit == *unit && l.product == line; }),
              all.end());
    Json entry = Json::object();
    for (const char* key : {"minMinor", "maxMinor", "minGrowthRatio", "maxGrowthRatio"}) {
        if (params.contains(key) && !params[key].is_null()) entry[key] = params[key];
    }
    if (!entry.empty()) all.push_back(limits);
    if (limits.baseMinor) entry["baseMinor"] = *limits.baseMinor;
    CellBalance balance(open->book, open->tree);
    balance.holdLocks();
    balance.holdLimits(all);
    auto answer = balance.solve();
    if (!answer) return tl::unexpected(answer.error());
    Json patch = proposeRows(open->book, answer->cells, open->tree, answer->changedRows, {});
    const std::string id = targetRecordId(open->book.setId(), open->tree[*unit].id, product);
    const std::string path = "/collections/targets/" + escapePointer(id);
    const Json* record = open->book.record(*unit, line);
    if (record == nullptr && answer->changedRows.empty()) {
        Json fresh{{"id", id}, {"set", open->book.setId()}, {"unit", open->tree[*unit].id}, {"limits", entry}};
        if (!product.empty()) fresh["product"] = product;
        patch.push_back(patchAdd(path, std::move(fresh)));
    } else if (!entry.empty()) {
        patch.push_back(patchAdd(path + "/limits", std::move(entry)));
    } else if (record != nullptr && record->contains("limits")) {
        patch.push_back(patchRemove(path + "/limits"));
    }
    return editReply(context, params, *open, std::move(*answer), std::move(patch),
                     {{*unit, line, "", open->book.axis().whole()}});
}

}  // namespace sandtable

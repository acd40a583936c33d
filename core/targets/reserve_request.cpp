// targets.moveReserve: draws from a unit's reserve or returns to it, with an entry in the ledger.
#include <algorithm>

#include "base/json_object.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "targets/cell_balance.h"
#include "targets/handlers.h"
#include "targets/open_set.h"
#include "targets/target_patch.h"

namespace sandtable {

namespace {

struct Move {
    int unit = 0;
    int toUnit = -1;  // -1: the whole itself changes
    PeriodSpan span;
    std::string period;
    Minor amount = 0;
    bool draw = true;
};

// Drawn and not yet returned between a unit's reserve and a receiver.
Minor outstanding(const Plan& plan, const OpenSet& open, const Move& move) {
    Minor sum = 0;
    for (const Json& entry : plan.collection("reserveMoves")) {
        if (entry.value("set", "") != open.book.setId() || entry.value("unit", "") != open.tree[move.unit].id) continue;
        const std::string to = textParam(entry, "toUnit");
        if (to != (move.toUnit < 0 ? "" : open.tree[move.toUnit].id)) continue;
        const Minor amount = entry.value("amountMinor", Minor{0});
        sum += entry.value("kind", "") == "draw" ? amount : -amount;
    }
    return sum;
}

Result<Move> readMove(const OpenSet& open, const Json& params) {
    auto cell = readCell(open, params, "");
    if (!cell) return tl::unexpected(cell.error());
    Move move{.unit = cell->unit, .span = cell->span, .period = cell->period};
    const auto amount = params.find("amountMinor");
    if (amount == params.end() || !amount->is_number_integer() || amount->get<Minor>() <= 0 ||
        amount->get<Minor>() > kMaxMinor) {
        return failure({.code = "targets.bad_value",
                        .path = "/amountMinor",
                        .params = JsonObject().put("value", amount == params.end() ? Json() : *amount)});
    }
    move.amount = amount->get<Minor>();
    move.draw = textParam(params, "kind", "draw") == "draw";
    if (open.book.isLeaf(move.unit)) {
        return failure({.code = "targets.leaf_without_reserve",
                        .path = "/node",
                        .params = JsonObject().put("node", open.tree[move.unit].id)});
    }
    if (!textParam(params, "toNode").empty()) {
        const auto to = readUnit(open, params, "toNode", "");
        if (!to) return tl::unexpected(to.error());
        move.toUnit = *to;
        if (*to <= move.unit || *to >= open.book.endOf(move.unit)) {
            return failure(
                {.code = "targets.not_below",
                 .path = "/toNode",
                 .params = JsonObject().put("node", open.tree[move.unit].id).put("toNode", open.tree[*to].id)});
        }
    }
    return move;
}

// The amount per period, in proportion to where it comes from.
Result<std::vector<Minor>> spreadMove(const OpenSet& open, const Move& move) {
    std::vector<double> weights;
    for (int p = move.span.first; p <= move.span.last; ++p) {
        const Minor from = move.draw || move.toUnit < 0 ? open.book.own(move.unit, kAllProducts, {p, p})
                                                        : open.book.total(move.toUnit, kAllProducts, {p, p});
        weights.push_back(static_cast<double>(from));
    }
    return splitByLargestRemainder(move.amount, weights);
}

Result<CellBalance::Answer> balanceMove(const OpenSet& open, const Move& move) {
    const auto parts = spreadMove(open, move);
    if (!parts) return tl::unexpected(parts.error());
    CellBalance balance(open.book, open.tree);
    for (int p = move.span.first; p <= move.span.last; ++p) {
        const Minor part = (*parts)[static_cast<std::size_t>(p - move.span.first)];
        const Minor change = move.draw ? part : -part;
        const std::string period = formatPeriod(open.book.periods()[static_cast<std::size_t>(p)]);
        const Hold reserve{.kind = HoldKind::edit,
                           .unit = move.unit,
                           .period = period,
                           .span = {p, p},
                           .minor = open.book.own(move.unit, kAllProducts, {p, p}) - change,
                           .ownRow = true};
        balance.hold(reserve);
        if (move.toUnit < 0) continue;
        balance.hold({.kind = HoldKind::edit,
                      .unit = move.toUnit,
                      .period = period,
                      .span = {p, p},
                      .minor = open.book.total(move.toUnit, kAllProducts, {p, p}) + change});
    }
    balance.holdLocks();
    balance.holdLimits(open.book.limits());
    return balance.solve();
}

Json ledgerEntry(const Plan& plan, const OpenSet& open, const Move& move, const Json& params) {
    Json entry = JsonObject()
                     .put("set", open.book.setId())
                     .put("unit", open.tree[move.unit].id)
                     .put("toUnit", move.toUnit < 0 ? Json() : Json(open.tree[move.toUnit].id))
                     .put("period", move.period)
                     .put("kind", move.draw ? "draw" : "return")
                     .put("amountMinor", move.amount);
    for (const char* key : {"reason", "author", "at"}) {
        if (const std::string text = textParam(params, key); !text.empty()) entry[key] = text;
    }
    // Copies of a plan that are edited apart must not give two moves one id, so it comes of what the move says and of the caller's
    // nonce; a running number would be the same in every copy.
    const Json& ledger = plan.collection("reserveMoves");
    const std::string stem = open.book.setId() + "." + open.tree[move.unit].id + ".";
    std::string origin = writeCompactJson(entry) + textParam(params, "nonce");
    std::string id;
    do {
        id = stem + hexDigits(fnv1a64(origin), 16);
        origin += '+';  // the same move once more
    } while (ledger.contains(id));
    entry["id"] = std::move(id);
    return entry;
}

}  // namespace

Result<Json> handleMoveReserve(const RequestContext& context, const Json& params) {
    const auto open = openSet(context, params);
    if (!open) return tl::unexpected(open.error());
    const auto move = readMove(*open, params);
    if (!move) return tl::unexpected(move.error());
    const Minor reserve = open->book.own(move->unit, kAllProducts, move->span);
    const OrgUnit& node = open->tree[move->unit];
    if (move->draw && move->amount > reserve) {
        return failure({.code = "targets.reserve_too_small",
                        .path = "/amountMinor",
                        .params = JsonObject()
                                      .put("node", node.id)
                                      .put("nodeName", node.name)
                                      .put("availableMinor", reserve)
                                      .put("neededMinor", move->amount)});
    }
    if (!move->draw) {
        const Minor drawn = outstanding(*context.plan, *open, *move);
        const Minor there = move->toUnit < 0 ? drawn : open->book.total(move->toUnit, kAllProducts, move->span);
        if (move->amount > std::min(drawn, there)) {
            return failure({.code = "targets.return_too_large",
                            .path = "/amountMinor",
                            .params = JsonObject()
                                          .put("node", node.id)
                                          .put("drawnMinor", drawn)
                                          .put("availableMinor", std::min(drawn, there))});
        }
    }
    const auto answer = balanceMove(*open, *move);
    if (!answer) return tl::unexpected(answer.error());
    Json patch = proposeRows(open->book, answer->cells, open->tree, answer->changedRows, {});
    Json entry = ledgerEntry(*context.plan, *open, *move, params);
    patch.push_back(patchAdd("/collections/reserveMoves/" + escapePointer(entry["id"].get<std::string>()), entry));
    TargetBook after = open->book;
    after.cells() = answer->cells;
    const std::vector<int> touched = touchedUnits(after, answer->changedRows);
    return JsonObject()
        .put("set", open->book.setId())
        .put("patch", std::move(patch))
        .put("ledgerEntry", std::move(entry))
        .put("reserveMinor", after.own(move->unit, kAllProducts, after.axis().whole()))
        .put("nodes", nodesJson(open->tree, after, &touched));
}

}  // namespace sandtable

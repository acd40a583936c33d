#include "exchange/list_merge.h"

#include <algorithm>

namespace sandtable {
namespace {

using Ids = std::vector<std::string>;

bool has(const Ids& ids, const std::string& id) { return std::find(ids.begin(), ids.end(), id) != ids.end(); }

// The items by id, and their order. False for a list that has no such.
bool readItems(const Json* list, Json& items, Ids& order) {
    items = Json::object();
    if (list == nullptr) return true;
    if (!list->is_array()) return false;
    for (const Json& item : *list) {
        std::string id(textOf(&item, "id"));
        if (id.empty() || items.contains(id)) return false;
        items[id] = item;
        order.push_back(std::move(id));
    }
    return true;
}

Ids only(const Ids& ids, const Ids& wanted) {
    Ids kept;
    for (const std::string& id : ids) {
        if (has(wanted, id)) kept.push_back(id);
    }
    return kept;
}

// The order in which items stand. One side's own when only that side added or moved; else the order of what both know, which only one
// side or the one that sorts first decides; whatever is left comes last, by id. The same whichever side is called mine.
Ids orderOf(const Ids& base, const Ids& mine, const Ids& theirs) {
    if (only(mine, theirs) == theirs) return mine;  // theirs is in it already
    if (only(theirs, mine) == mine) return theirs;
    const Ids known = only(only(base, mine), theirs);
    const Ids ours = only(mine, known);
    const Ids others = only(theirs, known);
    const auto changed = [&](const Ids& side, const Ids& common) {
        return common != known || !std::all_of(side.begin(), side.end(), [&](const auto& id) { return has(base, id); });
    };
    if (!changed(theirs, others)) return mine;
    if (!changed(mine, ours)) return theirs;
    if (ours == known) return others;
    if (others == known) return ours;
    return std::min(ours, others);
}

}  // namespace

bool mergeList(Json& list, const Json* itemSchema, const Three& place, std::string& path, ListElements& elements) {
    Json base;
    Json mine;
    Json theirs;
    Ids baseOrder;
    Ids mineOrder;
    Ids theirOrder;
    if (place.mine == nullptr || place.theirs == nullptr || !readItems(place.base, base, baseOrder) ||
        !readItems(place.mine, mine, mineOrder) || !readItems(place.theirs, theirs, theirOrder)) {
        return false;
    }
    Json merged = mine;
    const Three items{&base, &mine, &theirs};
    for (const std::string& id : items.keys()) {
        const PathStep step(path, id);
        elements.element(merged, id, itemSchema, items.at(id));
    }
    Ids order = orderOf(baseOrder, mineOrder, theirOrder);
    for (std::size_t i = 0; i < baseOrder.size(); ++i) {  // one that was removed and is back stands where it stood
        if (has(order, baseOrder[i])) continue;
        std::size_t after = 0;
        for (std::size_t k = 0; k < order.size() && i > 0; ++k) {
            if (order[k] == baseOrder[i - 1]) after = k + 1;
        }
        order.insert(order.begin() + static_cast<std::ptrdiff_t>(after), baseOrder[i]);
    }
    for (const std::string& id : items.keys()) {
        if (!has(order, id)) order.push_back(id);
    }
    list = Json::array();
    for (const std::string& id : order) {
        if (merged.contains(id)) list.push_back(std::move(merged[id]));
    }
    return true;
}

}  // namespace sandtable

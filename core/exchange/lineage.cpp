#include "exchange/lineage.h"

#include "base/json_object.h"
#include "exchange/document_walk.h"

namespace sandtable {
namespace {

// id -> node, as either side tells it.
Json nodesById(const Json& mine, const Json& theirs) {
    Json nodes = Json::object();
    for (const Json* side : {&mine, &theirs}) {
        for (const Json& node : *side) {
            Json& known = nodes[std::string(textOf(&node, "id"))];
            if (known.is_null()) known = node;
            if (node.value("text", false)) known["text"] = true;
        }
    }
    return nodes;
}

// {id: true} of a version and everything before it.
Json historyOf(const Json& nodes, const Json& side) {
    Json reached = Json::object();
    std::vector<std::string> open;
    if (!side.empty()) open.emplace_back(textOf(&side[0], "id"));
    while (!open.empty()) {
        const std::string id = std::move(open.back());
        open.pop_back();
        if (reached.contains(id)) continue;
        reached[id] = true;
        const Json* parents = memberOf(memberOf(&nodes, id), "parents");
        if (parents == nullptr || !parents->is_array()) continue;
        for (const Json& parent : *parents) {
            if (parent.is_string()) open.push_back(parent.get<std::string>());
        }
    }
    return reached;
}

}  // namespace

Json commonAncestor(const Json& mine, const Json& theirs) {
    const Json nodes = nodesById(mine, theirs);
    const Json ours = historyOf(nodes, mine);
    const Json others = historyOf(nodes, theirs);
    bool textsKnown = false;
    for (const Json& node : nodes) textsKnown |= node.value("text", false);
    std::vector<std::string> common;
    for (const std::string& id : keysOf(&ours, nullptr)) {
        const Json* node = memberOf(&nodes, id);
        if (others.contains(id) && (!textsKnown || (node != nullptr && node->value("text", false))))
            common.push_back(id);
    }
    Json candidates = Json::array();
    std::string best;
    for (const std::string& id : common) {
        bool passed = false;  // a later one is common too
        for (const std::string& later : common) {
            if (later == id) continue;
            passed |= historyOf(nodes, Json::array({JsonObject().put("id", later)})).contains(id);
        }
        if (passed) continue;
        candidates.push_back(id);
        const std::string_view at = textOf(memberOf(&nodes, id), "at");
        if (best.empty() || at >= textOf(memberOf(&nodes, best), "at"))
            best = id;  // ascending ids: the later id on a tie
    }
    const auto head = [](const Json& side) {
        return side.empty() ? std::string() : std::string(textOf(&side[0], "id"));
    };
    return JsonObject()
        .put("id", best.empty() ? Json() : Json(best))
        .put("already", ours.contains(head(theirs)))
        .put("forward", others.contains(head(mine)))
        .put("candidates", std::move(candidates));
}

}  // namespace sandtable

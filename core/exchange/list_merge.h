// Merges a list whose items carry ids (the cards of a board): item by item, then their order.
#pragma once

#include <string>

#include "exchange/document_walk.h"

namespace sandtable {

// How one item is merged: into parent[key], which holds mine's.
class ListElements {
public:
    virtual void element(Json& parent, const std::string& key, const Json* schema, const Three& place) = 0;

protected:
    ~ListElements() = default;
};

// False, and nothing done, unless all three are lists of objects with ids of their own. A conflict's path names an item by its id.
[[nodiscard]] bool mergeList(Json& list, const Json* itemSchema, const Three& place, std::string& path,
                             ListElements& elements);

}  // namespace sandtable

// How two or three versions of a plan document are walked side by side: member access, the rule of a place from its schema, paths.
// The rules themselves (x-merge) are described in docs/methods.md#merging; nothing is compared or merged here.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace sandtable {

// A member of an object; null when there is none, or no object.
[[nodiscard]] const Json* memberOf(const Json* object, std::string_view key);
// Both absent, or equal.
[[nodiscard]] bool sameValue(const Json* a, const Json* b);
[[nodiscard]] std::string_view textOf(const Json* object, std::string_view key);  // "" when there is no such text

// The keys of up to three objects together, ascending.
[[nodiscard]] std::vector<std::string> keysOf(const Json* a, const Json* b, const Json* c = nullptr);

// The schema of a part or of a collection's records, and of a member below; null where the schemas say nothing.
[[nodiscard]] const Json* schemaOfRoom(std::string_view name);
[[nodiscard]] const Json* schemaBelow(const Json* schema, std::string_view key);
// x-merge of a place: "" (field by field), "whole", "entries" (members are wholes), "elements", "byId", "periods", "ledger".
[[nodiscard]] std::string_view mergeRule(const Json* schema);

// Fields of the envelope that belong to a copy, not to the plan: never compared, merged or patched.
[[nodiscard]] bool isEnvelope(std::string_view field);

// The same place in three versions; null where there is nothing.
struct Three {
    const Json* base = nullptr;
    const Json* mine = nullptr;
    const Json* theirs = nullptr;
    [[nodiscard]] Three at(std::string_view key) const {
        return {memberOf(base, key), memberOf(mine, key), memberOf(theirs, key)};
    }
    [[nodiscard]] Three item(std::size_t i) const {
        return {base == nullptr ? nullptr : &(*base)[i], &(*mine)[i], &(*theirs)[i]};
    }
    // Lists of that size in mine and theirs, and in base unless it has none.
    [[nodiscard]] bool areLists(std::size_t size) const;
    [[nodiscard]] std::vector<std::string> keys() const { return keysOf(base, mine, theirs); }
};

// Which side a place comes from.
enum class Side { same, mine, theirs, clash };
[[nodiscard]] Side decide(const Three& place);

// Adds "/token" to a path while it lives.
class PathStep {
public:
    PathStep(std::string& path, std::string_view token);
    ~PathStep() { path_.resize(size_); }
    PathStep(const PathStep&) = delete;
    PathStep& operator=(const PathStep&) = delete;

private:
    std::string& path_;
    std::size_t size_;
};

// Where a path into a document lies: {collection, id, name, field}. For parts `collection` is the part and id is null; the name is
// the record's own or its unit's, in the first document that has it.
[[nodiscard]] Json describePlace(const std::string& path, const std::vector<const Json*>& documents);

}  // namespace sandtable

#include "exchange/document_walk.h"

#include <algorithm>

#include "base/json_object.h"
#include "base/text.h"
#include "plan/json_patch.h"
#include "plan/plan_schemas.h"

namespace sandtable {

const Json* memberOf(const Json* object, std::string_view key) {
    if (object == nullptr || !object->is_object()) return nullptr;
    const auto found = object->find(key);
    return found == object->end() ? nullptr : &*found;
}

bool sameValue(const Json* a, const Json* b) { return a == b || (a != nullptr && b != nullptr && *a == *b); }

std::string_view textOf(const Json* object, std::string_view key) {
    const Json* value = memberOf(object, key);
    return value != nullptr && value->is_string() ? std::string_view(value->get_ref<const std::string&>())
                                                  : std::string_view();
}

std::vector<std::string> keysOf(const Json* a, const Json* b, const Json* c) {
    std::vector<std::string> keys;
    for (const Json* object : {a, b, c}) {
        if (object == nullptr || !object->is_object()) continue;
        for (const auto& member : object->get_ref<const Json::object_t&>()) keys.push_back(member.first);
    }
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    return keys;
}

const Json* schemaOfRoom(std::string_view name) {
    const auto& all = PlanSchemas::shared().all();
    const auto found = all.find(name);
    return found == all.end() ? nullptr : &found->second.text;
}

const Json* schemaBelow(const Json* schema, std::string_view key) {
    const Json* field = memberOf(memberOf(schema, "properties"), key);
    if (field == nullptr) field = memberOf(schema, "additionalProperties");
    if (field == nullptr) field = memberOf(schema, "items");
    return field != nullptr && field->is_object() ? field : nullptr;
}

std::string_view mergeRule(const Json* schema) { return textOf(schema, "x-merge"); }

bool isEnvelope(std::string_view field) {
    return field == "format" || field == "version" || field == "id" || field == "revision" || field == "slice";
}

bool Three::areLists(std::size_t size) const {
    for (const Json* side : {mine, theirs, base == nullptr ? mine : base}) {
        if (side == nullptr || !side->is_array() || side->size() != size) return false;
    }
    return true;
}

Side decide(const Three& place) {
    if (sameValue(place.mine, place.theirs)) return Side::same;
    if (sameValue(place.base, place.theirs)) return Side::mine;
    if (sameValue(place.base, place.mine)) return Side::theirs;
    return Side::clash;
}

PathStep::PathStep(std::string& path, std::string_view token) : path_(path), size_(path.size()) {
    path_ += '/';
    path_ += escapePointer(token);
}

Json describePlace(const std::string& path, const std::vector<const Json*>& documents) {
    PointerTokens tokens = *parsePointer(path);
    const bool record = tokens.size() > 2 && tokens[0] == "collections";
    std::string field;
    for (std::size_t i = record ? 3 : 1; i < tokens.size(); ++i) field += (field.empty() ? "" : "/") + tokens[i];
    Json name;
    for (const Json* document : documents) {
        if (!record || !name.is_null()) break;
        const Json* collections = memberOf(document, "collections");
        const Json* found = memberOf(memberOf(collections, tokens[1]), tokens[2]);
        std::string_view text = textOf(found, "name");
        if (text.empty()) text = textOf(memberOf(memberOf(collections, "orgUnits"), textOf(found, "unit")), "name");
        if (!text.empty()) name = text;
    }
    return JsonObject()
        .put("path", path)
        .put("collection", tokens.empty() ? "" : tokens[record ? 1 : 0])
        .put("id", record ? Json(tokens[2]) : Json())
        .put("name", std::move(name))
        .put("field", field);
}

}  // namespace sandtable

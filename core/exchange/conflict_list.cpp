#include "exchange/conflict_list.h"

#include "base/json_object.h"

namespace sandtable {
namespace {

Json valueOf(const Json* value) { return value == nullptr ? Json() : *value; }

Json textsOf(const Three& source, const char* key) {
    const std::string_view mine = textOf(source.mine, key);
    const std::string_view theirs = textOf(source.theirs, key);
    return JsonObject()
        .put("mine", mine.empty() ? Json() : Json(mine))
        .put("theirs", theirs.empty() ? Json() : Json(theirs));
}

}  // namespace

std::string ConflictList::add(const std::string& path, const Three& place, const Three& source, Json more) {
    if (const Json* known = memberOf(&places_, path)) return known->get<std::string>();
    std::string choice(textOf(choices_.byPath, path));
    if (choice.empty()) choice = choices_.all;
    places_[path] = choice;
    Json conflict = describePlace(path, {documents_.mine, documents_.theirs, documents_.base});
    more.update(JsonObject()
                    .put("base", valueOf(place.base))
                    .put("mine", valueOf(place.mine))
                    .put("theirs", valueOf(place.theirs))
                    .put("by", textsOf(source, "author"))
                    .put("at", textsOf(source, "at"))
                    .put("choice", choice.empty() ? Json() : Json(choice)));
    conflict.update(more);
    conflicts_.push_back(std::move(conflict));
    return choice;
}

void ConflictList::count(Side side, const Three& place) {
    if (side == Side::mine) ++mine_;
    if (side == Side::theirs) ++theirs_;
    if (side == Side::same && !sameValue(place.base, place.mine)) ++both_;
}

Json ConflictList::taken() const { return JsonObject().put("mine", mine_).put("theirs", theirs_).put("both", both_); }

Json ConflictList::unused() const {
    Json paths = Json::array();
    for (const std::string& path : keysOf(choices_.byPath, nullptr)) {
        if (memberOf(&places_, path) == nullptr) paths.push_back(path);
    }
    return paths;
}

}  // namespace sandtable

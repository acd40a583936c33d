#include "exchange/diff.h"

#include "exchange/document_walk.h"
#include "plan/plan.h"

namespace sandtable {
namespace {

class Comparison {
public:
    void room(const Json& before, const Json& after) {
        for (const std::string& field : keysOf(&before, &after)) {
            if (isEnvelope(field)) continue;
            const PathStep step(path_, field);
            const Json* one = memberOf(&before, field);
            const Json* other = memberOf(&after, field);
            if (field != "collections") {
                value(schemaOfRoom(field), one, other);
                continue;
            }
            for (const std::string& name : keysOf(one, other)) {
                const PathStep inner(path_, name);
                collection(schemaOfRoom(name), memberOf(one, name), memberOf(other, name));
            }
        }
    }

    std::vector<Difference> take() { return std::move(found_); }

private:
    void collection(const Json* schema, const Json* before, const Json* after) {
        if (before == nullptr || after == nullptr) return value(nullptr, before, after);
        if (*before == *after) return;
        for (const std::string& id : keysOf(before, after)) {
            const PathStep step(path_, id);
            value(schema, memberOf(before, id), memberOf(after, id));
        }
    }

    void value(const Json* schema, const Json* before, const Json* after) {
        if (sameValue(before, after)) return;
        if (before != nullptr && after != nullptr) {
            if (before->is_object() && after->is_object()) {
                for (const std::string& key : keysOf(before, after)) {
                    const PathStep step(path_, key);
                    value(schemaBelow(schema, key), memberOf(before, key), memberOf(after, key));
                }
                return;
            }
            if (mergeRule(schema) == "elements" && before->is_array() && after->is_array() &&
                before->size() == after->size()) {
                for (std::size_t i = 0; i < before->size(); ++i) {
                    const PathStep step(path_, std::to_string(i));
                    value(nullptr, &(*before)[i], &(*after)[i]);
                }
                return;
            }
        }
        found_.push_back({path_, before, after});
    }

    std::string path_;
    std::vector<Difference> found_;
};

}  // namespace

std::vector<Difference> compareDocuments(const Json& before, const Json& after) {
    Comparison comparison;
    comparison.room(before, after);
    return comparison.take();
}

Json patchOf(const std::vector<Difference>& differences) {
    Json::array_t patch;
    patch.reserve(differences.size());
    for (const Difference& difference : differences) {
        if (difference.after == nullptr) {
            patch.push_back(patchRemove(difference.path));
        } else if (difference.before == nullptr) {
            patch.push_back(patchAdd(difference.path, *difference.after));
        } else {
            patch.push_back(patchReplace(difference.path, *difference.after));
        }
    }
    return patch;
}

}  // namespace sandtable

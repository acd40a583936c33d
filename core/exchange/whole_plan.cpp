#include "exchange/whole_plan.h"

#include "base/json_object.h"
#include "base/text.h"
#include "exchange/diff.h"
#include "plan/json_patch.h"
#include "plan/org_tree.h"
#include "plan/plan_schemas.h"

namespace sandtable {
namespace {

constexpr int kMostRounds = 50;

class Mending {
public:
    Mending(const Plan& mine, Json& merged, ConflictList& conflicts)
        : mine_(mine), merged_(merged), conflicts_(conflicts) {}

    Result<Plan> run() {
        for (int round = 0;; ++round) {
            if (round < kMostRounds && (mendReferences() || mendTree())) continue;
            Plan plan = mine_;
            const Json patch = patchOf(compareDocuments(mine_.document(), merged_));
            if (patch.empty()) return plan;
            const auto applied = plan.apply(patch);
            if (applied) return plan;
            if (round >= kMostRounds || !mendRecords(applied.error())) return failure(Errors(applied.error()));
        }
    }

private:
    [[nodiscard]] Json& records(const std::string& collection) { return merged_["collections"][collection]; }

    [[nodiscard]] Three recordsOf(const std::string& collection) const {
        return conflicts_.documents().at("collections").at(collection);
    }

    // The one that the choice names, or the first there is.
    static const Json* chosen(const Three& place, const std::string& choice) {
        if (choice == "base") return place.base;
        if (choice == "mine") return place.mine;
        if (choice == "theirs") return place.theirs;
        return place.mine != nullptr ? place.mine : place.theirs != nullptr ? place.theirs : place.base;
    }

    // One side removed what the other began to use. True when something was mended.
    bool mendReferences() {
        for (const auto& entry : PlanSchemas::shared().all()) {
            for (const ReferenceField& field : entry.second.references) {
                if (field.path.size() != 1 || !entry.second.isCollection) continue;
                const Json& targets = records(field.target);
                for (const auto& [id, record] : records(entry.first).items()) {
                    const std::string target(textOf(&record, field.path[0]));
                    if (target.empty() || targets.contains(target)) continue;
                    bringBack(field.target, target);
                    return true;
                }
            }
        }
        return false;
    }

    void bringBack(const std::string& collection, const std::string& id) {
        const Three place = recordsOf(collection).at(id);
        const std::string path = "/collections/" + collection + "/" + escapePointer(id);
        const std::string choice = conflicts_.add(path, place, place, JsonObject().put("reason", "used"));
        const Json* record = chosen(place, choice);
        if (record != nullptr) {
            records(collection)[id] = *record;
        } else {
            dropUses(collection, id, place);
        }
    }

    // The removal was chosen: what refers to the record goes with it, or no longer refers to it where it need not.
    void dropUses(const std::string& collection, const std::string& id, const Three& gone) {
        for (const auto& entry : PlanSchemas::shared().all()) {
            for (const ReferenceField& field : entry.second.references) {
                if (field.target != collection || field.path.size() != 1 || !entry.second.isCollection) continue;
                const std::string& name = field.path[0];
                const Json required = entry.second.text.value("required", Json::array());
                const bool needed = std::find(required.begin(), required.end(), name) != required.end();
                Json& users = records(entry.first);
                for (const std::string& key : keysOf(&users, nullptr)) {
                    if (textOf(memberOf(&users, key), name) != id) continue;
                    if (needed || !entry.second.idFrom.empty()) {
                        users.erase(key);
                    } else if (entry.second.text.value("x-tree", "") == name) {
                        const std::string_view above = textOf(gone.base, name);
                        users[key][name] = above.empty() ? Json() : Json(above);
                    } else {
                        users[key].erase(name);
                    }
                }
            }
        }
    }

    // Units moved on both sides may stand in a circle, new tops beside each other. The moves of theirs are taken back, then new tops
    // go under mine's.
    bool mendTree() {
        if (treeMended_ > 1 || OrgTree::fromUnits(records("orgUnits"))) return false;
        ++treeMended_;
        const Three units = recordsOf("orgUnits");
        std::string top;
        for (const std::string& id : keysOf(units.mine, nullptr)) {
            if (textOf(&records("orgUnits")[id], "parent").empty()) top = id;
        }
        bool changed = false;
        for (const std::string& id : keysOf(&records("orgUnits"), nullptr)) {
            const Three unit = units.at(id);
            const Three parent = unit.at("parent");
            Json& stands = records("orgUnits")[id];
            const bool known = unit.mine != nullptr;
            const std::string_view wanted = known ? textOf(unit.mine, "parent") : std::string_view(top);
            const bool suspect = known ? treeMended_ == 1 : treeMended_ == 2 && textOf(&stands, "parent").empty();
            if (!suspect || id == top || textOf(&stands, "parent") == wanted) continue;
            const std::string path = "/collections/orgUnits/" + escapePointer(id) + "/parent";
            const std::string choice = conflicts_.add(path, parent, unit, JsonObject().put("reason", "tree"));
            if (choice == "theirs") continue;
            stands["parent"] = wanted.empty() ? Json() : Json(wanted);
            changed = true;
        }
        return changed || treeMended_ == 1;
    }

    // A value that two good edits made together and the schemas refuse: the whole record, or member of a part, is mine's or theirs.
    bool mendRecords(const Errors& errors) {
        bool mended = false;
        for (const Error& error : errors) {
            const auto tokens = parsePointer(error.code.starts_with("calendar.") ? "/calendar" : error.path);
            if (!tokens || tokens->empty()) continue;
            const std::size_t depth = std::min<std::size_t>(tokens->size(), (*tokens)[0] == "collections" ? 3 : 2);
            Three place = conflicts_.documents();
            Json* target = &merged_;
            std::string path;
            for (std::size_t i = 0; i < depth; ++i) {
                const std::string& token = (*tokens)[i];
                place = place.at(token);
                path += "/" + escapePointer(token);
                if (i + 1 < depth) target = &(*target)[token];
            }
            if (depth < 2 && path != "/calendar") continue;
            const std::string choice = conflicts_.add(path, place, place, JsonObject().put("reason", "invalid"));
            const Json* value = choice.empty() ? place.mine : chosen(place, choice);
            const std::string& key = (*tokens)[depth - 1];
            if (sameValue(memberOf(target, key), value)) continue;
            if (value != nullptr) {
                (*target)[key] = *value;
            } else {
                target->erase(key);
            }
            mended = true;
        }
        return mended;
    }

    const Plan& mine_;
    Json& merged_;
    ConflictList& conflicts_;
    int treeMended_ = 0;
};

}  // namespace

Result<Plan> makeWhole(const Plan& mine, Json& merged, ConflictList& conflicts) {
    return Mending(mine, merged, conflicts).run();
}

}  // namespace sandtable

// One walk over the three documents writes into a copy of mine; places that both changed differently become conflicts.
#include "exchange/three_way.h"

#include <algorithm>

#include "base/json_object.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "exchange/list_merge.h"
#include "exchange/row_merge.h"
#include "plan/plan.h"

namespace sandtable {
namespace {

class ThreeWay : public ListElements {
public:
    ThreeWay(Json& merged, const FiscalCalendar& calendar, ConflictList& conflicts)
        : merged_(merged), calendar_(calendar), conflicts_(conflicts) {}

    void run() {
        const Three& all = conflicts_.documents();
        for (const std::string& field : all.keys()) {
            if (isEnvelope(field)) continue;
            const PathStep step(path_, field);
            const Three place = all.at(field);
            if (field != "collections") {
                source_ = {};
                element(merged_, field, schemaOfRoom(field), place);
                continue;
            }
            for (const std::string& name : place.keys()) {
                const PathStep inner(path_, name);
                collection(name, place.at(name));
            }
        }
    }

    // A place below `parent`: settled, or merged deeper, or a conflict.
    void element(Json& parent, const std::string& key, const Json* schema, const Three& place) override {
        if (!settled(parent, key, place)) clash(parent, key, schema, place);
    }

private:
    static void put(Json& parent, const std::string& key, const Json* value) {
        if (value != nullptr) {
            parent[key] = *value;
        } else {
            parent.erase(key);
        }
    }

    void collection(const std::string& name, const Three& place) {
        if (place.theirs == nullptr || sameValue(place.mine, place.theirs)) return;
        Json& records = merged_["collections"][name];
        if (!records.is_object()) records = Json::object();  // one that only theirs knows
        const Json* schema = schemaOfRoom(name);
        const std::string_view rule = mergeRule(schema);
        for (const std::string& id : place.keys()) {
            const Three record = place.at(id);
            if (settled(records, id, record)) continue;
            const PathStep step(path_, id);
            source_ = record;
            const bool both = record.mine != nullptr && record.theirs != nullptr;
            if (rule == "ledger" && both && record.base == nullptr) {
                keepBoth(records, id, record);
            } else if (rule == "ledger") {
                choose(records, id, record);
            } else if (rule == "periods" && both) {
                mergeRow(records[id], record, calendar_, path_, conflicts_);
                fields(records[id], schema, record, true);
            } else {
                clash(records, id, schema, record);
            }
        }
    }

    // Takes the side that changed. False when both did.
    bool settled(Json& parent, const std::string& key, const Three& place) {
        const Side side = decide(place);
        conflicts_.count(side, place);
        if (side == Side::theirs) put(parent, key, place.theirs);
        return side != Side::clash;
    }

    void clash(Json& parent, const std::string& key, const Json* schema, const Three& place) {
        const std::string_view rule = mergeRule(schema);
        const bool objects =
            place.mine != nullptr && place.mine->is_object() && place.theirs != nullptr && place.theirs->is_object();
        if (objects && rule != "whole") return fields(parent[key], schema, place, false);
        if (rule == "byId" && mergeList(parent[key], memberOf(schema, "items"), place, path_, *this)) return;
        choose(parent, key, place);
    }

    // `rowDone`: the numbers and cells of a target row are merged already.
    void fields(Json& object, const Json* schema, const Three& place, bool rowDone) {
        const bool entries = mergeRule(schema) == "entries";
        for (const std::string& key : place.keys()) {
            const Json* below = schemaBelow(schema, key);
            if (rowDone && isRowField(key)) continue;
            const PathStep step(path_, key);
            const Three inner = place.at(key);
            if (settled(object, key, inner)) continue;
            if (entries) {
                choose(object, key, inner);
            } else {
                clash(object, key, below, inner);
            }
        }
    }

    void choose(Json& parent, const std::string& key, const Three& place) {
        const std::string choice = conflicts_.add(path_, place, source_);
        if (choice == "theirs") put(parent, key, place.theirs);
        if (choice == "base") put(parent, key, place.base);
    }

    // Two different entries under one id, made apart before ids had an origin: both stay, the text that sorts first under the id.
    static void keepBoth(Json& records, const std::string& id, const Three& record) {
        const std::string mine = writeCompactJson(*record.mine);
        const std::string theirs = writeCompactJson(*record.theirs);
        const bool mineStays = mine < theirs;
        Json other = mineStays ? *record.theirs : *record.mine;
        const std::string moved = id + "-" + hexDigits(fnv1a64(mineStays ? theirs : mine), 8);
        other["id"] = moved;
        if (!mineStays) records[id] = *record.theirs;
        if (!records.contains(moved)) records[moved] = std::move(other);  // it is there when the two were merged before
    }

    Json& merged_;
    const FiscalCalendar& calendar_;
    ConflictList& conflicts_;
    Three source_;  // the record at hand: who and when
    std::string path_;
};

}  // namespace

Json mergeDocuments(const Three& documents, const FiscalCalendar& calendar, ConflictList& conflicts) {
    Json merged = *documents.mine;
    ThreeWay walk(merged, calendar, conflicts);
    walk.run();
    return merged;
}

}  // namespace sandtable

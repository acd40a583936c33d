#include "targets/set_patch.h"

#include <algorithm>
#include <map>

#include "base/json_object.h"
#include "base/text.h"
#include "targets/target_patch.h"

namespace sandtable {

namespace {

Json numbers(std::span<const Minor> values) {
    Json::array_t array;
    array.reserve(values.size());
    for (const Minor value : values) array.emplace_back(value);
    return array;
}

Json limitsJson(const UnitLimits& limits) {
    Json json = Json::object();
    if (limits.minMinor) json["minMinor"] = *limits.minMinor;
    if (limits.maxMinor) json["maxMinor"] = *limits.maxMinor;
    if (limits.minGrowthRatio) json["minGrowthRatio"] = *limits.minGrowthRatio;
    if (limits.maxGrowthRatio) json["maxGrowthRatio"] = *limits.maxGrowthRatio;
    if (limits.baseMinor) json["baseMinor"] = *limits.baseMinor;
    return json;
}

// Marks and limits of one record of the new set.
struct Notes {
    Json cells = Json::object();
    Json limits;
};

std::map<std::pair<int, int>, Notes> gatherNotes(const Decomposition& run, const KeptBook& kept) {
    std::map<std::pair<int, int>, Notes> notes;
    for (const CellMark& mark : kept.marks) {
        Json cell = *mark.record;
        if (mark.overridden) {
            cell["computedMinor"] = run.computed.total(mark.unit, mark.product, mark.span);
            // The value that stands: the whole may have been asked anew above an older override of it.
            cell["valueMinor"] = kept.book.total(mark.unit, mark.product, mark.span);
        }
        notes[{mark.unit, mark.product}].cells[formatPeriod(mark.period)] = std::move(cell);
    }
    for (const UnitLimits& limits : kept.book.limits())
        notes[{limits.unit, limits.product}].limits = limitsJson(limits);
    return notes;
}

void addNotes(Json& record, const Notes* notes) {
    if (notes == nullptr) return;
    if (!notes->cells.empty()) record["cells"] = notes->cells;
    if (!notes->limits.is_null() && !notes->limits.empty()) record["limits"] = notes->limits;
}

// Adds one record per row, with `computed` where the book differs from what the method gave.
class SetRows {
public:
    SetRows(const OrgTree& tree, const TargetBook& book, const TargetBook& computed,
            const std::map<std::pair<int, int>, Notes>& notes)
        : tree_(tree), book_(book), computed_(computed), notes_(notes) {}

    void addTo(Json& patch, std::vector<std::string>& ids) {
        for (int u = 0; u < tree_.size(); ++u) {
            for (int k = 0; k < book_.productCount(); ++k) addRow(u, k, patch, ids);
            const Notes* whole = book_.byProduct() ? notesOf(u, kAllProducts) : nullptr;
            if (whole) {
                Json record = JsonObject().put("set", book_.setId()).put("unit", tree_[u].id);
                addNotes(record, whole);
                add(targetRecordId(book_.setId(), tree_[u].id, ""), std::move(record), patch, ids);
            }
        }
    }

private:
    const Notes* notesOf(int unit, int product) const {
        const auto found = notes_.find({unit, product});
        return found == notes_.end() ? nullptr : &found->second;
    }

    void addRow(int unit, int product, Json& patch, std::vector<std::string>& ids) {
        const std::string& line = book_.products()[static_cast<std::size_t>(product)];
        Json record = JsonObject().put("set", book_.setId()).put("unit", tree_[unit].id);
        if (!line.empty()) record["product"] = line;
        const auto row = book_.row(unit, product);
        record[book_.isLeaf(unit) ? "values" : "reserve"] = numbers(row);
        const auto computed = computed_.row(unit, product);
        if (!std::equal(row.begin(), row.end(), computed.begin())) record["computed"] = numbers(computed);
        addNotes(record, notesOf(unit, book_.byProduct() ? product : kAllProducts));
        add(targetRecordId(book_.setId(), tree_[unit].id, line), std::move(record), patch, ids);
    }

    static void add(std::string id, Json record, Json& patch, std::vector<std::string>& ids) {
        record["id"] = id;
        patch.push_back(patchAdd("/collections/targets/" + escapePointer(id), std::move(record)));
        ids.push_back(std::move(id));
    }

    const OrgTree& tree_;
    const TargetBook& book_;
    const TargetBook& computed_;
    const std::map<std::pair<int, int>, Notes>& notes_;
};

Json setEntry(const Plan& plan, const Decomposition& run) {
    const std::string id = run.computed.setId();
    const Json& sets = plan.collection("targetSets");
    Json entry = sets.contains(id) ? sets[id] : Json::object();
    entry.update(JsonObject()
                     .put("id", id)
                     .put("metric", run.spec.metric)
                     .put("year", run.spec.yearText)
                     .put("tier", run.spec.tier)
                     .put("grain", run.spec.grain == Grain::week ? "week" : "month")
                     .put("byProduct", run.spec.byProduct)
                     .put("spec", decomposeSpecJson(run.spec)));
    if (!run.spec.author.empty()) entry["author"] = run.spec.author;
    if (!run.spec.at.empty() && !entry.contains("createdAt")) entry["createdAt"] = run.spec.at;
    return entry;
}

}  // namespace

void removeOtherRecords(const Plan& plan, const std::string& id, const std::vector<std::string>& keep, Json& patch) {
    std::vector<std::string> kept = keep;
    std::sort(kept.begin(), kept.end());
    const auto* records = plan.collection("targets").get_ptr<const Json::object_t*>();
    if (records == nullptr) return;
    const std::string prefix = id + ".";  // the keys of a set's records are one run of the collection
    for (auto it = records->lower_bound(prefix); it != records->end() && it->first.starts_with(prefix); ++it) {
        if (it->second.value("set", "") != id || std::binary_search(kept.begin(), kept.end(), it->first)) continue;
        patch.push_back(patchRemove("/collections/targets/" + escapePointer(it->first)));
    }
}

Json proposeSet(const Plan& plan, const Decomposition& run, const KeptBook& kept) {
    Json patch = Json::array();
    if (!run.newOrgUnits.is_null()) {
        for (const auto& [id, unit] : run.newOrgUnits.items()) {
            patch.push_back(patchAdd("/collections/orgUnits/" + escapePointer(id), unit));
        }
        patch.push_back(patchAdd("/settings/orgLevels", run.spec.levels));
    }
    if (!run.newProducts.is_null()) {
        for (const auto& [id, product] : run.newProducts.items()) {
            patch.push_back(patchAdd("/collections/products/" + escapePointer(id), product));
        }
    }
    const std::string& id = run.computed.setId();
    patch.push_back(patchAdd("/collections/targetSets/" + escapePointer(id), setEntry(plan, run)));
    const auto notes = gatherNotes(run, kept);
    std::vector<std::string> ids;
    SetRows(run.tree, kept.book, run.computed, notes).addTo(patch, ids);
    removeOtherRecords(plan, id, ids, patch);
    return patch;
}

Json proposeNewSet(const Plan& plan, const OrgTree& tree, const TargetBook& book, Json entry) {
    Json patch = Json::array();
    patch.push_back(patchAdd("/collections/targetSets/" + escapePointer(book.setId()), std::move(entry)));
    std::vector<std::string> ids;
    const std::map<std::pair<int, int>, Notes> none;
    SetRows(tree, book, book, none).addTo(patch, ids);
    removeOtherRecords(plan, book.setId(), ids, patch);
    return patch;
}

}  // namespace sandtable

// Builds the flat tree in three passes: read records, order siblings, number in preorder. Iterative: depth is user data.
#include "plan/org_tree.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/json_object.h"
#include "base/stable_sort.h"
#include "base/text.h"

namespace sandtable {
namespace {

struct Record {
    OrgUnit unit;
    std::string parentId;
    double order = std::numeric_limits<double>::infinity();  // units without a place come last
    int parent = -1;
    std::vector<int> children;
};

std::string textField(const Json& record, const char* key) {
    const auto found = record.find(key);
    return found != record.end() && found->is_string() ? found->get<std::string>() : std::string();
}

double numberField(const Json& record, const char* key, double missing) {
    const auto found = record.find(key);
    return found != record.end() && found->is_number() ? found->get<double>() : missing;
}

Record readRecord(const std::string& id, const Json& json) {
    Record record;
    record.unit.id = id;
    record.unit.name = textField(json, "name");
    record.unit.level = textField(json, "level");
    if (!record.unit.level.empty()) record.unit.matchValue = textField(json, "match");
    if (record.unit.matchValue.empty() && !record.unit.level.empty()) record.unit.matchValue = record.unit.name;
    record.unit.ownerId = textField(json, "ownerId");
    record.unit.potential = numberField(json, "potential", std::nan(""));
    record.unit.capability = numberField(json, "capability", std::nan(""));
    record.parentId = textField(json, "parent");
    record.order = numberField(json, "order", record.order);
    return record;
}

std::string unitPath(const std::string& id) { return "/collections/orgUnits/" + escapePointer(id); }

// Errors of parents: missing ones, more than one root.
Errors linkParents(std::vector<Record>& records, const std::unordered_map<std::string, int>& byId) {
    Errors errors;
    Json roots = Json::array();
    for (std::size_t i = 0; i < records.size(); ++i) {
        Record& record = records[i];
        if (record.parentId.empty()) {
            roots.push_back(record.unit.id);
            continue;
        }
        const auto parent = byId.find(record.parentId);
        if (parent == byId.end()) {
            errors.push_back({.code = "plan.missing_reference",
                              .path = unitPath(record.unit.id) + "/parent",
                              .params = JsonObject().put("id", record.parentId).put("collection", "orgUnits")});
            continue;
        }
        record.parent = parent->second;
        records[static_cast<std::size_t>(record.parent)].children.push_back(static_cast<int>(i));
    }
    if (roots.size() > 1) {
        errors.push_back({.code = "plan.several_roots",
                          .path = "/collections/orgUnits",
                          .params = JsonObject().put("units", roots)});
    }
    return errors;
}

// The ids on the cycle that a unit out of the root's reach runs into when its parents are followed.
Error cycleError(const std::vector<Record>& records, int start) {
    std::vector<bool> seen(records.size());
    int at = start;
    while (!seen[static_cast<std::size_t>(at)]) {
        seen[static_cast<std::size_t>(at)] = true;
        at = records[static_cast<std::size_t>(at)].parent;
    }
    Json ids = Json::array();
    const int first = at;
    do {
        ids.push_back(records[static_cast<std::size_t>(at)].unit.id);
        at = records[static_cast<std::size_t>(at)].parent;
    } while (at != first);
    return {.code = "plan.cycle",
            .path = unitPath(records[static_cast<std::size_t>(first)].unit.id) + "/parent",
            .params = JsonObject().put("units", std::move(ids))};
}

void sortSiblings(std::vector<Record>& records) {
    for (Record& record : records) {
        stableSort(record.children, [&](int a, int b) {
            const Record& left = records[static_cast<std::size_t>(a)];
            const Record& right = records[static_cast<std::size_t>(b)];
            if (left.order != right.order) return left.order < right.order;
            return left.unit.id < right.unit.id;
        });
    }
}

}  // namespace

Result<OrgTree> OrgTree::fromPlan(const Plan& plan) { return fromUnits(plan.collection("orgUnits")); }

Result<std::shared_ptr<const OrgTree>> OrgTree::viewOf(const Plan& plan) {
    return plan.views().get<OrgTree>("", {"orgUnits"}, [&] { return fromPlan(plan); });
}

Result<OrgTree> OrgTree::fromUnits(const Json& orgUnits) {
    OrgTree tree;
    std::vector<Record> records;
    std::unordered_map<std::string, int> recordById;
    records.reserve(orgUnits.size());
    recordById.reserve(orgUnits.size());
    for (const auto& [id, json] : orgUnits.items()) {
        recordById.emplace(id, static_cast<int>(records.size()));
        records.push_back(readRecord(id, json));
    }
    if (records.empty()) return tree;
    if (Errors errors = linkParents(records, recordById); !errors.empty()) return failure(std::move(errors));
    sortSiblings(records);

    const auto root = std::find_if(records.begin(), records.end(), [](const Record& r) { return r.parentId.empty(); });
    if (root == records.end()) return failure(cycleError(records, 0));
    std::vector<std::pair<int, int>> open{
        {static_cast<int>(root - records.begin()), -1}};  // record, index of its parent
    std::vector<bool> reached(records.size());
    tree.units_.reserve(records.size());
    tree.byId_.reserve(records.size());
    while (!open.empty()) {
        const auto [from, parent] = open.back();
        open.pop_back();
        reached[static_cast<std::size_t>(from)] = true;
        const int index = tree.size();
        Record& record = records[static_cast<std::size_t>(from)];
        OrgUnit& unit = tree.units_.emplace_back(std::move(record.unit));
        unit.parent = parent;
        tree.byId_.emplace(unit.id, index);
        if (parent >= 0) {
            OrgUnit& above = tree.units_[static_cast<std::size_t>(parent)];
            unit.depth = above.depth + 1;
            above.children.push_back(index);
        }
        for (auto child = record.children.rbegin(); child != record.children.rend(); ++child)
            open.push_back({*child, index});
    }
    const auto unreached = std::find(reached.begin(), reached.end(), false);
    if (unreached != reached.end()) return failure(cycleError(records, static_cast<int>(unreached - reached.begin())));
    tree.numberLeaves();
    return tree;
}

// Preorder keeps every subtree in one run of units, so its leaves are one run too.
void OrgTree::numberLeaves() {
    for (std::size_t i = 0; i < units_.size(); ++i) {
        units_[i].firstLeaf = leafCount();
        if (units_[i].children.empty()) {
            units_[i].lastLeaf = leafCount();
            leaves_.push_back(static_cast<int>(i));
        }
    }
    for (std::size_t i = units_.size(); i-- > 0;) {
        if (!units_[i].children.empty())
            units_[i].lastLeaf = units_[static_cast<std::size_t>(units_[i].children.back())].lastLeaf;
    }
}

int OrgTree::find(std::string_view id) const {
    const auto found = byId_.find(std::string(id));
    return found == byId_.end() ? -1 : found->second;
}

}  // namespace sandtable

#include "actuals/org_proposal.h"

#include <map>
#include <set>

#include "actuals/attribution.h"
#include "actuals/path_index.h"
#include "base/json_object.h"
#include "base/text.h"
#include "plan/plan.h"

namespace sandtable {
namespace {

constexpr std::size_t kMaxIdBytes = 96;

// Short lowercase ids from the path of names; a path that is too long is named by its hash.
class UnitIds {
public:
    void reserve(const std::string& id) { taken_.insert(id); }
    std::string idFor(const std::string& parent, bool parentIsRoot, const std::string& name) {
        std::string base = parentIsRoot ? slugId(name) : parent + "-" + slugId(name);
        if (base.size() > kMaxIdBytes)
            base = slugId(name).substr(0, 40) + "-" + std::to_string(fnv1a64(base) % 1'000'000'000);
        std::string id = base;
        for (int n = 2; !taken_.insert(id).second; ++n) id = base + "-" + std::to_string(n);
        return id;
    }

private:
    std::set<std::string> taken_;
};

Json unitRecord(const std::string& id, const std::string& name, const Json& parent, const std::string& level,
                int order) {
    return JsonObject()
        .put("id", id)
        .put("name", name)
        .put("parent", parent)
        .put("level", level)
        .put("match", name)
        .put("order", order);
}

}  // namespace

Json countPerLevel(const Json& orgUnits) {
    Json counts = Json::object();
    for (const auto& [id, unit] : orgUnits.items()) {
        const std::string level = unit.value("level", "");
        if (!level.empty()) counts[level] = counts.value(level, 0) + 1;
    }
    return counts;
}

Result<Json> proposeOrgUnits(const FactTable& facts, std::span<const std::string> levels, std::string_view rootName) {
    auto index = indexPaths(facts, levels);
    if (!index) return tl::unexpected(index.error());
    Json units = Json::object();
    UnitIds ids;
    const std::string root = slugId(rootName);
    ids.reserve(root);
    units[root] =
        JsonObject().put("id", root).put("name", rootName).put("parent", nullptr).put("level", "").put("order", 1);
    std::map<std::pair<std::string, std::string>, std::string> known;  // parent id, matchKey of the value -> id
    std::map<std::string, int> children;
    for (std::size_t path = 0; path < index->paths.size(); ++path) {
        std::string parent = root;
        for (std::size_t level = 0; level < levels.size(); ++level) {
            const std::string name(index->value(path, level));
            if (name.empty()) break;  // a missing value names no unit; what lies below it belongs to nobody
            const auto [it, added] = known.try_emplace({parent, matchKey(name)});
            if (added) {
                it->second = ids.idFor(parent, parent == root, name);
                units[it->second] = unitRecord(it->second, name, parent, levels[level], ++children[parent]);
            }
            parent = it->second;
        }
    }
    return units;
}

Json proposeMissingUnits(const OrgTree& tree, const std::vector<Attribution::Unmatched>& unmatched) {
    Json patch = Json::array();
    if (tree.empty()) return patch;
    const std::vector<std::string> levels = levelsOf(tree);
    const UnitFinder finder(tree);
    UnitIds ids;
    std::map<std::string, int> children;
    for (const OrgUnit& unit : tree.units()) {
        ids.reserve(unit.id);
        children[unit.id] = static_cast<int>(unit.children.size());
    }
    std::map<std::pair<std::string, std::string>, std::string> added;
    for (const Attribution::Unmatched& path : unmatched) {
        std::vector<std::string> keys;
        for (const std::string& value : path.path) keys.push_back(matchKey(value));
        const UnitFinder::Walk walk = finder.walk(levels, {keys.begin(), keys.end()});
        std::string parent = tree[walk.unit].id;
        for (std::size_t level = walk.matched; level < levels.size() && !keys[level].empty(); ++level) {
            const auto [it, isNew] = added.try_emplace({parent, keys[level]});
            if (isNew) {
                it->second = ids.idFor(parent, parent == tree[0].id, path.path[level]);
                patch.push_back(
                    patchAdd("/collections/orgUnits/" + escapePointer(it->second),
                             unitRecord(it->second, path.path[level], parent, levels[level], ++children[parent])));
            }
            parent = it->second;
        }
    }
    return patch;
}

}  // namespace sandtable

#include "actuals/attribution.h"

#include <algorithm>

#include "actuals/actuals.h"
#include "actuals/path_index.h"
#include "base/stable_sort.h"
#include "base/text.h"

namespace sandtable {
namespace {

std::string childKey(int parent, std::string_view level, std::string_view valueKey) {
    std::string key = std::to_string(parent);
    key += '\x1f';
    key += level;
    key += '\x1f';
    key += valueKey;
    return key;
}

std::vector<std::vector<std::string>> matchKeysOf(const PathIndex& index) {
    std::vector<std::vector<std::string>> keys(index.levels.size());
    for (std::size_t level = 0; level < index.levels.size(); ++level) {
        for (const std::string_view value : index.levels[level]->values()) keys[level].push_back(matchKey(value));
    }
    return keys;
}

template <class Code>
std::vector<Code> codesOf(std::span<const std::int32_t> leafOfPath, std::span<const std::uint32_t> pathOfRow) {
    std::vector<Code> codes(pathOfRow.size());
    for (std::size_t row = 0; row < codes.size(); ++row) codes[row] = static_cast<Code>(leafOfPath[pathOfRow[row]] + 1);
    return codes;
}

}  // namespace

LeafOfRow::LeafOfRow(std::span<const std::int32_t> leafOfPath, std::span<const std::uint32_t> pathOfRow,
                     int leafCount) {
    if (leafCount < 0x100) {
        codes_ = codesOf<std::uint8_t>(leafOfPath, pathOfRow);
    } else if (leafCount < 0x10000) {
        codes_ = codesOf<std::uint16_t>(leafOfPath, pathOfRow);
    } else {
        codes_ = codesOf<std::uint32_t>(leafOfPath, pathOfRow);
    }
}

std::vector<std::string> levelsOf(const OrgTree& tree) {
    std::vector<const OrgUnit*> byDepth;
    for (const OrgUnit& unit : tree.units()) byDepth.push_back(&unit);
    stableSort(byDepth, [](const OrgUnit* a, const OrgUnit* b) { return a->depth < b->depth; });
    std::vector<std::string> levels;
    for (const OrgUnit* unit : byDepth) {
        if (unit->parent < 0 || unit->level.empty()) continue;
        if (std::find(levels.begin(), levels.end(), unit->level) == levels.end()) levels.push_back(unit->level);
    }
    return levels;
}

UnitFinder::UnitFinder(const OrgTree& tree) : tree_(tree) {
    for (int unit = 0; unit < tree.size(); ++unit) addChildren(tree, unit, unit);
}

void UnitFinder::addChildren(const OrgTree& tree, int parent, int source) {
    for (const int child : tree[source].children) {
        if (tree[child].level.empty()) {
            addChildren(tree, parent, child);
        } else {
            child_.emplace(childKey(parent, tree[child].level, matchKey(tree[child].matchValue)), child);
        }
    }
}

UnitFinder::Walk UnitFinder::walk(const std::vector<std::string>& levels,
                                  const std::vector<std::string_view>& values) const {
    Walk walk;
    for (std::size_t level = 0; level < levels.size() && !tree_[walk.unit].children.empty(); ++level) {
        if (values[level].empty()) continue;  // a missing value is nobody's
        const auto found = child_.find(childKey(walk.unit, levels[level], values[level]));
        if (found == child_.end()) continue;
        walk.unit = found->second;
        walk.matched = level + 1;
    }
    walk.complete = !tree_.empty() && tree_[walk.unit].children.empty();
    return walk;
}

Result<Attribution> attribute(const FactTable& facts, const OrgTree& tree) {
    Attribution out;
    const std::vector<std::string> levels = levelsOf(tree);
    auto index = indexPaths(facts, levels);
    if (!index) return tl::unexpected(index.error());

    const auto keys = matchKeysOf(*index);
    const UnitFinder finder(tree);
    std::vector<std::int32_t> leafOfPath(index->paths.size(), -1);
    for (std::size_t path = 0; path < index->paths.size() && !tree.empty(); ++path) {
        std::vector<std::string_view> values;
        for (std::size_t level = 0; level < levels.size(); ++level)
            values.push_back(keys[level][index->paths[path].codes[level]]);
        const UnitFinder::Walk walk = finder.walk(levels, values);
        if (walk.complete) leafOfPath[path] = tree[walk.unit].firstLeaf;
    }
    out.leafOfRow = LeafOfRow(leafOfPath, index->pathOfRow, tree.leafCount());

    for (std::size_t path = 0; path < index->paths.size(); ++path) {
        if (leafOfPath[path] >= 0) continue;
        Attribution::Unmatched unmatched{{}, index->paths[path].rows, index->paths[path].amount};
        for (std::size_t level = 0; level < levels.size(); ++level)
            unmatched.path.emplace_back(index->value(path, level));
        out.unmatchedRows += unmatched.rows;
        out.unmatched.push_back(std::move(unmatched));
    }
    stableSort(out.unmatched, [](const auto& a, const auto& b) { return a.amount > b.amount; });
    return out;
}

Result<std::shared_ptr<const Attribution>> attributionOf(const RequestContext& context, const FactTablePtr& facts,
                                                         const std::shared_ptr<const OrgTree>& tree) {
    const auto build = [&]() -> Result<std::shared_ptr<const Attribution>> {
        auto attribution = attribute(*facts, *tree);
        if (!attribution) return tl::unexpected(attribution.error());
        return std::make_shared<const Attribution>(std::move(*attribution));
    };
    return context.derived->get<Attribution>("attribution:" + facts->name, {facts, tree}, build);
}

}  // namespace sandtable

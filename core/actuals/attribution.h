// How paths of values find their unit: the part of actuals.h that the org proposals share.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "plan/org_tree.h"

namespace sandtable {

// The dimensions the tree's levels stand for, from the root down, each once.
[[nodiscard]] std::vector<std::string> levelsOf(const OrgTree& tree);

// Looks up children by the value of their level; units without a level pass their parent's paths on to their own children.
class UnitFinder {
public:
    explicit UnitFinder(const OrgTree& tree);

    struct Walk {
        int unit = 0;             // deepest unit reached
        std::size_t matched = 0;  // levels consumed up to there: index of the first level not matched
        bool complete = false;    // the unit is a leaf
    };
    // `values[k]` is the path's matchKey at `levels[k]`; levels a branch does not use are passed over.
    [[nodiscard]] Walk walk(const std::vector<std::string>& levels, const std::vector<std::string_view>& values) const;

private:
    void addChildren(const OrgTree& tree, int parent, int source);
    const OrgTree& tree_;
    std::unordered_map<std::string, int> child_;  // parent, level, matchKey of the value
};

}  // namespace sandtable

// OrgTree: the organisation of a plan as flat arrays, parents before children.
// A read view; building it never changes the plan.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "plan/plan.h"

namespace sandtable {

struct OrgUnit {
    std::string id;
    std::string name;
    std::string
        level;  // "region", "city", …: the dimension of the facts this level stands for; may be empty at the root
    std::string matchValue;  // value of that dimension in the facts; empty at the root
    std::string ownerId;     // person, may be empty
    double potential = 0;    // NaN when unknown
    double capability = 0;   // NaN when unknown
    int parent = -1;         // index, -1 at the root
    int depth = 0;
    int firstLeaf = 0;          // leaves are numbered so that every subtree is one run:
    int lastLeaf = -1;          //   leaves [firstLeaf, lastLeaf] (inclusive) lie under this unit
    std::vector<int> children;  // indices, in display order ("order", then id)
};

class OrgTree {
public:
    // One root only: several parentless units or a cycle are plan.several_roots / plan.cycle; no units give an empty tree.
    [[nodiscard]] static Result<OrgTree> fromPlan(const Plan& plan);
    // The same, kept by the plan until its units change.
    [[nodiscard]] static Result<std::shared_ptr<const OrgTree>> viewOf(const Plan& plan);
    [[nodiscard]] static Result<OrgTree> fromUnits(const Json& orgUnits);

    [[nodiscard]] const std::vector<OrgUnit>& units() const { return units_; }  // preorder; [0] is the root
    [[nodiscard]] const OrgUnit& operator[](int index) const { return units_[static_cast<size_t>(index)]; }
    [[nodiscard]] int size() const { return static_cast<int>(units_.size()); }
    [[nodiscard]] bool empty() const { return units_.empty(); }
    [[nodiscard]] int find(std::string_view id) const;                        // -1 when absent
    [[nodiscard]] const std::vector<int>& leaves() const { return leaves_; }  // unit index per leaf number
    [[nodiscard]] int leafCount() const { return static_cast<int>(leaves_.size()); }

private:
    void numberLeaves();

    std::vector<OrgUnit> units_;
    std::vector<int> leaves_;
    std::unordered_map<std::string, int> byId_;
};

}  // namespace sandtable

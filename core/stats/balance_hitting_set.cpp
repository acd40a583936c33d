// Depth-first branch and bound over the smallest set not yet hit; a packing of disjoint sets is the lower bound.
#include "stats/balance_hitting_set.h"

#include <algorithm>
#include <cstddef>

namespace sandtable::balancing {
namespace {

constexpr int kStepLimit = 200'000;

class Search {
public:
    Search(const std::vector<std::vector<int>>& sets, int atMost) : sets_(sets) {
        best_.assign(static_cast<std::size_t>(atMost) + 1, -1);  // a stand-in that is too large
        int largest = -1;
        for (const std::vector<int>& set : sets) largest = std::max(largest, *std::max_element(set.begin(), set.end()));
        chosen_.assign(static_cast<std::size_t>(largest + 1), 0);
        marked_.assign(static_cast<std::size_t>(largest + 1), 0);
    }

    bool run(std::vector<int>& out) {
        descend();
        out = best_;
        std::sort(out.begin(), out.end());
        return steps_ <= kStepLimit;
    }

private:
    bool isHit(const std::vector<int>& set) const {
        return std::any_of(set.begin(), set.end(), [&](int x) { return chosen_[static_cast<std::size_t>(x)] != 0; });
    }

    // Number of pairwise disjoint sets not yet hit (greedy): at least as many choices are still needed.
    std::size_t disjointUnhit(const std::vector<int>*& smallest) {
        std::size_t count = 0;
        smallest = nullptr;
        ++mark_;
        for (const std::vector<int>& set : sets_) {
            if (isHit(set)) continue;
            if (smallest == nullptr || set.size() < smallest->size()) smallest = &set;
            const bool meets = std::any_of(set.begin(), set.end(),
                                           [&](int x) { return marked_[static_cast<std::size_t>(x)] == mark_; });
            if (meets) continue;
            for (int x : set) marked_[static_cast<std::size_t>(x)] = mark_;
            ++count;
        }
        return count;
    }

    void descend() {
        if (++steps_ > kStepLimit) return;
        const std::vector<int>* open = nullptr;
        if (path_.size() + disjointUnhit(open) >= best_.size()) return;
        if (open == nullptr) {
            best_ = path_;
            return;
        }
        for (int x : *open) {
            chosen_[static_cast<std::size_t>(x)] = 1;
            path_.push_back(x);
            descend();
            path_.pop_back();
            chosen_[static_cast<std::size_t>(x)] = 0;
        }
    }

    const std::vector<std::vector<int>>& sets_;
    std::vector<int> best_, path_;
    std::vector<char> chosen_;
    std::vector<int> marked_;
    int mark_ = 0;
    int steps_ = 0;
};

}  // namespace

bool smallestHittingSet(const std::vector<std::vector<int>>& sets, int atMost, std::vector<int>& out) {
    return Search(sets, atMost).run(out);
}

}  // namespace sandtable::balancing

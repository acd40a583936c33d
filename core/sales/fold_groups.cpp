#include "facts/table.h"
#include "sales/grouping.h"

namespace sandtable {

Groups foldGroups(const Groups& fine, std::size_t axes) {
    Groups out;
    out.members.resize(axes);
    out.sums.resize(fine.sums.size());
    const auto begins = [&](std::size_t group) {
        if (group == 0) return true;
        for (std::size_t a = 0; a < axes; ++a)
            if (fine.members[a][group] != fine.members[a][group - 1]) return true;
        return false;
    };
    for (std::size_t group = 0; group < fine.size(); ++group) {
        if (begins(group)) {
            for (std::size_t a = 0; a < axes; ++a) out.members[a].push_back(fine.members[a][group]);
            out.lines.push_back(0);
            for (auto& sums : out.sums) sums.push_back(kMissingAmount);
        }
        out.lines.back() += fine.lines[group];
        for (std::size_t s = 0; s < out.sums.size(); ++s) {
            const std::int64_t value = fine.sums[s][group];
            std::int64_t& sum = out.sums[s].back();
            if (value != kMissingAmount) sum = sum == kMissingAmount ? value : sum + value;
        }
    }
    return out;
}

}  // namespace sandtable

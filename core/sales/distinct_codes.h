// DistinctCodes: how many different codes of one column each group has; the missing value is not counted.
#pragma once

#include <cstdint>
#include <limits>
#include <string_view>
#include <vector>

#include "sales/row_block.h"
#include "sales/row_source.h"

namespace sandtable {

// Rows of an aggregate know their own. The lines of an order lie next to each other: then only the groups of the present code are
// remembered. Otherwise, with few codes, a flag per cell and code; with many, each code remembers the first group it was seen in.
// The rare pairs that none of this tells apart are sorted at the end.
class DistinctCodes {
public:
    // cellsPerRun: groups between two calls of startRun.
    DistinctCodes(const RowSource& source, std::string_view key, std::uint64_t cellsPerRun);

    void resize(std::size_t groups) { counts_.resize(groups); }
    void startRun(std::uint32_t firstGroup);
    void add(const RowBlock& block, const std::uint32_t* groups);  // groups: one per row of the block
    void finish();                                                 // before counts are read
    [[nodiscard]] std::int64_t count(std::size_t group) const { return counts_[group]; }

private:
    static constexpr std::uint32_t kNowhere = std::numeric_limits<std::uint32_t>::max();

    template <class Code>
    [[gnu::noinline]] void addFlags(const RowBlock& block, const std::uint32_t* groups, const Code* codes);
    template <class Code>
    [[gnu::noinline]] void addAdjacent(const RowBlock& block, const std::uint32_t* groups, const Code* codes);
    template <class Code>
    [[gnu::noinline]] void addFirsts(const RowBlock& block, const std::uint32_t* groups, const Code* codes);
    [[gnu::noinline]] void forgetGroups();
    [[gnu::noinline]] void addFurther(std::uint32_t group, std::uint32_t code);

    enum class How { added, adjacent, flags, firsts };
    How how_;
    const std::int64_t* added_ = nullptr;
    CodeSpan codes_;
    std::uint32_t size_ = 0;  // of the column
    std::uint32_t base_ = 0;  // group of the run's first cell
    std::vector<std::uint32_t> flags_;
    std::uint32_t present_ = 0;                    // the code of the row before,
    std::uint32_t groupOfPresent_ = kNowhere;      // the group it was first seen in
    bool several_ = false;                         // and whether there are
    std::vector<std::uint32_t> furtherOfPresent_;  // further ones, not all when there are many
    std::vector<std::uint32_t> firstGroup_;        // by code
    std::vector<std::uint64_t> further_;           // group << 32 | code: seen elsewhere before
    std::vector<std::int64_t> counts_;
};

// Whether the rows of every code but the missing one lie next to each other (CodeColumn::adjacent).
[[nodiscard]] bool rowsLieTogether(const CodeColumn& column);

}  // namespace sandtable

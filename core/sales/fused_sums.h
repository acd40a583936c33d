// FusedSums: order lines and up to three amounts added up per group in one visit per row.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "sales/row_block.h"
#include "sales/row_source.h"

namespace sandtable {

class FusedSums {
public:
    static constexpr std::size_t kMost = 3;  // amounts; who wants more takes another of these

    // Every key names an amount of the source; kMost at most.
    FusedSums(const RowSource& source, std::span<const std::string> keys);

    void resize(std::size_t groups);
    void add(const RowBlock& block, const std::uint32_t* groups);  // groups: one per row of the block

    [[nodiscard]] std::int64_t lines(std::size_t group) const { return slots_[group * (1 + sums_)]; }
    // 1/10,000; kMissingAmount where no row had a value
    [[nodiscard]] std::int64_t sum(std::size_t group, std::size_t s) const;

private:
    std::size_t sums_;
    const std::int64_t* lines_ = nullptr;  // of the rows of an aggregate
    std::array<const std::int64_t*, kMost> values_{};
    std::array<bool, kMost> counted_{};  // whether values may be missing
    std::vector<std::int64_t> slots_;    // [group * (1 + sums)]: lines, then the sums
    std::array<std::vector<std::uint8_t>, kMost> present_;
};

}  // namespace sandtable

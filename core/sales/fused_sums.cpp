#include "sales/fused_sums.h"

#include "facts/table.h"

namespace sandtable {
namespace {

// Lines and up to three sums side by side per group: [group * (1 + kSums)]. One visit per row for all of them.
template <std::size_t kSums>
[[gnu::noinline]] void addFused(const RowBlock& block, const std::uint32_t* groups,
                                const std::array<const std::int64_t*, FusedSums::kMost>& values, std::int64_t* slots) {
    const auto columns = values;  // of its own: nothing the slots could overwrite
    forRows(block, [&](std::size_t i, std::size_t row) {
        std::int64_t* slot = slots + groups[i] * (1 + kSums);
        slot[0] += 1;
        for (std::size_t s = 0; s < kSums; ++s) {
            const std::int64_t value = columns[s][row];
            slot[1 + s] += value == kMissingAmount ? 0 : value;
        }
    });
}

}  // namespace

FusedSums::FusedSums(const RowSource& source, std::span<const std::string> keys) : sums_(keys.size()) {
    lines_ = source.lines.empty() ? nullptr : source.lines.data();
    for (std::size_t s = 0; s < sums_; ++s) {
        const AmountColumn* column = source.amount(keys[s]);
        values_[s] = column->values.data();
        counted_[s] = column->hasMissing;
    }
}

void FusedSums::resize(std::size_t groups) {
    slots_.resize(groups * (1 + sums_));
    for (std::size_t s = 0; s < sums_; ++s)
        if (counted_[s]) present_[s].resize(groups);
}

void FusedSums::add(const RowBlock& block, const std::uint32_t* groups) {
    if (sums_ == 0) addFused<0>(block, groups, values_, slots_.data());
    if (sums_ == 1) addFused<1>(block, groups, values_, slots_.data());
    if (sums_ == 2) addFused<2>(block, groups, values_, slots_.data());
    if (sums_ == 3) addFused<3>(block, groups, values_, slots_.data());
    if (lines_ != nullptr)  // a row of an aggregate stands for several
        forRows(block, [&](std::size_t i, std::size_t row) { slots_[groups[i] * (1 + sums_)] += lines_[row] - 1; });
    for (std::size_t s = 0; s < sums_; ++s) {
        if (!counted_[s]) continue;
        forRows(block, [&](std::size_t i, std::size_t row) {
            present_[s][groups[i]] |= static_cast<std::uint8_t>(values_[s][row] != kMissingAmount);
        });
    }
}

std::int64_t FusedSums::sum(std::size_t group, std::size_t s) const {
    if (counted_[s] && present_[s][group] == 0) return kMissingAmount;
    return slots_[group * (1 + sums_) + 1 + s];
}

}  // namespace sandtable

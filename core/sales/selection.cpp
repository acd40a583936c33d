#include "sales/selection.h"

#include <algorithm>
#include <array>
#include <memory>

namespace sandtable {
namespace {

constexpr std::size_t kBlock = 4096;  // flags of one block stay in the first-level cache

std::size_t firstRowFrom(std::span<const Day> days, Day day) {
    return static_cast<std::size_t>(std::lower_bound(days.begin(), days.end(), day) - days.begin());
}

std::size_t rowsUntil(std::span<const Day> days, Day day) {
    return static_cast<std::size_t>(std::upper_bound(days.begin(), days.end(), day) - days.begin());
}

}  // namespace

Selection::Selection(const RowSource& source, const RowFilter& filter) : last_(source.rows) {
    if (filter.days) {
        first_ = firstRowFrom(source.day, filter.days->first);
        last_ = std::max(first_, rowsUntil(source.day, filter.days->last));
    }
    if (filter.columns.empty()) return;
    listed_ = true;
    // One more: the row after the last accepted one is written and not counted.
    const std::unique_ptr<std::uint32_t[]> found(new std::uint32_t[last_ - first_ + 1]);
    std::size_t count = 0;
    std::array<std::uint8_t, kBlock> pass;
    for (std::size_t begin = first_; begin < last_; begin += kBlock) {
        const std::size_t length = std::min(kBlock, last_ - begin);
        pass.fill(1);
        for (const RowFilter::Accepted& accepted : filter.columns) {
            const std::uint8_t* flags = accepted.codes.data();
            std::visit(
                [&](auto codes) {
                    const auto* code = codes.data() + begin;
                    for (std::size_t i = 0; i < length; ++i) pass[i] &= flags[code[i]];
                },
                source.column(accepted.column)->codes);
        }
        for (std::size_t i = 0; i < length; ++i) {
            found[count] = static_cast<std::uint32_t>(begin + i);
            count += pass[i];
        }
    }
    rows_.assign(found.get(), found.get() + count);
}

Selection::Run Selection::runOf(const RowSource& source, DayRange days) const {
    const std::size_t begin = firstRowFrom(source.day, days.first);
    const std::size_t end = std::max(begin, rowsUntil(source.day, days.last));
    if (!listed_) {
        const auto clamp = [&](std::size_t row) { return std::clamp(row, first_, last_) - first_; };
        return {clamp(begin), clamp(end)};
    }
    const auto positionOf = [&](std::size_t row) {
        return static_cast<std::size_t>(std::lower_bound(rows_.begin(), rows_.end(), row) - rows_.begin());
    };
    return {positionOf(begin), positionOf(end)};
}

}  // namespace sandtable

#include "facts/day_order.h"

#include <algorithm>
#include <numeric>

namespace sandtable {
namespace {

constexpr std::int64_t kCountingSortRange = 200'000;  // days; wider tables are sorted by comparison

}  // namespace

void sortByDay(std::vector<std::uint32_t>& rows, const std::vector<Day>& days) {
    if (rows.empty()) return;
    const auto earlier = [&](std::uint32_t a, std::uint32_t b) { return days[a] < days[b]; };
    if (std::is_sorted(rows.begin(), rows.end(), earlier)) return;
    const auto [low, high] = std::minmax_element(rows.begin(), rows.end(), earlier);
    const std::int64_t first = days[*low];
    const std::int64_t last = days[*high];
    if (last - first > kCountingSortRange) {
        std::stable_sort(rows.begin(), rows.end(), earlier);
        return;
    }
    std::vector<std::uint32_t> start(static_cast<std::size_t>(last - first) + 2);
    for (const std::uint32_t row : rows) ++start[static_cast<std::size_t>(days[row] - first) + 1];
    std::partial_sum(start.begin(), start.end(), start.begin());
    std::vector<std::uint32_t> order(rows.size());
    for (const std::uint32_t row : rows) order[start[static_cast<std::size_t>(days[row] - first)]++] = row;
    rows = std::move(order);
}

}  // namespace sandtable

#include "base/radix_order.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace sandtable {
namespace {

constexpr unsigned kDigitBits = 11;  // 2,048 counters stay in the first-level cache
constexpr std::size_t kDigits = 1U << kDigitBits;

struct Entry {
    std::uint64_t distance;  // below the largest value: ascending distances are descending values
    std::uint32_t index;
};

void sortByDigit(const std::vector<Entry>& from, std::vector<Entry>& to, unsigned shift) {
    std::array<std::uint32_t, kDigits> start{};
    for (const Entry& entry : from) ++start[entry.distance >> shift & (kDigits - 1)];
    std::exclusive_scan(start.begin(), start.end(), start.begin(), 0U);
    for (const Entry& entry : from) to[start[entry.distance >> shift & (kDigits - 1)]++] = entry;
}

}  // namespace

std::vector<std::uint32_t> descendingOrder(std::span<const std::int64_t> values) {
    std::vector<std::uint32_t> order(values.size());
    if (values.empty()) return order;
    const auto [least, largest] = std::minmax_element(values.begin(), values.end());
    const auto top = static_cast<std::uint64_t>(*largest);
    std::vector<Entry> entries(values.size());
    for (std::size_t i = 0; i < values.size(); ++i)
        entries[i] = {top - static_cast<std::uint64_t>(values[i]), static_cast<std::uint32_t>(i)};
    std::vector<Entry> sorted(values.size());
    std::uint64_t rest = top - static_cast<std::uint64_t>(*least);
    for (unsigned shift = 0; rest != 0 && shift < 64; shift += kDigitBits, rest >>= kDigitBits) {
        sortByDigit(entries, sorted, shift);
        entries.swap(sorted);
    }
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = entries[i].index;
    return order;
}

}  // namespace sandtable

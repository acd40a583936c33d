// descendingOrder: which of many whole numbers come first, without comparing any two of them.
// For lists as long as a dictionary (customers, orders); what a person reads is sorted by base/stable_sort.h.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace sandtable {

// The indices 0 … size - 1, largest value first; equal values keep their order. Time grows with the size and the number of digits
// the values differ in: least-significant-digit radix sort (Knuth, The Art of Computer Programming 3, 5.2.5).
[[nodiscard]] std::vector<std::uint32_t> descendingOrder(std::span<const std::int64_t> values);

}  // namespace sandtable

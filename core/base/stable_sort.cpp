#include "base/stable_sort.h"

#include <algorithm>
#include <numeric>

namespace sandtable {

// Bottom up: runs of 1, 2, 4 … are merged two by two, from one list into the other.
std::vector<std::uint32_t> stableOrder(std::size_t count, IndexLess less, const void* context) {
    std::vector<std::uint32_t> order(count), merged(count);
    std::iota(order.begin(), order.end(), 0u);
    for (std::size_t width = 1; width < count; width *= 2) {
        for (std::size_t first = 0; first < count; first += 2 * width) {
            const std::size_t middle = std::min(first + width, count), last = std::min(first + 2 * width, count);
            std::size_t left = first, right = middle;
            for (std::size_t at = first; at < last; ++at) {
                const bool fromRight = left == middle || (right < last && less(context, order[right], order[left]));
                merged[at] = order[fromRight ? right++ : left++];
            }
        }
        order.swap(merged);
    }
    return order;
}

}  // namespace sandtable

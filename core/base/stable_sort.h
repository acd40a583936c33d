// stableSort: std::stable_sort's result for lists of any type through one shared merge sort: a tenth of the code per use.
// For lists that a person reads; std::stable_sort stays where every row of a table is sorted.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace sandtable {

// Says whether the element at index a comes before the one at index b.
using IndexLess = bool (*)(const void* context, std::uint32_t a, std::uint32_t b);

// The indices 0 … count - 1 in order; equal elements keep theirs.
[[nodiscard]] std::vector<std::uint32_t> stableOrder(std::size_t count, IndexLess less, const void* context);

// List: a vector or string.
template <class List, class Less>
void stableSort(List& list, const Less& less) {
    struct Context {
        const List& list;
        const Less& less;
    } const context{list, less};
    const auto order = stableOrder(
        list.size(),
        [](const void* raw, std::uint32_t a, std::uint32_t b) {
            const auto& [elements, before] = *static_cast<const Context*>(raw);
            return before(elements[a], elements[b]);
        },
        &context);
    List sorted;
    sorted.reserve(list.size());
    for (const std::uint32_t index : order) sorted.push_back(std::move(list[index]));
    list = std::move(sorted);
}

}  // namespace sandtable

// Selected rows in stretches short enough for what is made of them to stay in the first-level cache. What is done to a block is a
// call of its own (noinline): a browser replaces its first, slow translation of a function by a fast one only where the function
// is called again.
#pragma once

#include <cstddef>
#include <cstdint>

namespace sandtable {

inline constexpr std::size_t kRowBlock = 2048;

// A stretch of selected rows: row numbers, or all rows from `first` on.
struct RowBlock {
    const std::uint32_t* rows;  // null: first, first + 1, …
    std::size_t first;
    std::size_t length;
};

template <class F>
void forRows(const RowBlock& block, F&& f) {  // f(i, row)
    if (block.rows == nullptr) {
        for (std::size_t i = 0; i < block.length; ++i) f(i, block.first + i);
    } else {
        for (std::size_t i = 0; i < block.length; ++i) f(i, static_cast<std::size_t>(block.rows[i]));
    }
}

}  // namespace sandtable

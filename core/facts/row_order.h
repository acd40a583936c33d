// Which rows of a file make the table, in which order, and their values in that order.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "facts/typed_columns.h"

namespace sandtable {

// Loops over all rows are cut into calls of so many: a browser replaces its first, slow translation of a function
// by a fast one only where the function is called again.
inline constexpr std::size_t kRowsPerCall = 8'192;

struct RowOrder {
    bool asInFile = true;             // every row, as it came
    std::size_t count = 0;            // rows of the table
    std::vector<std::uint32_t> rows;  // row numbers of the file, unless asInFile
};

// Rows without a fault, by day, equal days in file order.
[[nodiscard]] RowOrder orderByDay(const std::vector<Day>& days, const RowFaults& faults);

template <class To, class From>
[[gnu::noinline]] void copyNarrow(const From* values, To* out, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) out[i] = static_cast<To>(values[i]);
}

template <class To, class From>
[[gnu::noinline]] void pickNarrow(const From* values, const std::uint32_t* rows, To* out, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) out[i] = static_cast<To>(values[rows[i]]);
}

// The values of the table's rows, each known to fit.
template <class To, class From>
std::vector<To> pick(const std::vector<From>& values, const RowOrder& order) {
    std::vector<To> out(order.count);
    for (std::size_t at = 0; at < order.count; at += kRowsPerCall) {
        const std::size_t count = std::min(kRowsPerCall, order.count - at);
        if (order.asInFile) {
            copyNarrow(values.data() + at, out.data() + at, count);
        } else {
            pickNarrow(values.data(), order.rows.data() + at, out.data() + at, count);
        }
    }
    return out;
}

// The same where the values are needed no longer.
template <class T>
std::vector<T> pickAll(std::vector<T>& values, const RowOrder& order) {
    if (order.asInFile) return std::move(values);
    std::vector<T> out = pick<T>(values, order);
    std::vector<T>().swap(values);
    return out;
}

// Compiled in row_order.cpp, for speed, whatever the source that calls them is compiled for.
extern template std::vector<std::uint32_t> pick(const std::vector<std::uint32_t>& values, const RowOrder& order);
extern template std::vector<Day> pickAll(std::vector<Day>& values, const RowOrder& order);
extern template std::vector<std::int64_t> pickAll(std::vector<std::int64_t>& values, const RowOrder& order);

}  // namespace sandtable

// From the number blocks of a snapshot to the columns of a table, with what a column must hold to be believed.
#pragma once

#include <algorithm>
#include <cstdint>
#include <type_traits>
#include <vector>

#include "facts/row_order.h"
#include "facts/snapshot_format.h"

namespace sandtable::snapshot {

// The numbers of one block as they are written: value = base + code, code 0 missing when `missing`.
struct NumberBlock {
    const std::uint8_t* codes;
    std::size_t width;
    std::uint64_t base;
    bool missing;
    std::int64_t low;  // the values that fit the column
    std::int64_t high;
};

// False when a value lies outside low…high. kSome: code 0 stands for a missing amount.
template <class Code, bool kSome, class To>
[[gnu::noinline]] bool decode(const NumberBlock& block, std::size_t first, std::size_t count, To* out) {
    const std::uint8_t* at = block.codes + first * sizeof(Code);
    bool fits = true;
    for (std::size_t i = 0; i < count; ++i) {
        Code code;
        std::memcpy(&code, at + i * sizeof code, sizeof code);
        const auto value = static_cast<std::int64_t>(block.base + code);
        const bool missing = kSome && code == 0;
        fits &= missing || (value >= block.low && value <= block.high);
        out[i] = static_cast<To>(missing ? kMissingAmount : value);
    }
    return fits;
}

template <class To>
[[gnu::noinline]] bool fill(const NumberBlock& block, std::size_t count, To* out) {
    if constexpr (std::is_same_v<To, std::int64_t>) {
        if (block.missing) {
            std::fill_n(out, count, kMissingAmount);
            return true;
        }
    }
    const auto value = static_cast<std::int64_t>(block.base);
    std::fill_n(out, count, static_cast<To>(value));
    return value >= block.low && value <= block.high;
}

// One block behind what `numbers` holds already.
template <class To>
bool appendBlock(const NumberBlock& block, std::size_t count, std::vector<To>& numbers) {
    const std::size_t before = numbers.size();
    numbers.resize(before + count);
    To* const out = numbers.data() + before;
    if (block.missing && !std::is_same_v<To, std::int64_t>) return false;
    if (block.width == 0) return fill(block, count, out);
    bool fits = true;
    withWidth(block.width, [&](auto code) {
        using Code = decltype(code);
        for (std::size_t at = 0; at < count && fits; at += kRowsPerCall) {
            const std::size_t taken = std::min(kRowsPerCall, count - at);
            if constexpr (std::is_same_v<To, std::int64_t>) {
                fits = block.missing ? decode<Code, true>(block, at, taken, out + at)
                                     : decode<Code, false>(block, at, taken, out + at);
            } else {
                fits = decode<Code, false>(block, at, taken, out + at);
            }
        }
    });
    return fits;
}

[[gnu::noinline]] inline bool ascending(const Day* days, std::size_t count) {
    bool sorted = true;
    for (std::size_t i = 1; i < count; ++i) sorted &= days[i] >= days[i - 1];
    return sorted;
}

inline bool allAscending(const std::vector<Day>& days) {
    for (std::size_t at = 0; at < days.size(); at += kRowsPerCall) {
        if (!ascending(days.data() + at, std::min(kRowsPerCall + 1, days.size() - at))) return false;
    }
    return true;
}

}  // namespace sandtable::snapshot

// The form of a snapshot, all integers little-endian:
//   "STFACTS" and one version byte, then blocks: u32 size, u32 crc32 of the payload, payload.
//   Block 1 is JSON {name, rows, source, rejects? (RejectLog::encode), columns:[{kind:"day|line|amount|dimension", key,
//   values}]}. Then, column by column: for a
//   dimension its values in text blocks (u32 length, bytes …) until `values` are there, then number blocks of kBlockRows rows
//   (fewer in the last): u8 bytes per row (0, 1, 2, 4, 8), u8 whether code 0 means missing, i64 base, then value - base
//   (value - base + 1 where 0 means missing). An empty block ends the snapshot.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>

#include "base/text.h"
#include "facts/table.h"

namespace sandtable::snapshot {

static_assert(std::endian::native == std::endian::little, "columns are copied as they lie in memory");

inline constexpr char kMagic[] = {'S', 'T', 'F', 'A', 'C', 'T', 'S'};
inline constexpr std::uint8_t kVersion = 1;
inline constexpr std::size_t kBlockHeader = 8;  // size, crc32
inline constexpr std::size_t kBlockRows = 65'536;
inline constexpr std::size_t kNumberHeader = 10;
inline constexpr std::size_t kTextBlockBytes = 1U << 20;

template <class T>
T get(const std::uint8_t* at) {
    T value;
    std::memcpy(&value, at, sizeof value);
    return value;
}

inline std::uint32_t checksumOf(const std::uint8_t* data, std::size_t size) {
    return crc32({reinterpret_cast<const char*>(data), size});
}

// The only numbers that can be missing are amounts.
template <class T>
constexpr bool isMissing(T value) {
    if constexpr (std::is_same_v<T, std::int64_t>) return value == kMissingAmount;
    return false;
}

// Calls f with a value of the unsigned type so many bytes wide; nothing for 0.
template <class F>
void withWidth(std::size_t width, F&& f) {
    if (width == 1) f(std::uint8_t{});
    if (width == 2) f(std::uint16_t{});
    if (width == 4) f(std::uint32_t{});
    if (width == 8) f(std::uint64_t{});
}

}  // namespace sandtable::snapshot

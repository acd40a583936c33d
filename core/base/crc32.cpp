// The checksum of zip and gzip, sixteen bytes a step ("slicing", Kounavis and Berry 2005): snapshots are hundreds of megabytes.
#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "base/text.h"

namespace sandtable {
namespace {

constexpr std::size_t kStep = 16;
constexpr std::size_t kBytesPerCall = std::size_t{64} << 10;  // see kRowsPerCall in facts/row_order.h
using Tables = std::array<std::array<std::uint32_t, 256>, kStep>;

Tables buildTables() {
    Tables tables{};
    for (std::uint32_t i = 0; i < 256; ++i) {
        std::uint32_t crc = i;
        for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? 0xedb88320U : 0U);
        tables[0][i] = crc;
    }
    for (std::size_t slice = 1; slice < kStep; ++slice) {
        for (std::size_t i = 0; i < 256; ++i) {
            const std::uint32_t before = tables[slice - 1][i];
            tables[slice][i] = (before >> 8U) ^ tables[0][before & 255U];
        }
    }
    return tables;
}

// Four bytes, the first of which is `slice` bytes from the end of the step.
std::uint32_t fold(const Tables& tables, std::uint32_t word, std::size_t slice) {
    return tables[slice][word & 255U] ^ tables[slice - 1][(word >> 8U) & 255U] ^
           tables[slice - 2][(word >> 16U) & 255U] ^ tables[slice - 3][word >> 24U];
}

[[gnu::noinline]] std::uint32_t advance(const Tables& tables, std::uint32_t crc, std::string_view bytes) {
    std::size_t at = 0;
    if constexpr (std::endian::native == std::endian::little) {
        for (; at + kStep <= bytes.size(); at += kStep) {
            std::array<std::uint32_t, 4> words;
            std::memcpy(words.data(), bytes.data() + at, kStep);
            crc = fold(tables, words[0] ^ crc, 15) ^ fold(tables, words[1], 11) ^ fold(tables, words[2], 7) ^
                  fold(tables, words[3], 3);
        }
    }
    for (; at < bytes.size(); ++at) crc = (crc >> 8U) ^ tables[0][(crc ^ static_cast<std::uint8_t>(bytes[at])) & 255U];
    return crc;
}

}  // namespace

std::uint32_t crc32(std::string_view bytes) {
    static const Tables tables = buildTables();
    std::uint32_t crc = 0xffffffffU;
    for (std::size_t at = 0; at < bytes.size(); at += kBytesPerCall)
        crc = advance(tables, crc, bytes.substr(at, kBytesPerCall));
    return crc ^ 0xffffffffU;
}

}  // namespace sandtable

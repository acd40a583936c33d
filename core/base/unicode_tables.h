// Tables of the Unicode Character Database behind text.h: canonical decompositions, pairs that compose, combining classes.
// Data only; generated into unicode_tables.cpp by scripts/generate_unicode_tables.mjs. Included by base alone.
#pragma once

#include <cstdint>
#include <span>

namespace sandtable::unicode {

// One step of canonical decomposition; second is 0 for a single character. Hangul syllables are computed, not listed.
struct Decomposition16 {
    std::uint16_t code, first, second;
};
struct Decomposition32 {
    std::uint32_t code, first, second;
};

// Characters first … first + length - 1 with one non-zero canonical combining class.
struct ClassRun {
    std::uint32_t first;
    std::uint16_t length;
    std::uint8_t value;
};

extern const std::span<const Decomposition16> smallDecompositions;  // everything below U+10000, by code
extern const std::span<const Decomposition32> largeDecompositions;  // the rest, by code
extern const std::span<const std::uint16_t> smallByPair;            // indices of those that compose, by (first, second)
extern const std::span<const std::uint16_t> largeByPair;
extern const std::span<const ClassRun> combiningClasses;  // by first

}  // namespace sandtable::unicode

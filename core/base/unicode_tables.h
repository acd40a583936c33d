// Tables of the Unicode Character Database behind text.h: canonical decompositions, pairs that compose, combining classes.
// Data only; packed into unicode_packed.cpp by scripts/generate_unicode_tables.mjs. Included by base alone.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace sandtable::unicode {

// One step of canonical decomposition; second is 0 for a single character. Hangul syllables are computed, not listed.
struct Decomposition {
    char32_t code, first, second;
};

// Characters first … first + length - 1 with one non-zero canonical combining class.
struct ClassRun {
    char32_t first, length;
    int value;
};

struct Tables {
    std::vector<Decomposition> decompositions;    // by code
    std::vector<const Decomposition*> composing;  // those that compose, by (first, second)
    std::vector<ClassRun> combiningClasses;       // by first
};

// Unpacked at the first call: 40 KB of memory for 5 KB of download.
[[nodiscard]] const Tables& tables();

// Columns of numbers, one after the other: their count, then each one's difference from the one before it, all as LEB128
// (differences zigzag: 0, -1, 1, -2 … are 0, 1, 2, 3 …). Columns: code, first, second of the decompositions; the indices of
// pairs that never compose; first, length, value of the class runs.
extern const std::span<const std::uint8_t> packedTables;

}  // namespace sandtable::unicode

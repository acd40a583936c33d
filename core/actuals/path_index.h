// The distinct paths (region, city, …) that occur in the rows of a fact table, and which path each row takes.
// Work per row is one table lookup per level; everything about names happens once per path.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "facts/table.h"

namespace sandtable {

struct PathIndex {
    struct Path {
        std::vector<std::uint32_t> codes;  // one per level, dictionary code; 0 = missing
        std::size_t rows = 0;
        std::int64_t amount = 0;  // 1/10,000; missing amounts add nothing
    };
    std::vector<const DimensionColumn*> levels;
    std::vector<Path> paths;  // by dictionary codes, ascending
    std::vector<std::uint32_t> pathOfRow;
    [[nodiscard]] std::string_view value(std::size_t path, std::size_t level) const {
        return levels[level]->values()[paths[path].codes[level]];
    }
};

// Errors: actuals.missing_dimension {dimension}, one for each that the table lacks.
[[nodiscard]] Result<PathIndex> indexPaths(const FactTable& facts, std::span<const std::string> levels);

}  // namespace sandtable

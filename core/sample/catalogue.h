// Catalogue: the sample company's product lines and models with prices, costs and seasons.
// Data only.
#pragma once

#include <span>

#include "sample/word_lists.h"

namespace sandtable::sample {

inline constexpr int kProductLines = 12;
inline constexpr int kModelsPerLine = 4;
enum Season : int { kitchen = 0, heating, water };

struct ModelRow {
    const char* sku;
    int listYuan;
    int weight;  // share of its line's order lines
};

struct ProductLineRow {
    const char* id;
    Words name;
    Season season;
    int costPermille;  // of list price
    ModelRow models[kModelsPerLine];
};

[[nodiscard]] std::span<const ProductLineRow> productLineRows();
// Share of a channel's order lines by product line, ‰; adds up to 1,000.
[[nodiscard]] int mixPermille(int channel, int productLine);
// Demand in a calendar month against the mean month, ‰.
[[nodiscard]] int seasonPermille(Season season, int month);

}  // namespace sandtable::sample

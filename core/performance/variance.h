// performance.variance: why sales differ between two stretches of time: volume, price, mix, new and lost products, per node.
// The parts add up to the gap exactly. Formulas: docs/methods.md#variance
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "request/request.h"

namespace sandtable {

// One product of one node in both stretches; amounts and quantities in 1/10,000, 0 where not sold.
struct ProductChange {
    std::int64_t baseAmount = 0;
    std::int64_t baseQuantity = 0;
    std::int64_t currentAmount = 0;
    std::int64_t currentQuantity = 0;
};

struct Effects {
    std::int64_t volume = 0;  // more or fewer pieces at the base's average price and mix
    std::int64_t price = 0;   // the same pieces at other prices
    std::int64_t mix = 0;     // dearer or cheaper products among them
    std::int64_t gained = 0;  // products the base did not sell
    std::int64_t lost = 0;    // products only the base sold
    std::int64_t other = 0;   // amounts without a positive quantity on both sides: no price can be told
    [[nodiscard]] std::int64_t sum() const { return volume + price + mix + gained + lost + other; }
    Effects& operator+=(const Effects& more);
};

// The effects of one node's products; sum() is its gap to the last 1/10,000.
[[nodiscard]] Effects effectsOf(std::span<const ProductChange> products);

[[nodiscard]] Json varianceParams();
// Errors: those of sales/question.h, performance/comparison.h, sales.missing_measure {measure, table}.
[[nodiscard]] Result<Json> variance(const RequestContext& context, const Json& params);

}  // namespace sandtable

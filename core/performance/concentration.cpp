#include "performance/concentration.h"

#include <algorithm>

#include "base/radix_order.h"

namespace sandtable {

RankedValues rankValues(std::span<const std::int64_t> values) {
    RankedValues ranked;
    ranked.order = descendingOrder(values);
    ranked.values.resize(values.size());
    std::size_t positive = 0;
    for (const std::uint32_t at : ranked.order) {
        const std::int64_t value = values[at];
        if (value > 0) {
            ranked.values[positive++] = value;
        } else {
            ranked.zeros += value == 0;
            ranked.negative += value;
        }
    }
    ranked.negatives = values.size() - positive - ranked.zeros;
    ranked.order.resize(positive);
    ranked.values.resize(positive);
    return ranked;
}

std::int64_t sumOf(std::span<const std::int64_t> values) {
    std::int64_t sum = 0;
    for (const std::int64_t value : values) sum += value;
    return sum;
}

Concentration concentrationOf(std::span<const std::int64_t> descending) {
    const auto all = static_cast<double>(sumOf(descending));
    const auto count = static_cast<double>(descending.size());
    if (descending.empty() || all <= 0) return {};
    Concentration out;
    double weighted = 0;
    for (std::size_t i = 0; i < descending.size(); ++i) {
        const double share = static_cast<double>(descending[i]) / all;
        weighted += (count - 1 - 2 * static_cast<double>(i)) * share;  // ranks count from the smallest
        out.hhi += share * share;
    }
    out.gini = weighted / count;
    return out;
}

std::size_t membersForShare(std::span<const std::int64_t> descending, double share) {
    const double wanted = share * static_cast<double>(sumOf(descending));
    std::int64_t sum = 0;
    std::size_t members = 0;
    while (members < descending.size() && static_cast<double>(sum) < wanted) sum += descending[members++];
    return members;
}

std::vector<CurvePoint> concentrationCurve(std::span<const std::int64_t> descending, std::size_t points) {
    const auto all = static_cast<double>(sumOf(descending));
    const std::size_t count = descending.size();
    points = std::min(points, count);
    std::vector<CurvePoint> curve;
    curve.reserve(points);
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < count; ++i) {
        sum += descending[i];
        if ((i + 1) * points < (curve.size() + 1) * count) continue;
        curve.push_back({static_cast<double>(i + 1) / static_cast<double>(count), static_cast<double>(sum) / all});
    }
    return curve;
}

}  // namespace sandtable

// How much of a total few members make up: ranks, Gini, Herfindahl, the curve. Numbers only; the request is in pareto.h.
// Formulas: docs/methods.md#pareto
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace sandtable {

struct RankedValues {
    std::vector<std::uint32_t> order;  // places of the positive values, largest first
    std::vector<std::int64_t> values;  // in that order
    std::int64_t negative = 0;         // sum of those below zero
    std::size_t negatives = 0;
    std::size_t zeros = 0;
};
[[nodiscard]] RankedValues rankValues(std::span<const std::int64_t> values);

[[nodiscard]] std::int64_t sumOf(std::span<const std::int64_t> values);

// The following are of positive values in descending order.

struct Concentration {
    double gini = 0;  // 0 all equal … (n-1)/n one has all
    double hhi = 0;   // sum of squared shares, 1/n … 1
};
[[nodiscard]] Concentration concentrationOf(std::span<const std::int64_t> descending);

// How many of the largest values are needed until their sum reaches `share` of the total: the smallest such set.
[[nodiscard]] std::size_t membersForShare(std::span<const std::int64_t> descending, double share);

// Up to `points` points, evenly spread over the members: the share of the total the first memberRatio of them have.
struct CurvePoint {
    double memberRatio;
    double share;
};
[[nodiscard]] std::vector<CurvePoint> concentrationCurve(std::span<const std::int64_t> descending, std::size_t points);

}  // namespace sandtable

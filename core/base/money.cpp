// Checked sums and exact splits of money. The split works on integers throughout, so that native and WASM agree to the unit.
#include "base/money.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

#include "base/json_object.h"

namespace sandtable {

namespace {

__extension__ using Wide = unsigned __int128;

Error overflow() { return {.code = "money.overflow", .detail = "the result does not fit 2^53 - 1 minor units"}; }

// Weights as integers below 2^62 in proportion, by a common power of two: exact for every weight within a factor of 2^9 of
// the largest, and off by less than 2^-61 of the largest below that. All zero gives ones.
std::vector<std::uint64_t> integerWeights(std::span<const double> weights) {
    const double largest = *std::max_element(weights.begin(), weights.end());
    std::vector<std::uint64_t> scaled(weights.size(), 1);
    if (largest == 0) return scaled;
    const int shift = 61 - std::ilogb(largest);
    std::transform(weights.begin(), weights.end(), scaled.begin(),
                   [&](double weight) { return static_cast<std::uint64_t>(std::ldexp(weight, shift)); });
    return scaled;
}

std::vector<Minor> splitMagnitude(std::uint64_t total, const std::vector<std::uint64_t>& weights) {
    const Wide sum = std::accumulate(weights.begin(), weights.end(), Wide{0});
    std::vector<Minor> parts(weights.size());
    std::vector<Wide> remainders(weights.size());
    std::uint64_t given = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const Wide product = Wide{total} * weights[i];  // below 2^53 * 2^62
        const auto part = static_cast<std::uint64_t>(product / sum);
        parts[i] = static_cast<Minor>(part);
        remainders[i] = product - Wide{part} * sum;
        given += part;
    }
    // Fewer units are left than parts; they go to the largest remainders.
    const auto left = static_cast<std::ptrdiff_t>(total - given);
    std::vector<std::size_t> order(weights.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::nth_element(order.begin(), order.begin() + left, order.end(), [&](std::size_t a, std::size_t b) {
        return remainders[a] != remainders[b] ? remainders[a] > remainders[b] : a < b;
    });
    for (std::ptrdiff_t i = 0; i < left; ++i) ++parts[order[static_cast<std::size_t>(i)]];
    return parts;
}

bool fits(Minor value) { return value >= -kMaxMinor && value <= kMaxMinor; }

}  // namespace

Result<Minor> addChecked(Minor a, Minor b) {
    Minor sum = 0;
    if (__builtin_add_overflow(a, b, &sum) || !fits(sum)) return failure(overflow());
    return sum;
}

Result<Minor> sumChecked(std::span<const Minor> values) {
    // Judged by the exact total, not by the way there: 128 bits hold any sum of 2^64 values.
    __extension__ using WideSum = __int128;
    WideSum sum = 0;
    for (Minor value : values) sum += value;
    if (sum < -kMaxMinor || sum > kMaxMinor) return failure(overflow());
    return static_cast<Minor>(sum);
}

Result<Minor> minorFromDouble(double value) {
    if (!std::isfinite(value)) return failure({.code = "money.not_finite", .detail = "infinite or not a number"});
    const double rounded = std::round(value);
    if (std::fabs(rounded) > static_cast<double>(kMaxMinor)) return failure(overflow());
    return static_cast<Minor>(rounded);
}

Result<std::vector<Minor>> splitByLargestRemainder(Minor total, std::span<const double> weights) {
    if (!fits(total)) return failure(overflow());
    Errors errors;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        if (std::isfinite(weights[i]) && weights[i] >= 0) continue;
        errors.push_back({.code = "money.bad_weight",
                          .params = JsonObject().put("index", i),
                          .detail = "a weight is negative or not finite"});
    }
    if (!errors.empty()) return failure(std::move(errors));
    if (weights.empty()) {
        if (total == 0) return std::vector<Minor>{};
        return failure({.code = "money.nothing_to_split_over", .params = JsonObject().put("totalMinor", total)});
    }
    const auto magnitude = static_cast<std::uint64_t>(total < 0 ? -total : total);
    std::vector<Minor> parts = splitMagnitude(magnitude, integerWeights(weights));
    if (total < 0) std::transform(parts.begin(), parts.end(), parts.begin(), std::negate<>());
    return parts;
}

}  // namespace sandtable

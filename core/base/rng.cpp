// PCG32 as published with its reference implementation (pcg_basic); everything above it uses only exact arithmetic and
// base/numeric.h, so that a seed gives the same company on every platform.
#include "base/rng.h"

#include <cmath>

#include "base/numeric.h"

namespace sandtable {

Rng::Rng(std::uint64_t seed, std::uint64_t stream) : state_(0), increment_((stream << 1U) | 1U) {
    (void)nextU32();
    state_ += seed;
    (void)nextU32();
}

std::uint32_t Rng::nextU32() {
    const std::uint64_t old = state_;
    state_ = old * 6364136223846793005ULL + increment_;
    const auto shifted = static_cast<std::uint32_t>(((old >> 18U) ^ old) >> 27U);
    const auto turn = static_cast<std::uint32_t>(old >> 59U);
    return (shifted >> turn) | (shifted << ((32U - turn) & 31U));
}

std::uint64_t Rng::nextU64() {
    const std::uint64_t high = nextU32();  // two statements: the order of the draws is part of the result
    return (high << 32U) | nextU32();
}

double Rng::uniform() { return static_cast<double>(nextU64() >> 11U) * 0x1p-53; }

std::uint32_t Rng::below(std::uint32_t n) {
    const std::uint32_t threshold = (0U - n) % n;  // 2^32 mod n: values below it would favour small results
    for (;;) {
        const std::uint32_t draw = nextU32();
        if (draw >= threshold) return draw % n;
    }
}

// Marsaglia's polar method (Marsaglia and Bray 1964): one logarithm and one square root for two values.
double Rng::normal() {
    if (hasSpare_) {
        hasSpare_ = false;
        return spare_;
    }
    for (;;) {
        const double x = 2 * uniform() - 1;
        const double y = 2 * uniform() - 1;
        const double square = x * x + y * y;
        if (square >= 1 || square == 0) continue;
        const double scale = std::sqrt(-2 * logExact(square) / square);
        spare_ = y * scale;
        hasSpare_ = true;
        return x * scale;
    }
}

double Rng::lognormal(double mu, double sigma) { return expExact(mu + sigma * normal()); }

}  // namespace sandtable

// Seeded random numbers, identical on every platform and build: never <random> distributions.
#pragma once

#include <cstdint>

namespace sandtable {

// PCG32 (O'Neill 2014, pcg-random.org, XSH-RR 64/32): small, fast, well tested.
class Rng {
public:
    explicit Rng(std::uint64_t seed, std::uint64_t stream = 0);
    [[nodiscard]] std::uint32_t nextU32();
    [[nodiscard]] std::uint64_t nextU64();
    [[nodiscard]] double uniform();                      // [0, 1), 53 bits
    [[nodiscard]] std::uint32_t below(std::uint32_t n);  // 0 … n-1 without bias; n > 0
    [[nodiscard]] double normal();                       // standard normal, platform-identical
    [[nodiscard]] double lognormal(double mu, double sigma);

private:
    std::uint64_t state_;
    std::uint64_t increment_;
    double spare_ = 0;
    bool hasSpare_ = false;
};

}  // namespace sandtable

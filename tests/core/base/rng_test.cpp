#include "base/rng.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

using namespace sandtable;

TEST_CASE("seed 42, stream 54 gives the published first round of pcg32-demo") {
    Rng rng(42, 54);
    for (std::uint32_t expected : {0xa15c02b7U, 0x7b47f409U, 0xba1d3330U, 0x83d2f293U, 0xbfa4784bU, 0xcbed606eU}) {
        CHECK(rng.nextU32() == expected);
    }
}

TEST_CASE("equal seeds repeat, other seeds and streams differ") {
    Rng a(7), b(7), otherSeed(8), otherStream(7, 1);
    const std::uint64_t first = a.nextU64();
    CHECK(b.nextU64() == first);
    CHECK(otherSeed.nextU64() != first);
    CHECK(otherStream.nextU64() != first);
}

TEST_CASE("below(n) is even and stays below n") {
    Rng rng(1, 2);
    std::vector<int> counts(6, 0);
    for (int i = 0; i < 60'000; ++i) ++counts[rng.below(6)];
    for (int count : counts) CHECK(std::abs(count - 10'000) < 460);  // five standard deviations
    CHECK(rng.below(1) == 0);
    for (int i = 0; i < 1'000; ++i) REQUIRE(rng.below(3'000'000'000U) < 3'000'000'000U);
}

TEST_CASE("uniform, normal and lognormal have the moments they should") {
    Rng rng(2026, 9);
    constexpr int kDraws = 200'000;
    double uniform = 0, normal = 0, square = 0, fourth = 0, logs = 0;
    for (int i = 0; i < kDraws; ++i) {
        const double u = rng.uniform(), z = rng.normal();
        REQUIRE((u >= 0 && u < 1));
        uniform += u / kDraws;
        normal += z / kDraws;
        square += z * z / kDraws;
        fourth += z * z * z * z / kDraws;
        logs += std::log(rng.lognormal(0.5, 2)) / kDraws;
    }
    CHECK(uniform == Approx(0.5).margin(0.004));
    CHECK(normal == Approx(0).margin(0.012));
    CHECK(square == Approx(1).margin(0.02));
    CHECK(fourth == Approx(3).margin(0.12));
    CHECK(logs == Approx(0.5).margin(0.025));
}

#include <catch2/catch.hpp>
#include <cfloat>
#include <cmath>
#include <limits>
#include <string>

#include "base/numeric.h"
#include "base/rng.h"
#include "base/text.h"

using namespace sandtable;

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
const double kNaN = std::nan("");

[[maybe_unused]] double ulpsFrom(long double exact, double value) {
    const double nearest = static_cast<double>(exact);
    const double unit = std::nextafter(std::fabs(nearest), kInfinity) - std::fabs(nearest);
    return static_cast<double>(std::fabs(static_cast<long double>(value) - exact) / unit);
}

}  // namespace

#if LDBL_MANT_DIG == 64
TEST_CASE("exp, log, pow, sin and cos stay within one unit in the last place of the 64-bit-mantissa functions") {
    Rng rng(2026, 1);
    double worstExp = 0, worstLog = 0, worstPow = 0, worstSin = 0, worstCos = 0;
    for (int i = 0; i < 200'000; ++i) {
        const double x = (rng.uniform() - 0.5) * (i % 2 == 0 ? 1416 : 4);
        worstExp = std::max(worstExp, ulpsFrom(std::exp(static_cast<long double>(x)), expExact(x)));
        const double positive =
            i % 2 == 0 ? 0.5 + rng.uniform() : std::ldexp(1 + rng.uniform(), static_cast<int>(rng.below(2000)) - 1000);
        worstLog = std::max(worstLog, ulpsFrom(std::log(static_cast<long double>(positive)), logExact(positive)));
        const double base =
            i % 2 == 0 ? 0.5 + rng.uniform() : std::ldexp(1 + rng.uniform(), static_cast<int>(rng.below(40)) - 20);
        const double limit = 700 / std::max(1e-3, std::fabs(std::log(base)));
        const double exponent = (2 * rng.uniform() - 1) * std::min(limit, 1e5);
        worstPow =
            std::max(worstPow, ulpsFrom(std::pow(static_cast<long double>(base), static_cast<long double>(exponent)),
                                        powExact(base, exponent)));
        const double angle = (rng.uniform() - 0.5) * (i % 2 == 0 ? 2e5 : 20);
        worstSin = std::max(worstSin, ulpsFrom(std::sin(static_cast<long double>(angle)), sinExact(angle)));
        worstCos = std::max(worstCos, ulpsFrom(std::cos(static_cast<long double>(angle)), cosExact(angle)));
    }
    INFO("ulps: exp " << worstExp << " log " << worstLog << " pow " << worstPow << " sin " << worstSin << " cos "
                      << worstCos);
    CHECK(worstExp < 0.65);
    CHECK(worstLog < 0.85);
    CHECK(worstPow < 0.65);
    CHECK(worstSin < 0.85);
    CHECK(worstCos < 0.85);
}
#endif

TEST_CASE("known values come out exactly") {
    CHECK(expExact(0) == 1);
    CHECK(expExact(1) == 2.718281828459045);
    CHECK(logExact(1) == 0);
    CHECK(logExact(2) == 0.6931471805599453);
    CHECK(logExact(10) == 2.302585092994046);
    CHECK(powExact(2, 10) == 1024);
    CHECK(powExact(10, 15) == 1e15);
    CHECK(powExact(1.1, 2) == 1.2100000000000002);
    CHECK(powExact(4, 0.5) == 2);
    CHECK(powExact(2, -1074) == 0x1p-1074);
    CHECK(powExact(2, 1023) == 0x1p1023);
    CHECK(powExact(-3, 3) == -27);
    CHECK(sinExact(0) == 0);
    CHECK(cosExact(0) == 1);
    CHECK(sinExact(3.141592653589793) == 1.2246467991473532e-16);
    CHECK(cosExact(1e5) == -0.9993608074382124);
}

TEST_CASE("limits and impossible arguments follow the C standard") {
    CHECK(expExact(710) == kInfinity);
    CHECK(expExact(-746) == 0);
    CHECK(expExact(-kInfinity) == 0);
    CHECK(expExact(-745) == 0x1p-1074);
    CHECK(std::isnan(expExact(kNaN)));
    CHECK(logExact(0) == -kInfinity);
    CHECK(std::isnan(logExact(-1)));
    CHECK(logExact(kInfinity) == kInfinity);
    CHECK(logExact(0x1p-1074) == Approx(-744.4400719213812).epsilon(1e-15));
    CHECK(powExact(kNaN, 0) == 1);
    CHECK(powExact(1, kNaN) == 1);
    CHECK(std::isnan(powExact(kNaN, 1)));
    CHECK(std::isnan(powExact(-8, 1.0 / 3)));
    CHECK(powExact(-1, kInfinity) == 1);
    CHECK(powExact(0.5, kInfinity) == 0);
    CHECK(powExact(0.5, -kInfinity) == kInfinity);
    CHECK(powExact(0, -1) == kInfinity);
    CHECK(powExact(-0.0, -3) == -kInfinity);
    CHECK(std::signbit(powExact(-0.0, 3)));
    CHECK(powExact(-kInfinity, 3) == -kInfinity);
    CHECK(powExact(kInfinity, -2) == 0);
    CHECK(powExact(2, 1024) == kInfinity);
    CHECK(powExact(2, -1080) == 0);
    CHECK(powExact(-2, 1025) == -kInfinity);
    CHECK(powExact(1.0000001, 1e300) == kInfinity);
    CHECK(std::isnan(sinExact(2e6)));
    CHECK(std::isnan(cosExact(kInfinity)));
}

TEST_CASE("every build computes the same bits") {
    // The hash was taken from the native build; the WASM tests run this same case.
    Rng rng(7, 7);
    std::string bits;
    const auto keep = [&](double value) {
        const auto word = __builtin_bit_cast(std::uint64_t, value);
        for (unsigned shift = 0; shift < 64; shift += 8) bits += static_cast<char>((word >> shift) & 255U);
    };
    for (int i = 0; i < 20'000; ++i) {
        const double x = (rng.uniform() - 0.5) * 200;
        keep(expExact(x));
        keep(logExact(std::fabs(x)));
        keep(powExact(std::fabs(x), x / 20));
        keep(sinExact(x));
        keep(cosExact(x));
        keep(rng.normal());
        keep(rng.lognormal(1, 0.5));
    }
    CHECK(fnv1a64(bits) == 0x9e8aa3d1b2953c5bULL);
}

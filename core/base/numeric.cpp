// Deterministic elementary functions from additions, multiplications and divisions only.
// Argument reduction and minimax coefficients of log, sin and cos after fdlibm: Copyright (C) 1993 by Sun Microsystems, Inc.
// All rights reserved. Developed at SunPro, a Sun Microsystems, Inc. business. Permission to use, copy, modify, and distribute
// this software is freely granted, provided that this notice is preserved. exp and pow (a logarithm in double-double) are our own.
#include "base/numeric.h"

#include <array>
#include <cmath>
#include <cstdint>
#include <limits>

namespace sandtable {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kLn2High = 6.93147180369123816490e-01;  // 32 significant bits: times an exponent it stays exact
constexpr double kLn2Low = 1.90821492927058770002e-10;
constexpr double kInverseLn2 = 1.44269504088896338700e+00;

constexpr auto kInverseFactorial = [] {
    std::array<double, 15> values{};
    double factorial = 1;  // exact: 14! is below 2^53
    for (int n = 0; n < 15; ++n) {
        if (n > 0) factorial *= n;
        values[static_cast<std::size_t>(n)] = 1 / factorial;
    }
    return values;
}();

// An unevaluated sum of two doubles, |low| at most half a unit in the last place of high.
struct DoubleDouble {
    double high;
    double low;
};

// Knuth's exact sum.
DoubleDouble twoSum(double a, double b) {
    const double sum = a + b;
    const double part = sum - a;
    return {sum, (a - (sum - part)) + (b - part)};
}

// Dekker's exact product by Veltkamp splitting; no fused multiply-add, which WASM lacks.
DoubleDouble twoProduct(double a, double b) {
    constexpr double kSplitter = 134'217'729;  // 2^27 + 1
    const double scaledA = kSplitter * a, scaledB = kSplitter * b;
    const double aHigh = scaledA - (scaledA - a), bHigh = scaledB - (scaledB - b);
    const double aLow = a - aHigh, bLow = b - bHigh;
    const double product = a * b;
    return {product, ((aHigh * bHigh - product) + aHigh * bLow + aLow * bHigh) + aLow * bLow};
}

DoubleDouble add(DoubleDouble a, DoubleDouble b) {
    const DoubleDouble sum = twoSum(a.high, b.high);
    return twoSum(sum.high, sum.low + (a.low + b.low));
}

DoubleDouble multiply(DoubleDouble a, DoubleDouble b) {
    const DoubleDouble product = twoProduct(a.high, b.high);
    return twoSum(product.high, product.low + (a.high * b.low + a.low * b.high));
}

DoubleDouble divide(DoubleDouble a, DoubleDouble b) {
    const double first = a.high / b.high;
    const DoubleDouble back = multiply(b, {first, 0});
    const DoubleDouble rest = add(a, {-back.high, -back.low});
    return twoSum(first, rest.high / b.high);
}

// The bits of a double as a number, and back (std::bit_cast is missing from the C++ library of older Emscripten).
std::uint64_t bitsOf(double value) { return __builtin_bit_cast(std::uint64_t, value); }
double fromBits(std::uint64_t bits) { return __builtin_bit_cast(double, bits); }

// x * 2^exponent for results that may be subnormal or infinite, rounded once.
double scaleByPowerOfTwo(double x, int exponent) {
    const auto power = [](int e) { return fromBits(static_cast<std::uint64_t>(e + 1023) << 52U); };
    if (exponent > 1023) return x * 0x1p1023 * power(exponent - 1023);
    if (exponent < -1022) return x * power(exponent + 1000) * 0x1p-1000;
    return x * power(exponent);
}

struct BinaryParts {
    double mantissa;  // [sqrt(1/2), sqrt(2))
    int exponent;
};

BinaryParts splitBinary(double positive) {
    int exponent = 0;
    if (positive < 0x1p-1022) {
        positive *= 0x1p54;
        exponent = -54;
    }
    const auto bits = bitsOf(positive);
    exponent += static_cast<int>(bits >> 52U) - 1023;
    double mantissa = fromBits((bits & 0x000fffffffffffffULL) | 0x3ff0000000000000ULL);
    if (mantissa >= 1.41421356237309504880) {
        mantissa *= 0.5;
        ++exponent;
    }
    return {mantissa, exponent};
}

// exp(high + low) for |low| far below |high|.
double expOfSum(double high, double low) {
    if (high > 709.79) return kInfinity;
    if (high < -745.2) return 0;
    const double k = std::floor(high * kInverseLn2 + 0.5);
    const double upper = high - k * kLn2High;
    const double lower = low - k * kLn2Low;
    const DoubleDouble r = twoSum(upper, lower);  // |r| <= ln 2 / 2
    // Taylor series; the term left out is below 2^-60. 1 + r is kept exact, so only the small rest is rounded.
    double rest = kInverseFactorial[14];
    for (int n = 13; n >= 2; --n) rest = rest * r.high + kInverseFactorial[static_cast<std::size_t>(n)];
    const DoubleDouble start = twoSum(1, r.high);
    const double y = start.high + (start.low + (r.low * (1 + r.high) + r.high * r.high * rest));
    return scaleByPowerOfTwo(y, static_cast<int>(k));
}

// ln of a positive finite number to about 100 bits: 2 atanh((m - 1) / (m + 1)) + k ln 2. The series is summed in double down
// to the seventh power, where its terms weigh less than 2^-18, and in double-double from there.
DoubleDouble logDoubleDouble(double x) {
    const auto [m, k] = splitBinary(x);
    const DoubleDouble s = divide({m - 1, 0}, twoSum(m, 1));
    const DoubleDouble z = multiply(s, s);
    double tail = 0;
    for (int n = 31; n >= 9; n -= 2) tail = tail * z.high + 1.0 / n;
    DoubleDouble sum{tail, 0};
    for (int n = 7; n >= 1; n -= 2) sum = add(multiply(sum, z), divide({1, 0}, {static_cast<double>(n), 0}));
    const DoubleDouble series = multiply(s, sum);
    constexpr DoubleDouble kLn2{6.931471805599453094e-01, 2.319046813846299558e-17};
    return add(multiply(kLn2, {static_cast<double>(k), 0}), {2 * series.high, 2 * series.low});
}

struct QuarterTurns {
    int quadrant;  // 0..3
    double high;   // the rest, |.| <= pi/4
    double low;
};

// Cody and Waite: pi/2 in pieces of 33 bits, so that the quotient times the first two is exact up to 2^20 quarter turns.
QuarterTurns reduceByQuarterTurns(double x) {
    constexpr double kPiHalf1 = 1.57079632673412561417e+00;
    constexpr double kPiHalf2 = 6.07710050630396597660e-11;
    constexpr double kPiHalf3 = 2.02226624871116645580e-21;
    constexpr double kPiHalf3Tail = 8.47842766036889956997e-32;
    const double n = std::floor(x * 6.36619772367581382433e-01 + 0.5);
    DoubleDouble rest = twoSum(x - n * kPiHalf1, -(n * kPiHalf2));
    rest = add(rest, {-(n * kPiHalf3), -(n * kPiHalf3Tail)});
    const auto turns = static_cast<std::int64_t>(n);
    return {static_cast<int>(((turns % 4) + 4) % 4), rest.high, rest.low};
}

double sinKernel(double x, double low) {
    const double z = x * x;
    const double v = z * x;
    const double r =
        8.33333333332248946124e-03 +
        z * (-1.98412698298579493134e-04 +
             z * (2.75573137070700676789e-06 + z * (-2.50507602534068634195e-08 + z * 1.58969099521155010221e-10)));
    return x - ((z * (0.5 * low - v * r) - low) - v * -1.66666666666666324348e-01);
}

double cosKernel(double x, double low) {
    const double z = x * x;
    const double r = z * (4.16666666666666019037e-02 +
                          z * (-1.38888888888741095749e-03 +
                               z * (2.48015872894767294178e-05 +
                                    z * (-2.75573143513906633035e-07 +
                                         z * (2.08757232129817482790e-09 + z * -1.13596475577881948265e-11)))));
    const double half = 0.5 * z;
    const double w = 1 - half;
    return w + (((1 - w) - half) + (z * r - x * low));
}

bool isOddInteger(double x) { return std::fabs(x) < 0x1p53 && std::floor(x) == x && std::floor(x / 2) != x / 2; }

// |base|^exponent for positive finite base other than 1 and finite exponent other than 0.
double powOfPositive(double base, double exponent) {
    if (std::fabs(exponent) > 0x1p64) return (base > 1) == (exponent > 0) ? kInfinity : 0;
    const DoubleDouble product = multiply(logDoubleDouble(base), {exponent, 0});
    return expOfSum(product.high, product.low);
}

}  // namespace

double expExact(double x) { return std::isnan(x) ? x : expOfSum(x, 0); }

double logExact(double x) {
    if (std::isnan(x) || x == kInfinity) return x;
    if (x == 0) return -kInfinity;
    if (x < 0) return kNaN;
    const auto [m, k] = splitBinary(x);
    const double f = m - 1;
    const double s = f / (2 + f);
    const double z = s * s;
    const double w = z * z;
    const double even = w * (3.999999999940941908e-01 + w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01));
    const double odd =
        z * (6.666666666666735130e-01 +
             w * (2.857142874366239149e-01 + w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01)));
    const double half = 0.5 * f * f;
    return k * kLn2High - ((half - (s * (half + even + odd) + k * kLn2Low)) - f);
}

double powExact(double base, double exponent) {
    if (exponent == 0 || base == 1) return 1;
    if (std::isnan(base) || std::isnan(exponent)) return kNaN;
    const double size = std::fabs(base);
    if (std::isinf(exponent)) {
        if (size == 1) return 1;
        return (size > 1) == (exponent > 0) ? kInfinity : 0;
    }
    const bool odd = isOddInteger(exponent);
    const double sign = std::signbit(base) && odd ? -1 : 1;
    if (size == 0) return exponent > 0 ? sign * 0.0 : sign * kInfinity;
    if (std::isinf(base)) return exponent > 0 ? sign * kInfinity : sign * 0.0;
    if (base < 0 && std::floor(exponent) != exponent) return kNaN;
    return size == 1 ? sign : sign * powOfPositive(size, exponent);
}

double sinExact(double x) {
    if (!(std::fabs(x) <= 1e6)) return kNaN;
    const auto [quadrant, high, low] = reduceByQuarterTurns(x);
    const double value = quadrant % 2 == 0 ? sinKernel(high, low) : cosKernel(high, low);
    return quadrant < 2 ? value : -value;
}

double cosExact(double x) {
    if (!(std::fabs(x) <= 1e6)) return kNaN;
    const auto [quadrant, high, low] = reduceByQuarterTurns(x);
    const double value = quadrant % 2 == 0 ? cosKernel(high, low) : sinKernel(high, low);
    return quadrant == 0 || quadrant == 3 ? value : -value;
}

}  // namespace sandtable

// The one place that computes exp, log, pow, sin and cos, so that native and WASM results stay bit-identical: the C library's
// versions differ between systems. Everything else includes this instead of <cmath>'s transcendental functions.
// Error at most 1 unit in the last place (ulp) against the exact value, measured in tests/core/base/numeric_test.cpp.
#pragma once

namespace sandtable {

[[nodiscard]] double expExact(double x);                      // 0 below -745.13, infinity above 709.78
[[nodiscard]] double logExact(double x);                      // -infinity at 0, NaN below
[[nodiscard]] double powExact(double base, double exponent);  // special cases as in C (ISO C Annex F)
// Radians. Phases beyond ±1e6 would need many-word reduction and mean a mistake of the caller: NaN.
[[nodiscard]] double sinExact(double x);
[[nodiscard]] double cosExact(double x);

}  // namespace sandtable

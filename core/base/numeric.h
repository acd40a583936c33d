// The one place that calls exp, log and pow, so that native and WASM results stay bit-identical.
// Everything else includes this instead of <cmath> transcendental functions.
#pragma once

namespace sandtable {

[[nodiscard]] double expExact(double x);
[[nodiscard]] double logExact(double x);
[[nodiscard]] double powExact(double base, double exponent);
[[nodiscard]] double sinExact(double x);
[[nodiscard]] double cosExact(double x);

}  // namespace sandtable

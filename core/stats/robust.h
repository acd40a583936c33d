// Robust location and scale, and the quantile of the normal distribution that turns a scale into a band.
#pragma once

#include <vector>

namespace sandtable {

// The middle value; the mean of the two middle ones of an even count; NaN of nothing.
[[nodiscard]] double medianOf(std::vector<double> values);

// 1.4826 × median |x - median|: the standard deviation of normal data (Hampel 1974), untouched by up to half of outliers.
[[nodiscard]] double madScale(const std::vector<double>& values);

// x with Φ(x) = p, 0 < p < 1, to 7 digits: Wichura 1988, algorithm AS 241 (PPND7). NaN outside.
[[nodiscard]] double normalQuantile(double p);

}  // namespace sandtable

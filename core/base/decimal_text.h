// The double nearest to a decimal number, correctly rounded: what strtod returns, in a fifth of its code.
#pragma once

#include <string_view>

namespace sandtable {

// `number` is of the form that JSON allows: -?digits(.digits)?([eE][+-]?digits)?. Halfway cases go to the even neighbour; infinity
// above 1.797…e308, ±0 below 2.47e-324. Method: exact fraction of whole numbers, divided bit by bit (Clinger 1990, "How to read
// floating point numbers accurately"; its fast path for short numbers needs one exact multiplication or division).
[[nodiscard]] double nearestDouble(std::string_view number);

}  // namespace sandtable

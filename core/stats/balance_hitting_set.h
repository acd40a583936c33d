// Smallest hitting set of a few small sets. Internal to breakback's search for the smallest conflict.
#pragma once

#include <vector>

namespace sandtable::balancing {

// Writes to `out` a set of fewest numbers that meets every one of `sets` (none of them empty); a set larger than `atMost` means
// that none with at most `atMost` exists. False when the search was given up (fixed number of steps).
[[nodiscard]] bool smallestHittingSet(const std::vector<std::vector<int>>& sets, int atMost, std::vector<int>& out);

}  // namespace sandtable::balancing

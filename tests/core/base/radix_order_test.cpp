// The order of whole numbers, largest first, against the standard library's stable sort.
#include "base/radix_order.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <limits>
#include <numeric>

#include "base/rng.h"

using namespace sandtable;

using Order = std::vector<std::uint32_t>;

TEST_CASE("the largest value comes first and equal values keep their order") {
    CHECK(descendingOrder({}).empty());
    CHECK(descendingOrder(std::vector<std::int64_t>{7}) == Order{0});
    CHECK(descendingOrder(std::vector<std::int64_t>{3, 9, 3, -1, 9}) == Order{1, 4, 0, 2, 3});
}

TEST_CASE("values from end to end of the integers are ordered") {
    constexpr auto kLeast = std::numeric_limits<std::int64_t>::min();
    constexpr auto kMost = std::numeric_limits<std::int64_t>::max();
    CHECK(descendingOrder(std::vector<std::int64_t>{0, kLeast, kMost, -1, 1}) == Order{2, 4, 0, 3, 1});
}

TEST_CASE("ten thousand seeded values stand as std::stable_sort puts them") {
    Rng rng(11);
    std::vector<std::int64_t> values(10'000);
    for (std::int64_t& value : values)
        value = (static_cast<std::int64_t>(rng.below(2'000'000)) - 1'000'000) * (1 + rng.below(3) * 1'000'003);
    Order expected(values.size());
    std::iota(expected.begin(), expected.end(), 0U);
    std::stable_sort(expected.begin(), expected.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return values[a] > values[b]; });
    CHECK(descendingOrder(values) == expected);
}

#include "base/money.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>

#include "base/rng.h"

using namespace sandtable;

namespace {

std::vector<Minor> split(Minor total, std::vector<double> weights) {
    return splitByLargestRemainder(total, weights).value();
}

}  // namespace

TEST_CASE("one yuan over three equal parts gives the odd fen to the first") {
    CHECK(split(100, {1, 1, 1}) == std::vector<Minor>{34, 33, 33});
    CHECK(split(-100, {1, 1, 1}) == std::vector<Minor>{-34, -33, -33});
    CHECK(split(2, {1, 1, 1}) == std::vector<Minor>{1, 1, 0});
}

TEST_CASE("Hamilton's method by hand: the largest remainders get the rest") {
    // Quotas of 10 seats over 41, 29, 17, 13: 4.1, 2.9, 1.7, 1.3.
    CHECK(split(10, {41, 29, 17, 13}) == std::vector<Minor>{4, 3, 2, 1});
    // The Alabama paradox, as it is taught: populations 6, 6, 2 of 14 with 10 and 11 seats.
    CHECK(split(10, {6, 6, 2}) == std::vector<Minor>{4, 4, 2});
    CHECK(split(11, {6, 6, 2}) == std::vector<Minor>{5, 5, 1});
}

TEST_CASE("weights of zero get nothing, all zero means an even split") {
    CHECK(split(7, {0, 2, 0, 5}) == std::vector<Minor>{0, 2, 0, 5});
    CHECK(split(7, {0, 0}) == std::vector<Minor>{4, 3});
    CHECK(split(0, {1, 2}) == std::vector<Minor>{0, 0});
    CHECK(split(0, {}).empty());
}

TEST_CASE("weights of any size work: tiny, huge and far apart") {
    CHECK(split(10, {5e-324, 5e-324}) == std::vector<Minor>{5, 5});
    CHECK(split(9, {1e308, 1e308, 1e308}) == std::vector<Minor>{3, 3, 3});
    CHECK(split(10, {1e300, 1e-300}) == std::vector<Minor>{10, 0});
    CHECK(split(kMaxMinor, {1, 1}) == std::vector<Minor>{4'503'599'627'370'496, 4'503'599'627'370'495});
    CHECK(split(kMaxMinor, {0.25}) == std::vector<Minor>{kMaxMinor});
}

TEST_CASE("random splits add up exactly and no part is a unit or more from its quota") {
    Rng rng(77, 5);
    for (int trial = 0; trial < 2'000; ++trial) {
        std::vector<double> weights(1 + rng.below(60));
        for (double& weight : weights) weight = rng.below(5) == 0 ? 0 : rng.lognormal(0, 3);
        const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
        const Minor total = static_cast<Minor>(rng.nextU64() % (trial % 2 == 0 ? 1'000U : 1'000'000'000'000U)) *
                            (trial % 3 == 0 ? -1 : 1);
        const auto parts = split(total, weights);
        REQUIRE(std::accumulate(parts.begin(), parts.end(), Minor{0}) == total);
        for (std::size_t i = 0; sum > 0 && i < parts.size(); ++i) {
            REQUIRE(std::fabs(static_cast<double>(parts[i]) - static_cast<double>(total) * weights[i] / sum) < 1.001);
            if (weights[i] == 0) REQUIRE(parts[i] == 0);
        }
    }
}

TEST_CASE("bad weights are named by their index") {
    const auto bad = splitByLargestRemainder(10, std::vector<double>{1, -1, std::nan(""), INFINITY});
    REQUIRE(bad.error().size() == 3);
    CHECK(bad.error()[0].code == "money.bad_weight");
    CHECK(bad.error()[0].params == Json{{"index", 1}});
    CHECK(splitByLargestRemainder(10, {}).error().front().code == "money.nothing_to_split_over");
    CHECK(splitByLargestRemainder(kMaxMinor + 1, std::vector<double>{1}).error().front().code == "money.overflow");
}

TEST_CASE("sums are checked against what a browser can hold") {
    CHECK(*addChecked(kMaxMinor, -1) == kMaxMinor - 1);
    CHECK(addChecked(kMaxMinor, 1).error().front().code == "money.overflow");
    CHECK(addChecked(INT64_MAX, INT64_MAX).error().front().code == "money.overflow");
    CHECK(*sumChecked(std::vector<Minor>{kMaxMinor, kMaxMinor, -kMaxMinor}) == kMaxMinor);  // judged by the total
    CHECK_FALSE(sumChecked(std::vector<Minor>{-kMaxMinor, -1}));
    CHECK(*sumChecked(std::vector<Minor>{}) == 0);
}

TEST_CASE("doubles become money by rounding half away from zero") {
    CHECK(*minorFromDouble(2.5) == 3);
    CHECK(*minorFromDouble(-2.5) == -3);
    CHECK(*minorFromDouble(0.49999999999999994) == 0);
    CHECK(*minorFromDouble(9'007'199'254'740'991.0) == kMaxMinor);
    CHECK(minorFromDouble(9'007'199'254'740'992.0).error().front().code == "money.overflow");
    CHECK(minorFromDouble(std::nan("")).error().front().code == "money.not_finite");
    CHECK(minorFromDouble(-INFINITY).error().front().code == "money.not_finite");
}

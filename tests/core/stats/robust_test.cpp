#include "stats/robust.h"

#include <catch2/catch.hpp>
#include <cmath>

using namespace sandtable;

TEST_CASE("the median is the middle value or the mean of the two") {
    CHECK(medianOf({3, 1, 2}) == 2);
    CHECK(medianOf({4, 1, 3, 2}) == 2.5);
    CHECK(std::isnan(medianOf({})));
}

TEST_CASE("the MAD scale ignores an outlier") {
    // 1 … 5 and 100: median 3.5, distances 2.5 1.5 .5 .5 1.5 96.5, their median 1.5.
    CHECK(madScale({1, 2, 3, 4, 5, 100}) == Approx(1.5 * 1.4826022185));
}

TEST_CASE("normal quantiles agree with published tables") {
    // NIST/SEMATECH e-Handbook 1.3.6.7.1
    CHECK(normalQuantile(0.5) == Approx(0).margin(1e-9));
    CHECK(normalQuantile(0.975) == Approx(1.9599640).epsilon(1e-6));
    CHECK(normalQuantile(0.995) == Approx(2.5758293).epsilon(1e-6));
    CHECK(normalQuantile(0.9999) == Approx(3.7190165).epsilon(1e-6));
    CHECK(normalQuantile(1e-10) == Approx(-6.3613409).epsilon(1e-6));
    CHECK(std::isnan(normalQuantile(0)));
}

// Reading decimals: known hard cases and the C library's strtod as a second opinion.
#include "base/decimal_text.h"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <limits>
#include <string>

#include "base/rng.h"

using namespace sandtable;

TEST_CASE("Numbers next to a halfway point, the smallest and the largest are read to the nearest double") {
    CHECK(nearestDouble("9007199254740993") == 9007199254740992.0);  // halfway: to the even one
    CHECK(nearestDouble("9007199254740995") == 9007199254740996.0);
    CHECK(nearestDouble("9007199254740993.00000000000000000000000000001") == 9007199254740994.0);
    CHECK(nearestDouble("5e-324") == std::numeric_limits<double>::denorm_min());
    CHECK(nearestDouble("2.4703282292062327e-324") == 0);
    CHECK(nearestDouble("2.4703282292062328e-324") == std::numeric_limits<double>::denorm_min());
    CHECK(nearestDouble("2.2250738585072011e-308") == 0x0.fffffffffffffp-1022);
    CHECK(nearestDouble("1.7976931348623157e308") == std::numeric_limits<double>::max());
    CHECK(nearestDouble("1.7976931348623159e308") == std::numeric_limits<double>::infinity());
    CHECK(nearestDouble("1e999999999999") == std::numeric_limits<double>::infinity());
    CHECK(nearestDouble("1e-999999999999") == 0);
    CHECK(nearestDouble("0.1") == 0.1);
    CHECK(nearestDouble("-0.30000000000000004") == -0.30000000000000004);
    CHECK(std::signbit(nearestDouble("-0.0")));
}

TEST_CASE("A digit after the eight hundredth still tips a halfway point") {
    const std::string zeros(1000, '0');
    CHECK(nearestDouble("9007199254740993." + zeros) == 9007199254740992.0);
    CHECK(nearestDouble("9007199254740993." + zeros + "1") == 9007199254740994.0);
    CHECK(nearestDouble("1" + zeros + "e-1000") == 1.0);
    CHECK(nearestDouble("0." + zeros + "1e1001") == 1.0);
}

TEST_CASE("Random decimals are read as strtod reads them") {
    Rng rng(17);
    for (int i = 0; i < 20'000; ++i) {
        std::string text = rng.below(2) == 0 ? "-" : "";
        text += static_cast<char>('1' + rng.below(9));
        text += '.';
        for (auto digits = rng.below(25) + 1; digits > 0; --digits) text += static_cast<char>('0' + rng.below(10));
        const auto exponent = static_cast<int>(rng.below(i % 2 == 0 ? 650 : 40)) - (i % 2 == 0 ? 330 : 20);
        text += "e" + std::to_string(exponent);
        INFO(text);
        REQUIRE(nearestDouble(text) == std::strtod(text.c_str(), nullptr));
    }
}

#include "stats/seasonality.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>

#include "base/rng.h"

using namespace sandtable;

namespace {

const double kNaN = std::nan("");

// Box and Jenkins (1976), series G: airline passengers in thousands, 1949 to 1960.
const std::vector<double> kAirPassengers = {
    112, 118, 132, 129, 121, 135, 148, 148, 136, 119, 104, 118, 115, 126, 141, 135, 125, 149, 170, 170, 158,
    133, 114, 140, 145, 150, 178, 163, 172, 178, 199, 199, 184, 162, 146, 166, 171, 180, 193, 181, 183, 218,
    230, 242, 209, 191, 172, 194, 196, 196, 236, 235, 229, 243, 264, 272, 237, 211, 180, 201, 204, 188, 235,
    227, 234, 264, 302, 293, 259, 229, 203, 229, 242, 233, 267, 269, 270, 315, 364, 347, 312, 274, 237, 278,
    284, 277, 317, 313, 318, 374, 413, 405, 355, 306, 271, 306, 315, 301, 356, 348, 355, 422, 465, 467, 404,
    347, 305, 336, 340, 318, 362, 348, 363, 435, 491, 505, 404, 359, 310, 337, 360, 342, 406, 396, 420, 472,
    548, 559, 463, 407, 362, 405, 417, 391, 419, 461, 472, 535, 622, 606, 508, 461, 390, 432};

double meanOf(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

void checkIndices(const std::vector<double>& actual, const std::vector<double>& expected, double margin) {
    REQUIRE(actual.size() == expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        INFO("slot " << i);
        CHECK(actual[i] == Approx(expected[i]).margin(margin));
    }
}

}  // namespace

TEST_CASE("airline passengers have the seasonal figure that R's decompose prints") {
    // decompose(AirPassengers, type = "multiplicative")$figure, R's stats package.
    const auto season = estimateSeasonality(kAirPassengers, 12, 0, {.medial = false, .shrink = false});
    REQUIRE(season);
    checkIndices(season->indices,
                 {0.9102304, 0.8836253, 1.0073663, 0.9759060, 0.9813780, 1.1127758, 1.2265555, 1.2199110, 1.0604919,
                  0.9217572, 0.8011781, 0.8988244},
                 5.1e-8);
    CHECK(season->method == SeasonMethod::movingAverage);
    CHECK(season->years == 12);
    CHECK(season->kept == 1);
}

TEST_CASE("the medial average drops the highest and the lowest year, and a pattern that repeats is kept almost whole") {
    // Computed independently in Python from the same formulas.
    const auto season = estimateSeasonality(kAirPassengers, 12);
    REQUIRE(season);
    CHECK(season->kept == Approx(0.9944059807).epsilon(1e-9));
    CHECK(season->indices[6] == Approx(1 + 0.9944059806688545 * (1.2261869540265329 - 1)).epsilon(1e-12));
    CHECK(season->indices[10] == Approx(1 + 0.9944059806688545 * (0.8038569455152332 - 1)).epsilon(1e-12));
    CHECK(meanOf(season->indices) == Approx(1).epsilon(1e-14));
}

TEST_CASE("a quarterly series by hand: two years of a constant level times a pattern give back the pattern") {
    // Level 100, pattern 0.8 1.1 1.3 0.8. Every centred average is 100, so the ratios are the pattern.
    const std::vector<double> history{80, 110, 130, 80, 80, 110, 130, 80};
    const auto season = estimateSeasonality(history, 4);
    REQUIRE(season);
    CHECK(season->method == SeasonMethod::movingAverage);
    checkIndices(season->indices, {0.8, 1.1, 1.3, 0.8}, 1e-14);
    CHECK(season->kept == 1);
    CHECK(season->repeatabilityKnown);
}

TEST_CASE("a rising level does not pass for seasonality") {
    std::vector<double> history;
    for (int i = 0; i < 36; ++i) history.push_back(100 + 5.0 * i);
    const auto season = estimateSeasonality(history, 12, 0, {.shrink = false});
    REQUIRE(season);
    checkIndices(season->indices, std::vector<double>(12, 1), 1e-12);
}

TEST_CASE("one year gives each month's simple share, and nothing to judge its repeatability by") {
    std::vector<double> history(12, 90);
    history[11] = 210;  // total 1,200, mean 100
    const auto season = estimateSeasonality(history, 12);
    REQUIRE(season);
    CHECK(season->method == SeasonMethod::yearShares);
    CHECK(season->indices[0] == Approx(0.9));
    CHECK(season->indices[11] == Approx(2.1));
    CHECK_FALSE(season->repeatabilityKnown);
}

TEST_CASE("pure noise is shrunk most of the way to flat, a strong pattern hardly at all") {
    Rng rng(11, 4);
    double keptOfNoise = 0, keptOfPattern = 0;
    constexpr int kTrials = 300;
    for (int trial = 0; trial < kTrials; ++trial) {
        std::vector<double> noise, pattern;
        for (int month = 0; month < 48; ++month) {
            noise.push_back(1000 * rng.lognormal(0, 0.1));
            pattern.push_back(noise.back() * (month % 12 < 6 ? 0.7 : 1.3));
        }
        keptOfNoise += estimateSeasonality(noise, 12)->kept / kTrials;
        keptOfPattern += estimateSeasonality(pattern, 12)->kept / kTrials;
    }
    CHECK(keptOfNoise < 0.35);
    CHECK(keptOfPattern > 0.95);
}

TEST_CASE("the first slot says where in the year the history begins") {
    // Quarters 3, 4, 1, 2, 3, 4, 1, 2 of the pattern 0.8 1.1 1.3 0.8.
    const std::vector<double> history{130, 80, 80, 110, 130, 80, 80, 110};
    const auto season = estimateSeasonality(history, 4, 2);
    REQUIRE(season);
    checkIndices(season->indices, {0.8, 1.1, 1.3, 0.8}, 1e-14);
}

TEST_CASE("zero months count, missing months do not") {
    const std::vector<double> closed{0, 100, 200, 100, 0, 100, 200, 100};
    checkIndices(estimateSeasonality(closed, 4)->indices, {0, 1, 2, 1}, 1e-14);

    // A gap takes away the moving average around it; the shares of the observed quarters are used instead.
    const std::vector<double> gap{80, 110, kNaN, 80, 80, 110, 130, 80};
    const auto season = estimateSeasonality(gap, 4, 0, {.shrink = false});
    REQUIRE(season);
    CHECK(season->method == SeasonMethod::yearShares);
    // First year: mean of 80, 110, 80 is 90. Quarter 1: (80/90 + 0.8) / 2, and so on; then scaled to mean 1.
    const std::vector<double> raw{(80.0 / 90 + 0.8) / 2, (110.0 / 90 + 1.1) / 2, 1.3, (80.0 / 90 + 0.8) / 2};
    const double mean = meanOf(raw);
    checkIndices(season->indices, {raw[0] / mean, raw[1] / mean, raw[2] / mean, raw[3] / mean}, 1e-14);
    CHECK(season->slotsWithoutData.empty());
}

TEST_CASE("a slot nobody ever observed is flat and named") {
    const std::vector<double> history{120, 80, kNaN, 100};
    const auto season = estimateSeasonality(history, 4);
    REQUIRE(season);
    CHECK(season->slotsWithoutData == std::vector<int>{2});
    checkIndices(season->indices, {1.2, 0.8, 1, 1}, 1e-14);
}

TEST_CASE("net returns never give a negative index") {
    const std::vector<double> history{-50, 150, 150, 150};
    const auto season = estimateSeasonality(history, 4);
    REQUIRE(season);
    checkIndices(season->indices, {0, 4.0 / 3, 4.0 / 3, 4.0 / 3}, 1e-14);
}

TEST_CASE("an odd season uses the plain moving average") {
    const std::vector<double> history{2, 4, 6, 2, 4, 6, 2, 4, 6};
    checkIndices(estimateSeasonality(history, 3)->indices, {0.5, 1, 1.5}, 1e-14);
}

TEST_CASE("impossible histories are refused") {
    const auto code = [](const Result<Seasonality>& result) { return result.error().front().code; };
    CHECK(code(estimateSeasonality(std::vector<double>(11, 1), 12)) == "stats.season_too_short");
    CHECK(code(estimateSeasonality(std::vector<double>(12, 1), 1)) == "stats.season_bad_length");
    CHECK(code(estimateSeasonality(std::vector<double>(12, 1), 12, 12)) == "stats.season_bad_length");
    CHECK(code(estimateSeasonality(std::vector<double>(12, 0), 12)) == "stats.season_no_sales");
    CHECK(code(estimateSeasonality(std::vector<double>(12, kNaN), 12)) == "stats.season_no_sales");
    std::vector<double> infinite(12, 1);
    infinite[3] = INFINITY;
    CHECK(estimateSeasonality(infinite, 12).error().front().params == Json{{"index", 3}});
}

TEST_CASE("the festival window is shared between January and February by its days") {
    const auto day = [](const char* text) { return *parseIsoDay(text); };
    const DayRange january2026{day("2026-01-01"), day("2026-01-31")},
        february2026{day("2026-02-01"), day("2026-02-28")};
    // 17 February 2026: the window runs from 28 January to 26 February, 4 of 30 days in January.
    CHECK(festivalShare(january2026, day("2026-02-17")) == Approx(4.0 / 30));
    CHECK(festivalShare(february2026, day("2026-02-17")) == Approx(26.0 / 30));
    // 22 January 2023: from 2 to 31 January, all of it.
    CHECK(festivalShare({day("2023-01-01"), day("2023-01-31")}, day("2023-01-22")) == 1);
}

TEST_CASE("moving the festival moves weight between two slots and nothing else") {
    // History: festival wholly in January, January half of the pair. Sales lost to the festival: slope -0.2.
    const std::vector<double> sales{0.40, 0.50, 0.45}, festival{1.0, 0.5, 0.75};
    const auto slope = fitFestivalSlope(sales, festival);
    REQUIRE(slope);
    CHECK(*slope == Approx(-0.2));
    std::vector<double> indices{0.9, 0.9, 1.2};
    moveFestival(indices, 0, 1, *slope, 1.0, 0.25);
    checkIndices(indices, {1.8 * 0.65, 1.8 * 0.35, 1.2}, 1e-14);
    moveFestival(indices, 0, 1, 100, 0, 1);  // never beyond the pair
    checkIndices(indices, {1.8, 0, 1.2}, 1e-14);
    CHECK(fitFestivalSlope(std::vector<double>{0.4, 0.5}, std::vector<double>{1, 1}).error().front().code ==
          "stats.season_festival_constant");
    CHECK(fitFestivalSlope(std::vector<double>{0.4}, std::vector<double>{1}).error().front().code == "stats.bad_shape");
}

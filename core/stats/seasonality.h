// Seasonal indices from a history of equal periods, and the moving Spring Festival.
// Knows series of numbers only; which month a number belongs to is the caller's business.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "base/result.h"

namespace sandtable {

enum class SeasonMethod {
    movingAverage,  // ratio to the centred moving average: two full years or more
    yearShares  // a period against the mean of its year: less than that, or gaps where the moving average needs values
};
[[nodiscard]] std::string_view seasonMethodName(SeasonMethod method);  // "movingAverage" | "yearShares"

struct SeasonOptions {
    bool medial = true;  // drop the highest and lowest ratio of a slot from three years on; false: plain mean
    bool shrink = true;  // towards flat, by how little the pattern repeats; false: indices as averaged
};

struct Seasonality {
    std::vector<double> indices;  // per slot of the year, mean 1, never negative
    SeasonMethod method = SeasonMethod::yearShares;
    int years = 0;                      // full years of history
    double kept = 1;                    // part of the deviation from flat that was kept, 0 (flat) … 1 (as averaged)
    bool repeatabilityKnown = false;    // false: one observation per slot, nothing to judge `kept` by
    std::vector<int> slotsWithoutData;  // slots never observed; their index is 1
};

// `history` holds consecutive periods, oldest first, NaN where missing; slots are positions in the year of `slotsPerYear`
// periods, `firstSlot` (0-based) that of history[0]. Zeros are observations. The formulas are in docs/methods.md#seasonality.
// Errors: stats.season_bad_length {slotsPerYear, firstSlot}, stats.season_too_short {needed, given}, stats.season_bad_value {index}
// (infinite), stats.season_no_sales (no positive total to compare with).
[[nodiscard]] Result<Seasonality> estimateSeasonality(std::span<const double> history, int slotsPerYear,
                                                      int firstSlot = 0, const SeasonOptions& options = {});

// The days around the festival on which business differs: stocking up before, standing still after.
struct FestivalWindow {
    int daysBefore = 20;
    int daysFrom = 10;  // from the festival day on, itself included
};

// The part of the window around `festival` that lies in `period`, 0…1 (Bell and Hillmer 1983: the length-of-holiday
// regressor).
[[nodiscard]] double festivalShare(DayRange period, Day festival, const FestivalWindow& window = {});

// How strongly the split between two neighbouring periods (January and February) follows the festival: least-squares slope of
// the first period's share of the pair's sales on the first period's festivalShare. Needs two years whose festival shares
// differ. Errors: stats.bad_shape, stats.season_festival_constant.
[[nodiscard]] Result<double> fitFestivalSlope(std::span<const double> firstPeriodShares,
                                              std::span<const double> festivalShares);

// Moves weight between the indices of the two slots so that the pair fits a year whose festival lies elsewhere: the first
// one's share of the pair changes by slope × (target − history festivalShare), kept within 0…1; the pair's sum stays.
// Slots out of range or a pair without weight leave the indices as they are.
void moveFestival(std::span<double> indices, int firstSlot, int secondSlot, double slope, double historyFestivalShare,
                  double targetFestivalShare);

}  // namespace sandtable

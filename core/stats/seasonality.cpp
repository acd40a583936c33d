// Classical multiplicative decomposition with shrinkage; formulas and sources in docs/methods.md#seasonality.
#include "stats/seasonality.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "base/json_object.h"

namespace sandtable {

namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

using SlotRatios = std::vector<std::vector<double>>;  // per slot, one ratio per year that has one

double meanOf(std::span<const double> values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

// Centred moving average over one year: for an even season the mean of two neighbouring windows, which weighs the two ends
// by half ("2 × m"). Missing within half a year of either end of the series or of a missing value.
double centredAverage(std::span<const double> history, std::size_t at, std::size_t season) {
    const std::size_t half = season / 2;
    if (at < half || at + half >= history.size()) return kMissing;
    double sum = 0;
    for (std::size_t i = at - half; i <= at + half; ++i) {
        const bool end = i == at - half || i == at + half;
        sum += season % 2 == 0 && end ? history[i] / 2 : history[i];
    }
    return sum / static_cast<double>(season);
}

SlotRatios ratiosToMovingAverage(std::span<const double> history, std::size_t season, std::size_t firstSlot) {
    SlotRatios ratios(season);
    for (std::size_t i = 0; i < history.size(); ++i) {
        const double average = centredAverage(history, i, season);
        if (average > 0 && !std::isnan(history[i])) ratios[(firstSlot + i) % season].push_back(history[i] / average);
    }
    return ratios;
}

// Every period against the mean of the observed periods of its block of one year, counted back from the newest period so that
// an incomplete year is the oldest one and is left out.
SlotRatios ratiosToYearMean(std::span<const double> history, std::size_t season, std::size_t firstSlot) {
    SlotRatios ratios(season);
    for (std::size_t begin = history.size() % season; begin + season <= history.size(); begin += season) {
        std::vector<double> observed;
        for (double value : history.subspan(begin, season)) {
            if (!std::isnan(value)) observed.push_back(value);
        }
        const double mean = observed.empty() ? 0 : meanOf(observed);
        if (!(mean > 0)) continue;
        for (std::size_t i = begin; i < begin + season; ++i) {
            if (!std::isnan(history[i])) ratios[(firstSlot + i) % season].push_back(history[i] / mean);
        }
    }
    return ratios;
}

// Medial average: without the highest and the lowest from three values on.
double averageRatio(std::vector<double> ratios, bool medial) {
    if (!medial || ratios.size() < 3) return meanOf(ratios);
    std::sort(ratios.begin(), ratios.end());
    return meanOf(std::span(ratios).subspan(1, ratios.size() - 2));
}

void scaleToMeanOne(std::vector<double>& indices) {
    for (double& index : indices) index = std::max(index, 0.0);
    const double mean = meanOf(indices);
    if (mean <= 0) return;
    for (double& index : indices) index /= mean;
}

// How much wider the medial average of n normal values scatters than their mean: 1.35, 1.19, 1.13 for 3, 4, 5 values (order
// statistics of the normal distribution), a curve through these beyond.
double medialWidening(double n) { return n < 3 ? 1 : 1 + 0.35 * (3 / n) * (3 / n); }

struct Scatter {
    double variance = 0;  // of one slot's average, averaged over slots
    bool known = false;
};

Scatter scatterOf(const SlotRatios& ratios, bool medial) {
    double squares = 0, inverseCounts = 0;
    std::size_t freedom = 0, slots = 0;
    for (const auto& slot : ratios) {
        if (slot.empty()) continue;
        const double mean = meanOf(slot);
        for (double ratio : slot) squares += (ratio - mean) * (ratio - mean);
        freedom += slot.size() - 1;
        const auto count = static_cast<double>(slot.size());
        inverseCounts += (medial ? medialWidening(count) : 1) / count;
        ++slots;
    }
    if (freedom == 0) return {};
    return {squares / static_cast<double>(freedom) * inverseCounts / static_cast<double>(slots), true};
}

// Positive-part James–Stein factor towards the flat pattern. Indices add up to their number, so one dimension less.
double keptPart(const std::vector<double>& indices, const Scatter& scatter) {
    double deviation = 0;
    for (double index : indices) deviation += (index - 1) * (index - 1);
    const double dimensions = static_cast<double>(indices.size()) - 1;
    if (deviation == 0 || dimensions <= 2) return 1;
    return std::max(0.0, 1 - (dimensions - 2) * scatter.variance / deviation);
}

bool everySlotHas(const SlotRatios& ratios, std::size_t count) {
    return std::all_of(ratios.begin(), ratios.end(), [&](const auto& slot) { return slot.size() >= count; });
}

Errors checkHistory(std::span<const double> history, int slotsPerYear, int firstSlot) {
    if (slotsPerYear < 2 || firstSlot < 0 || firstSlot >= slotsPerYear) {
        return {{.code = "stats.season_bad_length",
                 .path = "",
                 .params = JsonObject().put("slotsPerYear", slotsPerYear).put("firstSlot", firstSlot)}};
    }
    if (history.size() < static_cast<std::size_t>(slotsPerYear)) {
        return {{.code = "stats.season_too_short",
                 .path = "",
                 .params = JsonObject().put("needed", slotsPerYear).put("given", history.size())}};
    }
    Errors errors;
    for (std::size_t i = 0; i < history.size(); ++i) {
        if (std::isinf(history[i]))
            errors.push_back({.code = "stats.season_bad_value", .path = "", .params = JsonObject().put("index", i)});
    }
    return errors;
}

}  // namespace

std::string_view seasonMethodName(SeasonMethod method) {
    return method == SeasonMethod::movingAverage ? "movingAverage" : "yearShares";
}

Result<Seasonality> estimateSeasonality(std::span<const double> history, int slotsPerYear, int firstSlot,
                                        const SeasonOptions& options) {
    if (Errors errors = checkHistory(history, slotsPerYear, firstSlot); !errors.empty())
        return failure(std::move(errors));
    const auto season = static_cast<std::size_t>(slotsPerYear);
    const auto first = static_cast<std::size_t>(firstSlot);
    const SlotRatios shares = ratiosToYearMean(history, season, first);
    SlotRatios ratios = ratiosToMovingAverage(history, season, first);
    Seasonality result;
    result.years = static_cast<int>(history.size() / season);
    result.method =
        result.years >= 2 && everySlotHas(ratios, 1) ? SeasonMethod::movingAverage : SeasonMethod::yearShares;
    if (result.method == SeasonMethod::yearShares) ratios = shares;

    bool anything = false;
    for (std::size_t slot = 0; slot < season; ++slot) {
        const bool observed = !ratios[slot].empty();
        anything = anything || observed;
        result.indices.push_back(observed ? averageRatio(ratios[slot], options.medial) : 1);
        if (!observed) result.slotsWithoutData.push_back(static_cast<int>(slot));
    }
    if (!anything)
        return failure({.code = "stats.season_no_sales", .path = "", .detail = "no year with a positive total"});
    scaleToMeanOne(result.indices);

    // With two years the moving average leaves one ratio per slot; whether the pattern repeats is then seen in the shares.
    const Scatter scatter = scatterOf(everySlotHas(ratios, 2) ? ratios : shares, options.medial);
    result.repeatabilityKnown = scatter.known;
    if (options.shrink && scatter.known) {
        result.kept = keptPart(result.indices, scatter);
        for (double& index : result.indices) index = 1 + result.kept * (index - 1);
    }
    return result;
}

double festivalShare(DayRange period, Day festival, const FestivalWindow& window) {
    const DayRange days{festival - window.daysBefore, festival + window.daysFrom - 1};
    if (days.length() == 0) return 0;
    const DayRange common{std::max(period.first, days.first), std::min(period.last, days.last)};
    return static_cast<double>(common.length()) / days.length();
}

Result<double> fitFestivalSlope(std::span<const double> firstPeriodShares, std::span<const double> festivalShares) {
    if (firstPeriodShares.size() != festivalShares.size() || festivalShares.size() < 2) {
        return failure(
            {.code = "stats.bad_shape", .path = "", .detail = "two years or more, one festival share for each"});
    }
    const double meanSales = meanOf(firstPeriodShares), meanFestival = meanOf(festivalShares);
    double together = 0, spread = 0;
    for (std::size_t i = 0; i < festivalShares.size(); ++i) {
        together += (firstPeriodShares[i] - meanSales) * (festivalShares[i] - meanFestival);
        spread += (festivalShares[i] - meanFestival) * (festivalShares[i] - meanFestival);
    }
    if (!(spread > 1e-12)) return failure({.code = "stats.season_festival_constant", .path = ""});
    return together / spread;
}

void moveFestival(std::span<double> indices, int firstSlot, int secondSlot, double slope, double historyFestivalShare,
                  double targetFestivalShare) {
    const auto inside = [&](int slot) { return slot >= 0 && static_cast<std::size_t>(slot) < indices.size(); };
    if (!inside(firstSlot) || !inside(secondSlot) || firstSlot == secondSlot) return;
    double& first = indices[static_cast<std::size_t>(firstSlot)];
    double& second = indices[static_cast<std::size_t>(secondSlot)];
    const double pair = first + second;
    if (!(pair > 0)) return;
    const double share = std::clamp(first / pair + slope * (targetFestivalShare - historyFestivalShare), 0.0, 1.0);
    first = pair * share;
    second = pair - first;
}

}  // namespace sandtable

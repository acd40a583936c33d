#include "performance/year_before.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "base/china_calendar.h"
#include "stats/robust.h"
#include "stats/seasonality.h"

namespace sandtable {
namespace {

constexpr Day kFestivalReach = 42;      // days before and after within which weeks follow the festival
constexpr double kFestivalAlike = 0.2;  // months whose shares of the festival differ by less are compared

// The festival nearest to the period when the plan's calendar gives its first three days off.
std::optional<Day> festivalNear(const FiscalCalendar& calendar, DayRange range) {
    const auto festival = springFestivalOf(civilFromDay(range.first).year);
    if (!festival || calendar.workingDays({*festival, *festival + 2}) > 0) return std::nullopt;
    const bool near = range.last >= *festival - kFestivalReach && range.first <= *festival + kFestivalReach;
    return near ? std::optional(*festival) : std::nullopt;
}

std::size_t indexOf(std::span<const Period> periods, const Period& wanted) {
    const auto it = std::find(periods.begin(), periods.end(), wanted);
    return it == periods.end() ? kNoCounterpart : static_cast<std::size_t>(it - periods.begin());
}

std::vector<double> lastOf(const std::vector<double>& all, std::size_t window) {
    return {all.end() - static_cast<std::ptrdiff_t>(std::min(window, all.size())), all.end()};
}

}  // namespace

std::vector<std::size_t> yearBeforeOf(const FiscalCalendar& calendar, std::span<const Period> periods) {
    std::vector<std::size_t> out;
    for (const Period& period : periods) {
        const DayRange range = *calendar.rangeOf(period);
        Period before = calendar.shiftYears(period, -1);
        if (const auto festival = festivalNear(calendar, range)) {
            const auto earlier = springFestivalOf(civilFromDay(*festival).year - 1);
            if (!earlier) {
                out.push_back(kNoCounterpart);
                continue;
            }
            if (period.grain == Grain::week) {
                before = calendar.periodOf(*earlier + (range.first + 3 - *festival), Grain::week);
            } else {
                const DayRange then = *calendar.rangeOf(before);
                const double moved = festivalShare(range, *festival) - festivalShare(then, *earlier);
                if (std::fabs(moved) >= kFestivalAlike) {
                    out.push_back(kNoCounterpart);
                    continue;
                }
            }
        }
        out.push_back(indexOf(periods, before));
    }
    return out;
}

std::vector<Expectation> expectFromYearBefore(std::span<const double> values, std::span<const double> workingDays,
                                              std::span<const double> lines, std::span<const std::size_t> yearBefore,
                                              std::size_t window, std::size_t least) {
    std::vector<Expectation> out(values.size());
    std::vector<double> growths;  // per working day against the year before, of past periods
    std::vector<double> errors;   // value / expected - 1 of past periods with an expectation
    std::vector<double> pastLines;
    for (std::size_t t = 0; t < values.size(); ++t) {
        const std::size_t before = yearBefore[t];
        if (before == kNoCounterpart || values[before] <= 0 || workingDays[before] <= 0 || workingDays[t] <= 0)
            continue;
        const double base = values[before] / workingDays[before] * workingDays[t];
        if (growths.size() >= least) {
            const double expected = base * medianOf(lastOf(growths, window));
            if (expected > 0) {
                const double floor = 1 / std::sqrt(std::max(1.0, medianOf(lastOf(pastLines, window))));
                const bool spreadKnown = errors.size() >= least;
                out[t] = {spreadKnown, expected,
                          spreadKnown ? std::max(floor, madScale(lastOf(errors, window))) : floor};
                errors.push_back(values[t] / expected - 1);
            }
        }
        growths.push_back(values[t] / base);
        pastLines.push_back(lines[t]);
    }
    return out;
}

}  // namespace sandtable

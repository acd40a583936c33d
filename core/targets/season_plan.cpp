#include "targets/season_plan.h"

#include <algorithm>
#include <map>
#include <numeric>

#include "stats/seasonality.h"

namespace sandtable {

namespace {

void normalise(std::vector<double>& weights) {
    const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
    for (double& weight : weights) weight = sum > 0 ? weight / sum : 1.0 / static_cast<double>(weights.size());
}

std::vector<double> workingDayWeights(const FiscalCalendar& calendar, const std::vector<Period>& periods) {
    std::vector<double> weights;
    for (const Period& period : periods) {
        const auto range = calendar.rangeOf(period);
        weights.push_back(range ? calendar.workingDays(*range) : 0);
    }
    normalise(weights);
    return weights;
}

SeasonProfile fixedProfile(const DecomposeSpec& spec, const FiscalCalendar& calendar, const PeriodAxis& axis) {
    SeasonProfile profile;
    const auto months = calendar.periodsOfYear(axis.year(), Grain::month);
    if (spec.seasonality == SeasonKind::workingDays) {
        profile.months = workingDayWeights(calendar, months);
        profile.weights = workingDayWeights(calendar, axis.periods());
    } else if (spec.seasonality == SeasonKind::profile) {
        profile.months = spec.profile;
        normalise(profile.months);
        profile.weights = spreadMonths(profile.months, calendar, axis);
    } else {
        profile.months.assign(12, 1.0 / 12);
        profile.weights.assign(static_cast<std::size_t>(axis.size()), 1.0 / axis.size());
    }
    return profile;
}

// Which fiscal month (0…11) every month label of the years around the axis is.
std::map<Period, int> monthSlots(const FiscalCalendar& calendar, int year) {
    std::map<Period, int> slots;
    for (int y = year - 1; y <= year + 1; ++y) {
        int slot = 0;
        for (const Period& month : calendar.periodsOfYear(y, Grain::month)) slots[month] = slot++;
    }
    return slots;
}

}  // namespace

bool seasonHistoryEnough(const UnitHistory& history, int unit) {
    const auto months = history.months(unit);
    double whole = 0;
    int active = 0;
    for (std::size_t slot = 0; slot < 12; ++slot) {
        double sum = 0;
        for (std::size_t i = slot; i < months.size(); i += 12) sum += static_cast<double>(months[i]);
        whole += sum;
        if (sum > 0) ++active;
    }
    return whole > 0 && active >= kSeasonMonthsNeeded;
}

std::optional<SeasonProfile> seasonOf(const UnitHistory& history, int unit) {
    if (!seasonHistoryEnough(history, unit)) return std::nullopt;
    const auto months = history.months(unit);
    const std::vector<double> series(months.begin(), months.end());
    const auto season = estimateSeasonality(series, 12);
    if (!season) return std::nullopt;  // too short or nothing sold: the caller looks one level up
    SeasonProfile profile;
    profile.months = season->indices;
    normalise(profile.months);
    profile.sourceUnit = unit;
    profile.years = history.years();
    profile.method = seasonMethodName(season->method);
    profile.kept = season->kept;
    return profile;
}

std::vector<double> spreadMonths(const std::vector<double>& months, const FiscalCalendar& calendar,
                                 const PeriodAxis& axis) {
    if (axis.finest() == Grain::month) return months;
    const auto slots = monthSlots(calendar, axis.year());
    std::vector<double> weights;
    for (const Period& week : axis.periods()) {
        double weight = 0;
        const auto range = calendar.rangeOf(week);
        const auto shares = calendar.sharesByWorkingDays(week, Grain::month);
        if (range && shares) {
            for (const PeriodShare& part : *shares) {
                const auto monthRange = calendar.rangeOf(part.period);
                const auto slot = slots.find(part.period);
                if (!monthRange || slot == slots.end()) continue;
                // The week's days in this month, as part of the month: working days, or calendar days where there are none.
                const int monthDays = calendar.workingDays(*monthRange);
                const int weekDays = calendar.workingDays(*range);
                const double partOfMonth =
                    monthDays > 0 && weekDays > 0
                        ? part.share * weekDays / monthDays
                        : (monthDays > 0 ? 0 : part.share * range->length() / monthRange->length());
                weight += months[static_cast<std::size_t>(slot->second)] * partOfMonth;
            }
        }
        weights.push_back(weight);
    }
    normalise(weights);
    return weights;
}

SeasonPlan planSeasons(const OrgTree& tree, const DecomposeSpec& spec, const UnitHistory* history,
                       const FiscalCalendar& calendar, const PeriodAxis& axis) {
    SeasonPlan plan;
    plan.kind = spec.seasonality;
    plan.profileOfUnit.assign(static_cast<std::size_t>(tree.size()), 0);
    std::optional<SeasonProfile> root;
    if (spec.seasonality == SeasonKind::history && history != nullptr) root = seasonOf(*history, 0);
    if (!root) {
        if (spec.seasonality == SeasonKind::history) {
            plan.warnings.push_back({.code = "targets.season_even", .path = "/seasonality"});
        }
        plan.profiles.push_back(fixedProfile(spec, calendar, axis));
        return plan;
    }
    for (int u = 0; u < tree.size(); ++u) {
        auto profile = u == 0 ? std::move(root) : seasonOf(*history, u);
        if (!profile) {
            plan.profileOfUnit[static_cast<std::size_t>(u)] =
                plan.profileOfUnit[static_cast<std::size_t>(tree[u].parent)];
            continue;
        }
        profile->weights = spreadMonths(profile->months, calendar, axis);
        plan.profileOfUnit[static_cast<std::size_t>(u)] = static_cast<int>(plan.profiles.size());
        plan.profiles.push_back(std::move(*profile));
    }
    return plan;
}

}  // namespace sandtable

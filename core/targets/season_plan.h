// SeasonPlan: how every unit's year spreads over the finest periods: from history, working days, evenly or by a hand-made profile.
// Weights only; whole amounts are cell_fill.h. Formulas: docs/methods.md#target-decomposition.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/calendar.h"
#include "plan/org_tree.h"
#include "targets/decompose_spec.h"
#include "targets/history.h"
#include "targets/period_axis.h"

namespace sandtable {

struct SeasonProfile {
    std::vector<double> months;   // 12 weights adding up to 1, fiscal month 1 first
    std::vector<double> weights;  // per finest period, adding up to 1
    int sourceUnit = -1;          // whose history; -1 for the other kinds
    std::vector<int> years;       // of that history
    std::string method;           // "movingAverage" | "yearShares" for history
    double kept = 1;              // part of the seasonal pattern kept, see stats/seasonality.h
};

struct SeasonPlan {
    SeasonKind kind = SeasonKind::even;
    std::vector<SeasonProfile> profiles;
    std::vector<int> profileOfUnit;
    Errors warnings;
    [[nodiscard]] const SeasonProfile& of(int unit) const {
        return profiles[static_cast<std::size_t>(profileOfUnit[static_cast<std::size_t>(unit)])];
    }
};

// A unit's own history counts when it has a complete year and its months are active often enough (seasonHistoryEnough); otherwise its
// nearest ancestor's does. When not even the root has enough: spread evenly, with the warning targets.season_even.
// `history` may be null unless the kind is history.
[[nodiscard]] SeasonPlan planSeasons(const OrgTree& tree, const DecomposeSpec& spec, const UnitHistory* history,
                                     const FiscalCalendar& calendar, const PeriodAxis& axis);

// At least 10 of the 12 fiscal months positive on average over the years read, and a positive whole.
inline constexpr int kSeasonMonthsNeeded = 10;
[[nodiscard]] bool seasonHistoryEnough(const UnitHistory& history, int unit);

// A unit's months from its monthly history by stats/seasonality.h; nothing when that has too little to go by.
[[nodiscard]] std::optional<SeasonProfile> seasonOf(const UnitHistory& history, int unit);

// Month weights over the axis' periods: as they are for months, prorated by working days for weeks. Adds up to 1.
[[nodiscard]] std::vector<double> spreadMonths(const std::vector<double>& months, const FiscalCalendar& calendar,
                                               const PeriodAxis& axis);

}  // namespace sandtable

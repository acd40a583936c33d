#include "targets/period_axis.h"

#include <algorithm>
#include <string>

#include "base/json_object.h"

namespace sandtable {

namespace {

std::string_view grainName(Grain grain) {
    switch (grain) {
        case Grain::year:
            return "year";
        case Grain::quarter:
            return "quarter";
        case Grain::month:
            return "month";
        case Grain::week:
            return "week";
        case Grain::day:
            return "day";
    }
    return "";
}

}  // namespace

PeriodAxis::PeriodAxis(const FiscalCalendar& calendar, int year, Grain finest)
    : year_(year), finest_(finest), periods_(calendar.periodsOfYear(year, finest)) {
    const bool nested = finest == Grain::month || calendar.weekBased();
    for (const Grain grain : {Grain::year, Grain::quarter, Grain::month, Grain::week}) {
        Level& level = levels_[static_cast<int>(grain)];
        if (grain == finest) {
            for (int p = 0; p < size(); ++p) level.spans.push_back({p, p});
            level.periods = periods_;
        } else if (grain == Grain::year) {
            level = {{Period{Grain::year, year, 1}}, {whole()}};
        } else if (nested && grain < finest) {
            int next = 0;
            for (const Period& period : calendar.periodsOfYear(year, grain)) {
                const auto parts = calendar.subdivide(period, finest);
                const int length = parts ? static_cast<int>(parts->size()) : 0;
                level.periods.push_back(period);
                level.spans.push_back({next, next + length - 1});
                next += length;
            }
        }
    }
}

const PeriodAxis::Level& PeriodAxis::level(Grain grain) const {
    static const Level none;
    return grain == Grain::day ? none : levels_[static_cast<int>(grain)];
}

Result<PeriodSpan> PeriodAxis::spanOf(std::string_view text) const {
    const auto period = parsePeriod(text);
    if (!period) {
        return failure({.code = "targets.unknown_period", .params = JsonObject().put("period", std::string(text))});
    }
    const Level& slots = level(period->grain);
    if (slots.periods.empty()) {
        return failure({.code = "targets.period_not_a_level",
                        .params = JsonObject().put("period", std::string(text)).put("grain", grainName(finest_))});
    }
    const auto found = std::find(slots.periods.begin(), slots.periods.end(), *period);
    if (found == slots.periods.end()) {
        return failure({.code = "targets.period_outside_year",
                        .params = JsonObject().put("period", std::string(text)).put("year", std::to_string(year_))});
    }
    return slots.spans[static_cast<std::size_t>(found - slots.periods.begin())];
}

}  // namespace sandtable

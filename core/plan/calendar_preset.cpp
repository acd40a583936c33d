#include "plan/calendar_preset.h"

#include <array>
#include <utility>

#include "base/calendar.h"
#include "base/json_object.h"

namespace sandtable {
namespace {

struct HolidayName {
    const char* chinese;
    const char* english;
};

struct HolidayRun {
    CivilDate first;
    CivilDate last;
    bool works;
    HolidayName name;
};

constexpr int kFirstYear = 2019;
constexpr int kLastYear = 2026;

constexpr HolidayName kNewYear{"元旦", "New Year's Day"};
constexpr HolidayName kSpring{"春节", "Spring Festival"};
constexpr HolidayName kQingming{"清明节", "Qingming Festival"};
constexpr HolidayName kLabour{"劳动节", "Labour Day"};
constexpr HolidayName kDragonBoat{"端午节", "Dragon Boat Festival"};
constexpr HolidayName kMidAutumn{"中秋节", "Mid-Autumn Festival"};
constexpr HolidayName kNational{"国庆节", "National Day"};
constexpr HolidayName kNationalMidAutumn{"国庆节、中秋节", "National Day, Mid-Autumn Festival"};

constexpr auto kChina = std::to_array<HolidayRun>({
    {{2019, 1, 1}, {2019, 1, 1}, false, kNewYear},
    {{2019, 2, 2}, {2019, 2, 3}, true, kSpring},
    {{2019, 2, 4}, {2019, 2, 10}, false, kSpring},
    {{2019, 4, 5}, {2019, 4, 7}, false, kQingming},
    {{2019, 4, 28}, {2019, 4, 28}, true, kLabour},
    {{2019, 5, 1}, {2019, 5, 4}, false, kLabour},
    {{2019, 5, 5}, {2019, 5, 5}, true, kLabour},
    {{2019, 6, 7}, {2019, 6, 9}, false, kDragonBoat},
    {{2019, 9, 13}, {2019, 9, 15}, false, kMidAutumn},
    {{2019, 9, 29}, {2019, 9, 29}, true, kNational},
    {{2019, 10, 1}, {2019, 10, 7}, false, kNational},
    {{2019, 10, 12}, {2019, 10, 12}, true, kNational},

    {{2020, 1, 1}, {2020, 1, 1}, false, kNewYear},
    {{2020, 1, 19}, {2020, 1, 19}, true, kSpring},
    {{2020, 1, 24}, {2020, 2, 2}, false, kSpring},  // lengthened by the notice of 2020-01-27
    {{2020, 4, 4}, {2020, 4, 6}, false, kQingming},
    {{2020, 4, 26}, {2020, 4, 26}, true, kLabour},
    {{2020, 5, 1}, {2020, 5, 5}, false, kLabour},
    {{2020, 5, 9}, {2020, 5, 9}, true, kLabour},
    {{2020, 6, 25}, {2020, 6, 27}, false, kDragonBoat},
    {{2020, 6, 28}, {2020, 6, 28}, true, kDragonBoat},
    {{2020, 9, 27}, {2020, 9, 27}, true, kNationalMidAutumn},
    {{2020, 10, 1}, {2020, 10, 8}, false, kNationalMidAutumn},
    {{2020, 10, 10}, {2020, 10, 10}, true, kNationalMidAutumn},

    {{2021, 1, 1}, {2021, 1, 3}, false, kNewYear},
    {{2021, 2, 7}, {2021, 2, 7}, true, kSpring},
    {{2021, 2, 11}, {2021, 2, 17}, false, kSpring},
    {{2021, 2, 20}, {2021, 2, 20}, true, kSpring},
    {{2021, 4, 3}, {2021, 4, 5}, false, kQingming},
    {{2021, 4, 25}, {2021, 4, 25}, true, kLabour},
    {{2021, 5, 1}, {2021, 5, 5}, false, kLabour},
    {{2021, 5, 8}, {2021, 5, 8}, true, kLabour},
    {{2021, 6, 12}, {2021, 6, 14}, false, kDragonBoat},
    {{2021, 9, 18}, {2021, 9, 18}, true, kMidAutumn},
    {{2021, 9, 19}, {2021, 9, 21}, false, kMidAutumn},
    {{2021, 9, 26}, {2021, 9, 26}, true, kNational},
    {{2021, 10, 1}, {2021, 10, 7}, false, kNational},
    {{2021, 10, 9}, {2021, 10, 9}, true, kNational},

    {{2022, 1, 1}, {2022, 1, 3}, false, kNewYear},
    {{2022, 1, 29}, {2022, 1, 30}, true, kSpring},
    {{2022, 1, 31}, {2022, 2, 6}, false, kSpring},
    {{2022, 4, 2}, {2022, 4, 2}, true, kQingming},
    {{2022, 4, 3}, {2022, 4, 5}, false, kQingming},
    {{2022, 4, 24}, {2022, 4, 24}, true, kLabour},
    {{2022, 4, 30}, {2022, 5, 4}, false, kLabour},
    {{2022, 5, 7}, {2022, 5, 7}, true, kLabour},
    {{2022, 6, 3}, {2022, 6, 5}, false, kDragonBoat},
    {{2022, 9, 10}, {2022, 9, 12}, false, kMidAutumn},
    {{2022, 10, 1}, {2022, 10, 7}, false, kNational},
    {{2022, 10, 8}, {2022, 10, 9}, true, kNational},
    {{2022, 12, 31}, {2022, 12, 31}, false, kNewYear},

    {{2023, 1, 1}, {2023, 1, 2}, false, kNewYear},
    {{2023, 1, 21}, {2023, 1, 27}, false, kSpring},
    {{2023, 1, 28}, {2023, 1, 29}, true, kSpring},
    {{2023, 4, 5}, {2023, 4, 5}, false, kQingming},
    {{2023, 4, 23}, {2023, 4, 23}, true, kLabour},
    {{2023, 4, 29}, {2023, 5, 3}, false, kLabour},
    {{2023, 5, 6}, {2023, 5, 6}, true, kLabour},
    {{2023, 6, 22}, {2023, 6, 24}, false, kDragonBoat},
    {{2023, 6, 25}, {2023, 6, 25}, true, kDragonBoat},
    {{2023, 9, 29}, {2023, 10, 6}, false, kNationalMidAutumn},
    {{2023, 10, 7}, {2023, 10, 8}, true, kNationalMidAutumn},

    {{2024, 1, 1}, {2024, 1, 1}, false, kNewYear},
    {{2024, 2, 4}, {2024, 2, 4}, true, kSpring},
    {{2024, 2, 10}, {2024, 2, 17}, false, kSpring},
    {{2024, 2, 18}, {2024, 2, 18}, true, kSpring},
    {{2024, 4, 4}, {2024, 4, 6}, false, kQingming},
    {{2024, 4, 7}, {2024, 4, 7}, true, kQingming},
    {{2024, 4, 28}, {2024, 4, 28}, true, kLabour},
    {{2024, 5, 1}, {2024, 5, 5}, false, kLabour},
    {{2024, 5, 11}, {2024, 5, 11}, true, kLabour},
    {{2024, 6, 10}, {2024, 6, 10}, false, kDragonBoat},
    {{2024, 9, 14}, {2024, 9, 14}, true, kMidAutumn},
    {{2024, 9, 15}, {2024, 9, 17}, false, kMidAutumn},
    {{2024, 9, 29}, {2024, 9, 29}, true, kNational},
    {{2024, 10, 1}, {2024, 10, 7}, false, kNational},
    {{2024, 10, 12}, {2024, 10, 12}, true, kNational},

    {{2025, 1, 1}, {2025, 1, 1}, false, kNewYear},
    {{2025, 1, 26}, {2025, 1, 26}, true, kSpring},
    {{2025, 1, 28}, {2025, 2, 4}, false, kSpring},
    {{2025, 2, 8}, {2025, 2, 8}, true, kSpring},
    {{2025, 4, 4}, {2025, 4, 6}, false, kQingming},
    {{2025, 4, 27}, {2025, 4, 27}, true, kLabour},
    {{2025, 5, 1}, {2025, 5, 5}, false, kLabour},
    {{2025, 5, 31}, {2025, 6, 2}, false, kDragonBoat},
    {{2025, 9, 28}, {2025, 9, 28}, true, kNationalMidAutumn},
    {{2025, 10, 1}, {2025, 10, 8}, false, kNationalMidAutumn},
    {{2025, 10, 11}, {2025, 10, 11}, true, kNationalMidAutumn},

    {{2026, 1, 1}, {2026, 1, 3}, false, kNewYear},
    {{2026, 1, 4}, {2026, 1, 4}, true, kNewYear},
    {{2026, 2, 14}, {2026, 2, 14}, true, kSpring},
    {{2026, 2, 15}, {2026, 2, 23}, false, kSpring},
    {{2026, 2, 28}, {2026, 2, 28}, true, kSpring},
    {{2026, 4, 4}, {2026, 4, 6}, false, kQingming},
    {{2026, 5, 1}, {2026, 5, 5}, false, kLabour},
    {{2026, 5, 9}, {2026, 5, 9}, true, kLabour},
    {{2026, 6, 19}, {2026, 6, 21}, false, kDragonBoat},
    {{2026, 9, 20}, {2026, 9, 20}, true, kNational},
    {{2026, 9, 25}, {2026, 9, 27}, false, kMidAutumn},
    {{2026, 10, 1}, {2026, 10, 7}, false, kNational},
    {{2026, 10, 10}, {2026, 10, 10}, true, kNational},
});

void addAnnounced(int year, HolidayNames names, Json& days) {
    for (const HolidayRun& run : kChina) {
        if (run.first.year != year) continue;
        const char* name = names == HolidayNames::chinese ? run.name.chinese : run.name.english;
        for (Day day = dayFromCivil(run.first); day <= dayFromCivil(run.last); ++day) {
            days[formatIsoDay(day)] = JsonObject().put("works", run.works).put("name", name);
        }
    }
}

}  // namespace

bool isAnnounced(std::string_view country, int year) {
    return country == "CN" && year >= kFirstYear && year <= kLastYear;
}

Result<Json> calendarPreset(std::string_view country, std::span<const int> years, HolidayNames names) {
    Json days = Json::object();
    if (country != "CN") return days;
    for (const int year : years) {
        if (isAnnounced(country, year)) {
            addAnnounced(year, names, days);
            continue;
        }
        auto legal = chinaHolidays(year, year, names);
        if (!legal) return failure(std::move(legal.error()));
        days.update(*legal);
    }
    return days;
}

}  // namespace sandtable

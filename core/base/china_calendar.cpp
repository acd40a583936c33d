// The festival table and the rules that turn it into days off.
// Table printed by scripts/generate_china_festivals.mjs from new moons and solar terms; do not edit by hand.
#include "base/china_calendar.h"

#include <map>
#include <string>

namespace sandtable {

namespace {

struct MonthDay {
    std::int8_t month;
    std::int8_t day;
};

struct Festivals {
    MonthDay spring;      // first day of the first lunar month
    MonthDay qingming;    // the sun at 15°
    MonthDay dragonBoat;  // fifth day of the fifth lunar month
    MonthDay midAutumn;   // fifteenth day of the eighth lunar month
};

// clang-format off
constexpr Festivals kFestivals[kLastChinaYear - kFirstChinaYear + 1] = {
    {{2, 5}, {4, 4}, {6, 6}, {9, 12}},  // 2000
    {{1, 24}, {4, 5}, {6, 25}, {10, 1}},  // 2001
    {{2, 12}, {4, 5}, {6, 15}, {9, 21}},  // 2002
    {{2, 1}, {4, 5}, {6, 4}, {9, 11}},  // 2003
    {{1, 22}, {4, 4}, {6, 22}, {9, 28}},  // 2004
    {{2, 9}, {4, 5}, {6, 11}, {9, 18}},  // 2005
    {{1, 29}, {4, 5}, {5, 31}, {10, 6}},  // 2006
    {{2, 18}, {4, 5}, {6, 19}, {9, 25}},  // 2007
    {{2, 7}, {4, 4}, {6, 8}, {9, 14}},  // 2008
    {{1, 26}, {4, 4}, {5, 28}, {10, 3}},  // 2009
    {{2, 14}, {4, 5}, {6, 16}, {9, 22}},  // 2010
    {{2, 3}, {4, 5}, {6, 6}, {9, 12}},  // 2011
    {{1, 23}, {4, 4}, {6, 23}, {9, 30}},  // 2012
    {{2, 10}, {4, 4}, {6, 12}, {9, 19}},  // 2013
    {{1, 31}, {4, 5}, {6, 2}, {9, 8}},  // 2014
    {{2, 19}, {4, 5}, {6, 20}, {9, 27}},  // 2015
    {{2, 8}, {4, 4}, {6, 9}, {9, 15}},  // 2016
    {{1, 28}, {4, 4}, {5, 30}, {10, 4}},  // 2017
    {{2, 16}, {4, 5}, {6, 18}, {9, 24}},  // 2018
    {{2, 5}, {4, 5}, {6, 7}, {9, 13}},  // 2019
    {{1, 25}, {4, 4}, {6, 25}, {10, 1}},  // 2020
    {{2, 12}, {4, 4}, {6, 14}, {9, 21}},  // 2021
    {{2, 1}, {4, 5}, {6, 3}, {9, 10}},  // 2022
    {{1, 22}, {4, 5}, {6, 22}, {9, 29}},  // 2023
    {{2, 10}, {4, 4}, {6, 10}, {9, 17}},  // 2024
    {{1, 29}, {4, 4}, {5, 31}, {10, 6}},  // 2025
    {{2, 17}, {4, 5}, {6, 19}, {9, 25}},  // 2026
    {{2, 6}, {4, 5}, {6, 9}, {9, 15}},  // 2027
    {{1, 26}, {4, 4}, {5, 28}, {10, 3}},  // 2028
    {{2, 13}, {4, 4}, {6, 16}, {9, 22}},  // 2029
    {{2, 3}, {4, 5}, {6, 5}, {9, 12}},  // 2030
    {{1, 23}, {4, 5}, {6, 24}, {10, 1}},  // 2031
    {{2, 11}, {4, 4}, {6, 12}, {9, 19}},  // 2032
    {{1, 31}, {4, 4}, {6, 1}, {9, 8}},  // 2033
    {{2, 19}, {4, 5}, {6, 20}, {9, 27}},  // 2034
    {{2, 8}, {4, 5}, {6, 10}, {9, 16}},  // 2035
    {{1, 28}, {4, 4}, {5, 30}, {10, 4}},  // 2036
    {{2, 15}, {4, 4}, {6, 18}, {9, 24}},  // 2037
    {{2, 4}, {4, 5}, {6, 7}, {9, 13}},  // 2038
    {{1, 24}, {4, 5}, {5, 27}, {10, 2}},  // 2039
    {{2, 12}, {4, 4}, {6, 14}, {9, 20}},  // 2040
    {{2, 1}, {4, 4}, {6, 3}, {9, 10}},  // 2041
    {{1, 22}, {4, 4}, {6, 22}, {9, 28}},  // 2042
    {{2, 10}, {4, 5}, {6, 11}, {9, 17}},  // 2043
    {{1, 30}, {4, 4}, {5, 31}, {10, 5}},  // 2044
    {{2, 17}, {4, 4}, {6, 19}, {9, 25}},  // 2045
    {{2, 6}, {4, 4}, {6, 8}, {9, 15}},  // 2046
    {{1, 26}, {4, 5}, {5, 29}, {10, 4}},  // 2047
    {{2, 14}, {4, 4}, {6, 15}, {9, 22}},  // 2048
    {{2, 2}, {4, 4}, {6, 4}, {9, 11}},  // 2049
    {{1, 23}, {4, 4}, {6, 23}, {9, 30}},  // 2050
};
// clang-format on

struct Holiday {
    const char* chinese;
    const char* english;
};

constexpr Holiday kNewYear{"元旦", "New Year's Day"};
constexpr Holiday kEve{"除夕", "Spring Festival Eve"};
constexpr Holiday kSpring{"春节", "Spring Festival"};
constexpr Holiday kQingming{"清明节", "Qingming Festival"};
constexpr Holiday kLabour{"劳动节", "Labour Day"};
constexpr Holiday kDragonBoat{"端午节", "Dragon Boat Festival"};
constexpr Holiday kMidAutumn{"中秋节", "Mid-Autumn Festival"};
constexpr Holiday kNational{"国庆节", "National Day"};

bool covered(int year) { return year >= kFirstChinaYear && year <= kLastChinaYear; }

Day dayOf(int year, MonthDay date) { return dayFromCivil({year, date.month, date.day}); }

class DaysOff {
public:
    explicit DaysOff(HolidayNames names) : names_(names) {}

    void add(Day first, int days, const Holiday& holiday) {
        const bool chinese = names_ == HolidayNames::chinese;
        for (Day day = first; day < first + days; ++day) {
            std::string& name = days_[day];
            if (!name.empty()) name += chinese ? "、" : ", ";
            name += chinese ? holiday.chinese : holiday.english;
        }
    }

    void addYear(int year) {
        const Festivals& festivals = kFestivals[year - kFirstChinaYear];
        const Day spring = dayOf(year, festivals.spring);
        const bool eveOff = (year >= 2008 && year <= 2013) || year >= 2025;
        add(dayOf(year, {1, 1}), 1, kNewYear);
        if (eveOff) add(spring - 1, 1, kEve);
        add(spring, year >= 2008 && year <= 2013 ? 2 : 3, kSpring);
        add(dayOf(year, {5, 1}), year <= 2007 ? 3 : year <= 2024 ? 1 : 2, kLabour);
        if (year >= 2008) {
            add(dayOf(year, festivals.qingming), 1, kQingming);
            add(dayOf(year, festivals.dragonBoat), 1, kDragonBoat);
            add(dayOf(year, festivals.midAutumn), 1, kMidAutumn);
        }
        add(dayOf(year, {10, 1}), 3, kNational);
    }

    [[nodiscard]] Json toJson() const {
        Json result = Json::object();
        for (const auto& [day, name] : days_) result[formatIsoDay(day)] = {{"works", false}, {"name", name}};
        return result;
    }

private:
    HolidayNames names_;
    std::map<Day, std::string> days_;
};

tl::unexpected<Errors> noData(int firstYear, int lastYear) {
    return failure({.code = "calendar.no_holiday_data",
                    .path = "",
                    .params = {{"firstYear", firstYear},
                               {"lastYear", lastYear},
                               {"from", kFirstChinaYear},
                               {"to", kLastChinaYear}},
                    .detail = "the festival table does not reach these years"});
}

}  // namespace

Result<Json> chinaHolidays(int firstYear, int lastYear, HolidayNames names) {
    if (!covered(firstYear) || !covered(lastYear) || lastYear < firstYear) return noData(firstYear, lastYear);
    DaysOff days(names);
    for (int year = firstYear; year <= lastYear; ++year) days.addYear(year);
    return days.toJson();
}

Result<Day> springFestivalOf(int year) {
    if (!covered(year)) return noData(year, year);
    return dayOf(year, kFestivals[year - kFirstChinaYear].spring);
}

}  // namespace sandtable

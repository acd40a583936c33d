#include "sample/catalogue.h"

namespace sandtable::sample {
namespace {

constexpr ProductLineRow kLines[] = {
    {"range-hood",
     {"油烟机", "Range hoods"},
     kitchen,
     480,
     {{"LM-Y610", 1699, 40}, {"LM-Y720", 2399, 30}, {"LM-Y830", 3299, 20}, {"LM-Y990", 4599, 10}}},
    {"gas-hob",
     {"燃气灶", "Gas hobs"},
     kitchen,
     470,
     {{"LM-Z210", 799, 40}, {"LM-Z230", 1199, 30}, {"LM-Z260", 1699, 20}, {"LM-Z290", 2299, 10}}},
    {"integrated-stove",
     {"集成灶", "Integrated stoves"},
     kitchen,
     500,
     {{"LM-J500", 5999, 40}, {"LM-J600", 7499, 30}, {"LM-J700", 8999, 20}, {"LM-J900", 10999, 10}}},
    {"dishwasher",
     {"洗碗机", "Dishwashers"},
     kitchen,
     520,
     {{"LM-X08", 3299, 35}, {"LM-X10", 4599, 30}, {"LM-X13", 5999, 25}, {"LM-X16", 7999, 10}}},
    {"steam-oven",
     {"蒸烤一体机", "Steam ovens"},
     kitchen,
     500,
     {{"LM-K40", 3999, 40}, {"LM-K50", 4799, 30}, {"LM-K60", 5799, 20}, {"LM-K70", 7299, 10}}},
    {"steriliser",
     {"消毒柜", "Sterilisers"},
     kitchen,
     490,
     {{"LM-D90", 1299, 40}, {"LM-D100", 1599, 30}, {"LM-D110", 1999, 20}, {"LM-D130", 2599, 10}}},
    {"gas-water-heater",
     {"燃气热水器", "Gas water heaters"},
     heating,
     490,
     {{"LM-R12", 1499, 35}, {"LM-R13", 2199, 30}, {"LM-R16", 2999, 25}, {"LM-R20", 4299, 10}}},
    {"electric-water-heater",
     {"电热水器", "Electric water heaters"},
     heating,
     500,
     {{"LM-E40", 899, 35}, {"LM-E50", 1199, 30}, {"LM-E60", 1599, 25}, {"LM-E80", 2199, 10}}},
    {"water-purifier",
     {"净水器", "Water purifiers"},
     water,
     440,
     {{"LM-W400", 1599, 35}, {"LM-W600", 2299, 30}, {"LM-W800", 2999, 25}, {"LM-W1200", 4299, 10}}},
    {"prefilter",
     {"前置过滤器", "Prefilters"},
     water,
     430,
     {{"LM-Q20", 399, 40}, {"LM-Q30", 599, 30}, {"LM-Q40", 799, 20}, {"LM-Q60", 1099, 10}}},
    {"softener",
     {"软水机", "Water softeners"},
     water,
     470,
     {{"LM-S15", 3999, 40}, {"LM-S20", 4999, 30}, {"LM-S25", 6499, 20}, {"LM-S30", 8999, 10}}},
    {"hot-dispenser",
     {"管线机", "Hot water dispensers"},
     water,
     460,
     {{"LM-G10", 699, 40}, {"LM-G20", 999, 30}, {"LM-G30", 1299, 20}, {"LM-G50", 1799, 10}}},
};

constexpr int kMix[kChannels][kProductLines] = {
    {190, 150, 80, 70, 60, 50, 120, 80, 100, 40, 30, 30},    // dealers
    {180, 140, 60, 110, 90, 40, 110, 70, 110, 30, 20, 40},   // key accounts
    {160, 110, 100, 110, 100, 40, 90, 40, 120, 50, 50, 30},  // brand stores
    {260, 240, 20, 60, 30, 20, 180, 40, 70, 50, 20, 10},     // projects
    {130, 120, 40, 110, 60, 40, 90, 120, 160, 50, 30, 50},   // online
};

// Decoration season in spring and autumn; heating in winter; water in summer. Festivals and campaigns come on top (demand.cpp).
constexpr int kSeason[3][12] = {
    {900, 880, 1070, 1090, 1070, 1000, 920, 930, 1070, 1080, 1010, 980},
    {1250, 1100, 1000, 860, 760, 710, 690, 730, 910, 1150, 1300, 1540},
    {850, 850, 950, 1050, 1140, 1220, 1230, 1180, 1000, 930, 820, 780},
};

}  // namespace

std::span<const ProductLineRow> productLineRows() { return kLines; }
int mixPermille(int channel, int productLine) { return kMix[channel][productLine]; }
int seasonPermille(Season season, int month) { return kSeason[season][month - 1]; }

}  // namespace sandtable::sample

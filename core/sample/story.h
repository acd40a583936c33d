// Story: the events worth finding in the sample's numbers, and when they happen.
// One place for demand (which bends to them), the plan and the tests (which look for them).
#pragma once

#include "sample/company.h"
#include "sample/sample.h"

namespace sandtable::sample {

struct Story {
    // The largest key account of Hangzhou orders nothing from this day on.
    int lostRep = 0;
    int lostCustomer = 0;
    Day lostFrom = 0;
    // Water purifiers in South China: two weeks of promotion, then six weeks of hangover.
    int promotedRegion = 0;
    int promotedLine = 0;
    DayRange promotion;
    DayRange hangover;
    // No dishwashers in the Southwest for six weeks.
    int starvedRegion = 0;
    int starvedLine = 0;
    DayRange stockOut;
    // The Northeast misses for the last 20 days of the data.
    int missingRegion = 0;
    DayRange miss;

    [[nodiscard]] static Story of(const Company& company, int year, DayRange days);
    // Order lines of a rep's product line on a day against a world without events, ‰.
    [[nodiscard]] int factorPermille(int region, int productLine, Day day) const;
};

inline constexpr int kPromotionDiscountPermille = 120;

}  // namespace sandtable::sample

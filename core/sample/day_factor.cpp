// What makes one day different from another for a channel of the sample company: weekdays, Spring Festival, public holidays, the
// 618 and Double 11 campaigns, month and year ends. Products and cities are not looked at here.
#include "base/china_calendar.h"
#include "sample/demand.h"

namespace sandtable::sample {
namespace {

bool isTrade(int channel) { return channel == dealer || channel == project; }

int weekdayFactor(int channel, Day day) {
    constexpr int kTrade[] = {1300, 1320, 1320, 1320, 1290, 320, 130};
    constexpr int kRetail[] = {870, 880, 900, 930, 1050, 1250, 1120};
    return (isTrade(channel) ? kTrade : kRetail)[weekdayOf(day) - 1];
}

struct Step {
    int lastOffset;  // days from the festival, inclusive
    int factor;
};

// The years of a sample (kFirstSampleYear … kLastSampleYear) all have a known Spring Festival.
// Stocking up three weeks before, nothing in the week itself, a slow start after it.
int festivalFactor(int channel, Day day, int year) {
    constexpr Step kTrade[] = {{-22, 1000}, {-11, 1180}, {-5, 850}, {-2, 250}, {6, 30}, {9, 350}, {15, 700}, {25, 900}};
    constexpr Step kRetail[] = {{-22, 1000}, {-8, 1250}, {-2, 900}, {2, 150},
                                {6, 320},    {15, 800},  {25, 950}, {26, 1000}};
    const int offset = day - *springFestivalOf(year);
    for (const Step& step : isTrade(channel) ? kTrade : kRetail)
        if (offset <= step.lastOffset) return step.factor;
    return 1'000;
}

bool within(CivilDate date, int fromMonth, int fromDay, int toMonth, int toDay) {
    const int at = date.month * 100 + date.day;
    return at >= fromMonth * 100 + fromDay && at <= toMonth * 100 + toDay;
}

int holidayFactor(int channel, CivilDate date) {
    const bool walkIn = channel == keyAccount || channel == store;
    if (within(date, 10, 1, 10, 7)) return isTrade(channel) ? 150 : walkIn ? 1'500 : 950;
    if (within(date, 5, 1, 5, 4)) return isTrade(channel) ? 200 : walkIn ? 1'400 : 1'000;
    if (within(date, 1, 1, 1, 1)) return isTrade(channel) ? 150 : 1'200;
    return 1'000;
}

int midYearFactor(int channel, CivilDate date) {
    switch (channel) {
        case online:
            if (within(date, 6, 1, 6, 15)) return 1'500;
            if (within(date, 6, 16, 6, 18)) return 3'200;
            if (within(date, 6, 19, 6, 30)) return 620;
            return 1'000;
        case keyAccount:
        case store:
            return within(date, 6, 1, 6, 18) ? 1'250 : within(date, 6, 19, 6, 30) ? 850 : 1'000;
        case dealer:
            return within(date, 5, 20, 6, 10) ? 1'150 : within(date, 6, 19, 6, 30) ? 850 : 1'000;
        default:
            return 1'000;
    }
}

int doubleElevenFactor(int channel, CivilDate date) {
    switch (channel) {
        case online:
            if (within(date, 10, 20, 10, 31)) return 1'450;
            if (within(date, 11, 1, 11, 10)) return 1'800;
            if (within(date, 11, 11, 11, 11)) return 4'200;
            if (within(date, 11, 12, 11, 30)) return 640;
            return 1'000;
        case keyAccount:
        case store:
            return within(date, 10, 25, 11, 11) ? 1'300 : within(date, 11, 12, 11, 25) ? 820 : 1'000;
        case dealer:
            return within(date, 10, 10, 11, 5) ? 1'180 : within(date, 11, 12, 11, 25) ? 850 : 1'000;
        default:
            return 1'000;
    }
}

// Quotas: trade orders bunch at month ends, most of all at the end of the year, and are missing in the days after.
int quotaFactor(int channel, CivilDate date, Day day) {
    if (!isTrade(channel)) return 1'000;
    if (within(date, 12, 21, 12, 31)) return 1'550;
    if (within(date, 12, 1, 12, 20)) return 1'120;
    if (within(date, 1, 2, 1, 12)) return 820;
    const int nextMonthDay = civilFromDay(day + 4).day;
    if (nextMonthDay <= 4) return 1'250;
    return date.day <= 3 ? 880 : 1'000;
}

}  // namespace

int dayFactorPermille(int channel, Day day) {
    const CivilDate date = civilFromDay(day);
    std::int64_t factor = weekdayFactor(channel, day);
    for (const int other :
         {festivalFactor(channel, day, date.year), holidayFactor(channel, date), midYearFactor(channel, date),
          doubleElevenFactor(channel, date), quotaFactor(channel, date, day)})
        factor = factor * other / 1'000;
    return static_cast<int>(factor);
}

}  // namespace sandtable::sample

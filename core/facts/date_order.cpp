#include "facts/date_order.h"

#include <algorithm>
#include <bitset>

#include "base/stable_sort.h"

namespace sandtable {
namespace {

// Distinct years and distinct days of the month that an order gives the short-year texts.
struct Spread {
    std::bitset<kLastYear - kFirstYear + 1> years;
    std::bitset<32> days;
    Day first = kMissingDay;
    Day last = kMissingDay;
};

std::array<Spread, 3> measureSpread(const std::vector<DateReading>& readings, bool& allShort) {
    std::array<Spread, 3> spread;
    for (const DateReading& reading : readings) {
        if (reading.form != DateReading::Form::ordered) continue;
        allShort = allShort && reading.shortYear;
        for (std::size_t order = 0; order < 3; ++order) {
            const Day day = reading.day[order];
            if (day == kMissingDay) continue;
            const CivilDate date = civilFromDay(day);
            spread[order].years.set(static_cast<std::size_t>(date.year - kFirstYear));
            spread[order].days.set(static_cast<std::size_t>(date.day));
            if (spread[order].first == kMissingDay || day < spread[order].first) spread[order].first = day;
            if (spread[order].last == kMissingDay || day > spread[order].last) spread[order].last = day;
        }
    }
    return spread;
}

// 03/01/19 read as year, day and month the wrong way round turns days of the month into years: twenty or more years,
// each with sales on the same few days of the month only. No sales file looks like that; the order is ruled out.
bool isAbsurd(const Spread& spread) { return spread.years.count() >= 20 && spread.days.count() <= 7; }

}  // namespace

DateVerdict judgeDateOrder(const std::vector<DateReading>& readings) {
    DateVerdict verdict;
    unsigned possible = 7;
    for (std::size_t i = 0; i < readings.size(); ++i) {
        const DateReading& reading = readings[i];
        if (reading.form != DateReading::Form::ordered) continue;
        verdict.byEvidence = true;
        possible &= reading.orders();
        for (std::size_t order = 0; order < 3; ++order) {
            if (reading.day[order] == kMissingDay && !verdict.witness[order]) verdict.witness[order] = i;
        }
    }
    if (!verdict.byEvidence) return verdict;
    bool allShort = true;
    const auto spread = measureSpread(readings, allShort);
    for (std::size_t order = 0; order < 3; ++order) {
        if (possible >> order & 1) verdict.candidates.push_back(static_cast<DateOrder>(order));
    }
    if (verdict.candidates.size() > 1 && allShort) {
        const auto sensible = [&](DateOrder order) { return !isAbsurd(spread[static_cast<std::size_t>(order)]); };
        std::vector<DateOrder> kept;
        std::copy_if(verdict.candidates.begin(), verdict.candidates.end(), std::back_inserter(kept), sensible);
        if (!kept.empty() && kept.size() < verdict.candidates.size()) {
            verdict.byPlausibility = true;
            verdict.candidates = kept;
        }
    }
    const bool orderMatters = std::any_of(readings.begin(), readings.end(), [&](const DateReading& reading) {
        return std::any_of(verdict.candidates.begin(), verdict.candidates.end(), [&](DateOrder order) {
            return reading.under(order) != reading.under(verdict.candidates.front());
        });
    });
    if (verdict.candidates.empty()) {
        verdict.kind = DateVerdict::Kind::conflict;
    } else if (verdict.candidates.size() == 1 || !orderMatters) {
        verdict.order = verdict.candidates.front();
    } else {
        verdict.kind = DateVerdict::Kind::ambiguous;
        // The narrower range of days comes first: a wrong order scatters dates over the year. It ranks, it never decides.
        stableSort(verdict.candidates, [&](DateOrder a, DateOrder b) {
            const Spread& left = spread[static_cast<std::size_t>(a)];
            const Spread& right = spread[static_cast<std::size_t>(b)];
            return left.last - left.first < right.last - right.first;
        });
    }
    return verdict;
}

}  // namespace sandtable

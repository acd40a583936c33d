#include "facts/row_order.h"

#include <numeric>

#include "facts/day_order.h"

namespace sandtable {
namespace {

constexpr Day kCountingSortRange = 200'000;  // days; wider tables are sorted by comparison

struct DayRun {
    Day first = INT32_MAX;
    Day last = INT32_MIN;
    bool sorted = true;
};

[[gnu::noinline]] void look(const Day* days, std::size_t count, DayRun& run, Day& before) {
    Day low = run.first;
    Day high = run.last;
    bool sorted = true;
    Day previous = before;
    for (std::size_t i = 0; i < count; ++i) {
        low = std::min(low, days[i]);
        high = std::max(high, days[i]);
        sorted &= days[i] >= previous;
        previous = days[i];
    }
    run = {low, high, run.sorted && sorted};
    before = previous;
}

[[gnu::noinline]] void countDays(const Day* days, const RowFault* faults, std::size_t count, Day first,
                                 std::uint32_t* counts) {
    for (std::size_t i = 0; i < count; ++i) {
        if (faults[i] == RowFault::none) ++counts[days[i] - first];
    }
}

[[gnu::noinline]] void placeRows(const Day* days, const RowFault* faults, std::size_t begin, std::size_t end, Day first,
                                 std::uint32_t* next, std::uint32_t* rows) {
    for (std::size_t row = begin; row < end; ++row) {
        if (faults[row] == RowFault::none) rows[next[days[row] - first]++] = static_cast<std::uint32_t>(row);
    }
}

DayRun dayRun(const std::vector<Day>& days, const RowFaults& faults) {
    DayRun run;
    Day before = INT32_MIN;
    if (!faults.any()) {
        for (std::size_t at = 0; at < days.size(); at += kRowsPerCall)
            look(days.data() + at, std::min(kRowsPerCall, days.size() - at), run, before);
        return run;
    }
    for (std::size_t row = 0; row < days.size(); ++row) {
        if (faults.fault[row] == RowFault::none) look(&days[row], 1, run, before);
    }
    return run;
}

std::vector<std::uint32_t> soundRows(const RowFaults& faults) {
    std::vector<std::uint32_t> rows;
    for (std::size_t row = 0; row < faults.fault.size(); ++row) {
        if (faults.fault[row] == RowFault::none) rows.push_back(static_cast<std::uint32_t>(row));
    }
    return rows;
}

}  // namespace

RowOrder orderByDay(const std::vector<Day>& days, const RowFaults& faults) {
    const DayRun run = dayRun(days, faults);
    if (!faults.any() && run.sorted) return {true, days.size(), {}};
    RowOrder order{false, 0, {}};
    const bool few = run.first <= run.last && std::int64_t{run.last} - run.first <= kCountingSortRange;
    if (run.sorted || !few) {
        order.rows = soundRows(faults);
        order.count = order.rows.size();
        if (!run.sorted) sortByDay(order.rows, days);
        return order;
    }
    std::vector<std::uint32_t> next(static_cast<std::size_t>(run.last - run.first) + 2);
    const RowFault* const fault = faults.fault.data();
    for (std::size_t at = 0; at < days.size(); at += kRowsPerCall)
        countDays(days.data() + at, fault + at, std::min(kRowsPerCall, days.size() - at), run.first, next.data() + 1);
    std::partial_sum(next.begin(), next.end(), next.begin());
    order.count = next.back();
    order.rows.resize(order.count);
    for (std::size_t at = 0; at < days.size(); at += kRowsPerCall)
        placeRows(days.data(), fault, at, std::min(days.size(), at + kRowsPerCall), run.first, next.data(),
                  order.rows.data());
    return order;
}

template std::vector<std::uint32_t> pick(const std::vector<std::uint32_t>& values, const RowOrder& order);
template std::vector<Day> pickAll(std::vector<Day>& values, const RowOrder& order);
template std::vector<std::int64_t> pickAll(std::vector<std::int64_t>& values, const RowOrder& order);

}  // namespace sandtable

#include "performance/summary.h"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>

#include "base/json_object.h"
#include "base/money.h"

namespace sandtable {
namespace {

// Calendar years by row would convert every day; a table of one entry per day of the span does it once.
std::vector<int> yearsOfSpan(DayRange days) {
    std::vector<int> years;
    years.reserve(static_cast<std::size_t>(days.length()));
    for (Day day = days.first; day <= days.last; ++day) years.push_back(civilFromDay(day).year);
    return years;
}

struct Sums {
    std::int64_t total = 0;
    std::map<int, std::int64_t> byYear;
    bool overflow = false;
};

Sums sumByYear(std::span<const std::int64_t> amounts, const std::vector<Day>& day, DayRange days,
               const std::vector<int>& years) {
    std::vector<std::int64_t> perYear(static_cast<std::size_t>(years.back() - years.front() + 1), 0);
    Sums sums;
    for (std::size_t row = 0; row < amounts.size(); ++row) {
        if (amounts[row] == kMissingAmount) continue;
        const int year = years[static_cast<std::size_t>(day[row] - days.first)];
        std::int64_t& sum = perYear[static_cast<std::size_t>(year - years.front())];
        sums.overflow |= __builtin_add_overflow(sum, amounts[row], &sum);
    }
    for (std::size_t i = 0; i < perYear.size(); ++i) {
        sums.byYear[years.front() + static_cast<int>(i)] = perYear[i];
        sums.overflow |= __builtin_add_overflow(sums.total, perYear[i], &sums.total);
        sums.overflow |= perYear[i] > kMaxMinor || perYear[i] < -kMaxMinor;
    }
    sums.overflow |= sums.total > kMaxMinor || sums.total < -kMaxMinor;
    return sums;
}

Json distinctOf(const FactTable& facts, std::initializer_list<const char*> keys) {
    for (const char* key : keys) {
        const DimensionColumn* column = facts.dimension(key);
        if (!column) continue;
        std::vector<bool> seen(column->values().size(), false);
        column->visit([&](const auto& codes) {
            for (const auto code : codes) seen[code] = true;
        });
        return std::count(seen.begin() + 1, seen.end(), true);
    }
    return nullptr;
}

Json rejectedOf(const FactTable& facts) {
    const auto it = facts.source.find("rejectedRows");
    return it == facts.source.end() ? Json(nullptr) : *it;
}

// Money keeps its 1/10,000; pieces are counted in pieces: a whole number where it is one, a decimal otherwise.
Json shownSum(std::string_view measure, std::int64_t sum) {
    if (measure != "quantity") return sum;
    if (sum % kAmountScale == 0) return sum / kAmountScale;
    return static_cast<double>(sum) / static_cast<double>(kAmountScale);
}

}  // namespace

Result<Json> summarize(const FactTable& facts) {
    Json summary = JsonObject()
                       .put("rows", facts.rows)
                       .put("rejected", rejectedOf(facts))
                       .put("orders", distinctOf(facts, {"order"}))
                       .put("customers", distinctOf(facts, {"customer", "customerName"}))
                       .put("firstDay", nullptr)
                       .put("lastDay", nullptr)
                       .put("byYear", Json::array());
    const bool empty = facts.day.empty();
    DayRange days;
    std::vector<int> years;
    if (!empty) {
        const auto [first, last] = std::minmax_element(facts.day.begin(), facts.day.end());
        days = {*first, *last};
        years = yearsOfSpan(days);
        summary["firstDay"] = formatIsoDay(days.first);
        summary["lastDay"] = formatIsoDay(days.last);
        for (int year = years.front(); year <= years.back(); ++year)
            summary["byYear"].push_back(JsonObject().put("year", std::to_string(year)));
    }
    for (const char* measure : {"amount", "margin", "quantity"}) {
        const bool present = facts.amounts.contains(measure);
        summary[measure] = present ? Json(0) : Json(nullptr);
        Sums sums;
        if (present && !empty) {
            sums = sumByYear(facts.amount(measure), facts.day, days, years);
            if (sums.overflow)
                return failure(
                    Error{.code = "performance.sum_too_large", .params = JsonObject().put("measure", measure)});
            summary[measure] = shownSum(measure, sums.total);
        }
        for (std::size_t i = 0; i < summary["byYear"].size(); ++i)
            summary["byYear"][i][measure] =
                present ? shownSum(measure, sums.byYear[years.front() + static_cast<int>(i)]) : Json(nullptr);
    }
    return summary;
}

}  // namespace sandtable

#include "actuals/actuals.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/json_object.h"

namespace sandtable {
namespace {

constexpr std::array<std::string_view, 5> kMeasureNames = {"amount", "margin", "quantity", "orders", "customers"};
constexpr std::int32_t kNoPeriod = -1;

bool isCounted(Measure measure) { return measure == Measure::orders || measure == Measure::customers; }
std::string_view columnOf(Measure measure) {
    if (measure == Measure::orders) return "order";
    return measure == Measure::customers ? "customer" : measureName(measure);
}

// Which period each day belongs to, as an array over the days of the table.
struct PeriodOfDay {
    Day first = 0;
    std::vector<std::int32_t> period;
    [[nodiscard]] std::int32_t at(Day day) const { return period[static_cast<std::size_t>(day - first)]; }
};

// Periods may overlap (a year and its quarters); each layer holds periods that do not.
std::vector<std::vector<std::size_t>> disjointLayers(const std::vector<DayRange>& ranges) {
    std::vector<std::vector<std::size_t>> layers;
    for (std::size_t p = 0; p < ranges.size(); ++p) {
        const auto fits = [&](const std::vector<std::size_t>& layer) {
            return std::none_of(layer.begin(), layer.end(), [&](std::size_t other) {
                return ranges[other].first <= ranges[p].last && ranges[p].first <= ranges[other].last;
            });
        };
        const auto layer = std::find_if(layers.begin(), layers.end(), fits);
        if (layer == layers.end()) {
            layers.push_back({p});
        } else {
            layer->push_back(p);
        }
    }
    return layers;
}

PeriodOfDay mapDays(const FactTable& facts, const std::vector<DayRange>& ranges, const std::vector<std::size_t>& layer,
                    Day asOf) {
    PeriodOfDay map{facts.day.front(), {}};
    map.period.assign(static_cast<std::size_t>(facts.day.back() - map.first) + 1, kNoPeriod);
    for (const std::size_t p : layer) {
        const Day last = std::min({ranges[p].last, asOf, facts.day.back()});
        for (Day day = std::max(ranges[p].first, map.first); day <= last; ++day)
            map.period[static_cast<std::size_t>(day - map.first)] = static_cast<std::int32_t>(p);
    }
    return map;
}

// Slot 0 collects the rows of no leaf, slot leaf + 1 those of a leaf.
struct LeafSums {
    std::size_t periods;
    std::vector<std::int64_t> values;
    LeafSums(int leaves, std::size_t periodCount)
        : periods(periodCount), values((static_cast<std::size_t>(leaves) + 1) * periodCount) {}
    std::int64_t& at(std::int32_t leaf, std::size_t period) {
        return values[static_cast<std::size_t>(leaf + 1) * periods + period];
    }
};

void placeUnits(ActualsMatrix& matrix, LeafSums& leaves, const OrgTree& tree) {
    const std::size_t periods = matrix.periods.size();
    for (int unit = 0; unit < tree.size(); ++unit) {
        for (int leaf = tree[unit].firstLeaf; leaf <= tree[unit].lastLeaf; ++leaf) {
            for (std::size_t p = 0; p < periods; ++p)
                matrix.values[static_cast<std::size_t>(unit) * periods + p] += leaves.at(leaf, p);
        }
    }
    for (std::size_t p = 0; p < periods; ++p) matrix.unattributed[p] = leaves.at(-1, p);
}

void sumRows(std::span<const Day> days, std::span<const std::int64_t> amounts, const Attribution& attribution,
             const PeriodOfDay& periodOf, LeafSums& sums) {
    const auto add = [&](const auto& codes) {
        for (std::size_t row = 0; row < days.size(); ++row) {
            const std::int32_t period = periodOf.at(days[row]);
            if (period == kNoPeriod || amounts[row] == kMissingAmount) continue;
            sums.at(static_cast<std::int32_t>(codes[row]) - 1, static_cast<std::size_t>(period)) += amounts[row];
        }
    };
    std::visit(add, attribution.leafOfRow.codes());
}

// Distinct codes of one period, counted at every unit. Rows of the period are grouped by leaf; a stamp per code tells
// whether the unit at hand has seen it, so nothing is sorted and nothing is cleared.
class DistinctCounter {
public:
    DistinctCounter(const OrgTree& tree, std::size_t codes) : tree_(tree), stampOfCode_(codes, 0) {}

    void add(std::int32_t leaf, std::uint32_t code) { entries_.emplace_back(leaf, code); }

    void count(ActualsMatrix& matrix, std::size_t period) {
        groupByLeaf();
        for (int unit = 0; unit < tree_.size(); ++unit) {
            matrix.values[static_cast<std::size_t>(unit) * matrix.periods.size() + period] =
                countRange(tree_[unit].firstLeaf + 1, tree_[unit].lastLeaf + 2);
        }
        matrix.unattributed[period] = countRange(0, 1);
        entries_.clear();
    }

private:
    void groupByLeaf() {
        start_.assign(static_cast<std::size_t>(tree_.leafCount()) + 2, 0);
        for (const auto& [leaf, code] : entries_) ++start_[static_cast<std::size_t>(leaf + 2)];
        for (std::size_t slot = 1; slot < start_.size(); ++slot) start_[slot] += start_[slot - 1];
        codes_.resize(entries_.size());
        std::vector<std::size_t> next(start_.begin(), start_.end() - 1);
        for (const auto& [leaf, code] : entries_) codes_[next[static_cast<std::size_t>(leaf + 1)]++] = code;
    }

    // Slots [first, last): slot 0 is no leaf, slot n + 1 is leaf n.
    std::int64_t countRange(int first, int last) {
        ++stamp_;
        std::int64_t distinct = 0;
        for (std::size_t i = start_[static_cast<std::size_t>(first)]; i < start_[static_cast<std::size_t>(last)]; ++i) {
            if (stampOfCode_[codes_[i]] == stamp_) continue;
            stampOfCode_[codes_[i]] = stamp_;
            ++distinct;
        }
        return distinct;
    }

    const OrgTree& tree_;
    std::vector<std::uint64_t> stampOfCode_;
    std::uint64_t stamp_ = 0;
    std::vector<std::pair<std::int32_t, std::uint32_t>> entries_;
    std::vector<std::size_t> start_;
    std::vector<std::uint32_t> codes_;
};

// Rows are sorted by day, so each period is one run of rows.
void countRows(const FactTable& facts, const DimensionColumn& column, const Attribution& attribution,
               const OrgTree& tree, const std::vector<DayRange>& ranges, Day asOf, ActualsMatrix& matrix) {
    DistinctCounter counter(tree, column.values().size());
    for (std::size_t period = 0; period < ranges.size(); ++period) {
        const auto [first, end] = facts.rowsOf({ranges[period].first, std::min(ranges[period].last, asOf)});
        column.visit([&, first = first, end = end](auto codes) {
            for (std::size_t row = first; row < end; ++row) {
                if (codes[row] != 0) counter.add(attribution.leafOfRow[row], codes[row]);
            }
        });
        counter.count(matrix, period);
    }
}

}  // namespace

Result<Measure> parseMeasure(std::string_view name) {
    const auto it = std::find(kMeasureNames.begin(), kMeasureNames.end(), name);
    if (it == kMeasureNames.end())
        return failure({.code = "actuals.unknown_measure",
                        .path = "",
                        .params = JsonObject().put("measure", name).put("known", kMeasureNames)});
    return static_cast<Measure>(it - kMeasureNames.begin());
}

std::string_view measureName(Measure measure) { return kMeasureNames[static_cast<std::size_t>(measure)]; }

Result<ActualsMatrix> actualsByPeriod(const FactTable& facts, const Attribution& attribution, const OrgTree& tree,
                                      const FiscalCalendar& calendar, Measure measure, std::span<const Period> periods,
                                      Day asOf) {
    const std::string_view name = columnOf(measure);
    const auto amounts = facts.amount(name);
    const DimensionColumn* counted = facts.dimension(name);
    if (isCounted(measure) ? counted == nullptr : facts.amounts.find(name) == facts.amounts.end()) {
        return failure({.code = "actuals.missing_measure",
                        .path = "",
                        .params = JsonObject().put("measure", measureName(measure)).put("table", facts.name)});
    }
    ActualsMatrix matrix;
    matrix.periods.assign(periods.begin(), periods.end());
    matrix.units = tree.size();
    matrix.values.assign(static_cast<std::size_t>(tree.size()) * periods.size(), 0);
    matrix.unattributed.assign(periods.size(), 0);
    std::vector<DayRange> ranges;
    for (const Period& period : periods) {
        const auto range = calendar.rangeOf(period);
        if (!range) return tl::unexpected(range.error());
        ranges.push_back(*range);
    }
    if (facts.rows == 0 || periods.empty()) return matrix;
    if (isCounted(measure)) {
        countRows(facts, *counted, attribution, tree, ranges, asOf, matrix);
        return matrix;
    }
    LeafSums sums(tree.leafCount(), periods.size());
    for (const auto& layer : disjointLayers(ranges))
        sumRows(facts.day, amounts, attribution, mapDays(facts, ranges, layer, asOf), sums);
    placeUnits(matrix, sums, tree);
    return matrix;
}

std::int64_t minorFromAmount(std::int64_t amount, int minorDigits) {
    constexpr int kAmountDigits = 4;
    std::int64_t factor = 1;
    for (int digits = minorDigits; digits > kAmountDigits; --digits) factor *= 10;
    std::int64_t divisor = 1;
    for (int digits = minorDigits; digits < kAmountDigits; ++digits) divisor *= 10;
    if (divisor == 1) return amount * factor;
    const std::int64_t half = divisor / 2;
    return (amount < 0 ? amount - half : amount + half) / divisor;
}

}  // namespace sandtable

// The measures of sales questions: sums, counts and ratios of them, by the names requests use.
// Knows groups, not where they come from.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sales/grouping.h"
#include "sales/sales_data.h"

namespace sandtable {

// A sum or count exactly, or a ratio. Nothing at all where there is no value: missing is not zero.
struct MeasureValue {
    std::optional<std::int64_t> whole;
    std::optional<double> ratio;
    [[nodiscard]] bool missing() const { return !whole && !ratio; }
    [[nodiscard]] double number() const { return whole ? static_cast<double>(*whole) : ratio.value_or(0); }
    [[nodiscard]] Json json() const { return whole ? Json(*whole) : ratio ? Json(*ratio) : Json(); }
};

// "amount" "margin" "quantity" "cost": sums in 1/10,000; "lines": order lines; "distinct:<dimension>", of which "orders" and
// "customers" are short names; "averageOrder" amount per order and "meanAmount" amount per line, in 1/10,000 units;
// "averagePrice" amount per piece, in currency units; "marginRatio" margin / amount; and relative to the other groups:
// "share:<measure>" of the total, "cumulativeShare:<measure>" in the order shown, "rank:<measure>" from 1, largest first.
struct SalesMeasure {
    enum class Kind { sum, lines, distinct, quotient };
    enum class Relation { none, share, cumulativeShare, rank };
    std::string name;
    Kind kind = Kind::sum;
    Relation relation = Relation::none;
    std::size_t slot = 0;     // of a sum or distinct count; of a quotient: the numerator, a sum
    std::size_t divisor = 0;  // of a quotient: slot of the divisor
    Kind divisorKind = Kind::sum;
    std::string unit;  // "money" | "count" | "quantity" | "ratio" | "price"
};

// What a list of measures takes from the groups, each column once.
class MeasureList {
public:
    // Errors: sales.no_such_measure {measure}, sales.missing_measure {measure, table}, sales.no_such_dimension.
    [[nodiscard]] static Result<MeasureList> parse(const SalesData& data, const std::vector<std::string>& names);

    [[nodiscard]] const std::vector<SalesMeasure>& all() const { return measures_; }
    [[nodiscard]] std::size_t size() const { return measures_.size(); }
    [[nodiscard]] const GroupingWants& wants() const { return wants_; }
    // The measure of one group by itself; the base of a relation where it is one.
    [[nodiscard]] MeasureValue value(const Groups& groups, std::size_t group, std::size_t measure) const;
    // The same of all groups at once, for a sum or count; kMissingAmount where missing.
    [[nodiscard]] std::span<const std::int64_t> wholes(const Groups& groups, std::size_t measure) const;

private:
    [[nodiscard]] Result<void> add(const SalesData& data, const std::string& name);
    [[nodiscard]] std::size_t sumSlot(const std::string& key);
    [[nodiscard]] std::size_t distinctSlot(const std::string& key);

    std::vector<SalesMeasure> measures_;
    GroupingWants wants_;
};

}  // namespace sandtable

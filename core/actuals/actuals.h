// Actuals: fact rows attributed to the units of an organisation and to periods.
// The one bridge between facts and plan; targets and performance both stand on it.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/calendar.h"
#include "facts/table.h"
#include "plan/org_tree.h"
#include "request/request.h"

namespace sandtable {

// The leaf of every fact row, in the narrowest integer.
class LeafOfRow {
public:
    // One code per row: leaf + 1, 0 for nobody's rows.
    using Codes = std::variant<std::vector<std::uint8_t>, std::vector<std::uint16_t>, std::vector<std::uint32_t>>;
    LeafOfRow() = default;
    // leafOfPath[pathOfRow[row]], -1 for nobody.
    LeafOfRow(std::span<const std::int32_t> leafOfPath, std::span<const std::uint32_t> pathOfRow, int leafCount);

    [[nodiscard]] const Codes& codes() const { return codes_; }
    [[nodiscard]] std::int32_t operator[](std::size_t row) const {
        return std::visit([row](const auto& codes) { return static_cast<std::int32_t>(codes[row]) - 1; }, codes_);
    }
    // Makes the rows for which excluded(row) holds nobody's.
    template <class Excluded>
    void exclude(Excluded excluded) {
        std::visit(
            [&](auto& codes) {
                for (std::size_t row = 0; row < codes.size(); ++row)
                    if (excluded(row)) codes[row] = 0;
            },
            codes_);
    }

private:
    Codes codes_;
};

// Which leaf each fact row belongs to. A row whose path is unknown at some level is attributed to nobody and listed.
struct Attribution {
    LeafOfRow leafOfRow;
    struct Unmatched {
        std::vector<std::string> path;  // values from the first level down, {"East", "Springfield"}
        std::size_t rows = 0;
        std::int64_t amount = 0;  // 1/10,000
    };
    std::vector<Unmatched> unmatched;  // by amount, descending
    std::size_t unmatchedRows = 0;
};

// Matches by OrgUnit.level + matchValue along the path from the root (matchKey equality). A table without one of the tree's
// dimensions attributes to nothing: actuals.missing_dimension {dimension}.
[[nodiscard]] Result<Attribution> attribute(const FactTable& facts, const OrgTree& tree);
// The same, kept between requests until the table or the organisation changes.
[[nodiscard]] Result<std::shared_ptr<const Attribution>> attributionOf(const RequestContext& context,
                                                                       const FactTablePtr& facts,
                                                                       const std::shared_ptr<const OrgTree>& tree);

// "amount" | "margin" | "quantity" are summed; "orders" | "customers" count distinct values of that dimension.
enum class Measure { amount, margin, quantity, orders, customers };
[[nodiscard]] Result<Measure> parseMeasure(std::string_view name);  // actuals.unknown_measure
[[nodiscard]] std::string_view measureName(Measure measure);

// Sums (or distinct counts) of one measure per unit and period: values[unit * periods + p], for every unit of the tree
// (inner units include their descendants; distinct counts are counted at each unit, not added up).
// Rows outside the periods or after `asOf` do not count.
struct ActualsMatrix {
    std::vector<Period> periods;
    int units = 0;
    std::vector<std::int64_t> values;        // 1/10,000 for sums, plain counts for distinct measures
    std::vector<std::int64_t> unattributed;  // per period: rows matched to no unit
    [[nodiscard]] std::int64_t at(int unit, int period) const {
        return values[static_cast<size_t>(unit) * periods.size() + static_cast<size_t>(period)];
    }
};
// Errors: actuals.missing_measure {measure} when the table has no such column.
[[nodiscard]] Result<ActualsMatrix> actualsByPeriod(const FactTable& facts, const Attribution& attribution,
                                                    const OrgTree& tree, const FiscalCalendar& calendar,
                                                    Measure measure, std::span<const Period> periods, Day asOf);

// The org units that the distinct value paths of `levels` span: {id: {id, name, parent, level, match, order}} with one root named `rootName`.
// Value order is first appearance by name; ids are slugs of the path, stable for equal input.
// Errors: actuals.missing_dimension.
[[nodiscard]] Result<Json> proposeOrgUnits(const FactTable& facts, std::span<const std::string> levels,
                                           std::string_view rootName);

// 1/10,000 units -> minor units of a currency with `minorDigits` digits, half away from zero.
[[nodiscard]] std::int64_t minorFromAmount(std::int64_t amount, int minorDigits);

}  // namespace sandtable

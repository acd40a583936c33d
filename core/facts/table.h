// Fact tables: immutable columns of order lines, dictionary-coded and narrow.
// Knows field names and types; knows nothing of plans or organisations.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/calendar.h"
#include "base/result.h"
#include "facts/reject_log.h"
#include "facts/text_list.h"

namespace sandtable {

inline constexpr std::int64_t kAmountScale = 10'000;       // amounts are int64 in 1/10,000 currency units
inline constexpr std::int64_t kMissingAmount = INT64_MIN;  // missing is not zero
inline constexpr Day kMissingDay = INT32_MIN;

// Codes into a dictionary, stored in the narrowest unsigned integer; code 0 is always the missing value "".
class DimensionColumn {
public:
    using Codes = std::variant<std::vector<std::uint8_t>, std::vector<std::uint16_t>, std::vector<std::uint32_t>>;
    DimensionColumn() = default;
    DimensionColumn(TextList values, Codes codes);
    [[nodiscard]] const TextList& values() const { return values_; }  // [0] == ""
    [[nodiscard]] const Codes& codes() const { return codes_; }
    [[nodiscard]] std::uint32_t codeAt(std::size_t row) const;
    [[nodiscard]] int find(std::string_view value) const;  // by matchKey; -1 when absent
    [[nodiscard]] std::size_t valuesInUse() const;         // values that some row has, "" aside
    // Calls f(span of codes) with the concrete integer type, so that loops are tight.
    template <class F>
    auto visit(F&& f) const {
        return std::visit([&](const auto& codes) { return f(std::span(codes)); }, codes_);
    }

private:
    TextList values_;
    Codes codes_;
};

// Values that no row has are left out, the others keep their order.
[[nodiscard]] DimensionColumn compactDimension(const TextList& values, std::vector<std::uint32_t> codes);

struct AmountTotal {
    std::int64_t sum = 0;
    std::size_t missing = 0;
};
[[nodiscard]] AmountTotal totalOf(std::span<const std::int64_t> values);

// Sums stay within int64 whatever is summed later: the magnitudes of a whole column must.
[[nodiscard]] bool sumFits(const std::vector<std::int64_t>& values);

// Canonical dimensions: order customer customerName segment region province city district channel rep productLine category
// subcategory product sku brand country; any other mapped column is a custom dimension "x:<header>".
struct FactTable {
    std::string name;  // "orders"
    std::size_t rows = 0;
    std::vector<Day> day;  // ascending: rows are sorted by day; never kMissingDay
    std::map<std::string, std::vector<std::int64_t>, std::less<>>
        amounts;  // "amount", "margin", "quantity", "cost" (…/10,000); absent columns absent
    std::map<std::string, DimensionColumn, std::less<>> dimensions;
    std::vector<std::uint32_t> sourceLine;  // line of the source file, for drilling back; 0 for a row it does not hold
    Json source = Json::object();           // {fileName, bytes, mapping, importedRows, rejectedRows, …}
    std::shared_ptr<const RejectLog> rejects;  // what the source file held and the table does not; may be null

    [[nodiscard]] const DimensionColumn* dimension(std::string_view key) const;
    [[nodiscard]] std::span<const std::int64_t> amount(std::string_view key) const;  // empty when absent
    struct RowRange {
        std::size_t first = 0;
        std::size_t end = 0;
    };
    [[nodiscard]] RowRange rowsOf(DayRange days) const;  // rows [first, end) have their day in `days`
};

using FactTablePtr = std::shared_ptr<const FactTable>;

}  // namespace sandtable

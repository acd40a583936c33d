// Why a row of the file makes no row of the table.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "facts/number_text.h"

namespace sandtable {

enum class RowFault : std::uint8_t {
    none,
    missingDay,
    badDay,
    badNumber,
    numberOverflow,
    nulByte,
    totalRow,
    repeatedHeader,
    ratioRange,
    missingKey
};
[[nodiscard]] std::string_view faultCode(RowFault fault);

// The first fault of every row and the column it is in.
struct RowFaults {
    explicit RowFaults(std::size_t rows) : fault(rows, RowFault::none), column(rows, 0) {}
    void set(std::size_t row, RowFault what, std::size_t where) {
        if (fault[row] != RowFault::none) return;
        replace(row, what, where);
    }
    void replace(std::size_t row, RowFault what, std::size_t where) {
        fault[row] = what;
        column[row] = static_cast<std::uint16_t>(where);
        any_ = true;
    }
    [[nodiscard]] bool any() const { return any_; }
    std::vector<RowFault> fault;
    std::vector<std::uint16_t> column;

private:
    bool any_ = false;
};
void setNumberFault(NumberFault fault, std::size_t row, std::size_t column, RowFaults& faults);

}  // namespace sandtable

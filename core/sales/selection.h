// Selection: which rows of a RowSource a question is about.
// Works on codes; what they mean is settled in question.h.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sales/row_source.h"

namespace sandtable {

// Rows must have an accepted code in every listed column and a day in `days`.
struct RowFilter {
    struct Accepted {
        std::string column;
        std::vector<std::uint8_t> codes;  // one flag per code
        friend bool operator==(const Accepted&, const Accepted&) = default;
    };
    std::vector<Accepted> columns;
    std::optional<DayRange> days;
    friend bool operator==(const RowFilter&, const RowFilter&) = default;
};

// The rows [first, last) when nothing but days is filtered; a list of row numbers, ascending, otherwise.
class Selection {
public:
    Selection() = default;
    // Every column named by the filter must be there.
    Selection(const RowSource& source, const RowFilter& filter);

    [[nodiscard]] std::size_t size() const { return listed_ ? listedRows_ : last_ - first_; }
    [[nodiscard]] bool listed() const { return listed_; }
    [[nodiscard]] std::size_t first() const { return first_; }
    [[nodiscard]] std::span<const std::uint32_t> rows() const { return {rows_.get(), listedRows_}; }
    [[nodiscard]] std::size_t rowAt(std::size_t position) const {
        return listed_ ? rows_[position] : first_ + position;
    }

    // Positions [begin, end) in the selection whose rows have a day in `days`.
    struct Run {
        std::size_t begin = 0;
        std::size_t end = 0;
    };
    [[nodiscard]] Run runOf(const RowSource& source, DayRange days) const;

private:
    bool listed_ = false;
    std::size_t first_ = 0;
    std::size_t last_ = 0;
    std::size_t listedRows_ = 0;
    std::unique_ptr<std::uint32_t[]> rows_;
};

}  // namespace sandtable

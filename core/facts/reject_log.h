// RejectLog: the rows an import left out and why, kept compactly so that all of them can be listed and exported.
// Counts are always complete; past the limits below rows are counted only.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace sandtable {

class RejectLog {
public:
    static constexpr std::size_t kKept = 100'000;
    static constexpr std::size_t kKeptBytes = 16U << 20;
    static constexpr std::size_t kReported = 200;  // what the report of an import lists

    // What could be told apart of a rejected row.
    struct Row {
        std::string_view code;
        std::uint32_t line;
        int column = -1;  // from 0; -1 when the row could not be cut into columns
        std::string_view value;
        std::span<const std::string> cells = {};  // of the whole row
        std::string_view text = {};               // the line as it stands, when there are no cells
    };
    // Lines must come in ascending order.
    void add(const Row& row);
    [[nodiscard]] bool full() const { return starts_.size() >= kKept || rows_.size() >= kKeptBytes; }
    // Of two logs about one file; rows by line.
    [[nodiscard]] static RejectLog merged(const RejectLog& a, const RejectLog& b);

    [[nodiscard]] std::size_t total() const;
    [[nodiscard]] std::size_t kept() const { return starts_.size(); }
    [[nodiscard]] const std::map<std::string, std::size_t>& byCode() const { return byCode_; }

    // The file's columns, by which rows name theirs.
    std::vector<std::string> headers;

    // [{line, column (from 1, null), header (null), value, code}], `whole`: also raw:[cells] or rawLine, and rawCut:true where a long
    // row was cut.
    [[nodiscard]] Json list(std::size_t offset, std::size_t limit, bool whole) const;

    // For the snapshot of a table: {headers, byCode, rows}; nullopt for what encode() never wrote.
    [[nodiscard]] Json encode() const;
    [[nodiscard]] static std::optional<RejectLog> decode(const Json& json);

private:
    void take(const RejectLog& from, std::size_t index);

    // Row by row "line column code kind cells " and then value and cells (or the line) as "<bytes>:<text>".
    std::string rows_;
    std::vector<std::uint32_t> starts_;
    std::map<std::string, std::size_t> byCode_;
};

}  // namespace sandtable

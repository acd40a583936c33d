// How one file is written: its delimiter, where its header stands, the names of its columns.
// Decided from the first kSniffBytes, however they arrive.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sandtable {

inline constexpr std::size_t kSniffBytes = 64U << 10;

inline constexpr std::string_view kDelimiters = ",\t;|";

struct Dialect {
    char delimiter = ',';
    char found = ',';             // the delimiter the text itself suggests
    std::size_t firstByte = 0;    // of the header record (of the first data record without one)
    std::uint32_t firstLine = 1;  // its physical line
    bool hasHeader = true;
    std::vector<std::string> columns;  // names, cleaned and made unique: "Sales", "Sales (2)"; "#3" where there is none
};

// `text` is the beginning of the file after its byte order mark; `whole` when it is all of it. Lines before the header (a title,
// a note, Excel's "sep=;") are passed over. A text without any record gives a dialect without columns. `declared` is the delimiter
// whatever the text suggests.
[[nodiscard]] Dialect sniffDialect(std::string_view text, bool whole, std::optional<char> declared = {});

}  // namespace sandtable

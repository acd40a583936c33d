// What each column of a file probably is: kind from its content, field from its name and kind.
// Proposals only: the mapping in facts/mapping.h decides.
#pragma once

#include <string>
#include <vector>

#include "facts/field_names.h"
#include "facts/raw_column.h"

namespace sandtable {

enum class ColumnKind : std::uint8_t { empty, date, number, text };
[[nodiscard]] std::string_view kindName(ColumnKind kind);

struct ColumnGuess {
    ColumnKind kind = ColumnKind::empty;
    std::string field;      // canonical, "x:<header>", or empty
    double confidence = 0;  // 0…1
    std::string
        reason;  // header | header_general | header_contains | content | only_name | low_cardinality, and for no field:
    // not_ours | row_number | month_column | another_fits_better | wrong_content | many_values | not_recognised | empty
    int unitExponent = 0;                 // the header says 万元: 4
    std::size_t distinct = 0;             // among the first kGuessRows rows
    std::vector<std::string> samples;     // up to five different values
    std::vector<std::string> dateOrders;  // possible orders of a date column so far
    std::size_t months = 0;               // of the texts looked at, those that name a month and no day
};

inline constexpr std::size_t kGuessRows = 100'000;

// `headers` and `columns` run in parallel.
[[nodiscard]] std::vector<ColumnGuess> guessColumns(TableKind table, const std::vector<std::string>& headers,
                                                    const std::vector<RawColumn>& columns);

// How well the header fits each table, best first: the share of the columns' names that the table's fields answer to, names that
// few tables know counting double, halved for every required field that is missing.
struct TableScore {
    TableKind table;
    double score;  // 0…1
};
[[nodiscard]] std::vector<TableScore> guessTable(const std::vector<std::string>& headers);

}  // namespace sandtable

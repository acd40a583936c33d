// Shortcuts for tests of merges: a text becomes a table, another text is merged into it.
#pragma once

#include "facts/imported.h"

namespace sandtable::test {

inline ImportSession openedAs(const char* table, std::string_view text, const Json& mapping = nullptr) {
    auto session = ImportSession::begin({{"table", table}, {"fileName", "file.csv"}, {"mapping", mapping}});
    REQUIRE(session.has_value());
    REQUIRE(session->feed(bytesOf(text)).has_value());
    return std::move(*session);
}

inline ImportOutcome importedAs(const char* table, std::string_view text, const Json& mapping = nullptr) {
    auto outcome = openedAs(table, text, mapping).commit(Json::object());
    INFO("errors: " << codeOf(outcome) << (outcome ? "" : outcome.error().front().params.dump()));
    REQUIRE(outcome.has_value());
    return std::move(*outcome);
}

inline ImportSurroundings standing(const FactTablePtr& table, const std::string& currency = "") {
    return {[table](std::string_view name) { return table && table->name == name ? table : nullptr; }, currency};
}

inline Result<ImportOutcome> merge(const FactTablePtr& before, std::string_view text, const Json& how,
                                   bool dry = false) {
    ImportSession session = openedAs(before->name.c_str(), text);
    return session.commit({{"merge", how}, {"dryRun", dry}}, standing(before));
}

inline Json upsertBy(const Json& key, const char* removeMissing = "none") {
    return {{"mode", "upsert"}, {"key", key}, {"removeMissing", removeMissing}};
}

inline Json changes(int added, int changed, int unchanged, int removed, int kept) {
    return {{"new", added}, {"changed", changed}, {"unchanged", unchanged}, {"removed", removed}, {"kept", kept}};
}

// Every row as text, in the table's order: "day|amounts…|dimensions…".
inline std::string rowsOf(const FactTable& table) {
    std::string out;
    for (std::size_t row = 0; row < table.rows; ++row) {
        out += formatIsoDay(table.day[row]);
        for (const auto& [key, values] : table.amounts)
            out += "|" + (values[row] == kMissingAmount ? std::string("-") : std::to_string(values[row] / 10'000));
        for (const auto& [key, column] : table.dimensions)
            out += "|" + std::string(column.values()[column.codeAt(row)]);
        out += "\n";
    }
    return out;
}

}  // namespace sandtable::test

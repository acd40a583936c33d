// ImportSession: one file (or one snapshot) on its way to becoming a FactTable, fed in chunks of any size.
// Knows nothing of plans; who keeps sessions and tables is the engine's business.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "facts/table.h"

namespace sandtable {

struct ImportOutcome {
    FactTablePtr table;
    Json report;  // the result of facts.commit: reportOf(*table), see facts/report.h, and what commit() adds
};

// Where the file meets the plan and the tables at hand.
struct ImportSurroundings {
    std::function<FactTablePtr(std::string_view table)> standing = {};  // null: none of that name
    std::string currency = {};  // of the plan, ISO 4217; empty when none is open
};

class ImportSession {
public:
    // params {table, fileName, totalBytes?, mapping?}; table: a TableKind's name; mapping as parseMapping. Columns the mapping does not
    // name keep what their header and content suggest. Errors: facts.unknown_table {table, tables}, facts.bad_mapping {field, value}.
    [[nodiscard]] static Result<ImportSession> begin(const Json& params);

    // The same session shape reading a snapshot written by writeSnapshot. params {table}: the restored table takes that name.
    [[nodiscard]] static Result<ImportSession> beginRestore(const Json& params);

    ImportSession(ImportSession&&) noexcept;
    ImportSession& operator=(ImportSession&&) noexcept;
    ~ImportSession();

    // -> {"bytes": fed so far, "rows": data rows read so far}. Any cutting of the file into chunks gives the same table.
    // Errors end the import (every later call repeats them): facts.not_utf8 {byteOffset, guess}, facts.not_text {looksLike},
    // facts.too_large {limitBytes}, facts.snapshot_corrupt {reason}.
    [[nodiscard]] Result<Json> feed(std::span<const std::byte> chunk);

    // In the following, params {table?} reads the file as another table than the one begun with.

    // params {mapping?} (of which only `months` matters here) -> {table, tableGuess:[{table, score}], encoding, delimiter, delimiterFound,
    // headerLine, header, columns:[{index, header, field|null, confidence,
    //    reason, kind, samples, dateOrders?, months?, distinctSoFar}], rows (first 50), fingerprint, months, missing}. May be asked at any time, also
    //    half way through the file.
    // Errors: facts.empty; facts.no_preview while restoring; facts.unknown_table.
    [[nodiscard]] Result<Json> preview(const Json& params = Json::object());

    // Ends the file and builds the table. params {mapping?, merge?, dryRun?}: mapping is laid over the one given at begin, merge as
    // parseMerge in facts/upsert.h. What a dry run (or proposeKey) has made is taken over by a commit that asks for the same. The report has {changes:{new, changed, unchanged, removed, kept}, dryRun, file:{rows, firstDay,
    // lastDay, totals} (the file alone), samples? (dry run)} besides. A commit leaves the session as it was, so that it can be
    // repeated, with another mapping or for good.
    // Errors: facts.empty, facts.missing_required {field}, facts.date_order_ambiguous {column, orders, samples},
    // facts.date_order_conflict {column, evidence:[{order, line, value}]} (the line that rules that order out), facts.no_valid_rows
    // {rejected, rejectsByCode, rejects}, facts.sum_overflow {field}, facts.bad_mapping, facts.unknown_column, facts.unknown_field,
    // facts.field_twice, facts.bad_default, facts.year_needed, facts.no_key, facts.missing_key_field {field, where:"file|table"}, facts.unknown_table.
    [[nodiscard]] Result<ImportOutcome> commit(const Json& params, const ImportSurroundings& surroundings = {});

    // Ends the file. params {mapping?} -> proposeKey of facts/key_proposal.h; params {mapping?, key} -> judgeKey. Errors as commit.
    [[nodiscard]] Result<Json> proposeKey(const Json& params, const ImportSurroundings& surroundings = {});

    // Whether it reads a snapshot; then commit takes no merge and its report is the table's alone.
    [[nodiscard]] bool restoring() const;

    // What the last commit or proposal rejected, also a failed one; before that, what could not be cut into columns.
    // -> {total, listed, cut, header, rows}, rows as RejectLog::list with whole rows.
    [[nodiscard]] Json rejects(std::size_t offset, std::size_t limit) const;

private:
    struct Impl;
    explicit ImportSession(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace sandtable

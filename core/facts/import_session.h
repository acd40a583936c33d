// ImportSession: one file (or one snapshot) on its way to becoming a FactTable, fed in chunks of any size.
// Holds no table after commit and knows nothing of plans; who keeps sessions and tables is the engine's business.
#pragma once

#include <cstddef>
#include <memory>
#include <span>

#include "base/result.h"
#include "facts/table.h"

namespace sandtable {

struct ImportOutcome {
    FactTablePtr table;
    Json report;  // reportOf(*table), see facts/report.h: the result of facts.commit
};

class ImportSession {
public:
    // params {table, fileName, totalBytes?, mapping?}; mapping {columns?:{"<header>":"<field>"|null}, dateOrder?:"ymd|dmy|mdy"|null,
    // decimal?:"."|","|null}. Columns the mapping does not name keep what their header and content suggest.
    // Errors: facts.bad_mapping {field, value}.
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

    // -> {encoding, delimiter, headerLine, header, columns:[{index, header, field|null, confidence, reason, kind, samples, dateOrders?,
    //    distinctSoFar}], rows (first 50), fingerprint, missing}. May be asked at any time, also half way through the file.
    // Errors: facts.empty; facts.no_preview while restoring.
    [[nodiscard]] Result<Json> preview();

    // Ends the file and builds the table. params {mapping?} laid over the mapping given at begin. A failed commit leaves the session
    // as it was, so it can be repeated with another mapping; a successful one may be repeated too.
    // Errors: facts.empty, facts.missing_required {field}, facts.date_order_ambiguous {column, orders, samples},
    // facts.date_order_conflict {column, evidence:[{order, line, value}]} (the line that rules that order out), facts.no_valid_rows
    // {rejected, rejectsByCode, rejects}, facts.sum_overflow {field}, facts.bad_mapping, facts.unknown_column, facts.unknown_field,
    // facts.field_twice.
    [[nodiscard]] Result<ImportOutcome> commit(const Json& params);

private:
    struct Impl;
    explicit ImportSession(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace sandtable

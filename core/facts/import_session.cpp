#include "facts/import_session.h"

#include <algorithm>
#include <utility>

#include "base/json_object.h"
#include "facts/key_proposal.h"
#include "facts/month_columns.h"
#include "facts/report.h"
#include "facts/snapshot.h"
#include "facts/table_assembly.h"
#include "facts/upsert.h"

namespace sandtable {
namespace {

constexpr std::size_t kPreviewRows = 50;

std::string textParam(const Json& params, const char* key) {
    const auto it = params.find(key);
    return it != params.end() && it->is_string() ? it->get<std::string>() : std::string();
}

Json describeColumns(const std::vector<std::string>& headers, const std::vector<ColumnGuess>& guesses) {
    Json columns = Json::array();
    for (std::size_t i = 0; i < guesses.size(); ++i) {
        const ColumnGuess& guess = guesses[i];
        Json column = JsonObject()
                          .put("index", i)
                          .put("header", headers[i])
                          .put("field", guess.field.empty() ? Json() : Json(guess.field))
                          .put("confidence", guess.confidence)
                          .put("reason", guess.reason)
                          .put("kind", kindName(guess.kind))
                          .put("samples", guess.samples)
                          .put("distinctSoFar", guess.distinct);
        if (!guess.dateOrders.empty()) column["dateOrders"] = guess.dateOrders;
        if (guess.unitExponent != 0) column["unitExponent"] = guess.unitExponent;
        if (guess.months > 0 && guess.kind == ColumnKind::date) column["months"] = true;
        columns.push_back(std::move(column));
    }
    return columns;
}

Json describeGuess(const std::vector<std::string>& headers) {
    Json guess = Json::array();
    for (const TableScore& score : guessTable(headers))
        guess.push_back(JsonObject().put("table", tableName(score.table)).put("score", score.score));
    return guess;
}

// Columns of months become rows: what they hold no other column has.
void leaveToMonths(TableKind table, const std::vector<MonthColumn>& months, std::vector<ColumnGuess>& guesses) {
    for (const MonthColumn& month : months) {
        guesses[month.column].field.clear();
        guesses[month.column].reason = "month_column";
    }
    for (ColumnGuess& guess : guesses) {
        if (months.empty() || (guess.field != "day" && guess.field != fieldOfMonths(table))) continue;
        guess.field.clear();
        guess.reason = "another_fits_better";
    }
}

Json describeFile(const RawFile& file, TableKind table, const Mapping& mapping) {
    const std::vector<std::string>& headers = file.dialect.columns;
    auto guesses = guessColumns(table, headers, file.columns);
    const auto months = monthsToUnfold(table, headers, mapping);
    leaveToMonths(table, months, guesses);
    Json rows = Json::array();
    for (std::size_t row = 0; row < std::min(file.rows(), kPreviewRows); ++row) {
        Json cells = Json::array();
        for (const RawColumn& column : file.columns) cells.push_back(column.textAt(row));
        rows.push_back(std::move(cells));
    }
    const auto missing = missingFields(table, [&](std::string_view field) {
        if (!months.empty() && (field == "day" || field == fieldOfMonths(table))) return true;
        return std::any_of(guesses.begin(), guesses.end(),
                           [field](const ColumnGuess& guess) { return guess.field == field; });
    });
    return JsonObject()
        .put("table", tableName(table))
        .put("tableGuess", describeGuess(headers))
        .put("encoding", encodingName(file.encoding))
        .put("delimiter", std::string(1, file.dialect.delimiter))
        .put("delimiterFound", std::string(1, file.dialect.found))
        .put("headerLine", file.dialect.hasHeader ? Json(file.dialect.firstLine) : Json())
        .put("header", headers)
        .put("columns", describeColumns(headers, guesses))
        .put("rows", std::move(rows))
        .put("rowsRead", file.rows())
        .put("fingerprint", headerFingerprint(headers))
        .put("months", describeMonths(table, headers, mapping))
        .put("missing", missing);
}

Result<TableKind> tableOf(const Json& params, TableKind otherwise) {
    const std::string name = textParam(params, "table");
    if (name.empty()) return otherwise;
    if (const auto kind = tableKindOf(name)) return *kind;
    return failure(unknownTable(name));
}

Json describeChanges(const MergeChanges& changes) {
    return JsonObject()
        .put("new", changes.added)
        .put("changed", changes.changed)
        .put("unchanged", changes.unchanged)
        .put("removed", changes.removed)
        .put("kept", changes.kept);
}

// Of the file alone, where the report is about the table it was merged into.
Json describeAlone(const FactTable& file) {
    Json report = reportOf(file);
    return JsonObject()
        .put("rows", file.rows)
        .put("firstDay", report["firstDay"])
        .put("lastDay", report["lastDay"])
        .put("totals", report["totals"]);
}

// The file so far fits the sniffing window: read it as if it ended here. It may end in the middle of a character;
// then it is read up to its last whole line.
Result<Json> previewBeginning(std::string_view text, const std::string& fileName, TableKind table,
                              const Mapping& mapping) {
    RawFileReader beginning(mapping.delimiter);
    auto read = beginning.feed(text);
    if (read) read = beginning.finish();
    if (!read) {
        const std::size_t lineEnd = text.find_last_of("\r\n");
        if (lineEnd == std::string_view::npos) return tl::unexpected(read.error());
        beginning = RawFileReader(mapping.delimiter);
        read = beginning.feed(text.substr(0, lineEnd + 1));
        if (read) read = beginning.finish();
        if (!read) return tl::unexpected(read.error());
    }
    if (beginning.file().columns.empty()) return failure({.code = "facts.empty", .path = fileName});
    return describeFile(beginning.file(), table, mapping);
}

}  // namespace

struct ImportSession::Impl {
    // What the last call made is kept, because a page asks for the key, tries the import out and then commits it: all of it is one
    // work as long as nothing is asked differently and the same table stands.
    struct Made {
        Json asked;
        FactTablePtr table;
    };
    struct Merged {
        Json asked;
        FactTablePtr standing;
        MergeOutcome outcome;
    };

    TableOrigin origin;
    std::string restoredName;
    Mapping mapping;
    RawFileReader reader;
    std::unique_ptr<SnapshotReader> snapshot;  // set while restoring
    FactTablePtr restored;
    std::shared_ptr<const RejectLog> rejects;  // of the last attempt to build the table
    std::optional<Made> made;
    std::optional<Merged> merged;
    std::uint64_t bytes = 0;
    Errors fatal;  // what ended the import

    template <class T>
    Result<T> stop(Errors errors) {
        fatal = std::move(errors);
        return tl::unexpected(fatal);
    }

    Result<Json> feedSnapshot(std::span<const std::byte> chunk) {
        if (restored) return failure({.code = "facts.import_complete", .path = ""});
        const auto rows = snapshot->feed(chunk);
        if (!rows) return stop<Json>(rows.error());
        return JsonObject().put("bytes", bytes).put("rows", *rows);
    }

    Result<ImportOutcome> commitSnapshot() {
        if (!restored) {
            auto table = snapshot->finish(restoredName);
            if (!table) return stop<ImportOutcome>(table.error());
            restored = std::move(*table);
        }
        return ImportOutcome{restored, reportOf(*restored)};
    }

    // The file as a table of `params.table`, with no row that lacks part of `key`.
    Result<FactTablePtr> assemble(const Json& params, const std::string& currency, std::vector<std::string> key) {
        const auto table = tableOf(params, origin.table);
        if (!table) return tl::unexpected(table.error());
        const Json wished = params.value("mapping", Json());
        const auto over = parseMapping(wished);
        if (!over) return tl::unexpected(over.error());
        if (auto finished = reader.finish(); !finished) return stop<FactTablePtr>(finished.error());
        Json asked = Json::array({tableName(*table), wished, currency, key});
        if (made && made->asked == asked) return made->table;
        made.reset();
        merged.reset();
        Assembled assembled = assembleAs({*table, origin.fileName, currency, std::move(key)}, overlay(mapping, *over));
        rejects = assembled.rejects;
        if (!assembled.table) return tl::unexpected(std::move(assembled.errors));
        made = Made{std::move(asked), assembled.table};
        return std::move(assembled.table);
    }

    Assembled assembleAs(const TableOrigin& as, const Mapping& chosen) const {
        const RawFile& file = reader.file();
        if (chosen.delimiter.value_or(file.dialect.delimiter) != file.dialect.delimiter)
            return {nullptr, rejects, {badMapping("delimiter", std::string(1, *chosen.delimiter))}};
        auto months = monthsToUnfold(as.table, file.dialect.columns, chosen);
        if (months.empty()) return assembleTable(file, as, chosen);
        const auto unfolded = unfoldMonths(file, as.table, chosen, std::move(months));
        if (!unfolded) return {nullptr, rejects, unfolded.error()};
        return assembleTable(unfolded->file, as, unfolded->mapping);
    }

    Result<MergeOutcome> merge(const Json& wished, const MergePlan& plan, const FactTablePtr& standing) {
        if (merged && merged->asked == wished && merged->standing == standing) return merged->outcome;
        merged.reset();
        auto outcome = mergeTables(standing, made->table, plan);
        if (outcome) merged = Merged{wished, standing, *outcome};
        return outcome;
    }
};

ImportSession::ImportSession(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ImportSession::ImportSession(ImportSession&&) noexcept = default;
ImportSession& ImportSession::operator=(ImportSession&&) noexcept = default;
ImportSession::~ImportSession() = default;

Result<ImportSession> ImportSession::begin(const Json& params) {
    auto mapping = parseMapping(params.value("mapping", Json()));
    if (!mapping) return tl::unexpected(mapping.error());
    const auto table = tableOf(params, TableKind::orders);
    if (!table) return tl::unexpected(table.error());
    auto impl = std::make_unique<Impl>();
    impl->origin.table = *table;
    impl->origin.fileName = textParam(params, "fileName");
    impl->mapping = overlay({}, *mapping);
    impl->reader = RawFileReader(impl->mapping.delimiter);
    return ImportSession(std::move(impl));
}

Result<ImportSession> ImportSession::beginRestore(const Json& params) {
    auto impl = std::make_unique<Impl>();
    impl->restoredName = textParam(params, "table");
    impl->snapshot = std::make_unique<SnapshotReader>();
    return ImportSession(std::move(impl));
}

Result<Json> ImportSession::feed(std::span<const std::byte> chunk) {
    Impl& self = *impl_;
    if (!self.fatal.empty()) return tl::unexpected(self.fatal);
    self.bytes += chunk.size();
    if (self.snapshot) return self.feedSnapshot(chunk);
    if (self.reader.finished()) return failure({.code = "facts.import_complete", .path = ""});
    if (auto fed = self.reader.feed({reinterpret_cast<const char*>(chunk.data()), chunk.size()}); !fed)
        return self.stop<Json>(fed.error());
    return JsonObject().put("bytes", self.bytes).put("rows", self.reader.file().rows());
}

Result<Json> ImportSession::preview(const Json& params) {
    Impl& self = *impl_;
    if (!self.fatal.empty()) return tl::unexpected(self.fatal);
    if (self.snapshot) return failure({.code = "facts.no_preview", .path = ""});
    const auto table = tableOf(params, self.origin.table);
    if (!table) return tl::unexpected(table.error());
    const auto known = self.reader.drain();
    if (!known) return self.stop<Json>(known.error());
    const auto over = parseMapping(params.value("mapping", Json()));
    if (!over) return tl::unexpected(over.error());
    const Mapping mapping = overlay(self.mapping, *over);
    if (*known) return describeFile(self.reader.file(), *table, mapping);
    return previewBeginning(self.reader.pending(), self.origin.fileName, *table, mapping);
}

Result<ImportOutcome> ImportSession::commit(const Json& params, const ImportSurroundings& surroundings) {
    Impl& self = *impl_;
    if (!self.fatal.empty()) return tl::unexpected(self.fatal);
    if (self.snapshot) return self.commitSnapshot();
    const Json asked = params.is_object() ? params : Json::object();
    const Json wished = asked.value("merge", Json());
    const auto plan = parseMerge(wished);
    if (!plan) return tl::unexpected(plan.error());
    const bool keyed = plan->mode == MergeMode::upsert;
    const auto file = self.assemble(asked, surroundings.currency, keyed ? plan->key : std::vector<std::string>());
    if (!file) return tl::unexpected(file.error());
    const FactTablePtr standing = surroundings.standing ? surroundings.standing((*file)->name) : nullptr;
    auto merged = self.merge(wished, *plan, standing);
    if (!merged) return tl::unexpected(merged.error());
    const bool dry = asked.value("dryRun", false);
    Json report = reportOf(*merged->table);
    report["changes"] = describeChanges(merged->changes);
    report["dryRun"] = dry;
    report["file"] = describeAlone(**file);
    if (dry) report["samples"] = std::move(merged->samples);
    return ImportOutcome{std::move(merged->table), std::move(report)};
}

Result<Json> ImportSession::proposeKey(const Json& params, const ImportSurroundings& surroundings) {
    Impl& self = *impl_;
    if (!self.fatal.empty()) return tl::unexpected(self.fatal);
    if (self.snapshot) return failure({.code = "facts.no_preview", .path = ""});
    const auto file = self.assemble(params, surroundings.currency, {});
    if (!file) return tl::unexpected(file.error());
    const Json key = params.value("key", Json::array());
    if (!key.empty()) return judgeKey(**file, key.get<std::vector<std::string>>());
    return sandtable::proposeKey(**file);
}

bool ImportSession::restoring() const { return impl_->snapshot != nullptr; }

Json ImportSession::rejects(std::size_t offset, std::size_t limit) const {
    if (impl_->rejects) return rejectsPage(*impl_->rejects, offset, limit);
    RejectLog log = impl_->reader.file().rejects;
    log.headers = impl_->reader.file().dialect.columns;
    return rejectsPage(log, offset, limit);
}

}  // namespace sandtable

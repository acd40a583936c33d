#include "facts/import_session.h"

#include <algorithm>
#include <utility>

#include "base/json_object.h"
#include "facts/report.h"
#include "facts/snapshot.h"
#include "facts/table_assembly.h"

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
        columns.push_back(std::move(column));
    }
    return columns;
}

Json describeFile(const RawFile& file) {
    const std::vector<std::string>& headers = file.dialect.columns;
    const auto guesses = guessColumns(headers, file.columns);
    Json rows = Json::array();
    for (std::size_t row = 0; row < std::min(file.rows(), kPreviewRows); ++row) {
        Json cells = Json::array();
        for (const RawColumn& column : file.columns) cells.push_back(column.textAt(row));
        rows.push_back(std::move(cells));
    }
    Json missing = Json::array();
    for (const FieldInfo& field : allFields()) {
        const bool found = std::any_of(guesses.begin(), guesses.end(),
                                       [&](const ColumnGuess& guess) { return guess.field == field.key; });
        if (field.required && !found) missing.push_back(field.key);
    }
    return JsonObject()
        .put("encoding", encodingName(file.encoding))
        .put("delimiter", std::string(1, file.dialect.delimiter))
        .put("headerLine", file.dialect.hasHeader ? Json(file.dialect.firstLine) : Json())
        .put("header", headers)
        .put("columns", describeColumns(headers, guesses))
        .put("rows", std::move(rows))
        .put("rowsRead", file.rows())
        .put("fingerprint", headerFingerprint(headers))
        .put("missing", std::move(missing));
}

// The file so far fits the sniffing window: read it as if it ended here. It may end in the middle of a character;
// then it is read up to its last whole line.
Result<Json> previewBeginning(std::string_view text, const std::string& fileName) {
    RawFileReader beginning;
    auto read = beginning.feed(text);
    if (read) read = beginning.finish();
    if (!read) {
        const std::size_t lineEnd = text.find_last_of("\r\n");
        if (lineEnd == std::string_view::npos) return tl::unexpected(read.error());
        beginning = RawFileReader();
        read = beginning.feed(text.substr(0, lineEnd + 1));
        if (read) read = beginning.finish();
        if (!read) return tl::unexpected(read.error());
    }
    if (beginning.file().columns.empty()) return failure({.code = "facts.empty", .path = fileName});
    return describeFile(beginning.file());
}

}  // namespace

struct ImportSession::Impl {
    TableOrigin origin;
    Mapping mapping;
    RawFileReader reader;
    std::unique_ptr<SnapshotReader> snapshot;  // set while restoring
    FactTablePtr restored;
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
            auto table = snapshot->finish(origin.tableName);
            if (!table) return stop<ImportOutcome>(table.error());
            restored = std::move(*table);
        }
        return ImportOutcome{restored, reportOf(*restored)};
    }
};

ImportSession::ImportSession(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ImportSession::ImportSession(ImportSession&&) noexcept = default;
ImportSession& ImportSession::operator=(ImportSession&&) noexcept = default;
ImportSession::~ImportSession() = default;

Result<ImportSession> ImportSession::begin(const Json& params) {
    auto mapping = parseMapping(params.value("mapping", Json()));
    if (!mapping) return tl::unexpected(mapping.error());
    auto impl = std::make_unique<Impl>();
    impl->origin = {textParam(params, "table"), textParam(params, "fileName")};
    impl->mapping = std::move(*mapping);
    return ImportSession(std::move(impl));
}

Result<ImportSession> ImportSession::beginRestore(const Json& params) {
    auto impl = std::make_unique<Impl>();
    impl->origin = {textParam(params, "table"), ""};
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

Result<Json> ImportSession::preview() {
    Impl& self = *impl_;
    if (!self.fatal.empty()) return tl::unexpected(self.fatal);
    if (self.snapshot) return failure({.code = "facts.no_preview", .path = ""});
    const auto known = self.reader.drain();
    if (!known) return self.stop<Json>(known.error());
    if (*known) return describeFile(self.reader.file());
    return previewBeginning(self.reader.pending(), self.origin.fileName);
}

Result<ImportOutcome> ImportSession::commit(const Json& params) {
    Impl& self = *impl_;
    if (!self.fatal.empty()) return tl::unexpected(self.fatal);
    if (self.snapshot) return self.commitSnapshot();
    const auto over = parseMapping(params.is_object() ? params.value("mapping", Json()) : Json());
    if (!over) return tl::unexpected(over.error());
    if (auto finished = self.reader.finish(); !finished) return self.stop<ImportOutcome>(finished.error());
    auto table = assembleTable(self.reader.file(), self.origin, overlay(self.mapping, *over));
    if (!table) return tl::unexpected(table.error());
    Json report = reportOf(**table);
    return ImportOutcome{std::move(*table), std::move(report)};
}

}  // namespace sandtable

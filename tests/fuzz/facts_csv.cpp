// Import of arbitrary bytes in arbitrary chunks: no crash, no difference between cuttings, a snapshot that comes back equal; merged
// into what its own first half made, the counts add up and a second merge changes nothing.
// The first byte chooses chunk size, table and merge, the second what is declared and whether the bytes are a snapshot.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>

#include "facts/field_catalogue.h"
#include "facts/import_session.h"
#include "facts/report.h"
#include "facts/snapshot.h"

using namespace sandtable;

namespace {

Json declared(std::uint8_t choice) {
    Json mapping = Json::object();
    if (choice & 1) mapping["dateOrder"] = choice & 2 ? "dmy" : "mdy";
    if (choice & 4) mapping["decimal"] = choice & 8 ? "," : ".";
    return {{"fileName", "f"}, {"mapping", mapping}};
}

Result<ImportSession> feed(std::span<const std::uint8_t> bytes, std::uint8_t choice, TableKind table,
                           std::size_t chunk) {
    Json params = declared(choice);
    params["table"] = tableName(table);
    auto session = ImportSession::begin(params);
    if (!session) std::abort();
    for (std::size_t at = 0; at < bytes.size(); at += chunk) {
        const auto fed = session->feed(std::as_bytes(bytes.subspan(at, std::min(chunk, bytes.size() - at))));
        if (!fed) return tl::unexpected(fed.error());
        if (choice & 16) (void)session->preview();
    }
    return session;
}

Result<ImportOutcome> import(std::span<const std::uint8_t> bytes, std::uint8_t choice, TableKind table,
                             std::size_t chunk) {
    auto session = feed(bytes, choice, table, chunk);
    if (!session) return tl::unexpected(session.error());
    return session->commit(Json::object());
}

void check(bool holds) {
    if (!holds) std::abort();
}

Result<FactTablePtr> restore(std::span<const std::uint8_t> bytes, std::size_t chunk) {
    SnapshotReader reader;
    for (std::size_t at = 0; at < bytes.size(); at += chunk) {
        const auto fed = reader.feed(std::as_bytes(bytes.subspan(at, std::min(chunk, bytes.size() - at))));
        if (!fed) return tl::unexpected(fed.error());
    }
    return reader.finish();
}

std::size_t number(const Json& changes, const char* kind) { return changes[kind].get<std::size_t>(); }

// Fields for a key: any that the table has, chosen by the bits of `choice`.
Json keyFrom(const FactTable& table, std::uint8_t choice) {
    Json key = Json::array();
    if (choice & 1) key.push_back("day");
    unsigned bit = 1;
    for (const auto& [field, column] : table.dimensions) {
        if (choice >> (bit++ % 8) & 1) key.push_back(field);
    }
    for (const auto& [field, values] : table.amounts) {
        if (choice >> (bit++ % 8) & 1) key.push_back(field);
    }
    return key;
}

std::vector<std::uint8_t> contentOf(const FactTable& table) {
    FactTable bare = table;
    bare.source = Json::object();
    bare.rejects = nullptr;
    bare.sourceLine.clear();  // of rows that are alike any may be the one in a line
    return writeSnapshot(bare);
}

void merge(const FactTablePtr& before, ImportSession& session, std::uint8_t choice) {
    const bool upsert = (choice & 6) != 0;
    const Json how = {{"mode", upsert       ? "upsert"
                               : choice & 8 ? "append"
                                            : "replace"},
                      {"key", upsert ? keyFrom(*before, choice) : Json::array()},
                      {"removeMissing", choice & 4 ? "sameDays" : "none"}};
    FactTablePtr standing = before;
    const ImportSurroundings surroundings{[&](std::string_view) { return standing; }, choice & 8 ? "CNY" : ""};
    const auto merged = session.commit({{"merge", how}, {"dryRun", (choice & 16) != 0}}, surroundings);
    const Json page = session.rejects(choice % 4U, 1'000);
    check(page["total"].get<std::size_t>() == page["listed"].get<std::size_t>() + page["cut"].get<std::size_t>());
    (void)page.dump();  // every text of it is UTF-8
    if (!merged) return;
    const Json& changes = merged->report["changes"];
    const std::size_t ofFile = number(changes, "new") + number(changes, "changed") + number(changes, "unchanged");
    check(ofFile == merged->report["file"]["rows"].get<std::size_t>());
    check(ofFile + number(changes, "kept") == merged->table->rows);
    check(ofFile - number(changes, "new") + number(changes, "removed") + number(changes, "kept") == before->rows);
    check(std::is_sorted(merged->table->day.begin(), merged->table->day.end()));
    check(restore(writeSnapshot(*merged->table), 4'096).has_value());
    if (!upsert) return;
    standing = merged->table;
    const auto again = session.commit({{"merge", how}}, surroundings);
    check(again.has_value() && number(again->report["changes"], "unchanged") == ofFile);
    check(number(again->report["changes"], "removed") == 0);
    check(contentOf(*again->table) == contentOf(*merged->table));
}

// The first half of the lines as the table that stands, all of them as the file.
void mergeHalf(std::span<const std::uint8_t> bytes, std::uint8_t choice, TableKind table, std::uint8_t how) {
    const auto middle = std::find(bytes.begin() + static_cast<std::ptrdiff_t>(bytes.size() / 2), bytes.end(), '\n');
    const auto before = import(bytes.first(static_cast<std::size_t>(middle - bytes.begin())), choice, table, 4'096);
    auto session = feed(bytes, choice, table, 4'096);
    if (!session) return;
    (void)session->proposeKey(Json::object());
    if (before) merge(before->table, *session, how);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2) return 0;
    const std::span<const std::uint8_t> bytes(data + 2, size - 2);
    const std::size_t chunk = 1U + data[0];
    const std::uint8_t choice = data[1];
    if (choice & 128) {
        const auto table = restore(bytes, chunk);
        if (table) check(restore(writeSnapshot(**table), 4'096).has_value());
        return 0;
    }
    const auto table = choice & 64 ? static_cast<TableKind>(data[0] % kTableKinds) : TableKind::orders;
    mergeHalf(bytes, choice & 15, table, data[0]);
    const auto pieces = import(bytes, choice, table, chunk);
    const auto whole = import(bytes, choice & 15, table, bytes.size() + 1);
    check(pieces.has_value() == whole.has_value());
    if (!whole) {
        check(pieces.error().front().code == whole.error().front().code);
        return 0;
    }
    const auto snapshot = writeSnapshot(*whole->table);
    check(writeSnapshot(*pieces->table) == snapshot);
    const auto again = restore(snapshot, chunk);
    check(again.has_value() && writeSnapshot(**again) == snapshot);
    return 0;
}

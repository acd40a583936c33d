// Import of arbitrary bytes in arbitrary chunks: no crash, no difference between cuttings, a snapshot that comes back equal.
// The first byte chooses the chunk size, the second what is declared and whether the bytes are a snapshot.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>

#include "facts/import_session.h"
#include "facts/snapshot.h"

using namespace sandtable;

namespace {

Json declared(std::uint8_t choice) {
    Json mapping = Json::object();
    if (choice & 1) mapping["dateOrder"] = choice & 2 ? "dmy" : "mdy";
    if (choice & 4) mapping["decimal"] = choice & 8 ? "," : ".";
    return {{"table", "orders"}, {"fileName", "f"}, {"mapping", mapping}};
}

Result<ImportOutcome> import(std::span<const std::uint8_t> bytes, std::uint8_t choice, std::size_t chunk) {
    auto session = ImportSession::begin(declared(choice));
    if (!session) std::abort();
    for (std::size_t at = 0; at < bytes.size(); at += chunk) {
        const auto fed = session->feed(std::as_bytes(bytes.subspan(at, std::min(chunk, bytes.size() - at))));
        if (!fed) return tl::unexpected(fed.error());
        if (choice & 16) (void)session->preview();
    }
    return session->commit(Json::object());
}

Result<FactTablePtr> restore(std::span<const std::uint8_t> bytes, std::size_t chunk) {
    SnapshotReader reader;
    for (std::size_t at = 0; at < bytes.size(); at += chunk) {
        const auto fed = reader.feed(std::as_bytes(bytes.subspan(at, std::min(chunk, bytes.size() - at))));
        if (!fed) return tl::unexpected(fed.error());
    }
    return reader.finish();
}

void check(bool holds) {
    if (!holds) std::abort();
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
    const auto pieces = import(bytes, choice, chunk);
    const auto whole = import(bytes, choice & 15, bytes.size() + 1);
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

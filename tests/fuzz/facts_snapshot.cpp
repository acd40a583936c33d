// Snapshots of fact tables from anywhere. The checksums of their blocks are made to fit, so that what stands behind them is read: whatever
// is taken for a table is whole, is the same in any cutting, and is written and read again as the same bytes.
// The first byte chooses the size of the chunks; with its highest bit the checksums stay as they are.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <span>
#include <vector>

#include "facts/snapshot.h"
#include "facts/snapshot_format.h"

using namespace sandtable;

namespace {

using Bytes = std::vector<std::uint8_t>;

void require(bool holds) {
    if (!holds) std::abort();
}

void repairChecksums(Bytes& bytes) {
    std::size_t at = sizeof snapshot::kMagic + 1;
    while (at + snapshot::kBlockHeader <= bytes.size()) {
        const std::size_t size = snapshot::get<std::uint32_t>(bytes.data() + at);
        const std::size_t payload = at + snapshot::kBlockHeader;
        if (size > bytes.size() - payload) return;
        const std::uint32_t checksum = snapshot::checksumOf(bytes.data() + payload, size);
        std::memcpy(bytes.data() + at + 4, &checksum, sizeof checksum);
        at = payload + size;
    }
}

Result<FactTablePtr> read(std::span<const std::uint8_t> bytes, std::size_t chunk) {
    SnapshotReader reader;
    for (std::size_t at = 0; at < bytes.size(); at += chunk) {
        const auto fed = reader.feed(std::as_bytes(bytes.subspan(at, std::min(chunk, bytes.size() - at))));
        if (!fed) return tl::unexpected(fed.error());
    }
    return reader.finish();
}

// What every question relies on: all rows in all columns, in the order of their days, sums within their type, a text for every code.
void requireWhole(const FactTable& table) {
    require(table.day.size() == table.rows);
    require(std::is_sorted(table.day.begin(), table.day.end()));
    require(table.rows == 0 || table.day.front() != kMissingDay);
    require(table.sourceLine.empty() || table.sourceLine.size() == table.rows);
    for (const auto& [field, values] : table.amounts) require(values.size() == table.rows && sumFits(values));
    for (const auto& [field, column] : table.dimensions) {
        require(column.values().size() > 0 && column.values()[0].empty());
        const std::size_t texts = column.values().size();
        column.visit([&table, texts](const auto& codes) {
            require(codes.size() == table.rows);
            for (const auto code : codes) require(code < texts);
        });
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    Bytes bytes(data + 1, data + size);
    if ((data[0] & 128) == 0) repairChecksums(bytes);
    const auto whole = read(bytes, bytes.size() + 1);
    const auto pieces = read(bytes, 1U + (data[0] & 127U));
    require(whole.has_value() == pieces.has_value());
    if (!whole) {
        require(whole.error().front().code == pieces.error().front().code);
        return 0;
    }
    requireWhole(**whole);
    const Bytes written = writeSnapshot(**whole);
    require(writeSnapshot(**pieces) == written);
    const auto again = read(written, 4'096);
    require(again.has_value() && writeSnapshot(**again) == written);
    return 0;
}

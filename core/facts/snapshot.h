// Snapshot codec: a FactTable as self-describing bytes (versioned header, one block per column, crc32 per block) and back.
// The format is described in snapshot_format.h; nothing here knows of files or browsers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "facts/table.h"

namespace sandtable {

// Equal tables give equal bytes.
[[nodiscard]] std::vector<std::uint8_t> writeSnapshot(const FactTable& table);

// Reads a snapshot fed in chunks of any size. Never trusts a length before the bytes are there; corrupted input is
// facts.snapshot_corrupt {reason}, a snapshot of a newer version facts.snapshot_newer {version}.
class SnapshotReader {
public:
    SnapshotReader();
    SnapshotReader(SnapshotReader&&) noexcept;
    SnapshotReader& operator=(SnapshotReader&&) noexcept;
    ~SnapshotReader();
    [[nodiscard]] Result<std::size_t> feed(std::span<const std::byte> chunk);  // -> rows decoded so far
    [[nodiscard]] Result<FactTablePtr> finish(const std::string& name = {});   // a name replaces the one written

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace sandtable

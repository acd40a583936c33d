// SnapshotReader: blocks are checked and decoded out of the chunk they came in, straight into the table's columns.
#include <algorithm>
#include <utility>
#include <variant>

#include "base/json_object.h"
#include "base/json_reader.h"
#include "facts/decoder.h"
#include "facts/snapshot.h"
#include "facts/snapshot_columns.h"

namespace sandtable {
namespace {

using namespace snapshot;

constexpr std::size_t kMaxBlockBytes = 64U << 20;       // no block is written as large as this
constexpr std::size_t kMaxDecodedBytes = 2'047U << 20;  // a small file must not unfold without limit
constexpr int kMaxJsonDepth = 32;
constexpr std::int64_t kMaxAmount = (std::int64_t{1} << 53) - 1;

tl::unexpected<Errors> corrupt(std::string_view reason) {
    return failure({.code = "facts.snapshot_corrupt", .path = "", .params = JsonObject().put("reason", reason)});
}

struct Column {
    std::string kind;
    std::string key;
    std::size_t values = 0;  // texts of a dimension
};

using Numbers = std::variant<std::vector<std::uint8_t>, std::vector<std::uint16_t>, std::vector<std::uint32_t>,
                             std::vector<Day>, std::vector<std::int64_t>>;

// An empty column of the type the table holds.
Numbers numbersFor(const Column& column) {
    if (column.kind == "day") return std::vector<Day>();
    if (column.kind == "line") return std::vector<std::uint32_t>();
    if (column.kind == "amount") return std::vector<std::int64_t>();
    if (column.values <= 0x100) return std::vector<std::uint8_t>();
    if (column.values <= 0x10000) return std::vector<std::uint16_t>();
    return std::vector<std::uint32_t>();
}

std::pair<std::int64_t, std::int64_t> limitsOf(const Column& column) {
    if (column.kind == "day") return {std::int64_t{kMissingDay} + 1, INT32_MAX};
    if (column.kind == "line") return {0, UINT32_MAX};
    if (column.kind == "amount") return {-kMaxAmount, kMaxAmount};
    return {0, static_cast<std::int64_t>(column.values) - 1};
}

std::string_view reasonFor(const Column& column) {
    if (column.kind == "day") return "days";
    if (column.kind == "line") return "lines";
    return column.kind == "amount" ? "amounts" : "codes";
}

}  // namespace

struct SnapshotReader::Impl {
    std::vector<std::uint8_t> rest;  // the beginning of a block whose end has not come
    bool started = false;
    bool ended = false;
    Errors fatal;
    std::shared_ptr<FactTable> table;
    std::vector<Column> columns;
    std::size_t column = 0;  // being read
    Numbers numbers;         // of that column, so far
    TextList texts;
    std::size_t decodedBytes = 0;

    Result<void> take(std::span<const std::uint8_t> chunk);
    Result<std::size_t> takeBlocks(std::span<const std::uint8_t> bytes);
    Result<void> takeBlock(const std::uint8_t* payload, std::size_t size);
    Result<void> takeHeader(const std::uint8_t* payload, std::size_t size);
    Result<void> takeColumns(const Json& list);
    Result<void> takeTexts(const std::uint8_t* payload, std::size_t size);
    Result<void> takeNumbers(const std::uint8_t* payload, std::size_t size);
    Result<void> finishColumns();
    Result<void> finishColumn();
    void beginColumn();
    [[nodiscard]] std::size_t rowsRead() const {
        return std::visit([](const auto& held) { return held.size(); }, numbers);
    }
};

// Only a block that lies across two chunks is copied together.
Result<void> SnapshotReader::Impl::take(std::span<const std::uint8_t> chunk) {
    while (!rest.empty() && !chunk.empty()) {
        std::size_t wanted = kBlockHeader;
        if (started && rest.size() >= kBlockHeader) wanted += get<std::uint32_t>(rest.data());
        if (wanted > kBlockHeader + kMaxBlockBytes) return corrupt("block_size");
        const std::size_t taken = std::min(wanted - std::min(wanted, rest.size()), chunk.size());
        rest.insert(rest.end(), chunk.begin(), chunk.begin() + static_cast<std::ptrdiff_t>(taken));
        chunk = chunk.subspan(taken);
        const auto used = takeBlocks(rest);
        if (!used) return tl::unexpected(used.error());
        rest.erase(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(*used));
    }
    const auto used = takeBlocks(chunk);
    if (!used) return tl::unexpected(used.error());
    chunk = chunk.subspan(*used);
    rest.insert(rest.end(), chunk.begin(), chunk.end());
    return {};
}

// -> how many of the bytes were whole blocks
Result<std::size_t> SnapshotReader::Impl::takeBlocks(std::span<const std::uint8_t> bytes) {
    std::size_t at = 0;
    if (!started) {
        if (bytes.size() < sizeof kMagic + 1) return at;
        if (std::memcmp(bytes.data(), kMagic, sizeof kMagic) != 0) return corrupt("not_a_snapshot");
        const std::uint8_t version = bytes[sizeof kMagic];
        if (version > kVersion) {
            return failure({.code = "facts.snapshot_newer",
                            .path = "",
                            .params = JsonObject().put("version", version),
                            .kind = ErrorKind::version});
        }
        if (version == 0) return corrupt("not_a_snapshot");
        at = sizeof kMagic + 1;
        started = true;
    }
    while (bytes.size() - at >= kBlockHeader) {
        const std::uint8_t* const block = bytes.data() + at;
        const std::size_t size = get<std::uint32_t>(block);
        if (ended) return corrupt("bytes_after_end");
        if (size > kMaxBlockBytes) return corrupt("block_size");
        if (bytes.size() - at - kBlockHeader < size) break;
        if (checksumOf(block + kBlockHeader, size) != get<std::uint32_t>(block + 4)) return corrupt("checksum");
        if (auto taken = takeBlock(block + kBlockHeader, size); !taken) return tl::unexpected(taken.error());
        at += kBlockHeader + size;
    }
    if (ended && at != bytes.size()) return corrupt("bytes_after_end");
    return at;
}

Result<void> SnapshotReader::Impl::takeBlock(const std::uint8_t* payload, std::size_t size) {
    if (!table) return takeHeader(payload, size);
    if (size == 0) {
        if (column != columns.size()) return corrupt("too_short");
        ended = true;
        return {};
    }
    if (column == columns.size()) return corrupt("too_many_blocks");
    auto taken = texts.size() < columns[column].values ? takeTexts(payload, size) : takeNumbers(payload, size);
    return taken ? finishColumns() : taken;
}

Result<void> SnapshotReader::Impl::takeHeader(const std::uint8_t* payload, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(payload), size);
    auto read = readJson(text, kPlanJsonErrors, {.depth = kMaxJsonDepth});
    if (!read || !read->is_object()) return corrupt("header");
    Json& header = *read;
    const auto rows = header.find("rows");
    const auto name = header.find("name");
    const auto list = header.find("columns");
    if (rows == header.end() || !rows->is_number_unsigned() || name == header.end() || !name->is_string() ||
        list == header.end() || !list->is_array()) {
        return corrupt("header");
    }
    if (rows->get<std::uint64_t>() > UINT32_MAX) return corrupt("rows");
    table = std::make_shared<FactTable>();
    table->rows = static_cast<std::size_t>(rows->get<std::uint64_t>());
    table->name = name->get<std::string>();
    if (const auto source = header.find("source"); source != header.end() && source->is_object())
        table->source = std::move(*source);
    if (const auto rejects = header.find("rejects"); rejects != header.end()) {
        auto log = RejectLog::decode(*rejects);
        if (!log) return corrupt("rejects");
        table->rejects = std::make_shared<const RejectLog>(std::move(*log));
    }
    if (auto taken = takeColumns(*list); !taken) return taken;
    beginColumn();
    return finishColumns();
}

Result<void> SnapshotReader::Impl::takeColumns(const Json& list) {
    for (const Json& entry : list) {
        if (!entry.is_object()) return corrupt("columns");
        const auto text = [&](const char* key) {
            const auto it = entry.find(key);
            return it != entry.end() && it->is_string() ? it->get<std::string>() : std::string();
        };
        Column next{text("kind"), text("key"), 0};
        const bool dimension = next.kind == "dimension";
        const bool keyed = dimension || next.kind == "amount";
        if (keyed == next.key.empty() || (!keyed && next.kind != "day" && next.kind != "line"))
            return corrupt("columns");
        if (dimension) {
            const auto values = entry.find("values");
            if (values == entry.end() || !values->is_number_unsigned() ||
                values->get<std::uint64_t>() - 1 >= UINT32_MAX)
                return corrupt("columns");
            next.values = static_cast<std::size_t>(values->get<std::uint64_t>());
        }
        const bool twice = std::any_of(columns.begin(), columns.end(),
                                       [&](const Column& c) { return c.kind == next.kind && c.key == next.key; });
        if (twice) return corrupt("columns");
        columns.push_back(std::move(next));
    }
    const bool hasDay = std::any_of(columns.begin(), columns.end(), [](const Column& c) { return c.kind == "day"; });
    return hasDay ? Result<void>() : corrupt("columns");
}

Result<void> SnapshotReader::Impl::takeTexts(const std::uint8_t* payload, std::size_t size) {
    std::size_t at = 0;
    while (at < size) {
        if (size - at < 4) return corrupt("text_block");
        const std::size_t length = get<std::uint32_t>(payload + at);
        at += 4;
        if (length > size - at || texts.size() == columns[column].values) return corrupt("text_block");
        const std::string_view text(reinterpret_cast<const char*>(payload + at), length);
        if (firstInvalidUtf8(text) != std::string_view::npos || (texts.empty() && length != 0))
            return corrupt("text_block");
        texts.push_back(text);
        at += length;
        decodedBytes += sizeof(std::uint32_t) + length;
    }
    return decodedBytes <= kMaxDecodedBytes ? Result<void>() : corrupt("too_large");
}

Result<void> SnapshotReader::Impl::takeNumbers(const std::uint8_t* payload, std::size_t size) {
    const std::size_t count = std::min(kBlockRows, table->rows - rowsRead());
    if (size < kNumberHeader) return corrupt("number_block");
    const std::size_t width = payload[0];
    const bool known = width == 0 || width == 1 || width == 2 || width == 4 || width == 8;
    if (!known || payload[1] > 1 || size != kNumberHeader + count * width) return corrupt("number_block");
    const bool missing = payload[1] == 1;
    const auto [low, high] = limitsOf(columns[column]);
    const NumberBlock block{
        payload + kNumberHeader, width, get<std::uint64_t>(payload + 2) - missing, missing, low, high};
    const std::size_t bytes = std::visit([&](const auto& held) { return count * sizeof(held[0]); }, numbers);
    decodedBytes += bytes;
    if (decodedBytes > kMaxDecodedBytes) return corrupt("too_large");
    const bool fits = std::visit([&](auto& held) { return appendBlock(block, count, held); }, numbers);
    return fits ? Result<void>() : corrupt(reasonFor(columns[column]));
}

Result<void> SnapshotReader::Impl::finishColumns() {
    while (column < columns.size() && rowsRead() == table->rows && texts.size() == columns[column].values) {
        if (auto finished = finishColumn(); !finished) return finished;
        ++column;
        beginColumn();
    }
    return {};
}

void SnapshotReader::Impl::beginColumn() {
    texts = TextList();
    if (column == columns.size()) return;
    numbers = numbersFor(columns[column]);
    // What a header claims is believed once a whole column has come.
    const std::size_t left = kMaxDecodedBytes - std::min(kMaxDecodedBytes, decodedBytes);
    if (column == 0 || table->rows > left / sizeof(std::int64_t)) return;
    std::visit([&](auto& held) { held.reserve(table->rows); }, numbers);
}

Result<void> SnapshotReader::Impl::finishColumn() {
    const Column& done = columns[column];
    if (done.kind == "day") {
        table->day = std::get<std::vector<Day>>(std::move(numbers));
        if (!allAscending(table->day)) return corrupt("days");
    } else if (done.kind == "line") {
        table->sourceLine = std::get<std::vector<std::uint32_t>>(std::move(numbers));
    } else if (done.kind == "amount") {
        auto& amounts = table->amounts[done.key];
        amounts = std::get<std::vector<std::int64_t>>(std::move(numbers));
        if (!sumFits(amounts)) return corrupt("amounts");
    } else {
        texts.shrinkToFit();
        DimensionColumn::Codes codes;
        if (auto* narrow = std::get_if<std::vector<std::uint8_t>>(&numbers)) codes = std::move(*narrow);
        if (auto* medium = std::get_if<std::vector<std::uint16_t>>(&numbers)) codes = std::move(*medium);
        if (auto* wide = std::get_if<std::vector<std::uint32_t>>(&numbers)) codes = std::move(*wide);
        table->dimensions.emplace(done.key, DimensionColumn(std::move(texts), std::move(codes)));
    }
    return {};
}

SnapshotReader::SnapshotReader() : impl_(std::make_unique<Impl>()) {}
SnapshotReader::SnapshotReader(SnapshotReader&&) noexcept = default;
SnapshotReader& SnapshotReader::operator=(SnapshotReader&&) noexcept = default;
SnapshotReader::~SnapshotReader() = default;

Result<std::size_t> SnapshotReader::feed(std::span<const std::byte> chunk) {
    Impl& self = *impl_;
    if (!self.fatal.empty()) return tl::unexpected(self.fatal);
    if (auto taken = self.take({reinterpret_cast<const std::uint8_t*>(chunk.data()), chunk.size()}); !taken) {
        self.fatal = taken.error();
        return tl::unexpected(self.fatal);
    }
    return self.table ? self.table->rows : std::size_t{0};
}

Result<FactTablePtr> SnapshotReader::finish(const std::string& name) {
    Impl& self = *impl_;
    if (!self.fatal.empty()) return tl::unexpected(self.fatal);
    if (!self.ended) return corrupt("too_short");
    if (!name.empty()) self.table->name = name;
    return FactTablePtr(self.table);
}

}  // namespace sandtable

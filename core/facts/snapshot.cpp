// Format, all integers little-endian:
//   "STFACTS" and one version byte, then blocks: u32 size, u32 crc32 of the payload, payload.
//   Block 1 is JSON {name, rows, source, rejects? (RejectLog::encode), columns:[{kind:"day|line|amount|dimension", key, values}]}. Then, column by column: for a
//   dimension its values in text blocks (u32 length, bytes …) until `values` are there, then number blocks of kBlockRows rows
//   (fewer in the last): u8 bytes per row (0, 1, 2, 4, 8), u8 whether code 0 means missing, i64 base, then value - base
//   (value - base + 1 where 0 means missing). An empty block ends the snapshot.
#include "facts/snapshot.h"

#include <algorithm>
#include <cstring>
#include <optional>
#include <utility>

#include "base/json_object.h"
#include "base/json_reader.h"
#include "base/json_writer.h"
#include "base/text.h"

namespace sandtable {
namespace {

constexpr char kMagic[] = {'S', 'T', 'F', 'A', 'C', 'T', 'S'};
constexpr std::uint8_t kVersion = 1;
constexpr std::size_t kBlockRows = 65'536;
constexpr std::size_t kTextBlockBytes = 1U << 20;
constexpr std::size_t kMaxBlockBytes = 64U << 20;       // no block is written as large as this
constexpr std::size_t kMaxDecodedBytes = 2'047U << 20;  // a small file must not unfold without limit
constexpr std::size_t kNumberHeader = 10;
constexpr int kMaxJsonDepth = 32;
constexpr std::int64_t kMaxAmount = (std::int64_t{1} << 53) - 1;

using Bytes = std::vector<std::uint8_t>;

template <class T>
void put(Bytes& out, T value) {
    for (std::size_t i = 0; i < sizeof(T); ++i)
        out.push_back(static_cast<std::uint8_t>(static_cast<std::uint64_t>(value) >> (8 * i)));
}

std::uint64_t get(const std::uint8_t* at, std::size_t width) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < width; ++i) value |= static_cast<std::uint64_t>(at[i]) << (8 * i);
    return value;
}

std::uint32_t checksumOf(const std::uint8_t* data, std::size_t size) {
    return crc32({reinterpret_cast<const char*>(data), size});
}

void putBlock(Bytes& out, const Bytes& payload) {
    put(out, static_cast<std::uint32_t>(payload.size()));
    put(out, checksumOf(payload.data(), payload.size()));
    out.insert(out.end(), payload.begin(), payload.end());
}

std::uint8_t widthFor(std::uint64_t largest) {
    if (largest == 0) return 0;
    if (largest <= 0xFF) return 1;
    if (largest <= 0xFFFF) return 2;
    return largest <= 0xFFFFFFFF ? 4 : 8;
}

// `valueAt(row)` as int64; kMissingAmount is the missing value.
template <class ValueAt>
void putNumbers(Bytes& out, std::size_t rows, ValueAt valueAt) {
    Bytes payload;
    for (std::size_t first = 0; first < rows; first += kBlockRows) {
        const std::size_t last = std::min(rows, first + kBlockRows);
        std::int64_t low = INT64_MAX;
        std::int64_t high = INT64_MIN;
        bool missing = false;
        for (std::size_t row = first; row < last; ++row) {
            const std::int64_t value = valueAt(row);
            if (value == kMissingAmount) {
                missing = true;
                continue;
            }
            low = std::min(low, value);
            high = std::max(high, value);
        }
        if (low > high) low = high = 0;  // all missing
        const std::uint64_t base = static_cast<std::uint64_t>(low) - missing;
        const std::uint8_t width = widthFor(static_cast<std::uint64_t>(high) - base);
        payload.clear();
        payload.push_back(width);
        payload.push_back(missing);
        put(payload, low);
        for (std::size_t row = first; row < last; ++row) {
            const std::int64_t value = valueAt(row);
            const std::uint64_t code = value == kMissingAmount ? 0 : static_cast<std::uint64_t>(value) - base;
            for (std::size_t i = 0; i < width; ++i) payload.push_back(static_cast<std::uint8_t>(code >> (8 * i)));
        }
        putBlock(out, payload);
    }
}

void putTexts(Bytes& out, const std::vector<std::string>& values) {
    Bytes payload;
    for (const std::string& value : values) {
        put(payload, static_cast<std::uint32_t>(value.size()));
        payload.insert(payload.end(), value.begin(), value.end());
        if (payload.size() >= kTextBlockBytes) {
            putBlock(out, payload);
            payload.clear();
        }
    }
    if (!payload.empty()) putBlock(out, payload);
}

tl::unexpected<Errors> corrupt(std::string_view reason) {
    return failure({.code = "facts.snapshot_corrupt", .path = "", .params = JsonObject().put("reason", reason)});
}

}  // namespace

std::vector<std::uint8_t> writeSnapshot(const FactTable& table) {
    Json columns = Json::array();
    columns.push_back(JsonObject().put("kind", "day"));
    columns.push_back(JsonObject().put("kind", "line"));
    for (const auto& [key, values] : table.amounts)
        columns.push_back(JsonObject().put("kind", "amount").put("key", key));
    for (const auto& [key, column] : table.dimensions)
        columns.push_back(JsonObject().put("kind", "dimension").put("key", key).put("values", column.values().size()));
    Json header = JsonObject()
                      .put("name", table.name)
                      .put("rows", table.rows)
                      .put("source", table.source)
                      .put("columns", std::move(columns));
    if (table.rejects && table.rejects->total() > 0) header["rejects"] = table.rejects->encode();
    const std::string text = writeCompactJson(header);

    Bytes out(std::begin(kMagic), std::end(kMagic));
    out.push_back(kVersion);
    putBlock(out, Bytes(text.begin(), text.end()));
    putNumbers(out, table.rows, [&](std::size_t row) { return std::int64_t{table.day[row]}; });
    putNumbers(out, table.sourceLine.size(), [&](std::size_t row) { return std::int64_t{table.sourceLine[row]}; });
    for (const auto& [key, values] : table.amounts) {
        putNumbers(out, table.rows, [&v = values](std::size_t row) { return v[row]; });
    }
    for (const auto& [key, column] : table.dimensions) {
        putTexts(out, column.values());
        column.visit([&](auto codes) {
            putNumbers(out, table.rows, [codes](std::size_t row) { return static_cast<std::int64_t>(codes[row]); });
        });
    }
    putBlock(out, {});
    return out;
}

struct SnapshotReader::Impl {
    struct Column {
        std::string kind;
        std::string key;
        std::size_t values = 0;  // texts of a dimension
    };

    Bytes buffer;
    bool started = false;
    bool ended = false;
    Errors fatal;
    std::shared_ptr<FactTable> table;
    std::vector<Column> columns;
    std::size_t column = 0;             // being read
    std::vector<std::int64_t> numbers;  // of that column, so far
    std::vector<std::string> texts;
    std::size_t decodedBytes = 0;

    Result<void> takeBlock(const std::uint8_t* payload, std::size_t size);
    Result<void> takeHeader(const std::uint8_t* payload, std::size_t size);
    Result<void> takeColumns(const Json& list);
    Result<void> takeTexts(const std::uint8_t* payload, std::size_t size);
    Result<void> takeNumbers(const std::uint8_t* payload, std::size_t size);
    Result<void> finishColumns();
    Result<void> finishColumn();
    Result<void> takeAll();
};

Result<void> SnapshotReader::Impl::takeAll() {
    std::size_t at = 0;
    if (!started) {
        if (buffer.size() < sizeof kMagic + 1) return {};
        if (std::memcmp(buffer.data(), kMagic, sizeof kMagic) != 0) return corrupt("not_a_snapshot");
        const std::uint8_t version = buffer[sizeof kMagic];
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
    while (buffer.size() - at >= 8) {
        const std::size_t size = get(buffer.data() + at, 4);
        if (ended) return corrupt("bytes_after_end");
        if (size > kMaxBlockBytes) return corrupt("block_size");
        if (buffer.size() - at - 8 < size) break;
        const std::uint8_t* payload = buffer.data() + at + 8;
        if (checksumOf(payload, size) != get(buffer.data() + at + 4, 4)) return corrupt("checksum");
        if (auto taken = takeBlock(payload, size); !taken) return taken;
        at += 8 + size;
    }
    if (ended && at != buffer.size()) return corrupt("bytes_after_end");
    buffer.erase(buffer.begin(), buffer.begin() + static_cast<std::ptrdiff_t>(at));
    return {};
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
        const std::size_t length = get(payload + at, 4);
        at += 4;
        if (length > size - at || texts.size() == columns[column].values) return corrupt("text_block");
        texts.emplace_back(reinterpret_cast<const char*>(payload + at), length);
        if (!isValidUtf8(texts.back()) || (texts.size() == 1 && length != 0)) return corrupt("text_block");
        at += length;
        decodedBytes += sizeof(std::string) + length;
    }
    return decodedBytes <= kMaxDecodedBytes ? Result<void>() : corrupt("too_large");
}

Result<void> SnapshotReader::Impl::takeNumbers(const std::uint8_t* payload, std::size_t size) {
    const std::size_t count = std::min(kBlockRows, table->rows - numbers.size());
    if (size < kNumberHeader) return corrupt("number_block");
    const std::size_t width = payload[0];
    const bool known = width == 0 || width == 1 || width == 2 || width == 4 || width == 8;
    if (!known || payload[1] > 1 || size != kNumberHeader + count * width) return corrupt("number_block");
    const bool missing = payload[1] == 1;
    const std::uint64_t base = get(payload + 2, 8) - missing;
    decodedBytes += count * sizeof(std::int64_t);
    if (decodedBytes > kMaxDecodedBytes) return corrupt("too_large");
    const std::uint8_t* at = payload + kNumberHeader;
    for (std::size_t i = 0; i < count; ++i, at += width) {
        const std::uint64_t code = get(at, width);
        numbers.push_back(missing && code == 0 ? kMissingAmount : static_cast<std::int64_t>(base + code));
    }
    return {};
}

Result<void> SnapshotReader::Impl::finishColumns() {
    while (column < columns.size() && numbers.size() == table->rows && texts.size() == columns[column].values) {
        if (auto finished = finishColumn(); !finished) return finished;
        numbers.clear();
        texts.clear();
        ++column;
    }
    return {};
}

namespace {

template <class To>
std::optional<std::vector<To>> narrow(const std::vector<std::int64_t>& numbers, std::int64_t low, std::int64_t high) {
    std::vector<To> out;
    out.reserve(numbers.size());
    for (const std::int64_t number : numbers) {
        if (number < low || number > high) return std::nullopt;
        out.push_back(static_cast<To>(number));
    }
    return out;
}

bool amountsAreSound(const std::vector<std::int64_t>& numbers) {
    std::uint64_t sum = 0;
    for (const std::int64_t number : numbers) {
        if (number == kMissingAmount) continue;
        if (number < -kMaxAmount || number > kMaxAmount) return false;
        sum += static_cast<std::uint64_t>(number < 0 ? -number : number);
        if (sum > static_cast<std::uint64_t>(INT64_MAX)) return false;
    }
    return true;
}

template <class Code>
bool placeDimension(FactTable& table, const std::string& key, std::vector<std::string>& values,
                    const std::vector<std::int64_t>& numbers) {
    auto codes = narrow<Code>(numbers, 0, static_cast<std::int64_t>(values.size()) - 1);
    if (!codes) return false;
    table.dimensions.emplace(key, DimensionColumn(std::move(values), DimensionColumn::Codes(std::move(*codes))));
    return true;
}

}  // namespace

Result<void> SnapshotReader::Impl::finishColumn() {
    const Column& done = columns[column];
    if (done.kind == "day") {
        auto days = narrow<Day>(numbers, std::int64_t{kMissingDay} + 1, INT32_MAX);
        if (!days || !std::is_sorted(days->begin(), days->end())) return corrupt("days");
        table->day = std::move(*days);
    } else if (done.kind == "line") {
        auto lines = narrow<std::uint32_t>(numbers, 0, UINT32_MAX);
        if (!lines) return corrupt("lines");
        table->sourceLine = std::move(*lines);
    } else if (done.kind == "amount") {
        if (!amountsAreSound(numbers)) return corrupt("amounts");
        table->amounts.emplace(done.key, numbers);
    } else {
        const std::size_t values = texts.size();
        const bool placed = values <= 0x100     ? placeDimension<std::uint8_t>(*table, done.key, texts, numbers)
                            : values <= 0x10000 ? placeDimension<std::uint16_t>(*table, done.key, texts, numbers)
                                                : placeDimension<std::uint32_t>(*table, done.key, texts, numbers);
        if (!placed) return corrupt("codes");
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
    const auto* first = reinterpret_cast<const std::uint8_t*>(chunk.data());
    self.buffer.insert(self.buffer.end(), first, first + chunk.size());
    if (auto taken = self.takeAll(); !taken) {
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

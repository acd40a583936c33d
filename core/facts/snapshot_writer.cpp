// writeSnapshot: the size of every block is settled first, so that the bytes are allocated once.
#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "base/json_object.h"
#include "base/json_writer.h"
#include "facts/snapshot.h"
#include "facts/snapshot_format.h"

namespace sandtable {
namespace {

using namespace snapshot;
using Bytes = std::vector<std::uint8_t>;

template <class T>
void put(Bytes& out, T value) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(&value);
    out.insert(out.end(), bytes, bytes + sizeof value);
}

std::uint8_t widthFor(std::uint64_t largest) {
    if (largest == 0) return 0;
    if (largest <= 0xFF) return 1;
    if (largest <= 0xFFFF) return 2;
    return largest <= 0xFFFFFFFF ? 4 : 8;
}

// How the numbers of one block are written.
struct NumberBlock {
    std::int64_t low = 0;
    std::uint8_t width = 0;
    bool missing = false;
    [[nodiscard]] std::uint64_t base() const { return static_cast<std::uint64_t>(low) - missing; }
    [[nodiscard]] std::size_t size(std::size_t rows) const { return kBlockHeader + kNumberHeader + rows * width; }
};

template <class T>
[[gnu::noinline]] NumberBlock lookAt(const T* values, std::size_t count) {
    std::int64_t low = INT64_MAX;
    std::int64_t high = INT64_MIN;
    bool missing = false;
    for (std::size_t i = 0; i < count; ++i) {
        if (isMissing(values[i])) {
            missing = true;
            continue;
        }
        low = std::min(low, static_cast<std::int64_t>(values[i]));
        high = std::max(high, static_cast<std::int64_t>(values[i]));
    }
    if (low > high) low = high = 0;  // all missing
    NumberBlock block{low, 0, missing};
    block.width = widthFor(static_cast<std::uint64_t>(high) - block.base());
    return block;
}

template <class Code, class T>
[[gnu::noinline]] void encode(const T* values, std::size_t count, std::uint64_t base, std::uint8_t* out) {
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint64_t code =
            isMissing(values[i]) ? 0 : static_cast<std::uint64_t>(std::int64_t{values[i]}) - base;
        const Code narrow = static_cast<Code>(code);
        std::memcpy(out + i * sizeof narrow, &narrow, sizeof narrow);
    }
}

class Writer {
public:
    explicit Writer(const FactTable& table) : table_(table), header_(headerText()) {}

    Bytes run() {
        std::size_t size = sizeof kMagic + 1 + kBlockHeader + header_.size() + kBlockHeader;
        forEachColumn([&](const auto& values) { size += plan(values); },
                      [&](const TextList& texts) { size += sizeOf(texts); });
        out_.reserve(size);
        out_.assign(std::begin(kMagic), std::end(kMagic));
        out_.push_back(kVersion);
        std::size_t block = openBlock();
        out_.insert(out_.end(), header_.begin(), header_.end());
        closeBlock(block);
        next_ = 0;
        forEachColumn([&](const auto& values) { writeNumbers(values); },
                      [&](const TextList& texts) { writeTexts(texts); });
        block = openBlock();
        closeBlock(block);
        return std::move(out_);
    }

private:
    [[nodiscard]] std::string headerText() const {
        Json columns = Json::array();
        columns.push_back(JsonObject().put("kind", "day"));
        columns.push_back(JsonObject().put("kind", "line"));
        for (const auto& [key, values] : table_.amounts)
            columns.push_back(JsonObject().put("kind", "amount").put("key", key));
        for (const auto& [key, column] : table_.dimensions)
            columns.push_back(
                JsonObject().put("kind", "dimension").put("key", key).put("values", column.values().size()));
        Json header = JsonObject()
                          .put("name", table_.name)
                          .put("rows", table_.rows)
                          .put("source", table_.source)
                          .put("columns", std::move(columns));
        if (table_.rejects && table_.rejects->total() > 0) header["rejects"] = table_.rejects->encode();
        return writeCompactJson(header);
    }

    template <class Numbers, class Texts>
    void forEachColumn(Numbers&& numbers, Texts&& texts) const {
        numbers(std::span(table_.day));
        numbers(std::span(table_.sourceLine));
        for (const auto& [key, values] : table_.amounts) numbers(std::span(values));
        for (const auto& [key, column] : table_.dimensions) {
            texts(column.values());
            column.visit(numbers);
        }
    }

    template <class Values>
    std::size_t plan(const Values& values) {
        std::size_t size = 0;
        for (std::size_t at = 0; at < values.size(); at += kBlockRows) {
            const std::size_t rows = std::min(kBlockRows, values.size() - at);
            blocks_.push_back(lookAt(values.data() + at, rows));
            size += blocks_.back().size(rows);
        }
        return size;
    }

    // At most: blocks are closed when they are full.
    static std::size_t sizeOf(const TextList& texts) {
        const std::size_t payload = texts.byteSize() + texts.size() * sizeof(std::uint32_t);
        return payload + (payload / kTextBlockBytes + 1) * kBlockHeader;
    }

    template <class Values>
    void writeNumbers(const Values& values) {
        for (std::size_t at = 0; at < values.size(); at += kBlockRows) {
            const std::size_t rows = std::min(kBlockRows, values.size() - at);
            const NumberBlock& form = blocks_[next_++];
            const std::size_t block = openBlock();
            out_.push_back(form.width);
            out_.push_back(form.missing);
            put(out_, form.low);
            const std::size_t codes = out_.size();
            out_.resize(codes + rows * form.width);
            withWidth(form.width, [&](auto code) {
                encode<decltype(code)>(values.data() + at, rows, form.base(), out_.data() + codes);
            });
            closeBlock(block);
        }
    }

    void writeTexts(const TextList& texts) {
        for (std::size_t i = 0; i < texts.size();) {
            const std::size_t block = openBlock();
            i = fillTexts(texts, i, block + kBlockHeader + kTextBlockBytes);
            closeBlock(block);
        }
    }

    [[gnu::noinline]] std::size_t fillTexts(const TextList& texts, std::size_t i, std::size_t full) {
        for (; i < texts.size() && out_.size() < full; ++i) {
            const std::string_view text = texts[i];
            put(out_, static_cast<std::uint32_t>(text.size()));
            out_.insert(out_.end(), text.begin(), text.end());
        }
        return i;
    }

    std::size_t openBlock() {
        const std::size_t at = out_.size();
        out_.resize(at + kBlockHeader);
        return at;
    }

    void closeBlock(std::size_t at) {
        const auto size = static_cast<std::uint32_t>(out_.size() - at - kBlockHeader);
        const std::uint32_t checksum = checksumOf(out_.data() + at + kBlockHeader, size);
        std::memcpy(out_.data() + at, &size, sizeof size);
        std::memcpy(out_.data() + at + sizeof size, &checksum, sizeof checksum);
    }

    const FactTable& table_;
    std::string header_;
    std::vector<NumberBlock> blocks_;  // in the order they are written
    std::size_t next_ = 0;
    Bytes out_;
};

}  // namespace

std::vector<std::uint8_t> writeSnapshot(const FactTable& table) { return Writer(table).run(); }

}  // namespace sandtable

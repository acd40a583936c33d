#include "facts/raw_file.h"

#include <algorithm>

#include "base/json_object.h"
#include "facts/field_names.h"

namespace sandtable {
namespace {

constexpr std::size_t kBlockBytes = 128U << 10;
constexpr std::size_t kMaxHeldBytes = 1'536U << 20;  // text and codes together; leaves room to build the table in 4 GiB
constexpr std::size_t kShownBytes = 200;             // of a rejected row

bool isBlank(std::string_view field) { return field.empty() || trimmed(field).empty(); }

}  // namespace

Result<void> RawFileReader::feed(std::string_view chunk) {
    while (!chunk.empty()) {
        const std::size_t room =
            std::max(processAt_, kBlockBytes) - std::min(buffer_.size(), std::max(processAt_, kBlockBytes)) + 1;
        const std::size_t taken = std::min(room, chunk.size());
        buffer_.insert(buffer_.end(), chunk.begin(), chunk.begin() + static_cast<std::ptrdiff_t>(taken));
        chunk.remove_prefix(taken);
        file_.bytes += taken;
        if (!opened_) {
            if (buffer_.size() < kSniffBytes + kDecoderLookahead) continue;
            if (auto opened = open(false); !opened) return opened;
        }
        if (buffer_.size() < processAt_) continue;
        if (auto processed = process(false); !processed) return processed;
    }
    return {};
}

Result<void> RawFileReader::finish() {
    if (finished_) return {};
    if (!opened_) {
        if (auto opened = open(true); !opened) return opened;
    }
    if (auto processed = process(true); !processed) return processed;
    finished_ = true;
    return {};
}

Result<bool> RawFileReader::drain() {
    if (!opened_) return false;
    if (!finished_) {
        if (auto processed = process(false); !processed) return tl::unexpected(processed.error());
    }
    return true;
}

Result<void> RawFileReader::open(bool whole) {
    const auto start = openDecoder(pending());
    if (!start) return tl::unexpected(start.error());
    file_.encoding = start->encoding;
    file_.dialect = sniffDialect(pending().substr(start->skip), whole);
    const std::size_t skip = start->skip + file_.dialect.firstByte;
    buffer_.erase(buffer_.begin(), buffer_.begin() + static_cast<std::ptrdiff_t>(skip));
    bufferOffset_ = skip;
    reader_ = RecordReader(file_.dialect.delimiter, file_.dialect.firstLine);
    file_.columns.resize(file_.dialect.columns.size());
    headerPending_ = file_.dialect.hasHeader;
    opened_ = true;
    return {};
}

Result<void> RawFileReader::process(bool final) {
    const auto tooLong = [](std::uint32_t line) {
        return failure({.code = "facts.not_text",
                        .path = "line " + std::to_string(line),
                        .params = JsonObject().put("looksLike", "long_line").put("line", line)});
    };
    reader_.open(buffer_, final);
    Record record;
    while (reader_.next(record)) {
        if (reader_.consumed() - record.offset > kMaxRecordBytes) return tooLong(record.line);
        if (auto taken = take(record); !taken) return taken;
    }
    const std::size_t used = reader_.consumed();
    if (buffer_.size() - used > kMaxRecordBytes) return tooLong(reader_.line());
    buffer_.erase(buffer_.begin(), buffer_.begin() + static_cast<std::ptrdiff_t>(used));
    bufferOffset_ += used;
    processAt_ = buffer_.size() + kBlockBytes;
    return checkSize();
}

Result<void> RawFileReader::take(const Record& record) {
    if (record.fault != RecordFault::none) {
        if (auto valid = checkUtf8(record.raw); !valid) return valid;
        const bool broken = record.fault == RecordFault::brokenQuote;
        file_.rejects.add({.code = broken ? "facts.broken_quote" : "facts.unclosed_quote",
                           .line = record.line,
                           .value = record.raw,
                           .text = record.raw});
        return {};
    }
    if (headerPending_) {
        headerPending_ = false;
        for (const std::string_view field : record.fields) {
            if (firstInvalidUtf8(field) != std::string_view::npos) return invalidText(field);
        }
        return {};
    }
    if (isBlank(record.fields.front()) && std::all_of(record.fields.begin(), record.fields.end(), isBlank)) {
        ++file_.blankLines;
        return {};
    }
    if (record.fieldCount != file_.columns.size()) {
        const bool onlyBlanksBeyond =
            record.fieldCount > file_.columns.size() && record.fieldCount <= kMaxFields &&
            std::all_of(record.fields.begin() + static_cast<std::ptrdiff_t>(file_.columns.size()), record.fields.end(),
                        isBlank);
        if (!onlyBlanksBeyond) return takeUneven(record);
    }
    for (std::size_t i = 0; i < file_.columns.size(); ++i) {
        if (!file_.columns[i].append(record.fields[i])) return invalidText(record.fields[i]);
    }
    file_.lines.push_back(record.line);
    return {};
}

// Too few or too many fields: nobody can say which value belongs to which column.
Result<void> RawFileReader::takeUneven(const Record& record) {
    bool total = false;
    std::string text;
    for (const std::string_view& field : record.fields) {
        if (firstInvalidUtf8(field) != std::string_view::npos) return invalidText(field);
        total = total || isTotalWord(field);
        if (text.size() > kShownBytes) continue;
        if (&field != &record.fields.front()) text += file_.dialect.delimiter;
        text += field;
    }
    std::vector<std::string> cells;
    if (!file_.rejects.full()) cells.assign(record.fields.begin(), record.fields.end());
    file_.rejects.add(
        {.code = total ? "facts.total_row" : "facts.ragged_row", .line = record.line, .value = text, .cells = cells});
    return {};
}

Result<void> RawFileReader::checkUtf8(std::string_view text) const {
    if (firstInvalidUtf8(text) != std::string_view::npos) return invalidText(text);
    return {};
}

// The field lies in the buffer. Where doubled quotes were undone, each quote before the fault stood for two bytes.
tl::unexpected<Errors> RawFileReader::invalidText(std::string_view field) const {
    const std::size_t at = firstInvalidUtf8(field);
    const auto first = static_cast<std::size_t>(field.data() - buffer_.data());
    const bool quoted = first > 0 && buffer_[first - 1] == '"';
    const auto undone = quoted ? std::count(field.begin(), field.begin() + static_cast<std::ptrdiff_t>(at), '"') : 0;
    return failure(
        notUtf8(bufferOffset_ + first + at + static_cast<std::uint64_t>(undone), pending().substr(first + at)));
}

Result<void> RawFileReader::checkSize() const {
    std::size_t held = file_.lines.size() * sizeof(file_.lines[0]);
    for (const RawColumn& column : file_.columns) held += column.heldBytes();
    if (held <= kMaxHeldBytes) return {};
    return failure({.code = "facts.too_large",
                    .path = "",
                    .params = JsonObject().put("limitBytes", kMaxHeldBytes).put("rows", file_.rows())});
}

}  // namespace sandtable

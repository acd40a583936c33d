#include "facts/raw_file.h"

#include <algorithm>
#include <cstring>

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
        const std::size_t full = std::max(processAt_, kBlockBytes);
        const std::size_t taken = std::min(full - std::min(held_, full) + 1, chunk.size());
        hold(chunk.substr(0, taken));
        chunk.remove_prefix(taken);
        file_.bytes += taken;
        if (!opened_) {
            if (held_ < kSniffBytes + kDecoderLookahead) continue;
            if (auto opened = open(false); !opened) return opened;
        }
        if (held_ < processAt_) continue;
        if (auto processed = process(false); !processed) return processed;
    }
    return {};
}

void RawFileReader::hold(std::string_view bytes) {
    const std::size_t needed = held_ + bytes.size() + kPieceSlack;
    if (buffer_.size() < needed) buffer_.resize(std::max(needed, buffer_.size() + buffer_.size() / 2));
    if (!bytes.empty()) std::memcpy(buffer_.data() + held_, bytes.data(), bytes.size());
    held_ += bytes.size();
}

void RawFileReader::release(std::size_t bytes) {
    held_ -= bytes;
    if (bytes > 0) std::memmove(buffer_.data(), buffer_.data() + bytes, held_);
    bufferOffset_ += bytes;
}

Result<void> RawFileReader::finish() {
    if (finished_) return {};
    if (!opened_) {
        if (auto opened = open(true); !opened) return opened;
    }
    if (auto processed = process(true); !processed) return processed;
    finished_ = true;
    for (RawColumn& column : file_.columns) column.close();
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
    file_.dialect = sniffDialect(pending().substr(start->skip), whole, delimiter_);
    const std::size_t skip = start->skip + file_.dialect.firstByte;
    release(skip);
    reader_ = RecordReader(file_.dialect.delimiter, file_.dialect.firstLine);
    file_.columns.resize(file_.dialect.columns.size());
    batch_ = RecordBatch(file_.columns.size());
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
    reader_.open({buffer_.data(), held_}, final);
    for (Record record;;) {
        if (!headerPending_) {
            if (auto taken = takeBatches(); !taken) return taken;
        }
        if (!reader_.next(record)) break;
        if (reader_.consumed() - record.offset > kMaxRecordBytes) return tooLong(record.line);
        if (auto taken = take(record); !taken) return taken;
    }
    const std::size_t used = reader_.consumed();
    if (held_ - used > kMaxRecordBytes) return tooLong(reader_.line());
    release(used);
    processAt_ = held_ + kBlockBytes;
    return checkSize();
}

Result<void> RawFileReader::takeBatches() {
    do {
        reader_.readBatch(batch_);
        const std::size_t read = batch_.rows;
        if (auto taken = takeBatch(); !taken) return taken;
        if (read < batch_.capacity) return {};
    } while (true);
}

// Column by column. Of several texts that are not UTF-8 the first in the file is told.
Result<void> RawFileReader::takeBatch() {
    const char* const block = buffer_.data();
    for (std::size_t row = batch_.rows; row-- > 0;) {
        if (!isBlank(batch_.column(0)[row].in(block))) continue;
        bool blank = true;
        for (std::size_t i = 1; i < batch_.columns && blank; ++i) blank = isBlank(batch_.column(i)[row].in(block));
        if (!blank) continue;
        batch_.dropRow(row);
        ++file_.blankLines;
    }
    std::size_t valid = batch_.rows;
    std::size_t invalidColumn = 0;
    for (std::size_t i = 0; i < batch_.columns; ++i) {
        const std::size_t taken = file_.columns[i].append(block, batch_.column(i).first(valid));
        if (taken < valid) invalidColumn = i;
        valid = taken;
    }
    if (valid < batch_.rows) return invalidText(batch_.column(invalidColumn)[valid].in(block));
    file_.lines.insert(file_.lines.end(), batch_.lines.begin(),
                       batch_.lines.begin() + static_cast<std::ptrdiff_t>(batch_.rows));
    return {};
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
        const std::string_view field = record.fields[i];
        const TextPiece piece{static_cast<std::uint32_t>(field.data() - buffer_.data()),
                              static_cast<std::uint32_t>(field.size())};
        if (file_.columns[i].append(buffer_.data(), {&piece, 1}) == 0) return invalidText(field);
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

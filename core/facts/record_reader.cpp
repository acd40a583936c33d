#include "facts/record_reader.h"

#include <algorithm>

namespace sandtable {
namespace {

constexpr std::size_t kBatchPieces = 16'384;  // of all columns: they stay in the processor's cache
constexpr std::size_t kLeastBatchRows = 16;

}  // namespace

RecordBatch::RecordBatch(std::size_t columnCount)
    : columns(columnCount),
      capacity(std::max(kLeastBatchRows, kBatchPieces / std::max<std::size_t>(1, columnCount))),
      pieces(columns * capacity),
      lines(capacity) {}

void RecordBatch::dropRow(std::size_t row) {
    for (std::size_t i = 0; i < columns; ++i) {
        TextPiece* first = pieces.data() + i * capacity;
        std::copy(first + row + 1, first + rows, first + row);
    }
    std::copy(lines.begin() + static_cast<std::ptrdiff_t>(row) + 1, lines.begin() + static_cast<std::ptrdiff_t>(rows),
              lines.begin() + static_cast<std::ptrdiff_t>(row));
    --rows;
}

void RecordReader::open(std::span<char> block, bool final) {
    block_ = block;
    final_ = final;
    mark_ = 0;
    position_ = 0;
    marks_.scan({block.data(), block.size()}, delimiter_);
}

bool RecordReader::next(Record& record) {
    if (position_ >= block_.size()) return false;
    const std::size_t firstMark = mark_;
    field_ = position_;
    newlines_ = 0;
    pieces_.clear();
    fieldCount_ = 0;
    Step step = Step::field;
    while (step == Step::field) step = field_ < block_.size() && block_[field_] == '"' ? quotedField() : plainField();
    switch (step) {
        case Step::record:
            finishRecord(record);
            return true;
        case Step::broken:
            return finishFaulty(record, RecordFault::brokenQuote, firstMark);
        case Step::unclosed:
            return finishFaulty(record, RecordFault::unclosedQuote, firstMark);
        default:
            mark_ = firstMark;
            return false;
    }
}

void RecordReader::readBatch(RecordBatch& batch) {
    batch.rows = 0;
    if (batch.columns == 0) return;
    while (batch.rows < batch.capacity && position_ < block_.size() && readShaped(batch)) ++batch.rows;
}

// One record into row batch.rows. False, and nothing has happened, when it is of another shape, faulty or incomplete.
bool RecordReader::readShaped(RecordBatch& batch) {
    const char* const text = block_.data();
    const std::size_t size = block_.size();
    const std::uint32_t* const marks = marks_.data();
    const std::size_t markCount = marks_.size();
    const char delimiter = delimiter_;
    TextPiece* piece = batch.pieces.data() + batch.rows;
    std::size_t mark = mark_;
    std::size_t field = position_;
    std::size_t end = 0;
    std::uint32_t newlines = 0;
    doubled_.clear();
    for (std::size_t column = 0;;) {
        if (field >= size) return false;
        if (text[field] != '"') {
            while (mark < markCount && text[marks[mark]] == '"') ++mark;
            if (mark == markCount) return false;
            end = marks[mark];
            *piece = {static_cast<std::uint32_t>(field), static_cast<std::uint32_t>(end - field)};
        } else {
            bool doubled = false;
            for (++mark;; ++mark) {
                if (mark == markCount) return false;
                end = marks[mark];
                if (text[end] == '"') {
                    if (end + 1 == size) return false;
                    if (text[end + 1] != '"') break;
                    doubled = true;
                    ++mark;
                } else {
                    newlines += text[end] == '\r' || (text[end] == '\n' && text[end - 1] != '\r');
                }
            }
            if (end - field > kMaxQuotedBytes) return false;
            if (doubled) doubled_.push_back(static_cast<std::uint32_t>(column));
            *piece = {static_cast<std::uint32_t>(field + 1), static_cast<std::uint32_t>(end - field - 1)};
            ++end;
            if (++mark == markCount || marks[mark] != end) return false;
        }
        ++mark;
        field = end + 1;
        const bool separated = text[end] == delimiter;
        if (++column == batch.columns) {
            if (separated) return false;
            break;
        }
        if (!separated) return false;
        piece += batch.capacity;
    }
    if (text[end] == '\r') {
        if (field == size) return false;
        if (text[field] == '\n') {
            ++field;
            ++mark;
        }
    }
    if (field - position_ > kMaxRecordBytes) return false;
    for (const std::uint32_t column : doubled_) undoDoubled(batch.pieces[column * batch.capacity + batch.rows]);
    batch.lines[batch.rows] = line_;
    line_ += newlines + 1;
    position_ = field;
    mark_ = mark;
    return true;
}

void RecordReader::undoDoubled(TextPiece& piece) {
    char* const first = block_.data() + piece.first;
    char* out = first;
    for (std::uint32_t i = 0; i < piece.size; ++i) {
        if (first[i] == '"') ++i;  // the second of a pair
        *out++ = first[i];
    }
    piece.size = static_cast<std::uint32_t>(out - first);
}

// Reads up to the delimiter or line end; quotes inside an unquoted field are ordinary characters (5" pipe).
RecordReader::Step RecordReader::plainField() {
    while (mark_ < marks_.size() && block_[marks_[mark_]] == '"') ++mark_;
    if (mark_ == marks_.size()) {
        if (!final_) return Step::incomplete;
        addField(field_, block_.size(), false);
        field_ = block_.size();
        return Step::record;
    }
    const std::size_t end = marks_[mark_];
    if (block_[end] == '\r' && end + 1 == block_.size() && !final_) return Step::incomplete;
    addField(field_, end, false);
    return endOfField(end);
}

RecordReader::Step RecordReader::quotedField() {
    const std::size_t open = field_;
    bool doubled = false;
    for (++mark_; mark_ < marks_.size(); ++mark_) {
        const std::size_t at = marks_[mark_];
        if (at - open > kMaxQuotedBytes) return Step::unclosed;
        if (block_[at] == '\n') {
            newlines_ += block_[at - 1] != '\r';
        } else if (block_[at] == '\r') {
            ++newlines_;
        } else if (block_[at] == '"') {
            const bool last = at + 1 == block_.size();
            if (last && !final_) return Step::incomplete;
            if (!last && block_[at + 1] == '"') {
                doubled = true;
                ++mark_;
                continue;
            }
            if (!last && block_[at + 1] == '\r' && at + 2 == block_.size() && !final_) return Step::incomplete;
            ++mark_;
            addField(open + 1, at, doubled);
            if (last) {
                field_ = block_.size();
                return Step::record;
            }
            const char after = block_[at + 1];
            if (after != delimiter_ && after != '\n' && after != '\r') return Step::broken;
            return endOfField(at + 1);
        }
    }
    return final_ || block_.size() - open > kMaxQuotedBytes ? Step::unclosed : Step::incomplete;
}

// `end` is the structural byte marks_[mark_] that ends the field.
RecordReader::Step RecordReader::endOfField(std::size_t end) {
    ++mark_;
    field_ = end + 1;
    if (block_[end] == delimiter_) return Step::field;
    if (block_[end] == '\r' && field_ < block_.size() && block_[field_] == '\n') {
        ++field_;
        ++mark_;
    }
    ++newlines_;
    return Step::record;
}

void RecordReader::addField(std::size_t first, std::size_t last, bool doubled) {
    if (fieldCount_++ < kMaxFields) pieces_.push_back({first, last - first, doubled});
}

void RecordReader::finishRecord(Record& record) {
    fields_.clear();
    for (const Piece& piece : pieces_) {
        TextPiece text{static_cast<std::uint32_t>(piece.first), static_cast<std::uint32_t>(piece.size)};
        if (piece.doubled) undoDoubled(text);
        fields_.push_back(text.in(block_.data()));
    }
    record = {fields_, fieldCount_, position_, line_, RecordFault::none, {}};
    position_ = field_;
    line_ += newlines_;
}

// Gives up the physical line on which the record began and goes on after it.
bool RecordReader::finishFaulty(Record& record, RecordFault fault, std::size_t firstMark) {
    mark_ = firstMark;
    while (mark_ < marks_.size() && block_[marks_[mark_]] != '\n' && block_[marks_[mark_]] != '\r') ++mark_;
    const std::size_t end = mark_ < marks_.size() ? marks_[mark_] : block_.size();
    const std::size_t next =
        end + (end < block_.size()) + (end + 1 < block_.size() && block_[end] == '\r' && block_[end + 1] == '\n');
    if (!final_ && next == block_.size()) {  // the line end may still be arriving
        mark_ = firstMark;
        return false;
    }
    while (mark_ < marks_.size() && marks_[mark_] < next) ++mark_;
    record = {{}, 0, position_, line_, fault, {block_.data() + position_, end - position_}};
    position_ = next;
    ++line_;
    return true;
}

}  // namespace sandtable

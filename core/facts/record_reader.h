// Records and fields of delimited text: RFC 4180, plus LF, CR and CRLF in any mix and stray quotes inside unquoted fields.
// Works on a block of bytes at a time and says how much of it was whole records; knows nothing of headers or types.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "facts/structure_scan.h"
#include "facts/text_piece.h"

namespace sandtable {

enum class RecordFault : std::uint8_t {
    none,
    brokenQuote,    // a closing quote is followed by something other than a delimiter or line end
    unclosedQuote,  // no closing quote before the end of the file or within kMaxQuotedBytes
};

struct Record {
    std::span<const std::string_view> fields;  // unquoted, doubled quotes undone; at most kMaxFields of them
    std::size_t fieldCount = 0;                // how many there were
    std::size_t offset = 0;                    // of the record in the block
    std::uint32_t line = 0;                    // physical line, from 1
    RecordFault fault = RecordFault::none;     // then `raw` is the whole physical line and there are no fields
    std::string_view raw;                      // set for faulty records only
};

// Records of one shape, column by column, as pieces of the block: unquoted, doubled quotes undone.
struct RecordBatch {
    RecordBatch() = default;
    explicit RecordBatch(std::size_t columnCount);
    [[nodiscard]] std::span<TextPiece> column(std::size_t i) { return {pieces.data() + i * capacity, rows}; }
    void dropRow(std::size_t row);

    std::size_t columns = 0;
    std::size_t capacity = 0;  // rows
    std::size_t rows = 0;
    std::vector<TextPiece> pieces;     // [column * capacity + row]
    std::vector<std::uint32_t> lines;  // physical line of every row
};

inline constexpr std::size_t kMaxFields = 2'000;
inline constexpr std::size_t kMaxQuotedBytes = 1U << 20;  // a longer quoted field is a quote somebody forgot to close
inline constexpr std::size_t kMaxRecordBytes = 8U << 20;  // a longer line is not a line of a table

class RecordReader {
public:
    explicit RecordReader(char delimiter = ',', std::uint32_t firstLine = 1)
        : delimiter_(delimiter), line_(firstLine) {}

    // Starts a block. Doubled quotes are undone in place, in whole records only, so the unread rest stays as it came.
    void open(std::span<char> block, bool final);
    // False when the rest of the block holds no whole record (`final`: nothing at all).
    // A faulty quote costs its physical line only: reading resumes on the next one.
    [[nodiscard]] bool next(Record& record);
    // As many records as there are, and fit, of exactly batch.columns fields without a fault; the first that is anything
    // else (or incomplete) is left for next(). Fewer than batch.capacity rows: there is such a record or nothing more.
    void readBatch(RecordBatch& batch);
    [[nodiscard]] std::size_t consumed() const { return position_; }
    [[nodiscard]] std::uint32_t line() const { return line_; }  // of the next record

private:
    enum class Step : std::uint8_t { field, record, incomplete, broken, unclosed };
    struct Piece {
        std::size_t first;
        std::size_t size;
        bool doubled;
    };
    [[nodiscard]] Step quotedField();
    [[nodiscard]] Step plainField();
    [[nodiscard]] Step endOfField(std::size_t end);
    [[nodiscard]] bool readShaped(RecordBatch& batch);
    void undoDoubled(TextPiece& piece);
    void addField(std::size_t first, std::size_t last, bool doubled);
    void finishRecord(Record& record);
    bool finishFaulty(Record& record, RecordFault fault, std::size_t firstMark);

    char delimiter_;
    bool final_ = false;
    std::span<char> block_;
    StructureIndex marks_;
    std::size_t mark_ = 0;        // next structural byte to look at
    std::size_t position_ = 0;    // start of the record being read, then of the field being read
    std::size_t field_ = 0;       // start of the field being read
    std::uint32_t line_ = 1;      // of the record being read
    std::uint32_t newlines_ = 0;  // passed inside the record
    std::vector<Piece> pieces_;
    std::vector<std::string_view> fields_;
    std::size_t fieldCount_ = 0;
    std::vector<std::uint32_t> doubled_;  // columns of the record being read that hold doubled quotes
};

}  // namespace sandtable

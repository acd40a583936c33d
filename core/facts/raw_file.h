// A file as it was read, before the mapping says what its columns mean: columns of text, lines, what could not be read.
// Filled by RawFileReader, consumed by the table assembly.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "facts/decoder.h"
#include "facts/dialect.h"
#include "facts/raw_column.h"
#include "facts/record_reader.h"
#include "facts/reject_log.h"

namespace sandtable {

struct RawFile;

// Of a file made from another one: where its cells stand there.
struct CellOrigins {
    const RawFile* source;
    std::vector<std::size_t> columns;  // of the first columns; what lies behind them was made
    std::vector<std::uint32_t> row;    // of every row
    std::vector<std::uint16_t> made;   // the column that a row's made cells come from
};

struct RawFile {
    Encoding encoding = Encoding::utf8;
    Dialect dialect;
    std::vector<RawColumn> columns;    // one per dialect.columns
    std::vector<std::uint32_t> lines;  // physical line of every row
    RejectLog rejects;                 // ragged rows, broken quotes
    std::size_t blankLines = 0;
    std::uint64_t bytes = 0;
    std::shared_ptr<const CellOrigins> origins = {};  // null: rows and columns are those of the file itself
    [[nodiscard]] std::size_t rows() const { return lines.size(); }
};

// Bytes in, RawFile out. Any cutting into chunks gives the same file.
class RawFileReader {
public:
    // `delimiter` cuts the columns, whatever the file itself suggests.
    explicit RawFileReader(std::optional<char> delimiter = {}) : delimiter_(delimiter) {}
    // Errors: facts.not_utf8, facts.not_text, facts.too_large. After an error the reader is useless.
    [[nodiscard]] Result<void> feed(std::string_view chunk);
    [[nodiscard]] Result<void> finish();
    // Reads what lies in the buffer without waiting for more, for a preview. False when the file's dialect is not known yet.
    [[nodiscard]] Result<bool> drain();
    [[nodiscard]] const RawFile& file() const { return file_; }
    [[nodiscard]] bool finished() const { return finished_; }
    [[nodiscard]] std::string_view pending() const { return {buffer_.data(), held_}; }

private:
    [[nodiscard]] Result<void> open(bool whole);
    [[nodiscard]] Result<void> process(bool final);
    void hold(std::string_view bytes);
    void release(std::size_t bytes);
    [[nodiscard]] Result<void> takeBatches();
    [[nodiscard]] Result<void> takeBatch();
    [[nodiscard]] Result<void> take(const Record& record);
    [[nodiscard]] Result<void> takeUneven(const Record& record);
    [[nodiscard]] Result<void> checkUtf8(std::string_view text) const;
    [[nodiscard]] tl::unexpected<Errors> invalidText(std::string_view field) const;
    [[nodiscard]] Result<void> checkSize() const;

    std::optional<char> delimiter_;
    RawFile file_;
    RecordReader reader_;
    RecordBatch batch_;
    std::vector<char> buffer_;        // what has not become records yet, then at least kPieceSlack more
    std::size_t held_ = 0;            // bytes of the file in it
    std::uint64_t bufferOffset_ = 0;  // of buffer_[0] in the file
    std::size_t processAt_ = 0;       // buffer size from which reading on is worth while
    bool opened_ = false;
    bool headerPending_ = false;
    bool finished_ = false;
};

}  // namespace sandtable

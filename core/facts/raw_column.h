// One column of the file exactly as it was written, held compactly until the mapping says what it means:
// dictionary codes in the narrowest integer, or packed decimals where most cells are different numbers.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "facts/text_dictionary.h"
#include "facts/text_piece.h"

namespace sandtable {

class RawColumn {
public:
    // Returns how many pieces were taken: all of them, or those before the first that is new and not valid UTF-8 (the
    // caller knows where in the file it stands). NUL bytes are allowed in and found again with nulInAnyText.
    [[nodiscard]] std::size_t append(const char* block, std::span<const TextPiece> pieces);
    void close();  // the file has ended: gives back what only further cells would need

    [[nodiscard]] std::size_t rows() const { return rows_; }
    [[nodiscard]] std::string textAt(std::size_t row) const;
    [[nodiscard]] std::size_t heldBytes() const;

    // A column is held either as codes (every cell a dictionary entry) or as cells (packed decimal or dictionary entry).
    [[nodiscard]] bool holdsCells() const { return holdsCells_; }
    [[nodiscard]] const TextDictionary& dictionary() const { return dictionary_; }
    [[nodiscard]] bool nulInAnyText() const { return nulInAnyText_ || dictionary_.holdsNul(); }

    // Calls f(first row, span of codes or cells) for runs of rows, in order: 8, 16 or 32 bits for codes, 64 for cells.
    template <class F>
    void forEachRun(F&& f) const {
        std::size_t first = 0;
        for (const Block& block : blocks_) {
            std::visit([&](const auto& values) { f(first, std::span(values)); }, block);
            first += kBlockRows;
        }
    }
    // Calls f(row, code) for the first `rows` rows of a coded column, in order.
    template <class F>
    void forEachCode(F&& f, std::size_t rows = SIZE_MAX) const {
        forEachRun([&](std::size_t first, auto codes) {
            const std::size_t wanted = std::min(codes.size(), rows - std::min(rows, first));
            for (std::size_t i = 0; i < wanted; ++i) f(first + i, static_cast<std::uint32_t>(codes[i]));
        });
    }
    // The first `rows` cells of a column that holds cells.
    [[nodiscard]] std::vector<std::uint64_t> firstCells(std::size_t rows) const;

    static constexpr std::uint64_t kTextFlag = 1ULL << 63;  // the cell's low 32 bits are a dictionary code

private:
    static constexpr std::size_t kBlockRows = std::size_t{1} << 16;  // all but the last block are full
    // Each block is as narrow as its own codes allow: growing never copies more than one.
    using Block = std::variant<std::vector<std::uint8_t>, std::vector<std::uint16_t>, std::vector<std::uint32_t>,
                               std::vector<std::uint64_t>>;
    [[nodiscard]] std::size_t appendCodes(const char* block, std::span<const TextPiece> pieces, bool& invalid);
    [[nodiscard]] std::size_t appendCells(const char* block, std::span<const TextPiece> pieces, bool& invalid);
    template <class Value>
    void store(const Value* values, std::size_t count);
    void considerCells();

    TextDictionary dictionary_;
    std::vector<Block> blocks_;
    std::size_t rows_ = 0;
    bool holdsCells_ = false;
    bool nulInAnyText_ = false;
};

}  // namespace sandtable

// One column of the file exactly as it was written, held compactly until the mapping says what it means:
// dictionary codes in the narrowest integer, or packed decimals where most cells are different numbers.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace sandtable {

// Distinct texts in order of first appearance, found by a hash of their bytes. Code 0 is always "".
class TextDictionary {
public:
    TextDictionary();
    // `added` tells whether the text was new.
    [[nodiscard]] std::uint32_t add(std::string_view text, bool& added);
    [[nodiscard]] std::string_view operator[](std::uint32_t code) const {
        const Entry& entry = entries_[code];
        return {bytes_.data() + entry.first, entry.size};
    }
    [[nodiscard]] std::size_t size() const { return entries_.size(); }
    [[nodiscard]] std::size_t heldBytes() const {
        return bytes_.size() + entries_.size() * sizeof(Entry) + slots_.size() * 4;
    }

private:
    struct Entry {
        std::uint32_t first;
        std::uint32_t size;
        std::uint32_t hash;
    };
    void grow();
    std::vector<char> bytes_;
    std::vector<Entry> entries_;
    std::vector<std::uint32_t> slots_;  // code + 1, 0 = free; open addressing, at most half full
};

class RawColumn {
public:
    // False when the text is new and not valid UTF-8: the caller knows where in the file it stands. NUL bytes are
    // allowed in and found again with hasNul.
    [[nodiscard]] bool append(std::string_view text);
    [[nodiscard]] std::size_t rows() const { return rows_; }
    [[nodiscard]] std::string textAt(std::size_t row) const;
    [[nodiscard]] std::size_t heldBytes() const;

    // A column is held either as codes (every cell a dictionary entry) or as cells (packed decimal or dictionary entry).
    [[nodiscard]] bool holdsCells() const { return std::holds_alternative<std::vector<std::uint64_t>>(data_); }
    [[nodiscard]] const TextDictionary& dictionary() const { return dictionary_; }
    [[nodiscard]] bool nulInAnyText() const { return nulInAnyText_; }

    // Calls f(row, code) for every row of a coded column, in order.
    template <class F>
    void forEachCode(F&& f) const {
        std::visit(
            [&](const auto& codes) {
                for (std::size_t row = 0; row < codes.size(); ++row) f(row, static_cast<std::uint32_t>(codes[row]));
            },
            data_);
    }
    [[nodiscard]] const std::vector<std::uint64_t>& cells() const {
        return std::get<std::vector<std::uint64_t>>(data_);
    }

    static constexpr std::uint64_t kTextFlag = 1ULL << 63;  // the cell's low 32 bits are a dictionary code

private:
    template <class To>
    void widenTo();
    [[nodiscard]] bool addText(std::string_view text, std::uint32_t& code);
    void pushCode(std::uint32_t code);
    void considerCells();

    TextDictionary dictionary_;
    std::variant<std::vector<std::uint8_t>, std::vector<std::uint16_t>, std::vector<std::uint32_t>,
                 std::vector<std::uint64_t>>
        data_;
    std::size_t rows_ = 0;
    std::uint32_t lastCode_ = 0;
    bool nulInAnyText_ = false;
};

}  // namespace sandtable

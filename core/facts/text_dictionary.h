// Distinct texts, found by their bytes and numbered in order of first appearance.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "facts/text_list.h"
#include "facts/text_piece.h"

namespace sandtable {

// Code 0 is always "".
class TextDictionary {
public:
    TextDictionary();

    // The text's code; `added` tells whether it was new.
    [[nodiscard]] std::uint32_t add(std::string_view text, bool& added);

    // Codes of the pieces, in order. Stops behind the piece that makes the dictionary `full` texts long, and before a
    // text that is new and not valid UTF-8 (then `invalid`); returns how many pieces were taken.
    struct Taken {
        std::size_t count = 0;
        bool invalid = false;
    };
    [[nodiscard]] Taken addAll(const char* block, std::span<const TextPiece> pieces, std::size_t full,
                               std::uint32_t* codes);

    [[nodiscard]] std::string_view operator[](std::uint32_t code) const { return texts_[code]; }
    [[nodiscard]] std::size_t size() const { return texts_.size(); }
    [[nodiscard]] const TextList& texts() const { return texts_; }
    [[nodiscard]] bool holdsNul() const { return holdsNul_; }  // a NUL byte came in some text through addAll
    [[nodiscard]] std::size_t heldBytes() const { return texts_.heldBytes() + slots_.capacity() * sizeof(Slot); }
    void close();  // gives back what only further texts would need; none may be added any more

private:
    struct Slot {
        std::uint32_t hash;
        std::uint32_t next;  // code + 1, 0 = free
    };
    struct Key;
    [[nodiscard]] std::uint32_t find(std::string_view text, const Key& key, std::uint32_t hash,
                                     std::size_t& slot) const;
    std::uint32_t insert(std::string_view text, std::uint32_t hash, std::size_t slot);
    void grow();

    TextList texts_;
    std::vector<Slot> slots_;  // open addressing, at most five eighths full
    std::uint32_t last_ = 0;   // the code given last
    bool holdsNul_ = false;
};

}  // namespace sandtable

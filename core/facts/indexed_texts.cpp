#include "facts/indexed_texts.h"

#include <algorithm>
#include <utility>

#include "facts/packed_decimal.h"
#include "facts/row_order.h"

namespace sandtable {
namespace {

constexpr std::uint32_t kUnset = UINT32_MAX;

// Numbers -> codes: open addressing, at most half full.
class NumberIndex {
public:
    // The code of a number; `next` when it is new.
    std::uint32_t codeOf(std::uint64_t number, std::uint32_t next) {
        if (count_ * 2 >= slots_.size()) grow();
        Slot& slot = find(number);
        if (slot.code != kUnset) return slot.code;
        slot = {number, next};
        ++count_;
        return next;
    }

private:
    struct Slot {
        std::uint64_t number = 0;
        std::uint32_t code = kUnset;
    };
    Slot& find(std::uint64_t number) {
        const std::size_t mask = slots_.size() - 1;
        std::uint64_t mixed = (number ^ (number >> 32)) * 0x9E3779B97F4A7C15ULL;
        std::size_t at = static_cast<std::size_t>(mixed >> 32) & mask;
        while (slots_[at].code != kUnset && slots_[at].number != number) at = (at + 1) & mask;
        return slots_[at];
    }
    void grow() {
        std::vector<Slot> old(slots_.size() * 2);
        old.swap(slots_);
        for (const Slot& slot : old) {
            if (slot.code != kUnset) find(slot.number) = slot;
        }
    }
    std::vector<Slot> slots_ = std::vector<Slot>(1'024);
    std::size_t count_ = 0;
};

// Gives the cells of a run their codes; `texts` grows by what is new.
class CellIndexer {
public:
    explicit CellIndexer(const TextDictionary& words) : words_(words), codeOfWord_(words.size(), kUnset) {
        codeOfWord_[0] = 0;
        texts.push_back("");
    }
    [[gnu::noinline]] void index(const std::uint64_t* cells, std::size_t count, std::uint32_t* out) {
        for (std::size_t i = 0; i < count; ++i) {
            const auto next = static_cast<std::uint32_t>(texts.size());
            if (cells[i] & RawColumn::kTextFlag) {
                const auto word = static_cast<std::uint32_t>(cells[i]);
                std::uint32_t& code = codeOfWord_[word];
                if (code == kUnset) {
                    code = next;
                    texts.push_back(words_[word]);
                }
                out[i] = code;
            } else {
                out[i] = numbers_.codeOf(cells[i], next);
                if (out[i] == next) texts.push_back(unpackDecimal({cells[i]}));
            }
        }
    }
    TextList texts;

private:
    const TextDictionary& words_;
    std::vector<std::uint32_t> codeOfWord_;
    NumberIndex numbers_;
};

}  // namespace

IndexedTexts indexTexts(const RawColumn& column) {
    IndexedTexts out;
    out.index.resize(column.rows());
    CellIndexer cells(column.dictionary());
    column.forEachRun([&](std::size_t first, auto values) {
        for (std::size_t at = 0; at < values.size(); at += kRowsPerCall) {
            const std::size_t count = std::min(kRowsPerCall, values.size() - at);
            std::uint32_t* const to = out.index.data() + first + at;
            if constexpr (sizeof(values[0]) == sizeof(std::uint64_t)) {
                cells.index(values.data() + at, count, to);
            } else {
                copyNarrow(values.data() + at, to, count);
            }
        }
    });
    if (column.holdsCells()) {
        out.own_ = std::move(cells.texts);
    } else {
        out.dictionary_ = &column.dictionary().texts();
    }
    return out;
}

}  // namespace sandtable

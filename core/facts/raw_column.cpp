#include "facts/raw_column.h"

#include <array>
#include <type_traits>
#include <utility>

#include "facts/packed_decimal.h"

namespace sandtable {
namespace {

constexpr std::size_t kRun = 1'024;  // pieces handled at once
constexpr std::size_t kLeastReserve = 256;
constexpr std::size_t kConsidered[] = {256, 65'536};  // numbers of texts at which numbers are held as numbers

template <class Value>
using BlockOf = std::vector<Value>;

// Widens what is there: at most one block.
template <class To, class Block>
void widen(Block& block) {
    block = std::visit([](const auto& values) { return Block(BlockOf<To>(values.begin(), values.end())); }, block);
}

template <class To, class Value>
[[gnu::noinline]] void put(std::vector<To>& block, const Value* values, std::size_t count, std::size_t most) {
    const std::size_t size = block.size();
    if (block.capacity() < size + count)
        block.reserve(std::min(most, std::max({size + count, block.capacity() * 2, kLeastReserve})));
    block.resize(size + count);
    To* out = block.data() + size;
    for (std::size_t i = 0; i < count; ++i) out[i] = static_cast<To>(values[i]);
}

}  // namespace

std::size_t RawColumn::append(const char* block, std::span<const TextPiece> pieces) {
    std::size_t done = 0;
    bool invalid = false;
    while (done < pieces.size() && !invalid) {
        const auto next = pieces.subspan(done, std::min(kRun, pieces.size() - done));
        done += holdsCells_ ? appendCells(block, next, invalid) : appendCodes(block, next, invalid);
    }
    return done;
}

std::size_t RawColumn::appendCodes(const char* block, std::span<const TextPiece> pieces, bool& invalid) {
    std::array<std::uint32_t, kRun> codes;
    const std::size_t before = dictionary_.size();
    const std::size_t full = before < kConsidered[0]   ? kConsidered[0]
                             : before < kConsidered[1] ? kConsidered[1]
                                                       : SIZE_MAX;
    const auto taken = dictionary_.addAll(block, pieces, full, codes.data());
    invalid = taken.invalid;
    store(codes.data(), taken.count);
    if (dictionary_.size() == full) considerCells();
    return taken.count;
}

std::size_t RawColumn::appendCells(const char* block, std::span<const TextPiece> pieces, bool& invalid) {
    std::array<std::uint64_t, kRun> cells;
    if (!packDecimals(block, pieces, cells.data())) {
        for (std::size_t i = 0; i < pieces.size(); ++i) {
            if (cells[i] != kNotPacked) continue;
            std::uint32_t code = 0;
            invalid = dictionary_.addAll(block, pieces.subspan(i, 1), SIZE_MAX, &code).invalid;
            if (invalid) {
                pieces = pieces.first(i);
                break;
            }
            cells[i] = kTextFlag | code;
        }
    }
    store(cells.data(), pieces.size());
    return pieces.size();
}

template <class Value>
void RawColumn::store(const Value* values, std::size_t count) {
    rows_ += count;
    std::size_t at = 0;
    while (at < count) {
        const auto held = [](const auto& block) { return block.size(); };
        if (blocks_.empty() || std::visit(held, blocks_.back()) == kBlockRows) blocks_.emplace_back();
        Block& block = blocks_.back();
        const std::size_t taken = std::min(count - at, kBlockRows - std::visit(held, block));
        if constexpr (std::is_same_v<Value, std::uint64_t>) {
            if (block.index() != 3) widen<std::uint64_t>(block);
        } else {
            std::uint32_t all = 0;
            for (std::size_t i = at; i < at + taken; ++i) all |= values[i];
            if (all > 0xFFFF && block.index() < 2) widen<std::uint32_t>(block);
            if (all > 0xFF && block.index() < 1) widen<std::uint16_t>(block);
        }
        // All blocks but the first are likely to be filled.
        const std::size_t room = blocks_.size() > 1 ? kBlockRows : taken;
        std::visit(
            [&](auto& to) {
                if (to.empty()) to.reserve(room);
                put(to, values + at, taken, kBlockRows);
            },
            block);
        at += taken;
    }
}

// Many different texts, nearly all of them plain numbers: from here on numbers are held as numbers, without a dictionary.
void RawColumn::considerCells() {
    std::vector<std::uint64_t> cellOfCode(dictionary_.size());
    std::size_t numbers = 0;
    TextDictionary others;
    for (std::uint32_t code = 0; code < dictionary_.size(); ++code) {
        if (const auto packed = packDecimal(dictionary_[code])) {
            cellOfCode[code] = packed->bits;
            ++numbers;
        } else {
            bool added = false;
            cellOfCode[code] = kTextFlag | others.add(dictionary_[code], added);
        }
    }
    if (numbers * 10 < dictionary_.size() * 9) return;
    nulInAnyText_ = nulInAnyText();
    for (Block& block : blocks_) {
        std::vector<std::uint64_t> cells;
        std::visit(
            [&](const auto& codes) {
                cells.reserve(std::min(kBlockRows, codes.size() * 2));
                for (const auto code : codes) cells.push_back(cellOfCode[code]);
            },
            block);
        block = std::move(cells);
    }
    holdsCells_ = true;
    dictionary_ = std::move(others);
}

void RawColumn::close() {
    dictionary_.close();
    if (!blocks_.empty()) std::visit([](auto& values) { values.shrink_to_fit(); }, blocks_.back());
}

std::vector<std::uint64_t> RawColumn::firstCells(std::size_t rows) const {
    std::vector<std::uint64_t> cells;
    cells.reserve(std::min(rows, rows_));
    forEachRun([&](std::size_t, auto values) {
        const std::size_t wanted = std::min(values.size(), rows - cells.size());
        cells.insert(cells.end(), values.begin(), values.begin() + static_cast<std::ptrdiff_t>(wanted));
    });
    return cells;
}

std::string RawColumn::textAt(std::size_t row) const {
    const std::uint64_t value = std::visit([&](const auto& values) { return std::uint64_t{values[row % kBlockRows]}; },
                                           blocks_[row / kBlockRows]);
    if (holdsCells_ && (value & kTextFlag) == 0) return unpackDecimal({value});
    return std::string(dictionary_[static_cast<std::uint32_t>(value)]);
}

std::size_t RawColumn::heldBytes() const {
    std::size_t bytes = dictionary_.heldBytes();
    for (const Block& block : blocks_)
        bytes += std::visit([](const auto& values) { return values.capacity() * sizeof(values[0]); }, block);
    return bytes;
}

}  // namespace sandtable

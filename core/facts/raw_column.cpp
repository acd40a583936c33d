#include "facts/raw_column.h"

#include <cstring>
#include <utility>

#include "facts/decoder.h"
#include "facts/packed_decimal.h"

namespace sandtable {
namespace {

constexpr std::uint64_t kMultiplier = 0x9E3779B97F4A7C15ULL;  // 2^64 / golden ratio

std::uint64_t load(const char* bytes, std::size_t size) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes, size);
    return word;
}

// Only decides where a text is looked for, never what comes out.
std::uint32_t hashBytes(std::string_view text) {
    const char* at = text.data();
    std::size_t left = text.size();
    std::uint64_t hash = left * kMultiplier;
    for (; left >= 8; at += 8, left -= 8) {
        hash = (hash ^ load(at, 8)) * kMultiplier;
        hash ^= hash >> 32;
    }
    if (left >= 4) {
        hash = (hash ^ (load(at, 4) | load(at + left - 4, 4) << 32)) * kMultiplier;
    } else if (left > 0) {
        const std::uint64_t word = load(at, 1) | load(at + left / 2, 1) << 8 | load(at + left - 1, 1) << 16;
        hash = (hash ^ word) * kMultiplier;
    }
    hash ^= hash >> 29;
    hash *= 0xBF58476D1CE4E5B9ULL;
    return static_cast<std::uint32_t>(hash >> 32);
}

}  // namespace

TextDictionary::TextDictionary() : entries_{{0, 0, hashBytes({})}}, slots_(16, 0) {
    slots_[entries_[0].hash & (slots_.size() - 1)] = 1;
}

std::uint32_t TextDictionary::add(std::string_view text, bool& added) {
    const std::uint32_t hash = hashBytes(text);
    std::size_t slot = hash & (slots_.size() - 1);
    while (slots_[slot] != 0) {
        const std::uint32_t code = slots_[slot] - 1;
        const Entry& entry = entries_[code];
        if (entry.hash == hash && entry.size == text.size() &&
            (text.empty() || std::memcmp(bytes_.data() + entry.first, text.data(), text.size()) == 0)) {
            added = false;
            return code;
        }
        slot = (slot + 1) & (slots_.size() - 1);
    }
    const auto code = static_cast<std::uint32_t>(entries_.size());
    entries_.push_back({static_cast<std::uint32_t>(bytes_.size()), static_cast<std::uint32_t>(text.size()), hash});
    bytes_.insert(bytes_.end(), text.begin(), text.end());
    slots_[slot] = code + 1;
    if (entries_.size() * 2 > slots_.size()) grow();
    added = true;
    return code;
}

void TextDictionary::grow() {
    slots_.assign(slots_.size() * 4, 0);
    for (std::size_t code = 0; code < entries_.size(); ++code) {
        std::size_t slot = entries_[code].hash & (slots_.size() - 1);
        while (slots_[slot] != 0) slot = (slot + 1) & (slots_.size() - 1);
        slots_[slot] = static_cast<std::uint32_t>(code) + 1;
    }
}

bool RawColumn::addText(std::string_view text, std::uint32_t& code) {
    bool added = false;
    code = dictionary_.add(text, added);
    if (added) {
        if (text.find('\0') != std::string_view::npos) nulInAnyText_ = true;
        return firstInvalidUtf8(text) == std::string_view::npos;
    }
    return true;
}

bool RawColumn::append(std::string_view text) {
    ++rows_;
    if (auto* cells = std::get_if<std::vector<std::uint64_t>>(&data_)) {
        if (const auto packed = packDecimal(text)) {
            cells->push_back(packed->bits);
            return true;
        }
        std::uint32_t code = 0;
        const bool valid = addText(text, code);
        cells->push_back(kTextFlag | code);
        return valid;
    }
    if (dictionary_[lastCode_] == text) {  // neighbours are often alike
        pushCode(lastCode_);
        return true;
    }
    const std::size_t before = dictionary_.size();
    const bool valid = addText(text, lastCode_);
    pushCode(lastCode_);
    if (dictionary_.size() != before && (dictionary_.size() == 256 || dictionary_.size() == 65'536)) considerCells();
    return valid;
}

template <class To>
void RawColumn::widenTo() {
    data_ = std::visit([](const auto& codes) { return std::vector<To>(codes.begin(), codes.end()); }, data_);
}

void RawColumn::pushCode(std::uint32_t code) {
    if (data_.index() == 0) {
        if (code <= 0xFF) return std::get<0>(data_).push_back(static_cast<std::uint8_t>(code));
        widenTo<std::uint16_t>();
    }
    if (data_.index() == 1) {
        if (code <= 0xFFFF) return std::get<1>(data_).push_back(static_cast<std::uint16_t>(code));
        widenTo<std::uint32_t>();
    }
    std::get<2>(data_).push_back(code);
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
    std::vector<std::uint64_t> cells;
    cells.reserve(rows_ * 2);
    forEachCode([&](std::size_t, std::uint32_t code) { cells.push_back(cellOfCode[code]); });
    data_ = std::move(cells);
    dictionary_ = std::move(others);
}

std::string RawColumn::textAt(std::size_t row) const {
    if (holdsCells()) {
        const std::uint64_t cell = cells()[row];
        if ((cell & kTextFlag) == 0) return unpackDecimal({cell});
        return std::string(dictionary_[static_cast<std::uint32_t>(cell)]);
    }
    const auto code = std::visit([row](const auto& codes) { return static_cast<std::uint32_t>(codes[row]); }, data_);
    return std::string(dictionary_[code]);
}

std::size_t RawColumn::heldBytes() const {
    return dictionary_.heldBytes() +
           std::visit([](const auto& codes) { return codes.size() * sizeof(codes[0]); }, data_);
}

}  // namespace sandtable

#include "facts/text_dictionary.h"

#include <algorithm>
#include <cstring>

#include "facts/decoder.h"

namespace sandtable {
namespace {

constexpr std::uint32_t kNone = UINT32_MAX;
constexpr std::size_t kFirstSlots = 16;
constexpr std::size_t kManySlots = std::size_t{1} << 18;  // from here on growing doubles
constexpr std::uint64_t kMultipliers[] = {0x9E3779B97F4A7C15ULL, 0xC2B2AE3D27D4EB4FULL, 0xBF58476D1CE4E5B9ULL};

constexpr std::uint64_t kLowBytes[] = {
    0, 0xFF, 0xFFFF, 0xFFFFFF, 0xFFFFFFFF, 0xFFFFFFFFFF, 0xFFFFFFFFFFFF, 0xFFFFFFFFFFFFFF, 0xFFFFFFFFFFFFFFFF};

std::uint64_t word(const char* bytes) {
    std::uint64_t value;
    std::memcpy(&value, bytes, sizeof value);
    return value;
}

bool isUtf8(std::string_view text) { return firstInvalidUtf8(text) == std::string_view::npos; }

}  // namespace

// The first 16 bytes of a text as two numbers, and its length.
struct TextDictionary::Key {
    explicit Key(std::string_view text) : size(text.size()) {
        lowMask = kLowBytes[std::min<std::size_t>(size, 8)];
        highMask = kLowBytes[size <= 8 ? 0 : std::min<std::size_t>(size - 8, 8)];
        low = word(text.data()) & lowMask;
        high = word(text.data() + 8) & highMask;
    }
    // Only decides where a text is looked for.
    [[nodiscard]] std::uint32_t hash(std::string_view text) const {
        std::uint64_t mixed = (low ^ size) * kMultipliers[0];
        mixed ^= mixed >> 32;
        mixed = (mixed ^ high) * kMultipliers[1];
        for (std::size_t at = 16; at < size; at += 8) {
            mixed ^= mixed >> 32;
            mixed = (mixed ^ word(text.data() + std::min(at, size - 8))) * kMultipliers[0];
        }
        mixed ^= mixed >> 29;
        mixed *= kMultipliers[2];
        return static_cast<std::uint32_t>(mixed >> 32);
    }
    // Whether `own`, of which this is the key, is the same text as `other`.
    [[nodiscard]] bool matches(std::string_view own, std::string_view other) const {
        if (other.size() != size) return false;
        const std::uint64_t different =
            ((word(other.data()) & lowMask) ^ low) | ((word(other.data() + 8) & highMask) ^ high);
        return different == 0 && restMatches(own, other);
    }
    [[nodiscard]] bool restMatches(std::string_view own, std::string_view other) const {
        return size <= 16 || std::memcmp(own.data() + 16, other.data() + 16, size - 16) == 0;
    }
    std::size_t size;
    std::uint64_t low;
    std::uint64_t high;
    std::uint64_t lowMask;
    std::uint64_t highMask;
};

TextDictionary::TextDictionary() : texts_{""}, slots_(kFirstSlots, Slot{0, 0}) {
    const char nothing[kPieceSlack] = {};
    const std::uint32_t hash = Key({nothing, 0}).hash({nothing, 0});
    slots_[hash & (kFirstSlots - 1)] = {hash, 1};
}

// kNone when there is no such text: `slot` is where it belongs.
inline std::uint32_t TextDictionary::find(std::string_view text, const Key& key, std::uint32_t hash,
                                          std::size_t& slot) const {
    const std::size_t mask = slots_.size() - 1;
    const Slot* slots = slots_.data();
    for (slot = hash & mask; slots[slot].next != 0; slot = (slot + 1) & mask) {
        if (slots[slot].hash != hash) continue;
        const std::uint32_t code = slots[slot].next - 1;
        if (key.matches(text, texts_[code])) return code;
    }
    return kNone;
}

std::uint32_t TextDictionary::insert(std::string_view text, std::uint32_t hash, std::size_t slot) {
    const auto code = static_cast<std::uint32_t>(texts_.size());
    texts_.push_back(text);
    slots_[slot] = {hash, code + 1};
    if (texts_.size() * 8 > slots_.size() * 5) grow();
    return code;
}

void TextDictionary::grow() {
    std::vector<Slot> wider(slots_.size() * (slots_.size() < kManySlots ? 4 : 2), Slot{0, 0});
    const std::size_t mask = wider.size() - 1;
    for (const Slot& old : slots_) {
        if (old.next == 0) continue;
        std::size_t slot = old.hash & mask;
        while (wider[slot].next != 0) slot = (slot + 1) & mask;
        wider[slot] = old;
    }
    slots_ = std::move(wider);
}

std::uint32_t TextDictionary::add(std::string_view text, bool& added) {
    // Only pieces may be read beyond their end.
    char copy[2 * kPieceSlack] = {};
    std::string_view readable = text;
    if (text.size() <= kPieceSlack) {
        if (!text.empty()) std::memcpy(copy, text.data(), text.size());
        readable = {copy, text.size()};
    }
    const Key key(readable);
    const std::uint32_t hash = key.hash(readable);
    std::size_t slot = 0;
    const std::uint32_t code = find(readable, key, hash, slot);
    added = code == kNone;
    return added ? insert(text, hash, slot) : code;
}

TextDictionary::Taken TextDictionary::addAll(const char* block, std::span<const TextPiece> pieces, std::size_t full,
                                             std::uint32_t* codes) {
    Key last(texts_[last_]);  // neighbours are often alike
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const std::string_view text = pieces[i].in(block);
        const Key key(text);
        if (key.size == last.size && key.low == last.low && key.high == last.high &&
            key.restMatches(text, texts_[last_])) {
            codes[i] = last_;
            continue;
        }
        const std::uint32_t hash = key.hash(text);
        std::size_t slot = 0;
        std::uint32_t code = find(text, key, hash, slot);
        if (code == kNone) {
            if (!isUtf8(text)) return {i, true};
            holdsNul_ = holdsNul_ || text.find('\0') != std::string_view::npos;
            code = insert(text, hash, slot);
        }
        codes[i] = last_ = code;
        last = key;
        if (texts_.size() == full) return {i + 1, false};
    }
    return {pieces.size(), false};
}

void TextDictionary::close() {
    texts_.shrinkToFit();
    std::vector<Slot>().swap(slots_);
}

}  // namespace sandtable

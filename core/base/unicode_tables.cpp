#include "base/unicode_tables.h"

#include <algorithm>

#include "base/stable_sort.h"

namespace sandtable::unicode {
namespace {

class Unpacker {
public:
    explicit Unpacker(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}

    std::vector<char32_t> column() {
        std::vector<char32_t> numbers(number());
        char32_t last = 0;
        for (char32_t& value : numbers) {
            const char32_t zigzag = number();
            last += (zigzag >> 1) ^ (0 - (zigzag & 1));
            value = last;
        }
        return numbers;
    }

private:
    char32_t number() {
        char32_t value = 0;
        for (int shift = 0;; shift += 7) {
            const std::uint8_t byte = bytes_[at_++];
            value |= static_cast<char32_t>(byte & 127) << shift;
            if (byte < 128) return value;
        }
    }

    std::span<const std::uint8_t> bytes_;
    std::size_t at_ = 0;
};

Tables unpack() {
    Unpacker unpacker(packedTables);
    Tables tables;
    const auto codes = unpacker.column(), firsts = unpacker.column(), seconds = unpacker.column();
    for (std::size_t i = 0; i < codes.size(); ++i) tables.decompositions.push_back({codes[i], firsts[i], seconds[i]});
    const auto excluded = unpacker.column();
    for (std::size_t i = 0; i < codes.size(); ++i) {
        const bool composes = seconds[i] != 0 && !std::binary_search(excluded.begin(), excluded.end(), i);
        if (composes) tables.composing.push_back(&tables.decompositions[i]);
    }
    stableSort(tables.composing, [](const Decomposition* a, const Decomposition* b) {
        return a->first != b->first ? a->first < b->first : a->second < b->second;
    });
    const auto runs = unpacker.column(), lengths = unpacker.column(), values = unpacker.column();
    for (std::size_t i = 0; i < runs.size(); ++i)
        tables.combiningClasses.push_back({runs[i], lengths[i], static_cast<int>(values[i])});
    return tables;
}

}  // namespace

const Tables& tables() {
    static const Tables unpacked = unpack();  // moved, not copied: the pointers of `composing` stay good
    return unpacked;
}

}  // namespace sandtable::unicode

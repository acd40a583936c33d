#include "facts/dimension_text.h"

#include <algorithm>
#include <string>
#include <utility>

#include "facts/decoder.h"
#include "facts/indexed_texts.h"

namespace sandtable {
namespace {

constexpr std::uint32_t kUnset = UINT32_MAX;

// Whether cleanName gives the text back: nothing to trim, and only characters that no composition touches
// (ASCII and U+4000…U+9FFF, of which all are starters that stay as they are).
bool isClean(std::string_view text) {
    if (text.empty()) return true;
    if (trimmed(text).size() != text.size()) return false;
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        if (lead >= 0x80 && (lead < 0xE4 || lead > 0xE9)) return false;
        i += lead < 0x80 ? 1 : 3;
    }
    return true;
}

[[gnu::noinline]] bool allClean(const TextList& texts, std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
        if (!isClean(texts[i])) return false;
    }
    return true;
}

bool allClean(const TextList& texts) {
    for (std::size_t at = 0; at < texts.size(); at += kRowsPerCall) {
        if (!allClean(texts, at, std::min(texts.size(), at + kRowsPerCall))) return false;
    }
    return true;
}

std::string isoDayOf(std::string_view text, DateOrder order) {
    const Day day = readDate(text).under(order);
    return day == kMissingDay ? std::string() : formatIsoDay(day);
}

// Numbers the names of the rows without a fault in the order they come; `index` goes from text number to that number.
class NameNumbering {
public:
    NameNumbering(const TextList& texts, std::optional<DateOrder> dates)
        : texts_(texts), dates_(dates), codeOfText_(texts.size(), kUnset) {}

    [[gnu::noinline]] void number(const RowFault* faults, std::uint32_t* index, std::size_t count) {
        for (std::size_t i = 0; i < count; ++i) {
            std::uint32_t& code = codeOfText_[index[i]];
            if (code == kUnset && faults[i] == RowFault::none) code = codeOf(texts_[index[i]]);
            index[i] = code;  // rows left out may stay unset
        }
    }
    TextDictionary names;

private:
    std::uint32_t codeOf(std::string_view text) {
        bool added = false;
        if (dates_) return names.add(isoDayOf(text, *dates_), added);
        return isClean(text) ? names.add(text, added) : names.add(cleanName(text), added);
    }
    const TextList& texts_;
    std::optional<DateOrder> dates_;
    std::vector<std::uint32_t> codeOfText_;
};

DimensionColumn narrowest(TextList values, const std::vector<std::uint32_t>& index, const RowOrder& order) {
    values.shrinkToFit();
    if (values.size() <= 0x100) {
        auto codes = pick<std::uint8_t>(index, order);
        return DimensionColumn(std::move(values), DimensionColumn::Codes(std::move(codes)));
    }
    if (values.size() <= 0x10000) {
        auto codes = pick<std::uint16_t>(index, order);
        return DimensionColumn(std::move(values), DimensionColumn::Codes(std::move(codes)));
    }
    auto codes = pick<std::uint32_t>(index, order);
    return DimensionColumn(std::move(values), DimensionColumn::Codes(std::move(codes)));
}

}  // namespace

DimensionColumn readDimension(const RawColumn& column, const RowFaults& faults, const RowOrder& order,
                              std::optional<DateOrder> dates) {
    IndexedTexts cells = indexTexts(column);
    if (!dates && !faults.any() && allClean(cells.texts())) return narrowest(cells.texts(), cells.index, order);
    NameNumbering numbering(cells.texts(), dates);
    for (std::size_t at = 0; at < cells.index.size(); at += kRowsPerCall)
        numbering.number(faults.fault.data() + at, cells.index.data() + at,
                         std::min(kRowsPerCall, cells.index.size() - at));
    return narrowest(numbering.names.texts(), cells.index, order);
}

}  // namespace sandtable

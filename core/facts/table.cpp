#include "facts/table.h"

#include <algorithm>
#include <utility>

#include "base/text.h"

namespace sandtable {

DimensionColumn::DimensionColumn(TextList values, Codes codes) : values_(std::move(values)), codes_(std::move(codes)) {}

std::uint32_t DimensionColumn::codeAt(std::size_t row) const {
    return visit([row](auto codes) { return static_cast<std::uint32_t>(codes[row]); });
}

int DimensionColumn::find(std::string_view value) const {
    for (std::size_t code = 0; code < values_.size(); ++code) {
        if (values_[code] == value) return static_cast<int>(code);
    }
    const std::string key = matchKey(value);
    for (std::size_t code = 0; code < values_.size(); ++code) {
        if (matchKey(values_[code]) == key) return static_cast<int>(code);
    }
    return -1;
}

namespace {

constexpr std::size_t kRowsPerCall = 8'192;  // see facts/row_order.h

// How many values are seen for the first time.
template <class Code>
[[gnu::noinline]] std::size_t markUsed(std::span<const Code> codes, std::uint8_t* used) {
    std::size_t fresh = 0;
    for (const Code code : codes) {
        fresh += 1U - used[code];
        used[code] = 1;
    }
    return fresh;
}

}  // namespace

std::size_t DimensionColumn::valuesInUse() const {
    if (values_.empty()) return 0;
    std::vector<std::uint8_t> used(values_.size());
    used[0] = 1;
    std::size_t found = 0;
    visit([&](auto codes) {  // most columns have shown all they hold after a few rows
        for (std::size_t at = 0; at < codes.size() && found + 1 < used.size(); at += kRowsPerCall)
            found += markUsed(codes.subspan(at, std::min(kRowsPerCall, codes.size() - at)), used.data());
    });
    return found;
}

DimensionColumn compactDimension(const TextList& values, std::vector<std::uint32_t> codes) {
    std::vector<std::uint32_t> place(values.size());
    for (const std::uint32_t code : codes) place[code] = 1;
    TextList used{""};
    for (std::size_t code = 1; code < values.size(); ++code) {
        if (place[code] == 0) continue;
        place[code] = static_cast<std::uint32_t>(used.size());
        used.push_back(values[code]);
    }
    if (!place.empty()) place[0] = 0;
    for (std::uint32_t& code : codes) code = place[code];
    const auto narrow = [&]<class Code>(Code) { return std::vector<Code>(codes.begin(), codes.end()); };
    DimensionColumn::Codes stored;
    if (used.size() <= 0x100) {
        stored = narrow(std::uint8_t{});
    } else if (used.size() <= 0x10000) {
        stored = narrow(std::uint16_t{});
    } else {
        stored = std::move(codes);
    }
    used.shrinkToFit();
    return {std::move(used), std::move(stored)};
}

namespace {

constexpr std::size_t kSummedAtOnce = 1'024;  // values below 2^53: their sum cannot wrap

[[gnu::noinline]] std::uint64_t sumOfMagnitudes(const std::int64_t* values, std::size_t count) {
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const auto bits = static_cast<std::uint64_t>(values[i]);
        const std::uint64_t magnitude = values[i] < 0 ? 0 - bits : bits;
        sum += values[i] == kMissingAmount ? 0 : magnitude;
    }
    return sum;
}

}  // namespace

namespace {

[[gnu::noinline]] void addTotal(std::span<const std::int64_t> values, AmountTotal& total) {
    AmountTotal sum = total;
    for (const std::int64_t value : values) {
        const bool missing = value == kMissingAmount;
        sum.missing += missing;
        sum.sum += missing ? 0 : value;
    }
    total = sum;
}

}  // namespace

AmountTotal totalOf(std::span<const std::int64_t> values) {
    AmountTotal total;
    for (std::size_t at = 0; at < values.size(); at += kRowsPerCall)
        addTotal(values.subspan(at, std::min(kRowsPerCall, values.size() - at)), total);
    return total;
}

bool sumFits(const std::vector<std::int64_t>& values) {
    std::uint64_t sum = 0;
    for (std::size_t at = 0; at < values.size(); at += kSummedAtOnce) {
        sum += sumOfMagnitudes(values.data() + at, std::min(kSummedAtOnce, values.size() - at));
        if (sum > static_cast<std::uint64_t>(INT64_MAX)) return false;
    }
    return true;
}

const DimensionColumn* FactTable::dimension(std::string_view key) const {
    auto it = dimensions.find(key);
    return it == dimensions.end() ? nullptr : &it->second;
}

std::span<const std::int64_t> FactTable::amount(std::string_view key) const {
    auto it = amounts.find(key);
    return it == amounts.end() ? std::span<const std::int64_t>() : std::span<const std::int64_t>(it->second);
}

FactTable::RowRange FactTable::rowsOf(DayRange days) const {
    const auto first = std::lower_bound(day.begin(), day.end(), days.first);
    const auto end = std::upper_bound(first, day.end(), days.last);
    return {static_cast<std::size_t>(first - day.begin()), static_cast<std::size_t>(end - day.begin())};
}

}  // namespace sandtable

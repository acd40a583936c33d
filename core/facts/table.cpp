#include "facts/table.h"

#include <algorithm>

#include <utility>

#include "base/text.h"

namespace sandtable {

DimensionColumn::DimensionColumn(std::vector<std::string> values, Codes codes)
    : values_(std::move(values)), codes_(std::move(codes)) {}

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

DimensionColumn compactDimension(const std::vector<std::string>& values, std::vector<std::uint32_t> codes) {
    std::vector<std::uint32_t> place(values.size());
    for (const std::uint32_t code : codes) place[code] = 1;
    std::vector<std::string> used{""};
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
    return {std::move(used), std::move(stored)};
}

bool sumFits(const std::vector<std::int64_t>& values) {
    std::uint64_t sum = 0;
    for (const std::int64_t value : values) {
        if (value == kMissingAmount) continue;
        sum += static_cast<std::uint64_t>(value < 0 ? -value : value);
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

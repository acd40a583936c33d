#include "facts/table.h"

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

const DimensionColumn* FactTable::dimension(std::string_view key) const {
    auto it = dimensions.find(key);
    return it == dimensions.end() ? nullptr : &it->second;
}

std::span<const std::int64_t> FactTable::amount(std::string_view key) const {
    auto it = amounts.find(key);
    return it == amounts.end() ? std::span<const std::int64_t>() : std::span<const std::int64_t>(it->second);
}

}  // namespace sandtable

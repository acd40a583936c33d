// A column as distinct texts and one index per row, however it is held.
#pragma once

#include <cstdint>
#include <vector>

#include "facts/raw_column.h"
#include "facts/text_list.h"

namespace sandtable {

// Texts by first appearance, but "" always first.
class IndexedTexts {
public:
    [[nodiscard]] const TextList& texts() const { return dictionary_ != nullptr ? *dictionary_ : own_; }
    std::vector<std::uint32_t> index;

private:
    friend IndexedTexts indexTexts(const RawColumn& column);
    const TextList* dictionary_ = nullptr;  // the column's own, which must outlive this
    TextList own_;
};
[[nodiscard]] IndexedTexts indexTexts(const RawColumn& column);

}  // namespace sandtable

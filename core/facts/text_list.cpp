#include "facts/text_list.h"

#include <algorithm>

namespace sandtable {

TextList::TextList(std::initializer_list<std::string_view> texts) : TextList() {
    for (const std::string_view text : texts) push_back(text);
}

void TextList::grow(std::size_t bytes) { bytes_.resize(std::max(bytes + kSlack, bytes_.size() * 2)); }

void TextList::reserve(std::size_t texts, std::size_t bytes) {
    ends_.reserve(texts + 1);
    if (bytes_.size() < bytes + kSlack) bytes_.resize(bytes + kSlack);
}

void TextList::shrinkToFit() {
    bytes_.resize(byteSize() + kSlack);
    bytes_.shrink_to_fit();
    ends_.shrink_to_fit();
}

bool operator==(const TextList& a, const TextList& b) {
    return a.ends_ == b.ends_ &&
           std::equal(a.bytes_.begin(), a.bytes_.begin() + static_cast<std::ptrdiff_t>(a.byteSize()), b.bytes_.begin());
}

}  // namespace sandtable

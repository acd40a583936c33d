// Many texts in one block of memory: a dictionary of a million order numbers costs their bytes and four more each.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <iterator>
#include <string_view>
#include <vector>

namespace sandtable {

// Appended to, never changed. All texts together stay below 4 GiB.
class TextList {
public:
    static constexpr std::size_t kSlack = 16;  // bytes that may be read behind the last text

    TextList() : bytes_(kSlack), ends_{0} {}
    TextList(std::initializer_list<std::string_view> texts);

    [[nodiscard]] std::size_t size() const { return ends_.size() - 1; }
    [[nodiscard]] bool empty() const { return size() == 0; }
    [[nodiscard]] std::string_view operator[](std::size_t i) const {
        return {bytes_.data() + ends_[i], ends_[i + 1] - ends_[i]};
    }
    // A view into the list itself must not be appended.
    void push_back(std::string_view text) {
        const std::size_t end = ends_.back() + text.size();
        if (end + kSlack > bytes_.size()) grow(end);
        if (!text.empty()) std::memcpy(bytes_.data() + ends_.back(), text.data(), text.size());
        ends_.push_back(static_cast<std::uint32_t>(end));
    }
    void reserve(std::size_t texts, std::size_t bytes);
    void shrinkToFit();                                                  // gives back what was reserved for growth
    [[nodiscard]] std::size_t byteSize() const { return ends_.back(); }  // of the texts
    [[nodiscard]] std::size_t heldBytes() const { return bytes_.capacity() + ends_.capacity() * sizeof(ends_[0]); }
    friend bool operator==(const TextList& a, const TextList& b);

    class Iterator {
    public:
        using iterator_category = std::input_iterator_tag;
        using value_type = std::string_view;
        using difference_type = std::ptrdiff_t;
        using pointer = void;
        using reference = std::string_view;
        Iterator(const TextList& list, std::size_t at) : list_(&list), at_(at) {}
        std::string_view operator*() const { return (*list_)[at_]; }
        Iterator& operator++() {
            ++at_;
            return *this;
        }
        friend bool operator==(const Iterator&, const Iterator&) = default;

    private:
        const TextList* list_;
        std::size_t at_;
    };
    [[nodiscard]] Iterator begin() const { return {*this, 0}; }
    [[nodiscard]] Iterator end() const { return {*this, size()}; }

private:
    void grow(std::size_t bytes);
    std::vector<char> bytes_;          // the texts, then unused ones
    std::vector<std::uint32_t> ends_;  // [i + 1]: where text i ends; [0] is 0
};

}  // namespace sandtable

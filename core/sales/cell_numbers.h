// CellNumbers: numbers for the cells that occur, when there are too many possible ones for a table of all.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

namespace sandtable {

// In order of appearance, from 0.
class CellNumbers {
public:
    CellNumbers() : slots_(1 << 12, kFree) {}

    [[gnu::noinline]] void number(const std::uint64_t* cells, std::uint32_t* numbers, std::size_t count) {
        for (std::size_t i = 0; i < count; ++i) numbers[i] = numberOf(cells[i]);
    }
    [[nodiscard]] const std::vector<std::uint64_t>& cells() const { return cells_; }

private:
    static constexpr std::uint32_t kFree = std::numeric_limits<std::uint32_t>::max();

    std::uint32_t numberOf(std::uint64_t cell) {
        std::size_t at = place(cell);
        while (slots_[at] != kFree) {
            if (cells_[slots_[at]] == cell) return slots_[at];
            at = (at + 1) & (slots_.size() - 1);
        }
        const auto number = static_cast<std::uint32_t>(cells_.size());
        slots_[at] = number;
        cells_.push_back(cell);
        if (cells_.size() * 2 > slots_.size()) grow();
        return number;
    }

    // Fibonacci hashing: Knuth, The Art of Computer Programming 3, 6.4.
    [[nodiscard]] std::size_t place(std::uint64_t cell) const {
        return static_cast<std::size_t>((cell * 0x9E3779B97F4A7C15ULL) >> 32) & (slots_.size() - 1);
    }
    void grow() {
        slots_.assign(slots_.size() * 4, kFree);
        for (std::size_t number = 0; number < cells_.size(); ++number) {
            std::size_t at = place(cells_[number]);
            while (slots_[at] != kFree) at = (at + 1) & (slots_.size() - 1);
            slots_[at] = static_cast<std::uint32_t>(number);
        }
    }

    std::vector<std::uint32_t> slots_;
    std::vector<std::uint64_t> cells_;
};

}  // namespace sandtable

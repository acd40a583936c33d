// Where the structural bytes of delimited text stand: delimiter, quote, line feed, carriage return.
// The one place with vector instructions; knows nothing of records.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace sandtable {

// Positions of structural bytes in the text last scanned, ascending. Reused from block to block, so it allocates only to grow.
class StructureIndex {
public:
    // Texts are shorter than 4 GiB. Instructions: SSE2, WASM SIMD128, else eight bytes at a time.
    void scan(std::string_view text, char delimiter);
    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] const std::uint32_t* data() const { return positions_.data(); }
    [[nodiscard]] std::uint32_t operator[](std::size_t i) const { return positions_[i]; }

private:
    std::vector<std::uint32_t> positions_;
    std::size_t size_ = 0;
};

}  // namespace sandtable

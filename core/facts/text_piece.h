// A text as a part of a block of bytes. Who reads pieces may look at kPieceSlack bytes from where each begins,
// so that short texts are compared and hashed in two loads: blocks are followed by as many bytes of anything.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace sandtable {

inline constexpr std::size_t kPieceSlack = 16;

struct TextPiece {
    std::uint32_t first;
    std::uint32_t size;
    [[nodiscard]] std::string_view in(const char* block) const { return {block + first, size}; }
};

}  // namespace sandtable

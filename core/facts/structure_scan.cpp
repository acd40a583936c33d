#include "facts/structure_scan.h"

#include <bit>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#elif defined(__wasm_simd128__)
#include <wasm_simd128.h>
#endif

namespace sandtable {
namespace {

constexpr std::size_t kBlock = 64;

#if defined(__SSE2__)

class BlockMatcher {
public:
    explicit BlockMatcher(char delimiter) : delimiter_(_mm_set1_epi8(delimiter)) {}
    [[nodiscard]] std::uint64_t operator()(const char* block) const {
        return static_cast<std::uint64_t>(match16(block)) | static_cast<std::uint64_t>(match16(block + 16)) << 16 |
               static_cast<std::uint64_t>(match16(block + 32)) << 32 |
               static_cast<std::uint64_t>(match16(block + 48)) << 48;
    }

private:
    [[nodiscard]] std::uint32_t match16(const char* bytes) const {
        const __m128i text = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes));
        const __m128i lines = _mm_or_si128(_mm_cmpeq_epi8(text, lineFeed_), _mm_cmpeq_epi8(text, carriageReturn_));
        const __m128i marks = _mm_or_si128(_mm_cmpeq_epi8(text, delimiter_), _mm_cmpeq_epi8(text, quote_));
        return static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_or_si128(lines, marks)));
    }
    __m128i delimiter_;
    __m128i quote_ = _mm_set1_epi8('"');
    __m128i lineFeed_ = _mm_set1_epi8('\n');
    __m128i carriageReturn_ = _mm_set1_epi8('\r');
};

#elif defined(__wasm_simd128__)

class BlockMatcher {
public:
    explicit BlockMatcher(char delimiter) : delimiter_(wasm_i8x16_splat(delimiter)) {}
    [[nodiscard]] std::uint64_t operator()(const char* block) const {
        return static_cast<std::uint64_t>(match16(block)) | static_cast<std::uint64_t>(match16(block + 16)) << 16 |
               static_cast<std::uint64_t>(match16(block + 32)) << 32 |
               static_cast<std::uint64_t>(match16(block + 48)) << 48;
    }

private:
    [[nodiscard]] std::uint32_t match16(const char* bytes) const {
        const v128_t text = wasm_v128_load(bytes);
        const v128_t lines = wasm_v128_or(wasm_i8x16_eq(text, lineFeed_), wasm_i8x16_eq(text, carriageReturn_));
        const v128_t marks = wasm_v128_or(wasm_i8x16_eq(text, delimiter_), wasm_i8x16_eq(text, quote_));
        return static_cast<std::uint32_t>(wasm_i8x16_bitmask(wasm_v128_or(lines, marks)));
    }
    v128_t delimiter_;
    v128_t quote_ = wasm_i8x16_splat('"');
    v128_t lineFeed_ = wasm_i8x16_splat('\n');
    v128_t carriageReturn_ = wasm_i8x16_splat('\r');
};

#else

class BlockMatcher {
public:
    explicit BlockMatcher(char delimiter) : delimiter_(delimiter) {}
    [[nodiscard]] std::uint64_t operator()(const char* block) const {
        std::uint64_t mask = 0;
        for (std::size_t i = 0; i < kBlock; ++i) {
            const char c = block[i];
            const bool hit = c == delimiter_ || c == '"' || c == '\n' || c == '\r';
            mask |= static_cast<std::uint64_t>(hit) << i;
        }
        return mask;
    }

private:
    char delimiter_;
};

#endif

}  // namespace

void StructureIndex::scan(std::string_view text, char delimiter) {
    if (positions_.size() < text.size()) positions_.resize(text.size());
    const BlockMatcher match(delimiter);
    std::uint32_t* out = positions_.data();
    const auto emit = [&out](std::uint64_t mask, std::size_t base) {
        while (mask != 0) {
            *out++ = static_cast<std::uint32_t>(base) + static_cast<std::uint32_t>(std::countr_zero(mask));
            mask &= mask - 1;
        }
    };
    std::size_t base = 0;
    for (; base + kBlock <= text.size(); base += kBlock) emit(match(text.data() + base), base);
    if (base < text.size()) {
        char tail[kBlock] = {};  // NUL is never structural
        std::memcpy(tail, text.data() + base, text.size() - base);
        emit(match(tail), base);
    }
    size_ = static_cast<std::size_t>(out - positions_.data());
}

}  // namespace sandtable

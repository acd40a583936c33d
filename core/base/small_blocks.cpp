// operator new for WebAssembly: blocks up to 1 KB come from pages of one size and go back to a list per size. A plan is a million small
// blocks, and the C library's allocator spends more time on them there than the work they are for. One thread only; elsewhere unused.
#if defined(__wasm__)

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <new>

namespace {

constexpr std::size_t kPage = std::size_t{64} << 10;
constexpr std::size_t kPagesAtOnce = 16;  // one of them goes to alignment
constexpr std::size_t kLargest = 1024;
constexpr std::array<std::uint16_t, 20> kSizes{16,  32,  48,  64,  80,  96,  112, 128, 160, 192,
                                               224, 256, 320, 384, 448, 512, 640, 768, 896, 1024};

// [bytes / 16, rounded up] -> place in kSizes.
constexpr std::array<std::uint8_t, kLargest / 16 + 1> kClassOf = [] {
    std::array<std::uint8_t, kLargest / 16 + 1> classes{};
    std::uint8_t at = 0;
    for (std::size_t units = 0; units < classes.size(); ++units) {
        if (units * 16 > kSizes[at]) ++at;
        classes[units] = at;
    }
    return classes;
}();

struct FreeBlock {
    FreeBlock* next;
};

std::array<FreeBlock*, kSizes.size()> freeBlocks;
std::array<std::uint8_t, (std::uint64_t{1} << 32) / kPage>
    pageClass;  // 1 + place in kSizes, 0 for pages of the C library
char* freshPage = nullptr;
char* freshEnd = nullptr;

std::size_t pageOf(const void* block) { return reinterpret_cast<std::uintptr_t>(block) / kPage; }

// As the standard's operator new: the new-handler is asked first.
void* allocate(std::size_t bytes) {
    for (;;) {
        if (void* block = std::malloc(bytes)) return block;
        const std::new_handler handler = std::get_new_handler();
        if (handler == nullptr) throw std::bad_alloc();
        handler();
    }
}

// A page cut into blocks of one size, all free. Returns one of them.
void* openPage(std::size_t sizeClass) {
    if (freshPage == freshEnd) {
        auto* raw = static_cast<char*>(allocate(kPage * kPagesAtOnce));
        freshPage = raw + (kPage - reinterpret_cast<std::uintptr_t>(raw) % kPage) % kPage;
        freshEnd = freshPage + (raw + kPage * kPagesAtOnce - freshPage) / static_cast<std::ptrdiff_t>(kPage) *
                                   static_cast<std::ptrdiff_t>(kPage);
    }
    char* page = freshPage;
    freshPage += kPage;
    pageClass[pageOf(page)] = static_cast<std::uint8_t>(sizeClass + 1);
    const std::size_t size = kSizes[sizeClass];
    for (std::size_t offset = kPage / size * size; offset > size;) {  // downwards, so that blocks come out upwards
        offset -= size;
        freeBlocks[sizeClass] = new (page + offset) FreeBlock{freeBlocks[sizeClass]};
    }
    return page;
}

}  // namespace

void* operator new(std::size_t bytes) {
    if (bytes > kLargest) return allocate(bytes);
    const std::size_t sizeClass = kClassOf[(bytes + 15) / 16];
    FreeBlock* block = freeBlocks[sizeClass];
    if (block == nullptr) return openPage(sizeClass);
    freeBlocks[sizeClass] = block->next;
    return block;
}

void operator delete(void* block) noexcept {
    const std::uint8_t pages = pageClass[pageOf(block)];
    if (pages == 0) return std::free(block);  // nullptr too: page 0 is never ours
    freeBlocks[pages - 1U] = new (block) FreeBlock{freeBlocks[pages - 1U]};
}

void operator delete(void* block, std::size_t) noexcept { operator delete(block); }

#endif

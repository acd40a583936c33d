// The members of the vectors that loops over rows use, compiled with inlining. Everything else is compiled for size, without: there
// vector::resize calls a function per element. Linked first, since the linker keeps the first of equal templates.
#include <cstdint>
#include <vector>

template class std::vector<char>;
template class std::vector<std::uint8_t>;
template class std::vector<std::uint16_t>;
template class std::vector<std::int32_t>;
template class std::vector<std::uint32_t>;
template class std::vector<std::int64_t>;
template class std::vector<std::uint64_t>;
template class std::vector<double>;

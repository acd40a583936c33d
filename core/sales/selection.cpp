#include "sales/selection.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#ifdef __wasm_simd128__
#include <wasm_simd128.h>
#endif

namespace sandtable {
namespace {

constexpr std::size_t kAtOnce = 4;
constexpr std::size_t kRowsPerCall = 8'192;  // see facts/row_order.h
static_assert(kRowsPerCall % kAtOnce == 0);
static_assert(std::endian::native == std::endian::little);

std::size_t firstRowFrom(std::span<const Day> days, Day day) {
    return static_cast<std::size_t>(std::lower_bound(days.begin(), days.end(), day) - days.begin());
}

std::size_t rowsUntil(std::span<const Day> days, Day day) {
    return static_cast<std::size_t>(std::upper_bound(days.begin(), days.end(), day) - days.begin());
}

#ifdef __wasm_simd128__
// Looks sixteen codes below 64 up at once, in up to four tables of sixteen flags. Returns the rows done.
std::size_t passSmallCodes(const std::uint8_t* codes, const std::vector<std::uint8_t>& accepted, bool first,
                           std::uint8_t* pass, std::size_t count) {
    constexpr std::size_t kLanes = 16, kTables = 4;
    if (accepted.size() > kTables * kLanes) return 0;
    std::array<std::uint8_t, kTables * kLanes> padded{};
    std::copy(accepted.begin(), accepted.end(), padded.begin());
    std::array<v128_t, kTables> tables;
    for (std::size_t t = 0; t < kTables; ++t) tables[t] = wasm_v128_load(padded.data() + t * kLanes);
    const std::size_t used = (accepted.size() + kLanes - 1) / kLanes;
    std::size_t row = 0;
    for (; row + kLanes <= count; row += kLanes) {
        v128_t code = wasm_v128_load(codes + row);
        v128_t flag = wasm_i8x16_swizzle(tables[0], code);  // 0 for codes of another table
        for (std::size_t t = 1; t < used; ++t) {
            code = wasm_i8x16_sub(code, wasm_i8x16_const_splat(kLanes));
            flag = wasm_v128_or(flag, wasm_i8x16_swizzle(tables[t], code));
        }
        if (!first) flag = wasm_v128_and(flag, wasm_v128_load(pass + row));
        wasm_v128_store(pass + row, flag);
    }
    return row;
}
#else
std::size_t passSmallCodes(const std::uint8_t*, const std::vector<std::uint8_t>&, bool, std::uint8_t*, std::size_t) {
    return 0;
}
#endif

// What a flag per row becomes: that of its code, or 0 where an earlier filter said so.
template <class Code>
[[gnu::noinline]] void passCodes(const Code* codes, const std::vector<std::uint8_t>& accepted, bool first,
                                 std::uint8_t* pass, std::size_t count) {
    std::size_t row = 0;
    if constexpr (sizeof(Code) == 1) row = passSmallCodes(codes, accepted, first, pass, count);
    const std::uint8_t* flags = accepted.data();
    for (; row < count; ++row) pass[row] = flags[codes[row]] & (first ? 1 : pass[row]);
}

// One flag, 0 or 1, per row of [first, last) and zeros up to a multiple of kAtOnce: whether it has an accepted code in every listed
// column.
std::vector<std::uint8_t> flagsOf(const RowSource& source, const RowFilter& filter, std::size_t first,
                                  std::size_t last) {
    const std::size_t rows = last - first;
    std::vector<std::uint8_t> pass((rows + kAtOnce - 1) / kAtOnce * kAtOnce);
    bool isFirst = true;
    for (const RowFilter::Accepted& accepted : filter.columns) {
        std::visit(
            [&](auto codes) {
                for (std::size_t at = 0; at < rows; at += kRowsPerCall)
                    passCodes(codes.data() + first + at, accepted.codes, isFirst, pass.data() + at,
                              std::min(kRowsPerCall, rows - at));
            },
            source.column(accepted.column)->codes);
        isFirst = false;
    }
    return pass;
}

using FourRows = std::uint32_t __attribute__((vector_size(16)));

// By four flags as bits: which of four rows are accepted, moved to the front.
constexpr auto kAccepted = [] {
    std::array<std::array<std::uint32_t, kAtOnce>, 1 << kAtOnce> rows{};
    for (std::uint32_t bits = 0; bits < rows.size(); ++bits)
        for (std::uint32_t row = 0, count = 0; row < kAtOnce; ++row)
            if ((bits >> row & 1) != 0) rows[bits][count++] = row;
    return rows;
}();

// Writes up to three numbers more than there are accepted rows; returns where the next ones go. Four rows a step, without a branch.
[[gnu::noinline]] std::uint32_t* listRows(std::span<const std::uint8_t> pass, std::uint32_t first, std::uint32_t* out) {
    FourRows base = {first, first, first, first};
    for (std::size_t i = 0; i < pass.size(); i += kAtOnce) {
        std::uint32_t flags;
        std::memcpy(&flags, pass.data() + i, sizeof flags);
        const std::uint32_t bits = flags * 0x01020408U >> 24;  // first flag lowest; little endian
        FourRows rows;
        std::memcpy(&rows, kAccepted[bits].data(), sizeof rows);
        rows += base;
        std::memcpy(out, &rows, sizeof rows);
        out += std::popcount(bits);
        base += static_cast<std::uint32_t>(kAtOnce);
    }
    return out;
}

std::size_t countOf(const std::vector<std::uint8_t>& pass) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < pass.size(); i += kAtOnce) {
        std::uint32_t flags;
        std::memcpy(&flags, pass.data() + i, sizeof flags);
        count += static_cast<std::size_t>(std::popcount(flags));
    }
    return count;
}

}  // namespace

Selection::Selection(const RowSource& source, const RowFilter& filter) : last_(source.rows) {
    if (filter.days) {
        first_ = firstRowFrom(source.day, filter.days->first);
        last_ = std::max(first_, rowsUntil(source.day, filter.days->last));
    }
    if (filter.columns.empty()) return;
    listed_ = true;
    const std::vector<std::uint8_t> pass = flagsOf(source, filter, first_, last_);
    listedRows_ = countOf(pass);
    rows_.reset(new std::uint32_t[listedRows_ + kAtOnce]);  // not a vector, which would write zeros first
    std::uint32_t* next = rows_.get();
    for (std::size_t at = 0; at < pass.size(); at += kRowsPerCall)
        next = listRows(std::span(pass).subspan(at, std::min(kRowsPerCall, pass.size() - at)),
                        static_cast<std::uint32_t>(first_ + at), next);
}

Selection::Run Selection::runOf(const RowSource& source, DayRange days) const {
    const std::size_t begin = firstRowFrom(source.day, days.first);
    const std::size_t end = std::max(begin, rowsUntil(source.day, days.last));
    if (!listed_) {
        const auto clamp = [&](std::size_t row) { return std::clamp(row, first_, last_) - first_; };
        return {clamp(begin), clamp(end)};
    }
    const auto positionOf = [&](std::size_t row) {
        return static_cast<std::size_t>(std::lower_bound(rows().begin(), rows().end(), row) - rows().begin());
    };
    return {positionOf(begin), positionOf(end)};
}

}  // namespace sandtable

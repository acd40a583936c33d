#include "sales/distinct_codes.h"

#include <algorithm>

namespace sandtable {
namespace {

constexpr std::uint64_t kDenseBits = 1ULL << 24;  // more distinct flags than this leave the second-level cache
constexpr std::size_t kRemembered = 32;           // groups of one code beside the first

}  // namespace

DistinctCodes::DistinctCodes(const RowSource& source, std::string_view key, std::uint64_t cellsPerRun) {
    if (const auto counted = source.distinct.find(key); counted != source.distinct.end()) {
        how_ = How::added;
        added_ = counted->second.data();
        return;
    }
    const CodeColumn& column = *source.column(key);
    codes_ = column.codes;
    size_ = static_cast<std::uint32_t>(column.size);
    if (column.adjacent) {
        how_ = How::adjacent;
    } else if (cellsPerRun <= kDenseBits / std::max<std::size_t>(1, column.size)) {
        how_ = How::flags;
        flags_.resize(static_cast<std::size_t>((cellsPerRun * column.size + 31) / 32));
    } else {
        how_ = How::firsts;
        firstGroup_.assign(column.size, kNowhere);
    }
}

void DistinctCodes::startRun(std::uint32_t firstGroup) {
    base_ = firstGroup;
    std::fill(flags_.begin(), flags_.end(), 0);
}

void DistinctCodes::add(const RowBlock& block, const std::uint32_t* groups) {
    if (how_ == How::added) {
        forRows(block, [&](std::size_t i, std::size_t row) { counts_[groups[i]] += added_[row]; });
        return;
    }
    std::visit(
        [&](auto codes) {
            if (how_ == How::adjacent) addAdjacent(block, groups, codes.data());
            if (how_ == How::flags) addFlags(block, groups, codes.data());
            if (how_ == How::firsts) addFirsts(block, groups, codes.data());
        },
        codes_);
}

void DistinctCodes::finish() {
    std::sort(further_.begin(), further_.end());
    further_.erase(std::unique(further_.begin(), further_.end()), further_.end());
    for (const std::uint64_t pair : further_) ++counts_[pair >> 32];
    further_ = {};
}

template <class Code>
void DistinctCodes::addFlags(const RowBlock& block, const std::uint32_t* groups, const Code* codes) {
    std::uint32_t* const flags = flags_.data();
    std::int64_t* const counts = counts_.data();
    const std::uint32_t size = size_, base = base_;
    forRows(block, [&](std::size_t i, std::size_t row) {
        const std::uint32_t code = codes[row];
        const std::uint32_t bit = (groups[i] - base) * size + code;  // kDenseBits at most
        const std::uint32_t word = flags[bit >> 5];
        counts[groups[i]] += ~(word >> (bit & 31)) & std::uint32_t{code != 0};
        flags[bit >> 5] = word | 1U << (bit & 31);
    });
}

template <class Code>
void DistinctCodes::addAdjacent(const RowBlock& block, const std::uint32_t* groups, const Code* codes) {
    std::int64_t* const counts = counts_.data();
    std::uint32_t present = present_, group = groupOfPresent_;
    forRows(block, [&](std::size_t i, std::size_t row) {
        const std::uint32_t code = codes[row];
        if (code != present) {
            present = code;
            group = groups[i];
            if (several_) forgetGroups();
            counts[group] += std::uint32_t{code != 0};
        } else if (groups[i] != group && code != 0) {
            addFurther(groups[i], code);
        }
    });
    present_ = present;
    groupOfPresent_ = group;
}

void DistinctCodes::forgetGroups() {
    several_ = false;
    furtherOfPresent_.clear();
}

// The present code, in another group than it was first seen in.
void DistinctCodes::addFurther(std::uint32_t group, std::uint32_t code) {
    if (std::find(furtherOfPresent_.begin(), furtherOfPresent_.end(), group) != furtherOfPresent_.end()) return;
    several_ = true;
    if (furtherOfPresent_.size() < kRemembered) {
        furtherOfPresent_.push_back(group);
        ++counts_[group];
    } else {
        further_.push_back(std::uint64_t{group} << 32 | code);
    }
}

template <class Code>
void DistinctCodes::addFirsts(const RowBlock& block, const std::uint32_t* groups, const Code* codes) {
    forRows(block, [&](std::size_t i, std::size_t row) {
        const std::uint32_t code = codes[row];
        std::uint32_t& first = firstGroup_[code];
        if (first == groups[i] || code == 0) return;
        if (first == kNowhere) {
            first = groups[i];
            ++counts_[groups[i]];
        } else {
            further_.push_back(std::uint64_t{groups[i]} << 32 | code);
        }
    });
}

bool rowsLieTogether(const CodeColumn& column) {
    std::vector<std::uint64_t> seen((column.size + 63) / 64);
    return std::visit(
        [&](auto codes) {
            std::uint32_t before = 0;
            for (const std::uint32_t code : codes) {
                if (code == before) continue;
                before = code;
                if (code == 0) continue;
                std::uint64_t& word = seen[code >> 6];
                if ((word >> (code & 63) & 1) != 0) return false;
                word |= 1ULL << (code & 63);
            }
            return true;
        },
        column.codes);
}

}  // namespace sandtable

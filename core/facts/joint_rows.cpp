#include "facts/joint_rows.h"

#include <bit>
#include <unordered_map>
#include <utility>

namespace sandtable {
namespace {

constexpr std::uint64_t kMultiplier = 0x9E3779B97F4A7C15ULL;  // 2^64 / golden ratio

std::uint64_t mixed(std::uint64_t value) {
    value ^= value >> 32;
    value *= kMultiplier;
    value ^= value >> 29;
    value *= 0xBF58476D1CE4E5B9ULL;
    return value ^ value >> 32;
}

// Distinct 64-bit values numbered in order of appearance.
class Numbering {
public:
    explicit Numbering(std::size_t expected) : slots_(std::bit_ceil(expected * 2 + 16)) {}

    std::uint32_t of(std::uint64_t value) {
        std::size_t slot = mixed(value) & (slots_.size() - 1);
        while (slots_[slot].number != 0) {
            if (slots_[slot].value == value) return slots_[slot].number - 1;
            slot = (slot + 1) & (slots_.size() - 1);
        }
        slots_[slot] = {value, ++count_};
        if (std::size_t{count_} * 2 > slots_.size()) grow();
        return count_ - 1;
    }
    [[nodiscard]] std::size_t count() const { return count_; }

private:
    struct Slot {
        std::uint64_t value = 0;
        std::uint32_t number = 0;  // from 1; 0 is free
    };
    void grow() {
        std::vector<Slot> old(slots_.size() * 2);
        old.swap(slots_);
        for (const Slot& taken : old) {
            if (taken.number == 0) continue;
            std::size_t slot = mixed(taken.value) & (slots_.size() - 1);
            while (slots_[slot].number != 0) slot = (slot + 1) & (slots_.size() - 1);
            slots_[slot] = taken;
        }
    }
    std::vector<Slot> slots_;
    std::uint32_t count_ = 0;
};

constexpr std::size_t kFirstSlots = 1'024;

// The values of one field as numbers, equal numbers for equal values.
struct FieldValues {
    std::vector<std::uint32_t> before;
    std::vector<std::uint32_t> after;
    std::size_t count = 0;
};

FieldValues dimensionValues(const FactTable* before, const FactTable& after, const std::string& field, RowKeys& keys) {
    const JointDimension joint =
        joinDimension(before == nullptr ? nullptr : before->dimension(field), after.dimension(field));
    FieldValues values;
    values.count = joint.values.size();
    if (joint.before != nullptr) {
        joint.before->visit([&](auto codes) { values.before.assign(codes.begin(), codes.end()); });
    } else if (before != nullptr) {
        values.before.assign(before->rows, 0);
    }
    values.after.resize(after.rows);
    joint.after->visit([&](auto codes) {
        for (std::size_t row = 0; row < codes.size(); ++row) values.after[row] = joint.codeOfAfter[codes[row]];
    });
    for (std::size_t row = 0; row < values.before.size(); ++row) {
        if (values.before[row] == 0) keys.beforeIncomplete[row] = true;
    }
    for (std::size_t row = 0; row < values.after.size(); ++row) {
        if (values.after[row] == 0) keys.afterIncomplete[row] = true;
    }
    return values;
}

template <class Values>
std::vector<std::uint32_t> numbered(const Values& values, std::size_t rows, Numbering& numbering,
                                    std::vector<bool>& incomplete) {
    std::vector<std::uint32_t> numbers(rows, numbering.of(static_cast<std::uint64_t>(kMissingAmount)));
    for (std::size_t row = 0; row < values.size(); ++row) {
        numbers[row] = numbering.of(static_cast<std::uint64_t>(std::int64_t{values[row]}));
        if (values[row] == kMissingAmount) incomplete[row] = true;
    }
    if (values.empty()) incomplete.assign(rows, true);
    return numbers;
}

FieldValues numberValues(const FactTable* before, const FactTable& after, const std::string& field, RowKeys& keys) {
    Numbering numbering(kFirstSlots);
    FieldValues values;
    const std::size_t rows = before == nullptr ? 0 : before->rows;
    if (field == "day") {
        const std::vector<Day> none;
        values.before = numbered(before == nullptr ? none : before->day, rows, numbering, keys.beforeIncomplete);
        values.after = numbered(after.day, after.rows, numbering, keys.afterIncomplete);
    } else {
        const auto amounts = before == nullptr ? std::span<const std::int64_t>() : before->amount(field);
        values.before = numbered(amounts, rows, numbering, keys.beforeIncomplete);
        values.after = numbered(after.amount(field), after.rows, numbering, keys.afterIncomplete);
    }
    values.count = numbering.count();
    return values;
}

// Pairs of (key so far, value of the next field) as new keys.
void extend(RowKeys& keys, const FieldValues& values) {
    Numbering numbering(kFirstSlots);
    const auto combine = [&](std::vector<std::uint32_t>& key, const std::vector<std::uint32_t>& value) {
        for (std::size_t row = 0; row < key.size(); ++row)
            key[row] = numbering.of(std::uint64_t{key[row]} << 32 | value[row]);
    };
    combine(keys.before, values.before);
    combine(keys.after, values.after);
    keys.count = numbering.count();
}

void mixInto(std::uint64_t& print, std::uint64_t value) { print = mixed(print + kMultiplier + value); }

}  // namespace

JointDimension joinDimension(const DimensionColumn* before, const DimensionColumn* after) {
    JointDimension joint{before, after, {""}, {}};
    if (before != nullptr) joint.values = before->values();
    if (after == nullptr) return joint;
    std::unordered_map<std::string_view, std::uint32_t> known;
    const std::size_t old = joint.values.size();
    if (before != nullptr) {
        for (std::size_t code = 0; code < old; ++code)
            known.emplace(before->values()[code], static_cast<std::uint32_t>(code));
    } else {
        known.emplace(std::string_view(), 0);
    }
    for (const std::string& value : after->values()) {
        const auto [it, added] = known.emplace(value, static_cast<std::uint32_t>(joint.values.size()));
        if (added) joint.values.push_back(value);
        joint.codeOfAfter.push_back(it->second);
    }
    return joint;
}

bool hasField(const FactTable& table, std::string_view field) {
    return field == "day" || table.dimension(field) != nullptr || !table.amount(field).empty();
}

RowKeys keysOf(const FactTable* before, const FactTable& after, const std::vector<std::string>& fields) {
    RowKeys keys;
    keys.beforeIncomplete.assign(before == nullptr ? 0 : before->rows, false);
    keys.afterIncomplete.assign(after.rows, false);
    bool first = true;
    for (const std::string& field : fields) {
        FieldValues values = after.dimension(field) != nullptr ? dimensionValues(before, after, field, keys)
                                                               : numberValues(before, after, field, keys);
        if (first) {
            keys.before = std::move(values.before);
            keys.after = std::move(values.after);
            keys.count = values.count;
        } else {
            extend(keys, values);
        }
        first = false;
    }
    return keys;
}

RowPrints printsOf(const FactTable& before, const FactTable& after) {
    RowPrints prints{std::vector<std::uint64_t>(before.rows), std::vector<std::uint64_t>(after.rows)};
    const auto mixAll = [](std::vector<std::uint64_t>& print, const auto& values) {
        for (std::size_t row = 0; row < print.size(); ++row)
            mixInto(print[row], static_cast<std::uint64_t>(std::int64_t{values[row]}));
    };
    const auto mixMissing = [](std::vector<std::uint64_t>& print, std::uint64_t missing) {
        for (std::uint64_t& value : print) mixInto(value, missing);
    };
    mixAll(prints.before, before.day);
    mixAll(prints.after, after.day);
    for (const auto& [key, values] : after.amounts) {
        mixAll(prints.after, values);
        if (const auto old = before.amount(key); !old.empty()) {
            mixAll(prints.before, old);
        } else {
            mixMissing(prints.before, static_cast<std::uint64_t>(kMissingAmount));
        }
    }
    for (const auto& [key, column] : after.dimensions) {
        const JointDimension joint = joinDimension(before.dimension(key), &column);
        column.visit([&](auto codes) {
            for (std::size_t row = 0; row < prints.after.size(); ++row)
                mixInto(prints.after[row], joint.codeOfAfter[codes[row]]);
        });
        if (joint.before != nullptr) {
            joint.before->visit([&](auto codes) { mixAll(prints.before, codes); });
        } else {
            mixMissing(prints.before, 0);
        }
    }
    return prints;
}

RowKeys keysOfPrints(const RowPrints& prints) {
    Numbering numbering(kFirstSlots);
    RowKeys keys;
    for (const std::uint64_t print : prints.before) keys.before.push_back(numbering.of(print));
    for (const std::uint64_t print : prints.after) keys.after.push_back(numbering.of(print));
    keys.count = numbering.count();
    keys.beforeIncomplete.assign(keys.before.size(), false);
    keys.afterIncomplete.assign(keys.after.size(), false);
    return keys;
}

}  // namespace sandtable

#include "facts/joint_rows.h"

#include <numeric>
#include <utility>

#include "facts/text_dictionary.h"

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
    std::vector<Slot> slots_ = std::vector<Slot>(1'024);
    std::uint32_t count_ = 0;
};

// A table's codes under joint numbers.
std::vector<std::int64_t> codesAs(const DimensionColumn& column, const std::vector<std::uint32_t>& number) {
    return column.visit([&](auto codes) {
        std::vector<std::int64_t> out(codes.size());
        for (std::size_t row = 0; row < codes.size(); ++row) out[row] = number[codes[row]];
        return out;
    });
}

// The joint numbers of a column's values; new ones are added to `known`.
std::vector<std::uint32_t> numberValues(const DimensionColumn& column, TextDictionary& known) {
    std::vector<std::uint32_t> number;
    number.reserve(column.values().size());
    bool added = false;
    for (const std::string_view value : column.values()) number.push_back(known.add(value, added));
    return number;
}

// Texts are looked up only where the two dictionaries differ: a corrected file has the same ones in the same order as a rule.
void joinDimension(const DimensionColumn* before, const DimensionColumn* after, JointField& joint) {
    joint.dimension = true;
    joint.missing = 0;
    const bool both = before != nullptr && after != nullptr;
    if (both && !(before->values() == after->values())) {
        TextDictionary known;
        joint.before = codesAs(*before, numberValues(*before, known));
        joint.after = codesAs(*after, numberValues(*after, known));
        joint.values = known.texts();
        return;
    }
    joint.values = (before != nullptr ? before : after)->values();
    std::vector<std::uint32_t> number(joint.values.size());
    std::iota(number.begin(), number.end(), 0U);
    if (before != nullptr) joint.before = codesAs(*before, number);
    if (after != nullptr) joint.after = codesAs(*after, number);
}

std::vector<std::int64_t> numbersOf(const FactTable* table, const std::string& field) {
    if (table == nullptr) return {};
    if (field == "day") return {table->day.begin(), table->day.end()};
    const auto amounts = table->amount(field);
    return {amounts.begin(), amounts.end()};
}

// The first field of a key, when it is a dimension: its joint numbers are the keys.
void startKeys(std::vector<std::uint32_t>& key, std::vector<bool>& incomplete,
               const std::vector<std::int64_t>& numbers) {
    for (std::size_t row = 0; row < key.size(); ++row) {
        key[row] = static_cast<std::uint32_t>(numbers.empty() ? 0 : numbers[row]);
        incomplete[row] = key[row] == 0;
    }
}

// Folds one more field into the keys of one side; rows without a value have no whole key. `distinct` numbers values beyond 32 bits.
void extend(std::vector<std::uint32_t>& key, std::vector<bool>& incomplete, const std::vector<std::int64_t>& values,
            std::int64_t missing, Numbering* distinct, Numbering& pairs) {
    for (std::size_t row = 0; row < key.size(); ++row) {
        const std::int64_t value = values.empty() ? missing : values[row];
        if (value == missing) incomplete[row] = true;
        const auto bits = static_cast<std::uint64_t>(value);
        const std::uint32_t low = distinct == nullptr ? static_cast<std::uint32_t>(bits) : distinct->of(bits);
        key[row] = pairs.of(std::uint64_t{key[row]} << 32 | low);
    }
}

void mixAll(std::vector<std::uint64_t>& prints, const std::vector<std::int64_t>& values, std::int64_t missing) {
    for (std::size_t row = 0; row < prints.size(); ++row)
        prints[row] =
            mixed(prints[row] + kMultiplier + static_cast<std::uint64_t>(values.empty() ? missing : values[row]));
}

}  // namespace

JointField joinField(const FactTable* before, const FactTable& after, const std::string& field) {
    JointField joint;
    const DimensionColumn* was = before == nullptr ? nullptr : before->dimension(field);
    const DimensionColumn* now = after.dimension(field);
    if (was != nullptr || now != nullptr) {
        joinDimension(was, now, joint);
    } else {
        joint.before = numbersOf(before, field);
        joint.after = numbersOf(&after, field);
    }
    return joint;
}

std::vector<std::string> fieldsIn(const FactTable& table) {
    std::vector<std::string> fields{"day"};
    for (const auto& entry : table.amounts) fields.push_back(entry.first);
    for (const auto& entry : table.dimensions) fields.push_back(entry.first);
    return fields;
}

bool hasField(const FactTable& table, std::string_view field) {
    return field == "day" || table.dimension(field) != nullptr || !table.amount(field).empty();
}

RowKeys keysOf(const FactTable* before, const FactTable& after, const std::vector<std::string>& fields) {
    RowKeys keys;
    const std::size_t rows = before == nullptr ? 0 : before->rows;
    keys.before.assign(rows, 0);
    keys.after.assign(after.rows, 0);
    keys.beforeIncomplete.assign(rows, false);
    keys.afterIncomplete.assign(after.rows, false);
    for (const std::string& field : fields) {
        const JointField joint = joinField(before, after, field);
        if (joint.dimension && &field == &fields.front()) {
            startKeys(keys.before, keys.beforeIncomplete, joint.before);
            startKeys(keys.after, keys.afterIncomplete, joint.after);
            keys.count = joint.values.size();
            continue;
        }
        Numbering distinct;
        Numbering pairs;
        Numbering* large = joint.dimension || field == "day" ? nullptr : &distinct;
        extend(keys.before, keys.beforeIncomplete, joint.before, joint.missing, large, pairs);
        extend(keys.after, keys.afterIncomplete, joint.after, joint.missing, large, pairs);
        keys.count = pairs.count();
    }
    return keys;
}

RowPrints printsOf(const FactTable& before, const FactTable& after) {
    RowPrints prints{std::vector<std::uint64_t>(before.rows), std::vector<std::uint64_t>(after.rows)};
    for (const std::string& field : fieldsIn(after)) {
        const JointField joint = joinField(&before, after, field);
        mixAll(prints.before, joint.before, joint.missing);
        mixAll(prints.after, joint.after, joint.missing);
    }
    return prints;
}

}  // namespace sandtable

#include "facts/key_proposal.h"

#include <algorithm>
#include <array>

#include "base/json_object.h"
#include "facts/field_catalogue.h"
#include "facts/joint_rows.h"

namespace sandtable {
namespace {

// By TableKind; fields of one candidate are parted by blanks.
constexpr std::array<std::string_view, kTableKinds> kCandidates = {
    "order|order sku|order product|order sku day|order product day|day customer sku|day customer product",
    "opportunity|customer opportunity|opportunity productLine|opportunityName|customer created|customer rep day",
    "contract|contract receivedDay|contract due|contract order|contract day|order|customer day",
    "activity|rep customer day|customer day|rep day|rep opportunity day|rep customer day subject",
    "day metric|day metric unit|day metric rep|day metric region|day metric city|day metric customer|day metric unit "
    "rep",
    "day account|day account unit|day account region|day account productLine|day account unit version|"
    "day account accountName unit|day unit"};

std::vector<std::string> split(std::string_view text, char mark) {
    std::vector<std::string> parts;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(mark), text.size());
        parts.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

struct KeyQuality {
    std::size_t distinct = 0;
    std::size_t repeats = 0;
    std::size_t missing = 0;
};

KeyQuality judge(const FactTable& table, const std::vector<std::string>& key) {
    const RowKeys keys = keysOf(nullptr, table, key);
    std::vector<bool> seen(keys.count);
    KeyQuality quality;
    for (std::size_t row = 0; row < table.rows; ++row) {
        if (keys.afterIncomplete[row]) {
            ++quality.missing;
        } else if (seen[keys.after[row]]) {
            ++quality.repeats;
        } else {
            seen[keys.after[row]] = true;
            ++quality.distinct;
        }
    }
    return quality;
}

Json describeKey(const std::vector<std::string>& key, const KeyQuality& quality) {
    return JsonObject()
        .put("key", key)
        .put("distinct", quality.distinct)
        .put("repeats", quality.repeats)
        .put("missing", quality.missing);
}

// One field alone; of a dimension no row needs to be numbered.
KeyQuality judgeField(const FactTable& table, const std::string& field) {
    const DimensionColumn* column = table.dimension(field);
    if (column == nullptr) return judge(table, {field});
    const auto blank = column->visit([](auto codes) { return std::count(codes.begin(), codes.end(), 0U); });
    KeyQuality quality;
    quality.distinct = column->valuesInUse();
    quality.missing = static_cast<std::size_t>(blank);
    return quality;
}

Json describeFields(const FactTable& table) {
    Json fields = Json::array();
    for (const std::string& field : fieldsIn(table)) {
        const KeyQuality quality = judgeField(table, field);
        fields.push_back(
            JsonObject().put("field", field).put("distinct", quality.distinct).put("missing", quality.missing));
    }
    return fields;
}

}  // namespace

Json proposeKey(const FactTable& table) {
    const auto kind = static_cast<std::size_t>(tableKindOf(table.name).value_or(TableKind::orders));
    Json candidates = Json::array();
    Json best = Json::array();
    std::size_t fewest = table.rows / 100;  // rows that a good key may leave open
    bool found = false;
    for (const std::string& candidate : split(kCandidates[kind], '|')) {
        const std::vector<std::string> key = split(candidate, ' ');
        const bool known =
            std::all_of(key.begin(), key.end(), [&](const std::string& field) { return hasField(table, field); });
        if (!known) continue;
        const KeyQuality quality = judge(table, key);
        candidates.push_back(describeKey(key, quality));
        const std::size_t open = quality.repeats + quality.missing;
        if (found ? open < fewest : open <= fewest) {
            best = key;
            fewest = open;
            found = true;
        }
    }
    return JsonObject()
        .put("key", std::move(best))
        .put("rows", table.rows)
        .put("candidates", std::move(candidates))
        .put("fields", describeFields(table));
}

Result<Json> judgeKey(const FactTable& table, const std::vector<std::string>& key) {
    Errors errors;
    for (const std::string& field : key) {
        if (!hasField(table, field))
            errors.push_back({.code = "facts.missing_key_field",
                              .path = "/key",
                              .params = JsonObject().put("field", field).put("where", "file")});
    }
    if (!errors.empty()) return failure(std::move(errors));
    return describeKey(key, judge(table, key));
}

}  // namespace sandtable

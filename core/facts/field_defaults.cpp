#include "facts/field_defaults.h"

#include <algorithm>

#include "base/json_object.h"
#include "facts/date_text.h"
#include "facts/decoder.h"
#include "facts/number_text.h"

namespace sandtable {
namespace {

bool readDay(const std::string& text, Day& day) {
    const DateReading reading = readDate(text);
    const bool sure = reading.form == DateReading::Form::fixed || reading.form == DateReading::Form::monthOnly;
    if (sure) day = reading.under(DateOrder::ymd);
    return sure && day != kMissingDay;
}

bool readMeasure(const std::string& text, bool ratio, std::int64_t& amount) {
    const NumberReading reading = readNumber(text, '.');
    if (reading.fault != NumberFault::none) return false;
    amount = reading.value;
    return !ratio || (amount >= 0 && amount <= kAmountScale);
}

// Whether the text means something as the type.
bool readAs(FieldType type, const std::string& text, DefaultValue& value) {
    switch (type) {
        case FieldType::day:
            return readDay(text, value.day);
        case FieldType::date: {
            Day day = kMissingDay;
            const bool read = readDay(text, day);
            if (read) value.text = formatIsoDay(day);
            return read;
        }
        case FieldType::number:
        case FieldType::ratio:
            return readMeasure(text, type == FieldType::ratio, value.amount);
        case FieldType::text:
            value.text = cleanName(text);
            return !value.text.empty();
    }
    return false;
}

}  // namespace

Result<DefaultValues> readDefaults(TableKind table, const Json& defaults) {
    Errors errors;
    DefaultValues values;
    for (const auto& [field, wanted] : defaults.items()) {
        const FieldInfo* info = findField(table, field);
        const std::string& text = wanted["value"].get_ref<const std::string&>();
        const bool known = info != nullptr || isOwnField(field);
        const FieldType type = info == nullptr ? FieldType::text : info->type;
        DefaultValue value;
        value.field = field;
        value.blanks = wanted["blanks"] == true;
        if (known && readAs(type, text, value)) {
            values.push_back(std::move(value));
            continue;
        }
        Json params = JsonObject().put("field", field).put("header", field);
        if (known) params = JsonObject().put("field", field).put("value", text).put("type", fieldTypeName(type));
        errors.push_back({.code = known ? "facts.bad_default" : "facts.unknown_field",
                          .path = "/mapping/defaults/" + field,
                          .params = std::move(params)});
    }
    if (!errors.empty()) return failure(std::move(errors));
    return values;
}

std::size_t fillBlanks(std::vector<std::int64_t>& values, const DefaultValue& value) {
    const auto filled = std::count(values.begin(), values.end(), kMissingAmount);
    std::replace(values.begin(), values.end(), kMissingAmount, value.amount);
    return static_cast<std::size_t>(filled);
}

std::size_t fillBlanks(DimensionColumn& column, const DefaultValue& value) {
    std::vector<std::uint32_t> codes =
        column.visit([](auto own) { return std::vector<std::uint32_t>(own.begin(), own.end()); });
    const auto blanks = static_cast<std::size_t>(std::count(codes.begin(), codes.end(), 0U));
    if (blanks == 0) return 0;
    TextList values = column.values();
    std::uint32_t code = 1;
    while (code < values.size() && values[code] != value.text) ++code;
    if (code == values.size()) values.push_back(value.text);
    std::replace(codes.begin(), codes.end(), 0U, code);
    column = compactDimension(values, std::move(codes));
    return blanks;
}

void addWhole(FactTable& table, const DefaultValue& value) {
    if (value.amount != kMissingAmount) {
        table.amounts.insert_or_assign(value.field, std::vector<std::int64_t>(table.rows, value.amount));
    } else {
        table.dimensions.insert_or_assign(
            value.field, compactDimension({"", value.text}, std::vector<std::uint32_t>(table.rows, 1)));
    }
}

}  // namespace sandtable

// The synonym table: what columns are called, field by field. Data only; matching is in facts/field_names.cpp.
#pragma once

#include <span>
#include <string_view>

#include "facts/field_catalogue.h"

namespace sandtable {

// Names are compared as matchKey without blanks and punctuation. `general` names yield to exact ones: with both "订单日期" and
// "日期" present, the order date is the day. An empty field says: this is none of ours, do not look further.
// Of several rows that hold a name the first one counts.
struct FieldSynonyms {
    std::string_view field;
    TableKinds tables;
    std::string_view exact;  // separated by |
    std::string_view general;
};

[[nodiscard]] std::span<const FieldSynonyms> fieldSynonyms();

}  // namespace sandtable

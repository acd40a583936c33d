// One measure per member of one axis: the shape that Pareto, ABC, concentration and customer questions start from.
#pragma once

#include <string>
#include <vector>

#include "sales/measures.h"
#include "sales/question.h"

namespace sandtable {

struct MemberValues {
    Axis axis;
    std::vector<std::uint32_t>
        members;                       // with a value, in the order of their codes; the member without a name left out
    std::vector<std::int64_t> values;  // sums in 1/10,000, or counts
    std::string unit;                  // "money" | "quantity" | "count"
    std::int64_t unnamed = 0;          // value of the rows without a member
    std::int64_t unnamedLines = 0;
};

// Errors: those of axisOf and MeasureList, sales.not_additive {measure} for quotients and relations.
[[nodiscard]] Result<MemberValues> valuesByMember(const SalesData& data, const Subject& subject,
                                                  const std::string& axis, const std::string& measure);

// Shared by questions that add up groups: the one measure `name`, which must be a sum or a count.
[[nodiscard]] Result<MeasureList> additiveMeasure(const SalesData& data, const std::string& name);

}  // namespace sandtable

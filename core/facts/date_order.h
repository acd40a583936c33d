// The order of day, month and year that the dates of a whole column prove; never a guess.
// The rules of evidence are docs/methods.md#reading-dates.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "facts/date_text.h"

namespace sandtable {

// What the distinct texts of a column say together.
struct DateVerdict {
    enum class Kind : std::uint8_t { resolved, ambiguous, conflict };
    Kind kind = Kind::resolved;
    DateOrder order = DateOrder::ymd;                   // when resolved
    bool byEvidence = false;                            // some text needed an order, so it is worth remembering
    bool byPlausibility = false;                        // settled only by the rule on two-digit years
    std::vector<DateOrder> candidates;                  // when ambiguous, most plausible first
    std::array<std::optional<std::size_t>, 3> witness;  // per order, the first reading that rules it out
};
[[nodiscard]] DateVerdict judgeDateOrder(const std::vector<DateReading>& readings);

}  // namespace sandtable

// What of a returned slice is the owner's to change. Everything else is refused, place by place, with the reason.
#pragma once

#include "plan/plan.h"

namespace sandtable {

struct CheckedReturn {
    Plan allowed;                  // the slice as sent, with the allowed changes only
    Json refused = Json::array();  // [{path, collection, id, name, field, code, params}]
    std::int64_t accepted = 0;     // changes
};

// `sent` and `returned` are slices with the same marker. Codes of refusals: exchange.not_allowed {field}, exchange.outside_slice
// {unit}, exchange.locked {period}, exchange.total_fixed {unit, set, beforeMinor, afterMinor}.
// Errors: those of Plan::apply when the allowed changes alone make no plan.
[[nodiscard]] Result<CheckedReturn> checkReturn(const Plan& sent, const Plan& returned);

}  // namespace sandtable

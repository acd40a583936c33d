// New and existing customers: a line is an existing customer's when that customer bought anything before the days asked for,
// in all data: filters and units do not narrow how far back is looked.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sales/question.h"

namespace sandtable {

// The axis and filter "newCustomer", with members "existing" and "new"; "" for lines without a customer.
inline constexpr std::string_view kNewCustomer = "newCustomer";

// Errors: sales.no_such_dimension {dimension, known} for a table without customers.
[[nodiscard]] Result<Axis> newCustomerAxis(const SalesData& data, DayRange days);

// The customers of the members in `values`, null for lines without one, for days that begin with `days.first`.
[[nodiscard]] Result<RowFilter::Accepted> newCustomerFilter(const SalesData& data, const Json& values, DayRange days);

// Axes of new customers as of the first of `days`; the others stay. For questions that look at several stretches of days.
void lookBackFrom(const SalesData& data, DayRange days, std::vector<Axis>& axes);

}  // namespace sandtable

// What a sales question is about: filters and axes as the request names them, resolved to rows and members.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "sales/grouping.h"
#include "sales/sales_data.h"

namespace sandtable {

// The params every sales question shares: {table?, filters?: {dimension: [value | null, …]}, unit?: orgUnits id, unattributed?,
// period?, from?, to?}. A value no row has selects nothing; null selects rows without a value. period, from and to narrow each other.
struct Subject {
    RowFilter filter;
    DayRange days;  // what `filter.days` leaves of the table's days
    Json echo;      // the same filters as params of sales.records
};

// Errors: sales.no_such_dimension {dimension, known}, sales.no_such_unit {unit}, sales.no_units {table}, calendar.*.
[[nodiscard]] Result<Subject> subjectOf(const SalesData& data, const Json& params);

// What every sales question opens with. Errors: those of SalesData::of and subjectOf.
struct Question {
    std::shared_ptr<const SalesData> data;
    Subject subject;
};
[[nodiscard]] Result<Question> questionOf(const RequestContext& context, const Json& params);
// The same for a question that names its stretches of time itself: params.period says nothing.
[[nodiscard]] Result<Question> questionWithoutPeriod(const RequestContext& context, const Json& params);

// params.asOf: the day until which facts are known; `fallback` when it is not given. Errors: calendar.* at /asOf.
[[nodiscard]] Result<Day> asOfDay(const Json& params, Day fallback);

// The schema of these params, to which a request adds its own: properties as JSON text "{…}".
[[nodiscard]] Json subjectSchema(std::string_view more);

struct AxisMember {
    std::string key;   // the value, unit id or period; "" where missing
    std::string name;  // what to show; "" where missing
};

// One dimension of a question.
struct Axis {
    enum class Kind { dimension, unit, period, cyclic };
    std::string key;
    Kind kind = Kind::dimension;
    Grain grain = Grain::month;        // of a period axis with `fiscal`
    bool fiscal = false;               // by fiscal periods: of whole fiscal months, unless the grain is finer
    std::vector<AxisMember> members;   // of all axes but those of a dimension,
    const TextList* values = nullptr;  // whose members are the dictionary itself: it may be long
    AxisCodes codes;
    [[nodiscard]] std::string_view keyOf(std::size_t member) const {
        return values != nullptr ? (*values)[member] : members[member].key;
    }
    [[nodiscard]] std::string_view nameOf(std::size_t member) const {
        return values != nullptr ? (*values)[member] : members[member].name;
    }
};

// `spec` is a dimension of the table; "org:<level>" or "org" for the leaves of the plan's organisation; a fiscal period
// "year" "quarter" "month" "week"; "day"; "calendarYear" "calendarQuarter" "calendarMonth" "isoWeek"; or a cycle "weekday" (1…7)
// "monthOfYear" (1…12, calendar); or "newCustomer", see new_customers.h. Period members are those that touch `days`.
// Errors: sales.no_such_dimension {dimension, known}, sales.no_units {table}, sales.no_such_level {level}, sales.too_many_periods.
[[nodiscard]] Result<Axis> axisOf(const SalesData& data, const std::string& spec, DayRange days);

// Whether the days begin and end with a fiscal month, or beyond the table's days: aggregates by month know such stretches.
[[nodiscard]] bool wholeMonths(const SalesData& data, DayRange days);

// Counts on the fewest rows that can tell: see aggregates.h.
[[nodiscard]] Result<Groups> groupBy(const SalesData& data, const Subject& subject, const std::vector<Axis>& axes,
                                     const GroupingWants& wants);

}  // namespace sandtable

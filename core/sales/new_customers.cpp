#include "sales/new_customers.h"

#include <array>

namespace sandtable {
namespace {

enum Member : std::uint32_t { kNobody, kExisting, kNew };
constexpr std::array<std::string_view, 3> kMembers = {"", "existing", "new"};
constexpr std::array<std::string_view, 2> kCustomers = {"customer", "customerName"};

// Which of the members each customer is; the column of customers is the first that the table has.
Result<AxisCodes> membersOfCustomers(const SalesData& data, DayRange days) {
    AxisCodes codes;
    for (const std::string_view key : kCustomers)
        if (codes.column.empty() && data.lines().column(key) != nullptr) codes.column = key;
    if (codes.column.empty()) return tl::unexpected(axisOf(data, std::string(kCustomers[0]), days).error());
    codes.size = kMembers.size();
    for (const Day first : data.firstDays(codes.column))
        codes.memberOfCode.push_back(first < days.first ? kExisting : kNew);
    if (!codes.memberOfCode.empty()) codes.memberOfCode[0] = kNobody;
    return codes;
}

}  // namespace

Result<Axis> newCustomerAxis(const SalesData& data, DayRange days) {
    auto codes = membersOfCustomers(data, days);
    if (!codes) return tl::unexpected(codes.error());
    Axis axis;
    axis.key = kNewCustomer;
    for (const std::string_view member : kMembers) axis.members.push_back({std::string(member), std::string(member)});
    axis.codes = std::move(*codes);
    return axis;
}

Result<RowFilter::Accepted> newCustomerFilter(const SalesData& data, const Json& values, DayRange days) {
    auto codes = membersOfCustomers(data, days);
    if (!codes) return tl::unexpected(codes.error());
    std::array<bool, kMembers.size()> wanted{};
    for (const Json& value : values)
        for (std::size_t member = 0; member < kMembers.size(); ++member)
            if (value.is_null() ? member == kNobody : value == kMembers[member]) wanted[member] = true;
    RowFilter::Accepted accepted{codes->column, {}};
    for (const std::uint32_t member : codes->memberOfCode) accepted.codes.push_back(wanted[member] ? 1 : 0);
    return accepted;
}

void lookBackFrom(const SalesData& data, DayRange days, std::vector<Axis>& axes) {
    for (Axis& axis : axes)
        if (axis.key == kNewCustomer) axis.codes = std::move(*membersOfCustomers(data, days));
}

}  // namespace sandtable

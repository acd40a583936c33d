#include "customers/rfm_scores.h"

#include <algorithm>

namespace sandtable {
namespace {

constexpr std::int64_t kCountedRange = 1 << 16;  // whole numbers this close together are counted rather than ordered

std::size_t placeOfCut(std::size_t count, std::size_t k) { return (count * k + 4) / 5 - 1; }

// Days and orders take few values: one count per value finds all four cuts.
Cuts cutsByCounting(const std::vector<std::int64_t>& values, std::int64_t least, std::int64_t most) {
    std::vector<std::uint32_t> counts(static_cast<std::size_t>(most - least) + 1);
    for (const std::int64_t value : values) ++counts[static_cast<std::size_t>(value - least)];
    Cuts cuts{};
    std::size_t upTo = 0, at = 0;  // values below `at`
    for (std::size_t k = 1; k <= cuts.size(); ++k) {
        while (upTo <= placeOfCut(values.size(), k)) upTo += counts[at++];
        cuts[k - 1] = static_cast<double>(least + static_cast<std::int64_t>(at) - 1);
    }
    return cuts;
}

template <class Part>
std::vector<std::int64_t> partOf(const std::vector<Customer>& customers, Part&& part) {
    std::vector<std::int64_t> values(customers.size());
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = part(customers[i]);
    return values;
}

}  // namespace

int scoreOf(double value, const Cuts& cuts) {
    int score = 1;
    for (const double cut : cuts) score += cut < value;
    return score;
}

Cuts quintileCuts(std::vector<std::int64_t> values) {
    Cuts cuts{};
    if (values.empty()) return cuts;
    const auto [least, most] = std::minmax_element(values.begin(), values.end());
    if (static_cast<std::uint64_t>(*most) - static_cast<std::uint64_t>(*least) < kCountedRange)
        return cutsByCounting(values, *least, *most);
    auto from = values.begin();  // what lies before has its place
    for (std::size_t k = 1; k <= cuts.size(); ++k) {
        const auto place = values.begin() + static_cast<std::ptrdiff_t>(placeOfCut(values.size(), k));
        if (place >= from) std::nth_element(from, place, values.end());
        cuts[k - 1] = static_cast<double>(*place);
        from = place + 1;
    }
    return cuts;
}

std::string_view segmentOf(int recency, int value) {
    if (recency >= 4) return value >= 4 ? "champions" : value == 3 ? "loyal" : value == 2 ? "promising" : "new";
    if (recency == 3) return value >= 4 ? "loyal" : "attention";
    if (recency == 2) return value >= 4 ? "atRisk" : "sleeping";
    return value >= 4 ? "cantLose" : "lost";
}

std::vector<Customer> customersOf(const Groups& groups, const Axis& axis) {
    const std::vector<std::int64_t>& orders = groups.distinct.empty() ? groups.lines : groups.distinct[0];
    std::vector<Customer> customers;
    customers.reserve(groups.size());
    for (std::size_t group = 0; group < groups.size(); ++group) {
        const std::uint32_t member = groups.members[0][group];
        if (axis.keyOf(member).empty()) continue;
        const std::int64_t amount = groups.sums[0][group];
        customers.push_back(
            {member, groups.lastDay[group], orders[group], amount == kMissingAmount ? 0 : amount, 0, 0, 0});
    }
    return customers;
}

std::vector<std::int64_t> daysSince(const std::vector<Customer>& customers, Day asOf) {
    return partOf(customers, [asOf](const Customer& customer) { return asOf - customer.lastDay; });
}
std::vector<std::int64_t> ordersOf(const std::vector<Customer>& customers) {
    return partOf(customers, [](const Customer& customer) { return customer.orders; });
}
std::vector<std::int64_t> amountsOf(const std::vector<Customer>& customers) {
    return partOf(customers, [](const Customer& customer) { return customer.amount; });
}

RfmSums score(std::vector<Customer>& customers, Day asOf, const RfmScale& scale) {
    RfmSums sums;
    for (Customer& customer : customers) {
        customer.recency = 6 - scoreOf(asOf - customer.lastDay, scale.recency);
        customer.frequency = scoreOf(static_cast<double>(customer.orders), scale.frequency);
        customer.monetary = scoreOf(static_cast<double>(customer.amount), scale.monetary);
        const RfmSums::Sum one{1, customer.amount};
        sums.cells[RfmSums::cellOf(customer.recency, customer.frequency, customer.monetary)].add(one);
        sums.all.add(one);
    }
    return sums;
}

}  // namespace sandtable

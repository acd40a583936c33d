// What RFM does to every customer: gathering, cutting into fifths, scoring. No JSON here; the request is in rfm.h.
// Formulas: docs/methods.md#rfm
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "sales/question.h"

namespace sandtable {

// Four ascending cut points make scores 1 … 5: a value's score is 1 + how many cuts lie below it.
using Cuts = std::array<double, 4>;
[[nodiscard]] int scoreOf(double value, const Cuts& cuts);
// The values at ranks ⌈n/5⌉, ⌈2n/5⌉ … of the ascending values: equal values always score alike. Zeros of nothing.
[[nodiscard]] Cuts quintileCuts(std::vector<std::int64_t> values);

// The rounded-up mean of the frequency and monetary scores.
[[nodiscard]] constexpr int rfmValue(int frequency, int monetary) { return (frequency + monetary + 1) / 2; }
// "champions" "loyal" "promising" "new" "attention" "atRisk" "cantLose" "sleeping" "lost", from recency score and rfmValue.
[[nodiscard]] std::string_view segmentOf(int recency, int value);

struct Customer {
    std::uint32_t member;
    Day lastDay;
    std::int64_t orders;
    std::int64_t amount;                           // 1/10,000
    int recency = 0, frequency = 0, monetary = 0;  // scores 1 … 5, 5 best
    [[nodiscard]] std::string_view segment() const { return segmentOf(recency, rfmValue(frequency, monetary)); }
};

// Groups by one axis with amount, last day and, where orders are known, distinct orders; lines stand for orders otherwise.
// The member without a name is no customer.
[[nodiscard]] std::vector<Customer> customersOf(const Groups& groups, const Axis& axis);

[[nodiscard]] std::vector<std::int64_t> daysSince(const std::vector<Customer>& customers, Day asOf);
[[nodiscard]] std::vector<std::int64_t> ordersOf(const std::vector<Customer>& customers);
[[nodiscard]] std::vector<std::int64_t> amountsOf(const std::vector<Customer>& customers);

struct RfmScale {
    Cuts recency;  // days since the last order, ascending: few days score 5
    Cuts frequency;
    Cuts monetary;
};

// Customers and amount per combination of scores.
struct RfmSums {
    struct Sum {
        std::int64_t customers = 0, amount = 0;
        void add(const Sum& other) {
            customers += other.customers;
            amount += other.amount;
        }
    };
    std::array<Sum, 125> cells{};
    Sum all;
    static constexpr std::size_t cellOf(int recency, int frequency, int monetary) {
        return static_cast<std::size_t>((recency - 1) * 25 + (frequency - 1) * 5 + monetary - 1);
    }
    [[nodiscard]] const Sum& of(int recency, int frequency, int monetary) const {
        return cells[cellOf(recency, frequency, monetary)];
    }
};

// Gives every customer its scores.
[[nodiscard]] RfmSums score(std::vector<Customer>& customers, Day asOf, const RfmScale& scale);

}  // namespace sandtable

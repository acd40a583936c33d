// Reads the sample's CSV back for tests. The generator never writes quotes, so a comma is always a separator.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "sample/sample.h"

namespace sandtable::test {

struct OrderLine {
    std::string order, date, region, city, channel, rep, productLine, sku, customerId, customer;
    std::int64_t quantity = 0;
    std::int64_t amountFen = 0;
    std::int64_t marginFen = 0;
};

inline std::int64_t fenOf(const std::string& text) {
    // "-123.45": two decimals always
    std::string digits;
    for (const char c : text)
        if (c != '.') digits += c;
    return std::stoll(digits);
}

inline std::vector<std::string> fieldsOf(const std::string& line) {
    std::vector<std::string> fields(1);
    for (const char c : line) {
        if (c == ',')
            fields.emplace_back();
        else
            fields.back() += c;
    }
    return fields;
}

inline std::string allText(const SampleOptions& options) {
    SampleOrders orders(options);
    std::string text, chunk;
    while (orders.next(chunk)) text += chunk;
    return text;
}

inline std::vector<OrderLine> allLines(const SampleOptions& options) {
    std::vector<OrderLine> lines;
    SampleOrders orders(options);
    std::string chunk;
    bool header = true;
    while (orders.next(chunk)) {
        std::size_t from = 0;
        for (std::size_t to; (to = chunk.find('\n', from)) != std::string::npos; from = to + 1) {
            if (header) {
                header = false;
                continue;
            }
            const auto f = fieldsOf(chunk.substr(from, to - from));
            lines.push_back({f.at(0), f.at(1), f.at(2), f.at(3), f.at(4), f.at(5), f.at(6), f.at(7), f.at(8), f.at(9),
                             std::stoll(f.at(10)), fenOf(f.at(11)), fenOf(f.at(12))});
        }
    }
    return lines;
}

// Σ amount of the lines a test asks for, in fen.
inline std::int64_t sumOf(const std::vector<OrderLine>& lines, const std::function<bool(const OrderLine&)>& wanted) {
    std::int64_t sum = 0;
    for (const OrderLine& line : lines)
        if (wanted(line)) sum += line.amountFen;
    return sum;
}

}  // namespace sandtable::test

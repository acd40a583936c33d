#include "sales/measures.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/json_object.h"

namespace sandtable {
namespace {

using Kind = SalesMeasure::Kind;
using Relation = SalesMeasure::Relation;

struct Prefix {
    std::string_view text;
    Relation relation;
};
constexpr std::array<Prefix, 3> kRelations = {
    {{"share:", Relation::share}, {"cumulativeShare:", Relation::cumulativeShare}, {"rank:", Relation::rank}}};

struct Quotient {
    std::string_view name, numerator, divisor, unit;
};
constexpr std::array<Quotient, 4> kQuotients = {{{"averageOrder", "amount", "orders", "money"},
                                                 {"meanAmount", "amount", "lines", "money"},
                                                 {"averagePrice", "amount", "quantity", "price"},
                                                 {"marginRatio", "margin", "amount", "ratio"}}};
constexpr std::array<std::string_view, 4> kSums = {"amount", "margin", "quantity", "cost"};
constexpr std::string_view kDistinct = "distinct:";

// The dimension a counting measure counts; empty when `name` counts none.
std::string countedDimension(std::string_view name) {
    if (name == "orders") return "order";
    if (name == "customers") return "customer";
    return name.starts_with(kDistinct) ? std::string(name.substr(kDistinct.size())) : "";
}

std::string unitOf(std::string_view sum) { return sum == "quantity" ? "quantity" : "money"; }

std::size_t slotOf(std::vector<std::string>& keys, const std::string& key) {
    const auto it = std::find(keys.begin(), keys.end(), key);
    if (it != keys.end()) return static_cast<std::size_t>(it - keys.begin());
    keys.push_back(key);
    return keys.size() - 1;
}

tl::unexpected<Errors> missing(const SalesData& data, std::string_view measure) {
    return failure({.code = "sales.missing_measure",
                    .path = "/measures",
                    .params = JsonObject().put("measure", measure).put("table", data.facts().name)});
}

}  // namespace

std::size_t MeasureList::sumSlot(const std::string& key) { return slotOf(wants_.sums, key); }
std::size_t MeasureList::distinctSlot(const std::string& key) { return slotOf(wants_.distinct, key); }

Result<void> MeasureList::add(const SalesData& data, const std::string& name) {
    SalesMeasure measure;
    measure.name = name;
    std::string_view base = name;
    for (const Prefix& prefix : kRelations) {
        if (!base.starts_with(prefix.text)) continue;
        measure.relation = prefix.relation;
        base.remove_prefix(prefix.text.size());
        break;
    }
    const auto hasSum = [&](std::string_view key) { return data.lines().amount(key) != nullptr; };
    const auto quotient = std::find_if(kQuotients.begin(), kQuotients.end(),
                                       [&](const Quotient& candidate) { return candidate.name == base; });
    if (base == "lines") {
        measure.kind = Kind::lines;
        measure.unit = "count";
    } else if (const std::string dimension = countedDimension(base); !dimension.empty()) {
        if (data.facts().dimension(dimension) == nullptr) return missing(data, base);
        measure.kind = Kind::distinct;
        measure.slot = distinctSlot(dimension);
        measure.unit = "count";
    } else if (std::find(kSums.begin(), kSums.end(), base) != kSums.end()) {
        if (!hasSum(base)) return missing(data, base);
        measure.kind = Kind::sum;
        measure.slot = sumSlot(std::string(base));
        measure.unit = unitOf(base);
    } else if (quotient != kQuotients.end() && measure.relation != Relation::share &&
               measure.relation != Relation::cumulativeShare) {
        if (!hasSum(quotient->numerator)) return missing(data, quotient->numerator);
        measure.kind = Kind::quotient;
        measure.slot = sumSlot(std::string(quotient->numerator));
        measure.unit = quotient->unit;
        if (quotient->divisor == "lines") {
            measure.divisorKind = Kind::lines;
        } else if (const std::string counted = countedDimension(quotient->divisor); !counted.empty()) {
            if (data.facts().dimension(counted) == nullptr) return missing(data, quotient->divisor);
            measure.divisorKind = Kind::distinct;
            measure.divisor = distinctSlot(counted);
        } else {
            if (!hasSum(quotient->divisor)) return missing(data, quotient->divisor);
            measure.divisor = sumSlot(std::string(quotient->divisor));
        }
    } else {
        return failure(
            {.code = "sales.no_such_measure", .path = "/measures", .params = JsonObject().put("measure", name)});
    }
    if (measure.relation != Relation::none) measure.unit = measure.relation == Relation::rank ? "count" : "ratio";
    measures_.push_back(std::move(measure));
    return {};
}

Result<MeasureList> MeasureList::parse(const SalesData& data, const std::vector<std::string>& names) {
    MeasureList list;
    Errors errors;
    for (const std::string& name : names) {
        auto added = list.add(data, name);
        if (!added) errors.insert(errors.end(), added.error().begin(), added.error().end());
    }
    if (!errors.empty()) return tl::unexpected(std::move(errors));
    return list;
}

MeasureValue MeasureList::value(const Groups& groups, std::size_t group, std::size_t index) const {
    const SalesMeasure& measure = measures_[index];
    const auto sum = [&](std::size_t slot) -> std::optional<std::int64_t> {
        const std::int64_t value = groups.sums[slot][group];
        return value == kMissingAmount ? std::nullopt : std::optional(value);
    };
    const auto whole = [&](Kind kind, std::size_t slot) -> std::optional<std::int64_t> {
        if (kind == Kind::lines) return groups.lines[group];
        return kind == Kind::distinct ? groups.distinct[slot][group] : sum(slot);
    };
    if (measure.kind != Kind::quotient) return {whole(measure.kind, measure.slot), std::nullopt};
    const auto numerator = sum(measure.slot);
    const auto divisor = whole(measure.divisorKind, measure.divisor);
    if (!numerator || !divisor || *divisor == 0) return {};
    return {std::nullopt, static_cast<double>(*numerator) / static_cast<double>(*divisor)};
}

std::span<const std::int64_t> MeasureList::wholes(const Groups& groups, std::size_t measure) const {
    const SalesMeasure& wanted = measures_[measure];
    if (wanted.kind == Kind::lines) return groups.lines;
    return wanted.kind == Kind::distinct ? groups.distinct[wanted.slot] : groups.sums[wanted.slot];
}

}  // namespace sandtable

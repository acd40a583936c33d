#include "targets/target_book.h"
#include "base/text.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace sandtable {

namespace {

std::string_view textField(const Json& record, const char* key) {
    const auto found = record.find(key);
    return found != record.end() && found->is_string() ? std::string_view(found->get_ref<const std::string&>())
                                                       : std::string_view();
}

std::optional<Minor> minorField(const Json& record, const char* key) {
    const auto found = record.find(key);
    if (found == record.end() || !found->is_number_integer()) return std::nullopt;
    return found->get<Minor>();
}

std::optional<double> ratioField(const Json& record, const char* key) {
    const auto found = record.find(key);
    if (found == record.end() || !found->is_number()) return std::nullopt;
    return found->get<double>();
}

// (1 + growth) × base, towards the inside of the limit so that the ratio itself is kept; growth against a base that is not
// positive means nothing.
std::optional<Minor> grown(std::optional<double> growth, std::optional<Minor> base, bool roundUp) {
    if (!growth || !base || *base <= 0) return std::nullopt;
    const double exact = static_cast<double>(*base) * (1 + *growth);
    const double slack = exact * 1e-12;  // 1.1 × 100 must not become 111
    const double whole = roundUp ? std::ceil(exact - slack) : std::floor(exact + slack);
    if (std::abs(whole) > static_cast<double>(kMaxMinor)) return std::nullopt;
    return static_cast<Minor>(whole);
}

Error badRecord(const std::string& key, std::string detail) {
    return {.code = "targets.bad_record",
            .path = "/collections/targets/" + escapePointer(key),
            .params = {{"record", key}},
            .detail = std::move(detail)};
}

}  // namespace

std::optional<Minor> UnitLimits::floorMinor() const {
    const auto growth = grown(minGrowthRatio, baseMinor, true);
    if (!minMinor || !growth) return minMinor ? minMinor : growth;
    return std::max(*minMinor, *growth);
}

std::optional<Minor> UnitLimits::ceilingMinor() const {
    const auto growth = grown(maxGrowthRatio, baseMinor, false);
    if (!maxMinor || !growth) return maxMinor ? maxMinor : growth;
    return std::min(*maxMinor, *growth);
}

std::string targetSetId(std::string_view metric, std::string_view year, std::string_view tier) {
    std::string id(metric);
    id.append("-").append(year).append("-").append(tier.empty() ? "base" : tier);
    return id;
}

std::string targetRecordId(std::string_view set, std::string_view unit, std::string_view product) {
    std::string id(set);
    id.append(".").append(unit);
    if (!product.empty()) id.append(".").append(product);
    return id;
}

Result<const Json*> findTargetSet(const Plan& plan, const TargetSetKey& key) {
    const Json& sets = plan.collection("targetSets");
    if (!key.set.empty()) {
        const auto found = sets.find(key.set);
        if (found != sets.end()) return &*found;
    } else {
        const std::string_view tier = key.tier.empty() ? std::string_view("base") : std::string_view(key.tier);
        for (const Json& set : sets) {
            if (textField(set, "metric") == key.metric && textField(set, "year") == key.year &&
                textField(set, "tier") == tier) {
                return &set;
            }
        }
    }
    return failure({.code = "targets.no_such_set",
                    .params = {{"set", key.set},
                               {"metric", key.metric},
                               {"year", key.year},
                               {"tier", key.tier.empty() ? "base" : key.tier}}});
}

Result<TargetBook> TargetBook::fromPlan(const Plan& plan, const OrgTree& tree, const TargetSetKey& key) {
    if (tree.empty()) return failure({.code = "targets.no_organisation"});
    auto set = findTargetSet(plan, key);
    if (!set) return tl::unexpected(set.error());
    const Json& entry = **set;
    const auto year = parsePeriod(textField(entry, "year"));
    if (!year || year->grain != Grain::year) {
        return failure({.code = "targets.bad_year", .params = {{"year", textField(entry, "year")}}});
    }
    const Grain finest = textField(entry, "grain") == "week" ? Grain::week : Grain::month;
    std::vector<std::string> products{""};
    const auto byProduct = entry.find("byProduct");
    if (byProduct != entry.end() && byProduct->is_boolean() && byProduct->get<bool>()) {
        products.clear();
        for (const auto& [id, product] : plan.collection("products").items()) products.push_back(id);
        if (products.empty()) return failure({.code = "targets.no_products"});
    }
    TargetBook book = makeBlank(tree, std::string(textField(entry, "id")), std::string(textField(entry, "metric")),
                                std::string(textField(entry, "tier")), PeriodAxis(plan.calendar(), year->year, finest),
                                std::move(products));
    const auto read = book.readRecords(plan, tree);
    if (!read) return tl::unexpected(read.error());
    return book;
}

TargetBook TargetBook::makeBlank(const OrgTree& tree, std::string setId, std::string metric, std::string tier,
                                 PeriodAxis axis, std::vector<std::string> products) {
    TargetBook book;
    book.setId_ = std::move(setId);
    book.metric_ = std::move(metric);
    book.tier_ = std::move(tier);
    book.axis_ = std::move(axis);
    book.products_ = std::move(products);
    book.shapeLike(tree);
    return book;
}

void TargetBook::shapeLike(const OrgTree& tree) {
    const auto size = static_cast<std::size_t>(tree.size());
    parent_.resize(size);
    end_.resize(size);
    for (std::size_t u = 0; u < size; ++u) {
        parent_[u] = tree.units()[u].parent;
        end_[u] = static_cast<int>(u) + 1;
    }
    for (std::size_t u = size; u-- > 1;) {
        int& end = end_[static_cast<std::size_t>(parent_[u])];
        end = std::max(end, end_[u]);
    }
    leafUnit_ = tree.leaves();
    cells_.assign(size * products_.size() * axis_.periods().size(), 0);
    records_.assign(size * (products_.size() + 1), nullptr);
}

Result<void> TargetBook::readRecords(const Plan& plan, const OrgTree& tree) {
    const Json& collection = plan.collection("targets");
    if (!collection.is_object()) return {};
    const auto& records = collection.get_ref<const Json::object_t&>();
    // Keys are "<set>.…": one run of the sorted map, from "<set>." to just before "<set>/".
    Errors errors;
    for (auto it = records.lower_bound(setId_ + "."); it != records.end(); ++it) {
        if (it->first.compare(0, setId_.size() + 1, setId_ + ".") != 0) break;
        if (textField(it->second, "set") != setId_) continue;  // a set whose id holds a dot
        if (auto read = readRecord(tree, it->first, it->second); !read) {
            errors.insert(errors.end(), read.error().begin(), read.error().end());
        }
    }
    if (!errors.empty()) return failure(std::move(errors));
    return {};
}

Result<void> TargetBook::readRecord(const OrgTree& tree, const std::string& key, const Json& record) {
    const int unit = tree.find(textField(record, "unit"));
    const int product = productIndex(textField(record, "product"));
    if (unit < 0) return failure(badRecord(key, "unknown unit"));
    if (product < kAllProducts) return failure(badRecord(key, "unknown product"));
    const auto slot = static_cast<std::size_t>(unit) * (products_.size() + 1) + static_cast<std::size_t>(product + 1);
    records_[slot] = &record;

    const auto values = record.find(isLeaf(unit) ? "values" : "reserve");
    if (values != record.end() && values->is_array() && !values->empty()) {
        const int row = product == kAllProducts && !byProduct() ? 0 : product;
        if (row < 0) return failure(badRecord(key, "values without a product in a set split by product"));
        const auto& numbers = values->get_ref<const Json::array_t&>();
        const std::span<Minor> cells = this->row(unit, row);
        if (numbers.size() != cells.size()) return failure(badRecord(key, "as many values as periods expected"));
        for (std::size_t p = 0; p < cells.size(); ++p) {
            if (!numbers[p].is_number_integer()) return failure(badRecord(key, "whole numbers expected"));
            cells[p] = numbers[p].get<Minor>();
        }
    }
    if (const auto limits = record.find("limits"); limits != record.end() && limits->is_object()) {
        limits_.push_back({.unit = unit,
                           .product = product,
                           .minMinor = minorField(*limits, "minMinor"),
                           .maxMinor = minorField(*limits, "maxMinor"),
                           .minGrowthRatio = ratioField(*limits, "minGrowthRatio"),
                           .maxGrowthRatio = ratioField(*limits, "maxGrowthRatio"),
                           .baseMinor = minorField(*limits, "baseMinor")});
    }
    return readMarks(unit, product, key, record);
}

Result<void> TargetBook::readMarks(int unit, int product, const std::string& key, const Json& record) {
    const auto cells = record.find("cells");
    if (cells == record.end() || !cells->is_object()) return {};
    for (const auto& [period, cell] : cells->items()) {
        const auto span = axis_.spanOf(period);
        if (!span) return failure(badRecord(key, "cells hold a period that is none of the set's"));
        const auto value = minorField(cell, "valueMinor");
        const auto locked = cell.find("locked");
        marks_.push_back({.unit = unit,
                          .product = product,
                          .period = *parsePeriod(period),
                          .span = *span,
                          .locked = locked != cell.end() && locked->is_boolean() && locked->get<bool>(),
                          .overridden = value.has_value(),
                          .valueMinor = value.value_or(0),
                          .record = &cell});
    }
    return {};
}

int TargetBook::productIndex(std::string_view id) const {
    if (id.empty()) return kAllProducts;
    const auto found = std::find(products_.begin(), products_.end(), id);
    return found == products_.end() ? -2 : static_cast<int>(found - products_.begin());
}

const Json* TargetBook::record(int unit, int product) const {
    return records_[static_cast<std::size_t>(unit) * (products_.size() + 1) + static_cast<std::size_t>(product + 1)];
}

std::span<const Minor> TargetBook::row(int unit, int product) const {
    const auto periods = static_cast<std::size_t>(periodCount());
    return std::span(cells_).subspan(static_cast<std::size_t>(rowOf(unit, product)) * periods, periods);
}

std::span<Minor> TargetBook::row(int unit, int product) {
    const auto periods = static_cast<std::size_t>(periodCount());
    return std::span(cells_).subspan(static_cast<std::size_t>(rowOf(unit, product)) * periods, periods);
}

Minor TargetBook::own(int unit, int product, PeriodSpan span) const {
    const int first = product == kAllProducts ? 0 : product;
    const int last = product == kAllProducts ? productCount() - 1 : product;
    Minor sum = 0;
    for (int k = first; k <= last; ++k) {
        const auto cells = row(unit, k);
        for (int p = span.first; p <= span.last; ++p) sum += cells[static_cast<std::size_t>(p)];
    }
    return sum;
}

Minor TargetBook::total(int unit, int product, PeriodSpan span) const {
    Minor sum = 0;
    for (int u = unit; u < endOf(unit); ++u) sum += own(u, product, span);
    return sum;
}

Minor TargetBook::total(const OrgTree& /*tree*/, int unit, int product, int firstPeriod, int lastPeriod) const {
    return total(unit, product, {firstPeriod, lastPeriod});
}

std::vector<Minor> TargetBook::totals(int product) const {
    const auto periods = static_cast<std::size_t>(periodCount());
    std::vector<Minor> sums(static_cast<std::size_t>(units()) * periods, 0);
    // Children come after their parents: from the last row up, each row is complete when it is added to its parent.
    for (int u = units() - 1; u >= 0; --u) {
        Minor* target = sums.data() + static_cast<std::size_t>(u) * periods;
        const int first = product == kAllProducts ? 0 : product;
        const int last = product == kAllProducts ? productCount() - 1 : product;
        for (int k = first; k <= last; ++k) {
            const auto cells = row(u, k);
            for (std::size_t p = 0; p < periods; ++p) target[p] += cells[p];
        }
        if (const int parent = parentOf(u); parent >= 0) {
            Minor* above = sums.data() + static_cast<std::size_t>(parent) * periods;
            for (std::size_t p = 0; p < periods; ++p) above[p] += target[p];
        }
    }
    return sums;
}

}  // namespace sandtable

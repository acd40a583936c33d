#include "performance/variance.h"

#include <algorithm>
#include <array>
#include <map>

#include "base/json_object.h"
#include "base/stable_sort.h"
#include "facts/table.h"
#include "performance/comparison.h"
#include "sales/new_customers.h"

namespace sandtable {
namespace {

__extension__ using Wide = __int128;  // a quantity times an amount

// a × b / c, rounded half away from zero; c > 0.
std::int64_t scaled(std::int64_t a, std::int64_t b, std::int64_t c) {
    const Wide product = static_cast<Wide>(a) * b;
    const Wide half = c / 2;
    return static_cast<std::int64_t>((product < 0 ? product - half : product + half) / c);
}

// Products are named by the finest of these that the table has.
constexpr std::array<std::string_view, 5> kProductAxes = {"sku", "product", "subcategory", "category", "productLine"};

struct Node {
    std::uint32_t member = 0;
    std::int64_t base = 0;
    std::int64_t current = 0;
    std::vector<ProductChange> products;
    Effects effects;
};

// What the two stretches sold, per node and product.
class Changes {
public:
    Changes(const SalesData& data, Subject subject, std::vector<Axis> axes, bool hasQuantity)
        : data_(data), subject_(std::move(subject)), axes_(std::move(axes)), hasQuantity_(hasQuantity) {}

    Result<void> add(DayRange days, bool isBase) {
        GroupingWants wants;
        wants.sums = {"amount"};
        if (hasQuantity_) wants.sums.push_back("quantity");
        Subject subject = subject_;
        subject.filter.days = days;
        lookBackFrom(data_, days, axes_);
        auto groups = groupBy(data_, subject, axes_, wants);
        if (!groups) return tl::unexpected(groups.error());
        for (std::size_t group = 0; group < groups->size(); ++group) {
            const std::uint32_t product = axes_.size() > 1 ? groups->members[1][group] : 0;
            ProductChange& change = changes_[groups->members[0][group]][product];
            const auto sum = [&](std::size_t want) {
                const std::int64_t value = groups->sums[want][group];
                return value == kMissingAmount ? 0 : value;
            };
            (isBase ? change.baseAmount : change.currentAmount) = sum(0);
            if (hasQuantity_) (isBase ? change.baseQuantity : change.currentQuantity) = sum(1);
        }
        return {};
    }

    [[nodiscard]] std::vector<Node> nodes() const {
        std::vector<Node> nodes;
        for (const auto& [member, products] : changes_) {
            Node node;
            node.member = member;
            for (const auto& [product, change] : products) {
                node.base += change.baseAmount;
                node.current += change.currentAmount;
                node.products.push_back(change);
            }
            node.effects = effectsOf(node.products);
            nodes.push_back(std::move(node));
        }
        stableSort(nodes, [](const Node& a, const Node& b) { return a.current - a.base < b.current - b.base; });
        return nodes;
    }

private:
    const SalesData& data_;
    Subject subject_;
    std::vector<Axis> axes_;
    bool hasQuantity_;
    std::map<std::uint32_t, std::map<std::uint32_t, ProductChange>> changes_;
};

Json effectsJson(const Effects& effects) {
    return JsonObject()
        .put("volume", effects.volume)
        .put("price", effects.price)
        .put("mix", effects.mix)
        .put("new", effects.gained)
        .put("lost", effects.lost)
        .put("other", effects.other);
}

Json effectList(const Effects& effects) {
    Json list = Json::array();
    const Json named = effectsJson(effects);
    for (const char* key : {"volume", "price", "mix", "new", "lost", "other"})
        list.push_back(JsonObject().put("key", key).put("amount", named[key]));
    return list;
}

std::string productAxisOf(const SalesData& data, const Json& params) {
    if (const auto it = params.find("productAxis"); it != params.end() && it->is_string())
        return it->get<std::string>();
    for (const std::string_view key : kProductAxes)
        if (data.facts().dimension(key) != nullptr) return std::string(key);
    return {};
}

}  // namespace

Effects& Effects::operator+=(const Effects& more) {
    volume += more.volume;
    price += more.price;
    mix += more.mix;
    gained += more.gained;
    lost += more.lost;
    other += more.other;
    return *this;
}

Effects effectsOf(std::span<const ProductChange> products) {
    Effects effects;
    std::int64_t baseAmount = 0, baseQuantity = 0, currentAmount = 0, currentQuantity = 0;
    std::int64_t currentAtBasePrices = 0;
    for (const ProductChange& product : products) {
        if (product.baseQuantity > 0 && product.currentQuantity > 0) {
            baseAmount += product.baseAmount;
            baseQuantity += product.baseQuantity;
            currentAmount += product.currentAmount;
            currentQuantity += product.currentQuantity;
            currentAtBasePrices += scaled(product.baseAmount, product.currentQuantity, product.baseQuantity);
        } else if (product.baseQuantity == 0 && product.baseAmount == 0 && product.currentQuantity > 0) {
            effects.gained += product.currentAmount;
        } else if (product.currentQuantity == 0 && product.currentAmount == 0 && product.baseQuantity > 0) {
            effects.lost -= product.baseAmount;
        } else {
            effects.other += product.currentAmount - product.baseAmount;
        }
    }
    if (baseQuantity == 0) return effects;
    // Each rounded amount is added once and taken away once: nothing is lost between the parts.
    const std::int64_t currentAtBaseAverage = scaled(baseAmount, currentQuantity, baseQuantity);
    effects.volume = currentAtBaseAverage - baseAmount;
    effects.mix = currentAtBasePrices - currentAtBaseAverage;
    effects.price = currentAmount - currentAtBasePrices;
    return effects;
}

Json varianceParams() {
    return subjectSchema("{" + std::string(kComparisonParams) + R"json(,
        "axis": {"type": "string", "description": "one node per member, default region or org"},
        "productAxis": {"type": ["string", "null"], "description": "where prices are told apart, default the finest of sku product subcategory category productLine"}
    })json");
}

Result<Json> variance(const RequestContext& context, const Json& params) {
    auto question = questionWithoutPeriod(context, params);
    if (!question) return tl::unexpected(question.error());
    const SalesData& data = *question->data;
    const Subject& subject = question->subject;
    auto comparison = comparisonOf(data, params);
    if (!comparison) return tl::unexpected(comparison.error());
    if (data.lines().amount("amount") == nullptr)
        return failure({.code = "sales.missing_measure",
                        .path = "",
                        .params = JsonObject().put("measure", "amount").put("table", data.facts().name)});
    std::vector<Axis> axes;
    auto nodeAxis = axisOf(data, params.value("axis", data.hasUnits() ? "org" : "region"), data.days());
    if (!nodeAxis) return tl::unexpected(nodeAxis.error());
    axes.push_back(std::move(*nodeAxis));
    const bool hasQuantity = data.lines().amount("quantity") != nullptr;
    const std::string productAxis = productAxisOf(data, params);
    if (!productAxis.empty()) {
        auto products = axisOf(data, productAxis, data.days());
        if (!products) return tl::unexpected(products.error());
        axes.push_back(std::move(*products));
    }
    const Axis named = axes.front();
    Changes changes(data, subject, std::move(axes), hasQuantity);
    if (auto added = changes.add(comparison->base, true); !added) return tl::unexpected(added.error());
    if (auto added = changes.add(comparison->current, false); !added) return tl::unexpected(added.error());

    Effects all;
    std::int64_t base = 0;
    std::int64_t current = 0;
    Json nodes = Json::array();
    for (const Node& node : changes.nodes()) {
        all += node.effects;
        base += node.base;
        current += node.current;
        nodes.push_back(JsonObject()
                            .put("key", named.keyOf(node.member))
                            .put("name", named.nameOf(node.member))
                            .put("base", node.base)
                            .put("current", node.current)
                            .put("gap", node.current - node.base)
                            .put("effects", effectsJson(node.effects)));
    }
    return JsonObject()
        .put("base", rangeJson(comparison->base, base))
        .put("current", rangeJson(comparison->current, current))
        .put("shortened", comparison->shortened)
        .put("gap", current - base)
        .put("effects", effectList(all))
        .put("axis", named.key)
        .put("nodes", std::move(nodes))
        .put("productAxis", productAxis.empty() ? Json() : Json(productAxis))
        .put("method", hasQuantity ? "priceVolumeMix" : "gapOnly")
        .put("records", subject.echo);
}

}  // namespace sandtable

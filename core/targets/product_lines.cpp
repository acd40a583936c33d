#include "targets/product_lines.h"

#include <algorithm>
#include <map>

#include "base/json_object.h"
#include "base/text.h"

namespace sandtable {

namespace {

const DimensionColumn* productDimension(const FactTable* facts, std::string& name) {
    if (facts == nullptr) return nullptr;
    for (const char* key : {"productLine", "category", "subcategory"}) {
        if (const DimensionColumn* column = facts->dimension(key)) {
            name = key;
            return column;
        }
    }
    return nullptr;
}

}  // namespace

Result<ProductLines> findProductLines(const Plan& plan, const FactTable* facts) {
    ProductLines lines;
    const DimensionColumn* column = productDimension(facts, lines.dimension);
    for (const auto& [id, product] : plan.collection("products").items()) {
        lines.ids.push_back(id);
        const auto match = product.find("match");
        const bool named =
            match != product.end() && match->is_string() && !match->get_ref<const std::string&>().empty();
        lines.match.push_back(named ? match->get<std::string>() : product.value("name", id));
    }
    if (!lines.ids.empty()) return lines;
    if (column == nullptr) return failure({.code = "targets.no_products", .path = "/byProduct"});
    std::map<std::string, std::string> found;
    for (std::size_t code = 1; code < column->values().size(); ++code) {
        const std::string_view value = column->values()[code];
        std::string id = slugId(value);
        for (int n = 2; found.contains(id); ++n) id = slugId(value) + "-" + std::to_string(n);
        found[id] = value;
    }
    if (found.empty()) return failure({.code = "targets.no_products", .path = "/byProduct"});
    lines.added = Json::object();
    for (const auto& [id, value] : found) {
        lines.ids.push_back(id);
        lines.match.push_back(value);
        lines.added[id] =
            JsonObject().put("id", id).put("name", value).put("match", value).put("order", lines.ids.size());
    }
    return lines;
}

Result<ProductShares> productShares(const ProductLines& lines, const FactTable* facts, const Attribution* attribution,
                                    const OrgTree& tree, const FiscalCalendar& calendar, const TargetMetric& metric,
                                    const std::vector<int>& years, Errors& warnings) {
    const std::size_t count = lines.ids.size();
    const auto units = static_cast<std::size_t>(tree.size());
    ProductShares shares(units * count, 0);
    const DimensionColumn* column = facts && !lines.dimension.empty() ? facts->dimension(lines.dimension) : nullptr;
    if (column != nullptr && attribution != nullptr && !years.empty()) {
        for (std::size_t k = 0; k < count; ++k) {
            const int code = column->find(lines.match[k]);
            if (code < 0) continue;
            Attribution part = *attribution;
            part.leafOfRow.exclude(
                [&](std::size_t row) { return column->codeAt(row) != static_cast<std::uint32_t>(code); });
            const auto history = UnitHistory::read(*facts, part, tree, calendar, metric, years);
            if (!history) return tl::unexpected(history.error());
            for (std::size_t u = 0; u < units; ++u) {
                for (int y = 0; y < history->yearCount(); ++y) {
                    shares[u * count + k] += static_cast<double>(history->year(static_cast<int>(u), y));
                }
            }
        }
    }
    bool anything = false;
    for (std::size_t u = 0; u < units; ++u) {
        double sum = 0;
        for (std::size_t k = 0; k < count; ++k) {
            double& share = shares[u * count + k];
            share = std::max(0.0, share);
            sum += share;
        }
        anything |= sum > 0;
        const int parent = tree[static_cast<int>(u)].parent;
        for (std::size_t k = 0; k < count; ++k) {
            double& share = shares[u * count + k];
            if (sum > 0) {
                share /= sum;
            } else {
                share = parent < 0 ? 1.0 / static_cast<double>(count)
                                   : shares[static_cast<std::size_t>(parent) * count + k];
            }
        }
    }
    if (!anything) warnings.push_back({.code = "targets.product_even", .path = "/byProduct"});
    return shares;
}

}  // namespace sandtable

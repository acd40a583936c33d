#include "actuals/requests.h"

#include <algorithm>
#include <numeric>

#include "actuals/actuals.h"
#include "actuals/org_proposal.h"
#include "base/json_object.h"
#include "base/stable_sort.h"
#include "base/text.h"
#include "request/schema_text.h"

namespace sandtable {
namespace {

constexpr std::size_t kUnmatchedListed = 500;

Result<FactTablePtr> tableOf(const RequestContext& context, const Json& params) {
    const std::string name = params.value("table", context.plan->settings().value("ordersTable", "orders"));
    FactTablePtr facts = context.table(name);
    if (!facts)
        return failure({.code = "facts.no_such_table", .path = "/table", .params = JsonObject().put("table", name)});
    return facts;
}

struct ValueSum {
    std::size_t rows = 0;
    std::int64_t amount = 0;
};

std::vector<ValueSum> sumByValue(const FactTable& facts, const DimensionColumn& column) {
    std::vector<ValueSum> sums(column.values().size());
    const auto amounts = facts.amount("amount");
    column.visit([&](auto codes) {
        for (std::size_t row = 0; row < codes.size(); ++row) {
            ValueSum& sum = sums[codes[row]];
            ++sum.rows;
            if (!amounts.empty() && amounts[row] != kMissingAmount) sum.amount += amounts[row];
        }
    });
    return sums;
}

Result<Json> values(const RequestContext& context, const Json& params) {
    const auto facts = tableOf(context, params);
    if (!facts) return tl::unexpected(facts.error());
    const std::string dimension = params.value("dimension", "");
    const DimensionColumn* column = (*facts)->dimension(dimension);
    if (column == nullptr) {
        return failure({.code = "actuals.missing_dimension",
                        .path = "/dimension",
                        .params = JsonObject().put("dimension", dimension).put("table", (*facts)->name)});
    }
    const auto sums = sumByValue(**facts, *column);
    const std::string search = matchKey(params.value("search", ""));
    std::vector<std::size_t> codes;
    for (std::size_t code = 0; code < sums.size(); ++code) {
        const bool found =
            search.empty() || (code != 0 && matchKey(column->values()[code]).find(search) != std::string::npos);
        if (sums[code].rows > 0 && found) codes.push_back(code);
    }
    stableSort(codes, [&](std::size_t a, std::size_t b) {
        return sums[a].amount != sums[b].amount ? sums[a].amount > sums[b].amount : sums[a].rows > sums[b].rows;
    });
    Json list = Json::array();
    const std::size_t limit = std::min(codes.size(), params.value("limit", std::size_t{100}));
    const bool hasAmounts = !(*facts)->amount("amount").empty();
    for (std::size_t i = 0; i < limit; ++i) {
        const std::size_t code = codes[i];
        list.push_back(JsonObject()
                           .put("value", code == 0 ? Json() : Json(column->values()[code]))
                           .put("rows", sums[code].rows)
                           .put("amount", hasAmounts ? Json(sums[code].amount) : Json()));
    }
    return JsonObject().put("values", std::move(list)).put("total", codes.size());
}

Result<Json> proposeOrg(const RequestContext& context, const Json& params) {
    const auto facts = tableOf(context, params);
    if (!facts) return tl::unexpected(facts.error());
    const auto levels = params.at("levels").get<std::vector<std::string>>();
    const std::string planName = context.plan->document().value("meta", Json::object()).value("name", "");
    std::string root = params.value("rootName", planName);
    if (root.empty()) root = (*facts)->name;
    auto units = proposeOrgUnits(**facts, levels, root);
    if (!units) return tl::unexpected(units.error());
    Json counts = countPerLevel(*units);
    Json patch = Json::array({patchAdd("/collections/orgUnits", *units), patchAdd("/settings/orgLevels", levels)});
    return JsonObject()
        .put("orgUnits", std::move(*units))
        .put("unitsPerLevel", std::move(counts))
        .put("patch", std::move(patch));
}

Result<Json> matchOrg(const RequestContext& context, const Json& params) {
    const auto facts = tableOf(context, params);
    if (!facts) return tl::unexpected(facts.error());
    const auto tree = OrgTree::viewOf(*context.plan);
    if (!tree) return tl::unexpected(tree.error());
    const auto shared = attributionOf(context, *facts, *tree);
    if (!shared) return tl::unexpected(shared.error());
    const Attribution& attribution = **shared;
    Json unmatched = Json::array();
    std::int64_t amount = 0;
    for (const Attribution::Unmatched& path : attribution.unmatched) {
        amount += path.amount;
        if (unmatched.size() < kUnmatchedListed)
            unmatched.push_back(JsonObject().put("path", path.path).put("rows", path.rows).put("amount", path.amount));
    }
    return JsonObject()
        .put("unmatched", std::move(unmatched))
        .put("unmatchedPaths", attribution.unmatched.size())
        .put("unmatchedRows", attribution.unmatchedRows)
        .put("unmatchedAmount", amount)
        .put("rows", (*facts)->rows)
        .put("patch", proposeMissingUnits(**tree, attribution.unmatched));
}

constexpr std::string_view kValuesParams = R"json({
    "type": "object",
    "properties": {
        "table": {"type": "string", "description": "default: the plan's orders table"},
        "dimension": {"type": "string"},
        "limit": {"type": "integer", "minimum": 0},
        "search": {"type": "string"}
    },
    "required": ["dimension"],
    "additionalProperties": false
})json";

constexpr std::string_view kProposeOrgParams = R"json({
    "type": "object",
    "properties": {
        "table": {"type": "string", "description": "default: the plan's orders table"},
        "levels": {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": 12, "uniqueItems": true},
        "rootName": {"type": "string"}
    },
    "required": ["levels"],
    "additionalProperties": false
})json";

constexpr std::string_view kMatchOrgParams = R"json({
    "type": "object",
    "properties": {"table": {"type": "string", "description": "default: the plan's orders table"}},
    "required": [],
    "additionalProperties": false
})json";

}  // namespace

std::vector<RequestSpec> actualsRequests() {
    return {
        {"facts.values", "Values of a dimension with rows and amount, largest first.", schemaOf(kValuesParams), values},
        {"facts.proposeOrg", "Proposes an organisation from the values of some columns.", schemaOf(kProposeOrgParams),
         proposeOrg},
        {"facts.matchOrg", "Order lines that match no unit, and a patch that adds the missing units.",
         schemaOf(kMatchOrgParams), matchOrg},
    };
}

}  // namespace sandtable

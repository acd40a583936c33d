#include "customers/rfm.h"

#include <algorithm>
#include <map>

#include "base/json_object.h"
#include "base/stable_sort.h"
#include "customers/rfm_scores.h"
#include "sales/question.h"

namespace sandtable {
namespace {

constexpr std::size_t kMaxPage = 5000;

using Sums = RfmSums::Sum;

Result<Cuts> cutsOf(const Json& params, const char* part, std::vector<std::int64_t> values) {
    const Json cuts = params.value("cuts", Json::object());
    const auto it = cuts.find(part);
    if (it == cuts.end()) return quintileCuts(std::move(values));
    Cuts out{};
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = (*it)[i].get<double>();
    if (!std::is_sorted(out.begin(), out.end()))
        return failure({.code = "customers.bad_cuts",
                        .path = "/cuts/" + std::string(part),
                        .params = JsonObject().put("part", part)});
    return out;
}

Result<std::vector<Customer>> customersOf(const SalesData& data, const Subject& subject, const Axis& axis) {
    GroupingWants wants;
    wants.sums = {"amount"};
    const bool byOrder = data.facts().dimension("order") != nullptr;
    if (byOrder) wants.distinct = {"order"};
    wants.lastDay = true;
    auto groups = groupBy(data, subject, {axis}, wants);
    if (!groups) return tl::unexpected(groups.error());
    return customersOf(*groups, axis);
}

Result<RfmScale> scaleOf(const std::vector<Customer>& customers, Day asOf, const Json& params) {
    auto recency = cutsOf(params, "recency", daysSince(customers, asOf));
    if (!recency) return tl::unexpected(recency.error());
    auto frequency = cutsOf(params, "frequency", ordersOf(customers));
    if (!frequency) return tl::unexpected(frequency.error());
    auto monetary = cutsOf(params, "monetary", amountsOf(customers));
    if (!monetary) return tl::unexpected(monetary.error());
    return RfmScale{*recency, *frequency, *monetary};
}

Json cellsJson(const RfmSums& sums) {
    Json list = Json::array();
    for (int r = 1; r <= 5; ++r)
        for (int f = 1; f <= 5; ++f)
            for (int m = 1; m <= 5; ++m)
                if (const Sums& sum = sums.of(r, f, m); sum.customers > 0)
                    list.push_back(Json::array({r, f, m, sum.customers, sum.amount}));
    return list;
}

Json segmentsJson(const RfmSums& sums) {
    std::map<std::string_view, Sums> segments;
    for (int r = 1; r <= 5; ++r) {
        for (int f = 1; f <= 5; ++f) {
            for (int m = 1; m <= 5; ++m) {
                const Sums& part = sums.of(r, f, m);
                if (part.customers > 0) segments[segmentOf(r, rfmValue(f, m))].add(part);
            }
        }
    }
    const auto total = static_cast<double>(sums.all.amount);
    Json list = Json::array();
    for (const auto& [key, sum] : segments)
        list.push_back(JsonObject()
                           .put("key", key)
                           .put("customers", sum.customers)
                           .put("amount", sum.amount)
                           .put("share", total == 0 ? Json() : Json(static_cast<double>(sum.amount) / total)));
    return list;
}

bool inPage(const Customer& customer, const Json& page) {
    if (const auto it = page.find("segment");
        it != page.end() && customer.segment() != it->get_ref<const std::string&>())
        return false;
    const int scores[] = {customer.recency, customer.frequency, customer.monetary};
    if (const auto it = page.find("cell"); it != page.end())
        for (std::size_t i = 0; i < 3; ++i)
            if (!(*it)[i].is_null() && (*it)[i].get<int>() != scores[i]) return false;
    return true;
}

// The customers of a segment or cell, those with the largest amounts first.
Json pageJson(const std::vector<Customer>& customers, const Axis& axis, Day asOf, const Json& page) {
    std::vector<const Customer*> found;
    for (const Customer& customer : customers)
        if (inPage(customer, page)) found.push_back(&customer);
    stableSort(found, [](const Customer* a, const Customer* b) { return a->amount > b->amount; });
    const std::size_t begin = std::min(page.value("offset", std::size_t{0}), found.size());
    const std::size_t end = begin + std::min({page.value("limit", std::size_t{100}), kMaxPage, found.size() - begin});
    Json rows = Json::array();
    for (std::size_t i = begin; i < end; ++i) {
        const Customer& customer = *found[i];
        rows.push_back(JsonObject()
                           .put("key", axis.keyOf(customer.member))
                           .put("name", axis.nameOf(customer.member))
                           .put("lastDay", formatIsoDay(customer.lastDay))
                           .put("days", asOf - customer.lastDay)
                           .put("orders", customer.orders)
                           .put("amount", customer.amount)
                           .put("scores", Json::array({customer.recency, customer.frequency, customer.monetary}))
                           .put("segment", customer.segment()));
    }
    return JsonObject().put("total", found.size()).put("rows", std::move(rows));
}

}  // namespace

Json rfmParams() {
    return subjectSchema(R"json({
        "asOf": {"type": ["string", "null"], "description": "ISO day, default the last day asked for"},
        "dimension": {"type": "string", "description": "default customer"},
        "cuts": {"type": "object", "description": "four ascending cut points each; default quintiles",
            "properties": {
                "recency": {"type": "array", "minItems": 4, "maxItems": 4, "items": {"type": "number"}, "description": "days since the last order"},
                "frequency": {"type": "array", "minItems": 4, "maxItems": 4, "items": {"type": "number"}, "description": "orders"},
                "monetary": {"type": "array", "minItems": 4, "maxItems": 4, "items": {"type": "number"}, "description": "amount in 1/10,000"}},
            "additionalProperties": false},
        "page": {"type": "object", "description": "also tell customers",
            "properties": {
                "segment": {"type": "string"},
                "cell": {"type": "array", "minItems": 3, "maxItems": 3, "items": {"type": ["integer", "null"]}, "description": "scores of recency, frequency, monetary; null: any"},
                "offset": {"type": "integer", "minimum": 0},
                "limit": {"type": "integer", "minimum": 0, "maximum": 5000}},
            "additionalProperties": false}
    })json");
}

Result<Json> rfm(const RequestContext& context, const Json& params) {
    auto question = questionOf(context, params);
    if (!question) return tl::unexpected(question.error());
    const SalesData& data = *question->data;
    Subject& subject = question->subject;
    if (data.lines().amount("amount") == nullptr)
        return failure({.code = "sales.missing_measure",
                        .path = "",
                        .params = JsonObject().put("measure", "amount").put("table", data.facts().name)});
    auto axis = axisOf(data, params.value("dimension", "customer"), subject.days);
    if (!axis) return tl::unexpected(axis.error());
    const auto asOf = asOfDay(params, subject.days.last);
    if (!asOf) return tl::unexpected(asOf.error());
    if (params.contains("asOf"))  // what happened later is not known on that day
        subject.filter.days = DayRange{subject.filter.days ? subject.filter.days->first : data.days().first, *asOf};
    auto customers = customersOf(data, subject, *axis);
    if (!customers) return tl::unexpected(customers.error());
    auto scale = scaleOf(*customers, *asOf, params);
    if (!scale) return tl::unexpected(scale.error());
    const RfmSums sums = score(*customers, *asOf, *scale);
    Json result = JsonObject()
                      .put("asOf", formatIsoDay(*asOf))
                      .put("dimension", axis->key)
                      .put("customers", customers->size())
                      .put("amount", sums.all.amount)
                      .put("cuts", JsonObject()
                                       .put("recency", Json(scale->recency))
                                       .put("frequency", Json(scale->frequency))
                                       .put("monetary", Json(scale->monetary)))
                      .put("cells", cellsJson(sums))
                      .put("segments", segmentsJson(sums))
                      .put("records", subject.echo);
    if (const auto page = params.find("page"); page != params.end())
        result["page"] = pageJson(*customers, *axis, *asOf, *page);
    return result;
}

}  // namespace sandtable

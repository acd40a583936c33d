#include "customers/rfm.h"

#include <algorithm>
#include <map>

#include "base/json_object.h"
#include "base/stable_sort.h"
#include "sales/question.h"

namespace sandtable {
namespace {

constexpr std::size_t kMaxPage = 5000;

struct Customer {
    std::uint32_t member;
    Day lastDay;
    std::int64_t orders;
    std::int64_t amount;
    int recency, frequency, monetary;  // scores 1 … 5, 5 best
    [[nodiscard]] int value() const { return (frequency + monetary + 1) / 2; }
    [[nodiscard]] std::string_view segment() const { return segmentOf(recency, value()); }
};

struct Scale {
    Cuts recency;  // days since the last order, ascending: few days score 5
    Cuts frequency;
    Cuts monetary;
};

Result<Cuts> cutsOf(const Json& params, const char* part, const std::vector<double>& values) {
    const Json cuts = params.value("cuts", Json::object());
    const auto it = cuts.find(part);
    if (it == cuts.end()) return quintileCuts(values);
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
    std::vector<Customer> customers;
    for (std::size_t group = 0; group < groups->size(); ++group) {
        const std::uint32_t member = groups->members[0][group];
        if (axis.keyOf(member).empty()) continue;
        const std::int64_t amount = groups->sums[0][group];
        customers.push_back({member, groups->lastDay[group],
                             byOrder ? groups->distinct[0][group] : groups->lines[group],
                             amount == kMissingAmount ? 0 : amount, 0, 0, 0});
    }
    return customers;
}

Result<Scale> scaleOf(const std::vector<Customer>& customers, Day asOf, const Json& params) {
    std::vector<double> days, orders, amounts;
    for (const Customer& customer : customers) {
        days.push_back(asOf - customer.lastDay);
        orders.push_back(static_cast<double>(customer.orders));
        amounts.push_back(static_cast<double>(customer.amount));
    }
    auto recency = cutsOf(params, "recency", days);
    if (!recency) return tl::unexpected(recency.error());
    auto frequency = cutsOf(params, "frequency", orders);
    if (!frequency) return tl::unexpected(frequency.error());
    auto monetary = cutsOf(params, "monetary", amounts);
    if (!monetary) return tl::unexpected(monetary.error());
    return Scale{*recency, *frequency, *monetary};
}

struct Sum {
    std::int64_t customers = 0, amount = 0;
    void add(const Customer& customer) {
        ++customers;
        amount += customer.amount;
    }
};

Json cellsJson(const std::vector<Customer>& customers) {
    Sum cells[5][5][5];
    for (const Customer& customer : customers)
        cells[customer.recency - 1][customer.frequency - 1][customer.monetary - 1].add(customer);
    Json list = Json::array();
    for (int r = 0; r < 5; ++r)
        for (int f = 0; f < 5; ++f)
            for (int m = 0; m < 5; ++m)
                if (const Sum& sum = cells[r][f][m]; sum.customers > 0)
                    list.push_back(Json::array({r + 1, f + 1, m + 1, sum.customers, sum.amount}));
    return list;
}

Json segmentsJson(const std::vector<Customer>& customers, std::int64_t total) {
    Sum values[5][5];  // segmentOf knows no more than recency and value
    for (const Customer& customer : customers) values[customer.recency - 1][customer.value() - 1].add(customer);
    std::map<std::string_view, Sum> segments;
    for (int recency = 1; recency <= 5; ++recency) {
        for (int value = 1; value <= 5; ++value) {
            const Sum& part = values[recency - 1][value - 1];
            if (part.customers == 0) continue;
            Sum& sum = segments[segmentOf(recency, value)];
            sum.customers += part.customers;
            sum.amount += part.amount;
        }
    }
    Json list = Json::array();
    for (const auto& [key, sum] : segments)
        list.push_back(JsonObject()
                           .put("key", key)
                           .put("customers", sum.customers)
                           .put("amount", sum.amount)
                           .put("share", total == 0
                                             ? Json()
                                             : Json(static_cast<double>(sum.amount) / static_cast<double>(total))));
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

int scoreOf(double value, const Cuts& cuts) {
    return 1 + static_cast<int>(std::count_if(cuts.begin(), cuts.end(), [&](double cut) { return cut < value; }));
}

Cuts quintileCuts(std::vector<double> values) {
    Cuts cuts{};
    if (values.empty()) return cuts;
    auto from = values.begin();  // what lies before has its place
    for (std::size_t k = 1; k <= cuts.size(); ++k) {
        const auto place = values.begin() + static_cast<std::ptrdiff_t>((values.size() * k + 4) / 5 - 1);
        if (place >= from) std::nth_element(from, place, values.end());
        cuts[k - 1] = *place;
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
    std::int64_t total = 0;
    for (Customer& customer : *customers) {
        customer.recency = 6 - scoreOf(*asOf - customer.lastDay, scale->recency);
        customer.frequency = scoreOf(static_cast<double>(customer.orders), scale->frequency);
        customer.monetary = scoreOf(static_cast<double>(customer.amount), scale->monetary);
        total += customer.amount;
    }
    Json result = JsonObject()
                      .put("asOf", formatIsoDay(*asOf))
                      .put("dimension", axis->key)
                      .put("customers", customers->size())
                      .put("amount", total)
                      .put("cuts", JsonObject()
                                       .put("recency", Json(scale->recency))
                                       .put("frequency", Json(scale->frequency))
                                       .put("monetary", Json(scale->monetary)))
                      .put("cells", cellsJson(*customers))
                      .put("segments", segmentsJson(*customers, total))
                      .put("records", subject.echo);
    if (const auto page = params.find("page"); page != params.end())
        result["page"] = pageJson(*customers, *axis, *asOf, *page);
    return result;
}

}  // namespace sandtable

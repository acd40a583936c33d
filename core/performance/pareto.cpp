#include "performance/pareto.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/json_object.h"
#include "base/radix_order.h"
#include "sales/members.h"

namespace sandtable {
namespace {

constexpr std::size_t kCurvePoints = 200;
constexpr std::size_t kShownRows = 100;
constexpr double kHead = 0.2;  // the "20 %" of Pareto's rule

double total(std::span<const std::int64_t> values) {
    return static_cast<double>(std::accumulate(values.begin(), values.end(), std::int64_t{0}));
}

std::int64_t sumOf(std::span<const std::int64_t> values) {
    return std::accumulate(values.begin(), values.end(), std::int64_t{0});
}

Json curveOf(std::span<const std::int64_t> descending) {
    Json curve = Json::array();
    const double all = total(descending);
    const std::size_t count = descending.size();
    const std::size_t points = std::min(kCurvePoints, count);
    std::int64_t sum = 0;
    std::size_t next = 1;
    for (std::size_t i = 0; i < count; ++i) {
        sum += descending[i];
        if ((i + 1) * points < next * count) continue;
        curve.push_back(JsonObject()
                            .put("memberRatio", static_cast<double>(i + 1) / static_cast<double>(count))
                            .put("share", static_cast<double>(sum) / all));
        ++next;
    }
    return curve;
}

struct Ranked {
    std::vector<std::uint32_t> order;  // of MemberValues, positive values, largest first
    std::vector<std::int64_t> values;  // in that order
    std::int64_t negative = 0;
    std::size_t negatives = 0;
    std::size_t zeros = 0;
};

Ranked rank(const MemberValues& found) {
    Ranked ranked;
    for (const std::uint32_t i : descendingOrder(found.values)) {
        const std::int64_t value = found.values[i];
        if (value > 0) {
            ranked.order.push_back(i);
            ranked.values.push_back(value);
        } else if (value == 0) {
            ++ranked.zeros;
        } else {
            ++ranked.negatives;
            ranked.negative += value;
        }
    }
    return ranked;
}

Result<std::vector<double>> cutsOf(const Json& params) {
    const auto cuts = params.value("cuts", std::vector<double>{0.8, 0.95});
    double before = 0;
    for (const double cut : cuts) {
        if (!(cut > before && cut < 1))
            return failure(
                {.code = "performance.bad_cuts", .path = "/cuts", .params = JsonObject().put("cuts", Json(cuts))});
        before = cut;
    }
    return cuts;
}

}  // namespace

Concentration concentrationOf(std::span<const std::int64_t> descending) {
    const double all = total(descending);
    const auto count = static_cast<double>(descending.size());
    if (descending.empty() || all <= 0) return {};
    Concentration out;
    double weighted = 0;
    for (std::size_t i = 0; i < descending.size(); ++i) {
        const double share = static_cast<double>(descending[i]) / all;
        weighted += (count - 1 - 2 * static_cast<double>(i)) * share;  // ranks count from the smallest
        out.hhi += share * share;
    }
    out.gini = weighted / count;
    return out;
}

std::size_t membersForShare(std::span<const std::int64_t> descending, double share) {
    const double wanted = share * total(descending);
    std::int64_t sum = 0;
    std::size_t members = 0;
    while (members < descending.size() && static_cast<double>(sum) < wanted) sum += descending[members++];
    return members;
}

Json paretoParams() {
    return subjectSchema(R"json({
        "axis": {"type": "string", "description": "as in sales.pivot"},
        "measure": {"type": "string", "description": "a sum or count, default amount"},
        "cuts": {"type": "array", "items": {"type": "number"}, "minItems": 1, "maxItems": 4,
            "description": "cumulative shares that end class A, B …, default 0.8 and 0.95"},
        "limit": {"type": "integer", "minimum": 0, "maximum": 10000, "description": "rows told, default 100"}
    })json");
}

Result<Json> pareto(const RequestContext& context, const Json& params) {
    auto question = questionOf(context, params);
    if (!question) return tl::unexpected(question.error());
    const SalesData& data = *question->data;
    const Subject& subject = question->subject;
    auto cuts = cutsOf(params);
    if (!cuts) return tl::unexpected(cuts.error());
    auto found = valuesByMember(data, subject, params.value("axis", "customer"), params.value("measure", "amount"));
    if (!found) return tl::unexpected(found.error());

    const Ranked ranked = rank(*found);
    const std::span<const std::int64_t> values = ranked.values;
    const double all = total(values);
    std::vector<std::size_t> classEnd;
    for (const double cut : *cuts) classEnd.push_back(membersForShare(values, cut));
    classEnd.push_back(values.size());
    Json classes = Json::array();
    for (std::size_t c = 0; c < classEnd.size(); ++c) {
        const std::size_t begin = c == 0 ? 0 : classEnd[c - 1];
        const std::int64_t amount = sumOf(values.subspan(begin, classEnd[c] - begin));
        classes.push_back(JsonObject()
                              .put("key", std::string(1, static_cast<char>('A' + c)))
                              .put("members", classEnd[c] - begin)
                              .put("amount", amount)
                              .put("share", all > 0 ? static_cast<double>(amount) / all : 0));
    }
    Json rows = Json::array();
    std::int64_t sum = 0;
    const std::size_t shown = std::min(params.value("limit", kShownRows), values.size());
    for (std::size_t i = 0, inClass = 0; i < shown; ++i) {
        while (i >= classEnd[inClass]) ++inClass;
        sum += values[i];
        const std::uint32_t member = found->members[ranked.order[i]];
        rows.push_back(JsonObject()
                           .put("key", found->axis.keyOf(member))
                           .put("name", found->axis.nameOf(member))
                           .put("amount", values[i])
                           .put("share", static_cast<double>(values[i]) / all)
                           .put("cumulativeShare", static_cast<double>(sum) / all)
                           .put("class", std::string(1, static_cast<char>('A' + inClass)))
                           .put("rank", i + 1));
    }
    const auto head = static_cast<std::size_t>(std::ceil(kHead * static_cast<double>(values.size())));
    const Concentration concentration = concentrationOf(values);
    return JsonObject()
        .put("axis", found->axis.key)
        .put("unit", found->unit)
        .put("members", values.size())
        .put("total", sumOf(values))
        .put("classes", std::move(classes))
        .put("headShare", JsonObject()
                              .put("topPercent", kHead)
                              .put("members", head)
                              .put("share", all > 0 ? static_cast<double>(sumOf(values.first(head))) / all : 0))
        .put("gini", concentration.gini)
        .put("hhi", concentration.hhi)
        .put("curve", curveOf(values))
        .put("rows", std::move(rows))
        .put("zeros", ranked.zeros)
        .put("negatives", JsonObject().put("members", ranked.negatives).put("amount", ranked.negative))
        .put("unnamed", JsonObject().put("lines", found->unnamedLines).put("amount", found->unnamed))
        .put("records", subject.echo);
}

}  // namespace sandtable

#include "performance/pareto.h"

#include <algorithm>
#include <cmath>

#include "base/json_object.h"
#include "performance/concentration.h"
#include "sales/members.h"

namespace sandtable {
namespace {

constexpr std::size_t kCurvePoints = 200;
constexpr std::size_t kShownRows = 100;
constexpr double kHead = 0.2;  // the "20 %" of Pareto's rule

Json curveJson(std::span<const std::int64_t> descending) {
    Json curve = Json::array();
    for (const CurvePoint& point : concentrationCurve(descending, kCurvePoints))
        curve.push_back(JsonObject().put("memberRatio", point.memberRatio).put("share", point.share));
    return curve;
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

    const RankedValues ranked = rankValues(found->values);
    const std::span<const std::int64_t> values = ranked.values;
    const auto all = static_cast<double>(sumOf(values));
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
        .put("curve", curveJson(values))
        .put("rows", std::move(rows))
        .put("zeros", ranked.zeros)
        .put("negatives", JsonObject().put("members", ranked.negatives).put("amount", ranked.negative))
        .put("unnamed", JsonObject().put("lines", found->unnamedLines).put("amount", found->unnamed))
        .put("records", subject.echo);
}

}  // namespace sandtable

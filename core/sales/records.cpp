#include "sales/records.h"

#include <algorithm>
#include <numeric>

#include "base/json_object.h"
#include "sales/question.h"

namespace sandtable {
namespace {

constexpr std::size_t kMaxPage = 5000;

// Positions in the selection of one page; only as much is sorted as the page needs.
Result<std::vector<std::size_t>> pageOf(const FactTable& facts, const Selection& selection, const Json& params) {
    const std::string sort = params.value("sort", "day");
    const bool descending = params.value("descending", false);
    const std::size_t total = selection.size();
    const std::size_t offset = std::min(params.value("offset", std::size_t{0}), total);
    const std::size_t end = offset + std::min({params.value("limit", std::size_t{100}), kMaxPage, total - offset});
    std::vector<std::size_t> page;
    if (sort == "day") {  // rows are sorted by day: descending is the same from the other end
        for (std::size_t place = offset; place < end; ++place)
            page.push_back(selection.rowAt(descending ? total - 1 - place : place));
        return page;
    }
    const auto values = facts.amount(sort);
    if (values.empty())
        return failure({.code = "sales.bad_sort", .path = "/sort", .params = JsonObject().put("by", sort)});
    std::vector<std::uint32_t> rows(total);
    for (std::size_t place = 0; place < total; ++place)
        rows[place] = static_cast<std::uint32_t>(selection.rowAt(place));
    const auto before = [&](std::uint32_t a, std::uint32_t b) {
        if (values[a] == values[b]) return a < b;
        if (values[a] == kMissingAmount || values[b] == kMissingAmount) return values[b] == kMissingAmount;
        return descending ? values[a] > values[b] : values[a] < values[b];
    };
    std::nth_element(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(offset), rows.end(), before);
    std::partial_sort(rows.begin() + static_cast<std::ptrdiff_t>(offset),
                      rows.begin() + static_cast<std::ptrdiff_t>(end), rows.end(), before);
    page.assign(rows.begin() + static_cast<std::ptrdiff_t>(offset), rows.begin() + static_cast<std::ptrdiff_t>(end));
    return page;
}

Json recordOf(const FactTable& facts, std::size_t row) {
    Json record = Json::array();
    record.push_back(row < facts.sourceLine.size() && facts.sourceLine[row] > 0 ? Json(facts.sourceLine[row]) : Json());
    record.push_back(formatIsoDay(facts.day[row]));
    for (const auto& [measure, values] : facts.amounts)
        record.push_back(values[row] == kMissingAmount ? Json() : Json(values[row]));
    for (const auto& [key, column] : facts.dimensions) {
        const std::uint32_t code = column.codeAt(row);
        record.push_back(code == 0 ? Json() : Json(column.values()[code]));
    }
    return record;
}

}  // namespace

Json salesRecordsParams() {
    return subjectSchema(R"json({
        "sort": {"type": "string", "description": "day or an amount of the table, default day"},
        "descending": {"type": "boolean"},
        "offset": {"type": "integer", "minimum": 0},
        "limit": {"type": "integer", "minimum": 0, "maximum": 5000}
    })json");
}

Result<Json> salesRecords(const RequestContext& context, const Json& params) {
    auto question = questionOf(context, params);
    if (!question) return tl::unexpected(question.error());
    const SalesData& data = *question->data;
    const Subject& subject = question->subject;
    const FactTable& facts = data.facts();
    GroupingWants wants;
    for (const auto& [measure, values] : facts.amounts) wants.sums.push_back(measure);
    auto groups = groupBy(data, subject, {}, wants);
    if (!groups) return tl::unexpected(groups.error());
    const auto selection = data.select(data.lines(), subject.filter);
    auto page = pageOf(facts, *selection, params);
    if (!page) return tl::unexpected(page.error());

    Json columns = Json::array({"line", "day"});
    Json sums = Json::object();
    for (std::size_t s = 0; s < wants.sums.size(); ++s) {
        columns.push_back(wants.sums[s]);
        const bool known = groups->size() > 0 && groups->sums[s][0] != kMissingAmount;
        sums[wants.sums[s]] = known ? Json(groups->sums[s][0]) : Json();
    }
    for (const auto& [key, column] : facts.dimensions) columns.push_back(key);
    Json rows = Json::array();
    for (const std::size_t row : *page) rows.push_back(recordOf(facts, row));
    return JsonObject()
        .put("table", facts.name)
        .put("total", selection->size())
        .put("sums", std::move(sums))
        .put("columns", std::move(columns))
        .put("rows", std::move(rows));
}

}  // namespace sandtable

#include "performance/anomalies.h"

#include <algorithm>
#include <cmath>

#include "base/json_object.h"
#include "base/stable_sort.h"
#include "performance/year_before.h"
#include "sales/members.h"
#include "stats/robust.h"

namespace sandtable {
namespace {

constexpr double kDefaultFalseAlarms = 0.01;
constexpr std::size_t kShownFindings = 100;
constexpr std::string_view kWhole = "whole";  // axis and member: everything together, judged against the year before

// How far back a grain looks: window and least past periods, and how many recent periods are reported.
struct Reach {
    std::size_t window, least, recent;
};
Reach reachOf(Grain grain) { return grain == Grain::week ? Reach{26, 8, 13} : Reach{12, 6, 6}; }

Axis wholeAxis() {
    Axis axis;
    axis.key = kWhole;
    axis.members = {{std::string(kWhole), ""}};
    return axis;
}

struct Series {
    std::vector<double> values;
    std::vector<double> lines;
};

// Complete periods only: a week that has just begun is low for no other reason.
std::vector<Period> completePeriods(const SalesData& data, DayRange days, Grain grain) {
    std::vector<Period> periods = periodsTouching(data.calendar(), days, grain);
    const auto incomplete = [&](const Period& period) {
        const DayRange range = *data.calendar().rangeOf(period);
        return range.first < days.first || range.last > days.last;
    };
    std::erase_if(periods, incomplete);
    return periods;
}

// One series per member of the axis over the periods.
Result<std::vector<Series>> seriesOf(const SalesData& data, const Subject& subject, const Axis& axis,
                                     const MeasureList& measure, const std::vector<Period>& periods) {
    Axis time;
    time.kind = Axis::Kind::period;
    for (const Period& period : periods) time.codes.runs.push_back(*data.calendar().rangeOf(period));
    time.codes.size = periods.size();
    const bool whole = axis.key == kWhole;
    auto groups = groupBy(data, subject, whole ? std::vector{time} : std::vector{time, axis}, measure.wants());
    if (!groups) return tl::unexpected(groups.error());
    std::vector<Series> series(std::max<std::size_t>(1, axis.codes.size));
    for (Series& one : series) {
        one.values.assign(periods.size(), 0);
        one.lines.assign(periods.size(), 0);
    }
    for (std::size_t group = 0; group < groups->size(); ++group) {
        Series& one = series[whole ? 0 : groups->members[1][group]];
        const std::uint32_t period = groups->members[0][group];
        one.values[period] = measure.value(*groups, group, 0).number();
        one.lines[period] = static_cast<double>(groups->lines[group]);
    }
    return series;
}

// What each member was expected to do: against the others, or against itself a year before when there are none.
class Expecting {
public:
    Expecting(const SalesData& data, const std::vector<Period>& periods, const std::vector<Series>& series, Reach reach,
              bool whole)
        : reach_(reach), whole_(whole), total_(periods.size(), 0) {
        for (const Series& one : series)
            for (std::size_t t = 0; t < total_.size(); ++t) total_[t] += one.values[t];
        if (!whole) return;
        yearBefore_ = yearBeforeOf(data.calendar(), periods);
        for (const Period& period : periods)
            workingDays_.push_back(data.calendar().workingDays(*data.calendar().rangeOf(period)));
    }

    [[nodiscard]] std::vector<Expectation> of(const Series& one) const {
        if (whole_)
            return expectFromYearBefore(one.values, workingDays_, one.lines, yearBefore_, reach_.window, reach_.least);
        std::vector<double> rest(total_);
        for (std::size_t t = 0; t < rest.size(); ++t) rest[t] -= one.values[t];
        return expectFromRest(one.values, rest, one.lines, reach_.window, reach_.least);
    }

private:
    Reach reach_;
    bool whole_;
    std::vector<double> total_;
    std::vector<std::size_t> yearBefore_;
    std::vector<double> workingDays_;
};

struct Finding {
    std::uint32_t member;
    std::size_t period;
    double value, expected, low, high, score;
};

struct Band {
    double low, high;
};
Band bandOf(const Expectation& expectation, double z) {
    const double half = z * expectation.scale * expectation.expected;
    return {std::max(0.0, expectation.expected - half), expectation.expected + half};
}

Json numbers(const std::vector<double>& values) {
    Json list = Json::array();
    for (const double value : values) list.push_back(std::isnan(value) ? Json() : Json(value));
    return list;
}

Json seriesJson(const Axis& axis, std::uint32_t member, const std::vector<Period>& periods, const Series& series,
                const std::vector<Expectation>& expectations, double z) {
    Json names = Json::array();
    Json flags = Json::array();
    std::vector<double> expected, low, high;
    for (std::size_t t = 0; t < periods.size(); ++t) {
        names.push_back(formatPeriod(periods[t]));
        const Band band = bandOf(expectations[t], z);
        const bool known = expectations[t].known;
        expected.push_back(known ? expectations[t].expected : std::nan(""));
        low.push_back(known ? band.low : std::nan(""));
        high.push_back(known ? band.high : std::nan(""));
        flags.push_back(known && (series.values[t] < band.low || series.values[t] > band.high));
    }
    return JsonObject()
        .put("key", axis.keyOf(member))
        .put("name", axis.nameOf(member))
        .put("periods", std::move(names))
        .put("values", numbers(series.values))
        .put("expected", numbers(expected))
        .put("low", numbers(low))
        .put("high", numbers(high))
        .put("flags", std::move(flags));
}

}  // namespace

std::vector<Expectation> expectFromRest(std::span<const double> values, std::span<const double> rest,
                                        std::span<const double> lines, std::size_t window, std::size_t least) {
    std::vector<Expectation> out(values.size());
    std::vector<double> ratios;  // value / rest of past periods in which the others sold
    std::vector<double> errors;  // value / expected - 1 of past periods with an expectation
    std::vector<double> pastLines;
    const auto last = [window](const std::vector<double>& all) {
        return std::vector<double>(all.end() - static_cast<std::ptrdiff_t>(std::min(window, all.size())), all.end());
    };
    for (std::size_t t = 0; t < values.size(); ++t) {
        if (rest[t] <= 0) continue;
        if (ratios.size() >= least) {
            const double expected = medianOf(last(ratios)) * rest[t];
            if (expected > 0) {
                const double floor = 1 / std::sqrt(std::max(1.0, medianOf(last(pastLines))));
                const bool spreadKnown = errors.size() >= least;
                out[t] = {spreadKnown, expected, spreadKnown ? std::max(floor, madScale(last(errors))) : floor};
                errors.push_back(values[t] / expected - 1);
            }
        }
        ratios.push_back(values[t] / rest[t]);
        pastLines.push_back(lines[t]);
    }
    return out;
}

Json anomaliesParams() {
    return subjectSchema(R"json({
        "axis": {"type": "string", "description": "one series per member, or whole: everything together; default region or org"},
        "grain": {"enum": ["week", "month"], "description": "default week"},
        "measure": {"type": "string", "description": "a sum or count, default amount"},
        "falseAlarmRatio": {"type": "number", "minimum": 0.000001, "maximum": 0.5, "description": "per checked period, default 0.01"},
        "periods": {"type": "integer", "minimum": 1, "maximum": 1000, "description": "the last so many are reported, default 13 weeks or 6 months"},
        "member": {"type": ["string", "null"], "description": "also tell this member's whole series"}
    })json");
}

Result<Json> anomalies(const RequestContext& context, const Json& params) {
    auto question = questionOf(context, params);
    if (!question) return tl::unexpected(question.error());
    const SalesData& data = *question->data;
    const Subject& subject = question->subject;
    auto measure = additiveMeasure(data, params.value("measure", "amount"));
    if (!measure) return tl::unexpected(measure.error());
    const std::string spec = params.value("axis", data.hasUnits() ? "org" : "region");
    const bool whole = spec == kWhole;
    auto axis = whole ? Result<Axis>(wholeAxis()) : axisOf(data, spec, subject.days);
    if (!axis) return tl::unexpected(axis.error());
    if (axis->kind == Axis::Kind::period)
        return failure({.code = "sales.bad_axis", .path = "/axis", .params = JsonObject().put("axis", axis->key)});
    const Grain grain = params.value("grain", "week") == "month" ? Grain::month : Grain::week;
    const Reach reach = reachOf(grain);
    const std::vector<Period> periods = completePeriods(data, subject.days, grain);
    const std::size_t yearBefore = whole ? (grain == Grain::week ? 52 : 12) : 0;
    const std::size_t needed = yearBefore + 2 * reach.least + 1;
    if (periods.size() < needed)
        return failure({.code = "performance.too_short",
                        .path = "/grain",
                        .params = JsonObject().put("needed", needed).put("given", periods.size())});
    auto series = seriesOf(data, subject, *axis, *measure, periods);
    if (!series) return tl::unexpected(series.error());

    const Expecting expecting(data, periods, *series, reach, whole);
    const double falseAlarms = params.value("falseAlarmRatio", kDefaultFalseAlarms);
    const double z = normalQuantile(1 - falseAlarms / 2);
    const std::size_t recent = std::min(params.value("periods", reach.recent), periods.size());
    const std::string member = params.value("member", Json()).is_string() ? params["member"].get<std::string>() : "";

    std::vector<Finding> findings;
    std::size_t checked = 0;
    std::size_t everChecked = 0;
    std::size_t everFlagged = 0;
    Json told;
    for (std::uint32_t m = 0; m < series->size(); ++m) {
        const Series& one = (*series)[m];
        if (axis->keyOf(m).empty()) continue;
        const auto expectations = expecting.of(one);
        for (std::size_t t = 0; t < periods.size(); ++t) {
            if (!expectations[t].known) continue;
            const Band band = bandOf(expectations[t], z);
            const bool outside = one.values[t] < band.low || one.values[t] > band.high;
            ++everChecked;
            everFlagged += outside;
            if (t + recent < periods.size()) continue;
            ++checked;
            const double expected = expectations[t].expected;
            const double score = (one.values[t] / expected - 1) / expectations[t].scale;
            if (outside) findings.push_back({m, t, one.values[t], expected, band.low, band.high, score});
        }
        if (!member.empty() && axis->keyOf(m) == member) told = seriesJson(*axis, m, periods, one, expectations, z);
    }
    stableSort(findings, [](const Finding& a, const Finding& b) {
        return std::fabs(a.value - a.expected) > std::fabs(b.value - b.expected);
    });
    Json list = Json::array();
    for (std::size_t i = 0; i < std::min(kShownFindings, findings.size()); ++i) {
        const Finding& finding = findings[i];
        list.push_back(JsonObject()
                           .put("key", axis->keyOf(finding.member))
                           .put("name", axis->nameOf(finding.member))
                           .put("period", formatPeriod(periods[finding.period]))
                           .put("value", finding.value)
                           .put("expected", finding.expected)
                           .put("low", finding.low)
                           .put("high", finding.high)
                           .put("score", finding.score)
                           .put("direction", finding.score > 0 ? "up" : "down"));
    }
    return JsonObject()
        .put("axis", axis->key)
        .put("grain", grain == Grain::week ? "week" : "month")
        .put("measure", measure->all().front().name)
        .put("unit", measure->all().front().unit)
        .put("falseAlarmRatio", falseAlarms)
        .put("checked", checked)
        .put("expectedFalseAlarms", falseAlarms * static_cast<double>(checked))
        .put("flaggedRatio",
             everChecked == 0 ? Json() : Json(static_cast<double>(everFlagged) / static_cast<double>(everChecked)))
        .put("from", formatPeriod(periods[periods.size() - recent]))
        .put("to", formatPeriod(periods.back()))
        .put("findings", std::move(list))
        .put("found", findings.size())
        .put("series", std::move(told))
        .put("method", whole ? "yearBefore" : "shareOfOthers")
        .put("records", subject.echo);
}

}  // namespace sandtable

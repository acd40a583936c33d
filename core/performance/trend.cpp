#include "performance/trend.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "base/json_object.h"
#include "base/stable_sort.h"
#include "sales/measures.h"
#include "sales/question.h"

namespace sandtable {
namespace {

constexpr std::size_t kDefaultPeriods = 24;
constexpr std::size_t kDefaultSeries = 5;

Grain grainOf(const std::string& name) {
    if (name == "year") return Grain::year;
    if (name == "quarter") return Grain::quarter;
    return name == "week" ? Grain::week : Grain::month;
}

// One stretch of days that is asked for, and where its values are.
struct Stretch {
    Period period;
    DayRange whole;    // the period
    DayRange counted;  // what of it is counted: up to asOf, or as many working days as the running one has had
};

struct Point {
    Stretch now;
    Stretch previous;
    Stretch lastYear;
    bool partial = false;  // still running, or the data begin inside it
};

// The values of each (series, stretch), one per measure. A stretch is counted once, whatever it is compared with.
class StretchValues {
public:
    StretchValues(const SalesData& data, const Subject& subject, const MeasureList& measures,
                  const std::vector<Axis>& seriesAxis)
        : data_(data), subject_(subject), measures_(measures), seriesAxis_(seriesAxis) {}

    // Counts a list of stretches: ascending and without overlap once the doubled ones are dropped.
    Result<void> count(std::vector<DayRange> ranges) {
        stableSort(ranges, [](DayRange a, DayRange b) { return a.first < b.first; });
        ranges.erase(std::unique(ranges.begin(), ranges.end()), ranges.end());
        std::erase_if(ranges, [this](DayRange range) {
            return range.last < range.first || std::find(counted_.begin(), counted_.end(), range) != counted_.end();
        });
        counted_.insert(counted_.end(), ranges.begin(), ranges.end());
        const auto firstPart = std::stable_partition(ranges.begin(), ranges.end(),
                                                     [this](DayRange range) { return wholeMonths(data_, range); });
        for (const bool whole : {true, false}) {
            const std::vector<DayRange> part =
                whole ? std::vector(ranges.begin(), firstPart) : std::vector(firstPart, ranges.end());
            if (part.empty()) continue;
            if (auto counted = countPart(part, whole); !counted) return counted;
        }
        return {};
    }

    // No rows in a stretch the data cover: nothing sold, which for a sum or count is zero.
    [[nodiscard]] MeasureValue of(std::size_t measure, std::uint32_t member, DayRange range) const {
        const auto it = values_.find({member, range.first, range.last});
        if (it != values_.end()) return it->second[measure];
        const bool covered =
            range.first <= range.last && range.last >= data_.days().first && range.first <= data_.days().last;
        const bool adds = measures_.all()[measure].kind != SalesMeasure::Kind::quotient;
        return covered && adds ? MeasureValue{0, std::nullopt} : MeasureValue{};
    }

private:
    // Stretches of whole months need no single lines.
    Result<void> countPart(const std::vector<DayRange>& ranges, bool wholeMonths) {
        Axis stretches;
        stretches.kind = Axis::Kind::period;
        stretches.grain = Grain::month;
        stretches.fiscal = wholeMonths;
        stretches.codes.runs = ranges;
        stretches.codes.size = ranges.size();
        std::vector<Axis> axes = {std::move(stretches)};
        axes.insert(axes.end(), seriesAxis_.begin(), seriesAxis_.end());
        // Comparison reaches back before the days asked for.
        Subject unbounded = subject_;
        unbounded.filter.days.reset();
        auto groups = groupBy(data_, unbounded, axes, measures_.wants());
        if (!groups) return tl::unexpected(groups.error());
        for (std::size_t group = 0; group < groups->size(); ++group) {
            const std::uint32_t member = seriesAxis_.empty() ? 0 : groups->members[1][group];
            const DayRange range = ranges[groups->members[0][group]];
            std::vector<MeasureValue>& values = values_[{member, range.first, range.last}];
            for (std::size_t m = 0; m < measures_.all().size(); ++m)
                values.push_back(measures_.value(*groups, group, m));
        }
        return {};
    }

    struct Key {
        std::uint32_t member;
        Day first, last;
        friend auto operator<=>(const Key&, const Key&) = default;
    };
    const SalesData& data_;
    const Subject& subject_;
    const MeasureList& measures_;
    const std::vector<Axis>& seriesAxis_;
    std::vector<DayRange> counted_;
    std::map<Key, std::vector<MeasureValue>> values_;
};

Period before(const FiscalCalendar& calendar, const Period& period) {
    return calendar.periodOf(calendar.rangeOf(period)->first - 1, period.grain);
}

Stretch compared(const FiscalCalendar& calendar, const Stretch& now, const Period& other, Day asOf) {
    const DayRange whole = *calendar.rangeOf(other);
    DayRange counted = whole;
    if (asOf < now.whole.last) counted.last = calendar.equalElapsedDay(now.whole, asOf, whole);
    return {other, whole, counted};
}

// A stretch that begins before the data do would make every later one look like growth: its value is told, no ratio.
bool beginsWithData(const SalesData& data, DayRange stretch) {
    const Day first = data.days().first;
    return stretch.first >= first || data.calendar().workingDays({stretch.first, first - 1}) == 0;
}

std::vector<Point> pointsOf(const SalesData& data, DayRange days, Grain grain, std::size_t count, Day asOf) {
    const FiscalCalendar& calendar = data.calendar();
    std::vector<Period> periods = periodsTouching(calendar, {days.first, std::min(days.last, asOf)}, grain);
    if (periods.size() > count) periods.erase(periods.begin(), periods.end() - static_cast<std::ptrdiff_t>(count));
    std::vector<Point> points;
    for (const Period& period : periods) {
        Point point;
        const DayRange whole = *calendar.rangeOf(period);
        point.now = {period, whole, {whole.first, std::min(whole.last, asOf)}};
        point.partial = asOf < whole.last || !beginsWithData(data, whole);
        point.previous = compared(calendar, point.now, before(calendar, period), asOf);
        point.lastYear = compared(calendar, point.now, calendar.shiftYears(period, -1), asOf);
        points.push_back(point);
    }
    return points;
}

// now ÷ then − 1; none where that says nothing.
std::optional<double> growth(const SalesData& data, const MeasureValue& now, const MeasureValue& then,
                             const Stretch& stretch) {
    const bool comparable =
        beginsWithData(data, stretch.counted) && !now.missing() && !then.missing() && then.number() > 0;
    return comparable ? std::optional(now.number() / then.number() - 1) : std::nullopt;
}

Json stretchJson(const SalesData& data, const Stretch& stretch) {
    return JsonObject()
        .put("period", formatPeriod(stretch.period))
        .put("from", formatIsoDay(stretch.counted.first))
        .put("to", formatIsoDay(stretch.counted.last))
        .put("whole", beginsWithData(data, stretch.counted));
}

Json comparisonJson(const SalesData& data, const MeasureValue& now, const MeasureValue& then, const Stretch& stretch) {
    const auto ratio = growth(data, now, then, stretch);
    Json result = stretchJson(data, stretch);
    result["value"] = then.json();
    result["ratio"] = ratio ? Json(*ratio) : Json();
    return result;
}

Json periodJson(const SalesData& data, const Point& point, Day asOf) {
    return JsonObject()
        .put("period", formatPeriod(point.now.period))
        .put("partial", point.partial)
        .put("elapsedRatio", data.calendar().elapsedRatio(point.now.whole, asOf));
}

Json pointJson(const SalesData& data, const Point& point, const StretchValues& values, std::size_t measure,
               std::uint32_t member, Day asOf) {
    const MeasureValue now = values.of(measure, member, point.now.counted);
    Json result = periodJson(data, point, asOf);
    result["value"] = now.json();
    result["previous"] = comparisonJson(data, now, values.of(measure, member, point.previous.counted), point.previous);
    result["lastYear"] = comparisonJson(data, now, values.of(measure, member, point.lastYear.counted), point.lastYear);
    return result;
}

// The same in columns, [measure][series][period], NaN where there is nothing to tell; what all series share is told once.
Json columnsReply(const RequestContext& context, const SalesData& data, const MeasureList& measures,
                  const std::vector<Axis>& axis, const std::vector<std::uint32_t>& members,
                  const std::vector<Point>& points, const StretchValues& values, Day asOf) {
    Json list = Json::array(), series = Json::array(), periods = Json::array();
    for (const SalesMeasure& measure : measures.all())
        list.push_back(JsonObject().put("measure", measure.name).put("unit", measure.unit));
    for (const std::uint32_t member : members)
        series.push_back(
            axis.empty()
                ? Json(JsonObject().put("key", nullptr).put("name", nullptr))
                : Json(JsonObject().put("key", axis.front().keyOf(member)).put("name", axis.front().nameOf(member))));
    for (const Point& point : points) {
        Json period = periodJson(data, point, asOf);
        period["previous"] = stretchJson(data, point.previous);
        period["lastYear"] = stretchJson(data, point.lastYear);
        periods.push_back(std::move(period));
    }
    std::vector<double> now, previous, previousRatio, lastYear, lastYearRatio;
    const auto number = [](const MeasureValue& value) { return value.missing() ? std::nan("") : value.number(); };
    for (std::size_t measure = 0; measure < measures.size(); ++measure) {
        for (const std::uint32_t member : members) {
            for (const Point& point : points) {
                const MeasureValue value = values.of(measure, member, point.now.counted);
                const MeasureValue before = values.of(measure, member, point.previous.counted);
                const MeasureValue yearAgo = values.of(measure, member, point.lastYear.counted);
                now.push_back(number(value));
                previous.push_back(number(before));
                previousRatio.push_back(growth(data, value, before, point.previous).value_or(std::nan("")));
                lastYear.push_back(number(yearAgo));
                lastYearRatio.push_back(growth(data, value, yearAgo, point.lastYear).value_or(std::nan("")));
            }
        }
    }
    ResultColumns columns;
    columns.doubles = {{"value", std::move(now)},
                       {"previous", std::move(previous)},
                       {"previousRatio", std::move(previousRatio)},
                       {"lastYear", std::move(lastYear)},
                       {"lastYearRatio", std::move(lastYearRatio)}};
    return JsonObject()
        .put("measures", std::move(list))
        .put("series", std::move(series))
        .put("periods", std::move(periods))
        .put("resultId", context.keepColumns(std::move(columns)));
}

// The members with the largest values over the days asked for, largest first.
Result<std::vector<std::uint32_t>> largest(const SalesData& data, const Subject& subject, const Axis& axis,
                                           const MeasureList& measure, std::size_t count) {
    auto groups = groupBy(data, subject, {axis}, measure.wants());
    if (!groups) return tl::unexpected(groups.error());
    std::vector<std::pair<double, std::uint32_t>> found;
    for (std::size_t group = 0; group < groups->size(); ++group) {
        const MeasureValue value = measure.value(*groups, group, 0);
        if (!value.missing()) found.emplace_back(-value.number(), groups->members[0][group]);
    }
    stableSort(found, std::less<>{});
    std::vector<std::uint32_t> members;
    for (std::size_t i = 0; i < std::min(count, found.size()); ++i) members.push_back(found[i].second);
    return members;
}

}  // namespace

Json trendParams() {
    return subjectSchema(R"json({
        "grain": {"enum": ["week", "month", "quarter", "year"], "description": "default month"},
        "measure": {"type": "string", "description": "a measure of sales.pivot without relation, default amount"},
        "measures": {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": 12, "description": "several in one pass, instead of measure; the axis is cut by the first"},
        "asOf": {"type": ["string", "null"], "description": "ISO day, default the last day of the facts"},
        "periods": {"type": "integer", "minimum": 1, "maximum": 1000, "description": "the last so many, default 24"},
        "axis": {"type": ["string", "null"], "description": "one series per member"},
        "top": {"type": "integer", "minimum": 1, "maximum": 50, "description": "of the axis, default 5"},
        "reply": {"enum": ["rows", "columns"], "description": "columns: value previous previousRatio lastYear lastYearRatio as [measure][series][period]"}
    })json");
}

Result<Json> trend(const RequestContext& context, const Json& params) {
    auto question = questionOf(context, params);
    if (!question) return tl::unexpected(question.error());
    const SalesData& data = *question->data;
    const Subject& subject = question->subject;
    std::vector<std::string> wanted = {params.value("measure", "amount")};
    if (const auto it = params.find("measures"); it != params.end()) wanted = it->get<std::vector<std::string>>();
    auto measures = MeasureList::parse(data, wanted);
    if (!measures) return tl::unexpected(measures.error());
    const auto named = asOfDay(params, data.days().last);
    if (!named) return tl::unexpected(named.error());
    const Day asOf = std::min(*named, data.days().last);
    std::vector<Axis> seriesAxis;
    std::vector<std::uint32_t> members = {0};
    if (const auto it = params.find("axis"); it != params.end() && it->is_string()) {
        auto axis = axisOf(data, it->get_ref<const std::string&>(), subject.days);
        if (!axis) return tl::unexpected(axis.error());
        if (axis->kind == Axis::Kind::period)
            return failure({.code = "sales.bad_axis", .path = "/axis", .params = JsonObject().put("axis", axis->key)});
        auto found = largest(data, subject, *axis, *measures, params.value("top", kDefaultSeries));
        if (!found) return tl::unexpected(found.error());
        members = std::move(*found);
        seriesAxis.push_back(std::move(*axis));
    }

    const std::string grain = params.value("grain", "month");
    const auto points = pointsOf(data, subject.days, grainOf(grain), params.value("periods", kDefaultPeriods), asOf);
    StretchValues values(data, subject, *measures, seriesAxis);
    for (const auto part : {&Point::now, &Point::previous, &Point::lastYear}) {
        std::vector<DayRange> ranges;
        for (const Point& point : points) ranges.push_back((point.*part).counted);
        if (auto counted = values.count(std::move(ranges)); !counted) return tl::unexpected(counted.error());
    }
    if (params.value("reply", "rows") == "columns") {
        Json reply = columnsReply(context, data, *measures, seriesAxis, members, points, values, asOf);
        reply["asOf"] = formatIsoDay(asOf);
        reply["grain"] = grain;
        return reply;
    }
    Json all = Json::array();
    for (std::size_t measure = 0; measure < measures->size(); ++measure) {
        Json series = Json::array();
        for (const std::uint32_t member : members) {
            Json list = Json::array();
            for (const Point& point : points) list.push_back(pointJson(data, point, values, measure, member, asOf));
            Json entry = JsonObject().put("key", nullptr).put("name", nullptr).put("points", std::move(list));
            if (!seriesAxis.empty()) {
                entry["key"] = seriesAxis.front().keyOf(member);
                entry["name"] = seriesAxis.front().nameOf(member);
            }
            series.push_back(std::move(entry));
        }
        all.push_back(JsonObject()
                          .put("asOf", formatIsoDay(asOf))
                          .put("grain", grain)
                          .put("measure", measures->all()[measure].name)
                          .put("unit", measures->all()[measure].unit)
                          .put("series", std::move(series)));
    }
    if (params.find("measures") == params.end()) return std::move(all.front());
    return JsonObject().put("asOf", formatIsoDay(asOf)).put("grain", grain).put("measures", std::move(all));
}

}  // namespace sandtable

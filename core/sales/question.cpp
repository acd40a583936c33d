#include "sales/question.h"

#include <algorithm>
#include <array>
#include <limits>

#include "base/json_object.h"
#include "base/text.h"
#include "request/schema_text.h"
#include "sales/new_customers.h"

namespace sandtable {
namespace {

constexpr std::size_t kMaxPeriods = 20'000;
constexpr std::string_view kUnitPrefix = "org:";

Error noSuchDimension(const SalesData& data, std::string path, const std::string& dimension) {
    Json known = Json::array();
    for (const auto& [key, column] : data.facts().dimensions) known.push_back(key);
    return {.code = "sales.no_such_dimension",
            .path = std::move(path),
            .params = JsonObject().put("dimension", dimension).put("known", std::move(known))};
}

Error noUnits(const SalesData& data, std::string path) {
    return {.code = "sales.no_units", .path = std::move(path), .params = JsonObject().put("table", data.facts().name)};
}

Errors at(std::string_view path, Errors errors) {
    for (Error& error : errors)
        if (error.path.empty()) error.path = path;
    return errors;
}

Result<void> addValues(const SalesData& data, const std::string& dimension, const Json& values, RowFilter& filter) {
    const DimensionColumn* column = data.facts().dimension(dimension);
    if (column == nullptr && dimension == kNewCustomer) return {};  // settled once the days are known
    if (column == nullptr) return failure(noSuchDimension(data, "/filters/" + dimension, dimension));
    RowFilter::Accepted accepted{dimension, std::vector<std::uint8_t>(column->values().size())};
    for (const Json& value : values) {
        if (value.is_null()) {
            accepted.codes[0] = 1;
        } else if (const int code = column->find(value.get_ref<const std::string&>()); code > 0) {
            accepted.codes[static_cast<std::size_t>(code)] = 1;
        }
    }
    filter.columns.push_back(std::move(accepted));
    return {};
}

// The filter by new and existing customers; null without one, or where a column of the table has its name.
const Json* newCustomersAsked(const SalesData& data, const Json& params) {
    const auto filters = params.find("filters");
    if (filters == params.end() || data.facts().dimension(std::string(kNewCustomer)) != nullptr) return nullptr;
    const auto values = filters->find(kNewCustomer);
    return values == filters->end() ? nullptr : &*values;
}

Result<void> addUnit(const SalesData& data, const Json& params, RowFilter& filter) {
    const bool nobody = params.value("unattributed", false);
    const auto unit = params.find("unit");
    const bool named = unit != params.end() && unit->is_string();
    if (!named && !nobody) return {};
    if (!data.hasUnits()) return failure(noUnits(data, named ? "/unit" : "/unattributed"));
    RowFilter::Accepted accepted{std::string(kLeafColumn), std::vector<std::uint8_t>(data.tree().leafCount() + 1)};
    if (nobody) {
        accepted.codes[0] = 1;
    } else {
        const int found = data.tree().find(unit->get_ref<const std::string&>());
        if (found < 0)
            return failure({.code = "sales.no_such_unit", .path = "/unit", .params = JsonObject().put("unit", *unit)});
        // A root without a value of its own stands for the whole table, rows of nobody included.
        const bool everything = found == 0 && data.tree()[0].matchValue.empty();
        if (everything) return {};
        for (int leaf = data.tree()[found].firstLeaf; leaf <= data.tree()[found].lastLeaf; ++leaf)
            accepted.codes[static_cast<std::size_t>(leaf) + 1] = 1;
    }
    filter.columns.push_back(std::move(accepted));
    return {};
}

void narrow(DayRange& days, DayRange by) {
    days.first = std::max(days.first, by.first);
    days.last = std::min(days.last, by.last);
}

Result<DayRange> daysAsked(const SalesData& data, const Json& params) {
    DayRange days{std::numeric_limits<Day>::min() / 2, std::numeric_limits<Day>::max() / 2};
    if (const auto it = params.find("period"); it != params.end() && it->is_string()) {
        auto period = parsePeriod(it->get_ref<const std::string&>());
        if (!period) return tl::unexpected(at("/period", period.error()));
        auto range = data.calendar().rangeOf(*period);
        if (!range) return tl::unexpected(at("/period", range.error()));
        narrow(days, *range);
    }
    if (const auto it = params.find("from"); it != params.end() && it->is_string()) {
        auto day = parseIsoDay(it->get_ref<const std::string&>());
        if (!day) return tl::unexpected(at("/from", day.error()));
        narrow(days, {*day, days.last});
    }
    if (const auto it = params.find("to"); it != params.end() && it->is_string()) {
        auto day = parseIsoDay(it->get_ref<const std::string&>());
        if (!day) return tl::unexpected(at("/to", day.error()));
        narrow(days, {days.first, *day});
    }
    return days;
}

struct PeriodSpec {
    std::string_view name;
    Grain grain;
    bool fiscal;
};
constexpr std::array<PeriodSpec, 9> kPeriodSpecs = {{{"year", Grain::year, true},
                                                     {"quarter", Grain::quarter, true},
                                                     {"month", Grain::month, true},
                                                     {"week", Grain::week, true},
                                                     {"day", Grain::day, true},
                                                     {"calendarYear", Grain::year, false},
                                                     {"calendarQuarter", Grain::quarter, false},
                                                     {"calendarMonth", Grain::month, false},
                                                     {"isoWeek", Grain::week, false}}};

Result<Axis> periodAxis(const SalesData& data, const PeriodSpec& spec, DayRange days) {
    Axis axis;
    axis.key = spec.name;
    axis.kind = Axis::Kind::period;
    axis.grain = spec.grain;
    axis.fiscal = spec.fiscal;
    const FiscalCalendar plain;
    const FiscalCalendar& calendar = spec.fiscal ? data.calendar() : plain;
    const auto add = [&](const Period& period, DayRange range) {
        std::string name = formatPeriod(period);
        axis.members.push_back({name, name});
        axis.codes.runs.push_back(range);
    };
    if (spec.grain == Grain::day) {
        for (Day day = days.first; day <= days.last && axis.members.size() <= kMaxPeriods; ++day) {
            axis.members.push_back({formatIsoDay(day), formatIsoDay(day)});
            axis.codes.runs.push_back({day, day});
        }
    } else {
        for (const Period& period : periodsTouching(calendar, days, spec.grain)) add(period, *calendar.rangeOf(period));
    }
    if (axis.members.size() > kMaxPeriods)
        return failure(
            {.code = "sales.too_many_periods", .path = "", .params = JsonObject().put("limit", kMaxPeriods)});
    axis.codes.size = axis.members.size();
    return axis;
}

Axis cyclicAxis(const SalesData& data, const std::string& spec) {
    Axis axis;
    axis.key = spec;
    axis.kind = Axis::Kind::cyclic;
    const bool weekday = spec == "weekday";
    for (int member = 1; member <= (weekday ? 7 : 12); ++member)
        axis.members.push_back({std::to_string(member), std::to_string(member)});
    axis.codes.size = axis.members.size();
    axis.codes.firstDay = data.days().first;
    for (Day day = data.days().first; day <= data.days().last; ++day)
        axis.codes.memberOfDay.push_back(
            static_cast<std::uint32_t>((weekday ? weekdayOf(day) : civilFromDay(day).month) - 1));
    return axis;
}

Result<Axis> unitAxis(const SalesData& data, const std::string& spec) {
    if (!data.hasUnits()) return failure(noUnits(data, ""));
    const OrgTree& tree = data.tree();
    const std::string level = spec.size() > kUnitPrefix.size() ? spec.substr(kUnitPrefix.size()) : "";
    Axis axis;
    axis.key = spec;
    axis.kind = Axis::Kind::unit;
    axis.members.push_back({"", ""});  // nobody's, and what hangs above this level
    axis.codes.column = kLeafColumn;
    axis.codes.memberOfCode.assign(static_cast<std::size_t>(tree.leafCount()) + 1, 0);
    for (int unit = 0; unit < tree.size(); ++unit) {
        const bool wanted = level.empty() ? tree[unit].children.empty() : tree[unit].level == level;
        if (!wanted) continue;
        const auto member = static_cast<std::uint32_t>(axis.members.size());
        axis.members.push_back({tree[unit].id, tree[unit].name});
        for (int leaf = tree[unit].firstLeaf; leaf <= tree[unit].lastLeaf; ++leaf)
            axis.codes.memberOfCode[static_cast<std::size_t>(leaf) + 1] = member;
    }
    if (axis.members.size() == 1)
        return failure({.code = "sales.no_such_level", .path = "", .params = JsonObject().put("level", level)});
    axis.codes.size = axis.members.size();
    return axis;
}

// What an aggregate would have to hold to answer; nothing where only the lines can: days that begin or end within a month,
// periods of other calendars, two grains at once.
std::optional<Aggregates::Need> aggregateNeed(const SalesData& data, const RowFilter& filter,
                                              const std::vector<Axis>& axes, const GroupingWants& wants) {
    Aggregates::Need need;
    if (filter.days) {
        if (!wholeMonths(data, *filter.days)) return std::nullopt;
        need.grain = Grain::month;
    }
    for (const Axis& axis : axes) {
        if (!axis.codes.column.empty()) {
            need.columns.insert(axis.codes.column);
            continue;
        }
        if (axis.kind != Axis::Kind::period || !axis.fiscal || axis.grain == Grain::day) return std::nullopt;
        const Grain grain = axis.grain == Grain::week ? Grain::week : Grain::month;
        if (need.grain && *need.grain != grain) return std::nullopt;
        need.grain = grain;
    }
    for (const RowFilter::Accepted& accepted : filter.columns) need.columns.insert(accepted.column);
    need.sums.insert(wants.sums.begin(), wants.sums.end());
    need.distinct.insert(wants.distinct.begin(), wants.distinct.end());
    return need;
}

}  // namespace

bool wholeMonths(const SalesData& data, DayRange days) {
    const auto startsMonth = [&](Day day) {
        return data.calendar().rangeOf(data.calendar().periodOf(day, Grain::month))->first == day;
    };
    return (days.first <= data.days().first || startsMonth(days.first)) &&
           (days.last >= data.days().last || startsMonth(days.last + 1));
}

Result<Question> questionOf(const RequestContext& context, const Json& params) {
    auto data = SalesData::of(context, params);
    if (!data) return tl::unexpected(data.error());
    auto subject = subjectOf(**data, params);
    if (!subject) return tl::unexpected(subject.error());
    return Question{std::move(*data), std::move(*subject)};
}

Result<Question> questionWithoutPeriod(const RequestContext& context, const Json& params) {
    Json without = params;
    without.erase("period");
    return questionOf(context, without);
}

Result<Day> asOfDay(const Json& params, Day fallback) {
    const auto it = params.find("asOf");
    if (it == params.end() || !it->is_string()) return fallback;
    auto day = parseIsoDay(it->get_ref<const std::string&>());
    if (!day) return tl::unexpected(at("/asOf", day.error()));
    return day;
}

Json subjectSchema(std::string_view more) {
    Json schema = schemaOf(R"json({
        "type": "object",
        "properties": {
            "table": {"type": "string", "description": "default: the plan's orders table"},
            "filters": {
                "type": "object",
                "description": "dimension -> accepted values; null accepts rows without one. newCustomer: new, existing: whether the customer bought before the days asked for",
                "additionalProperties": {"type": "array", "items": {"type": ["string", "null"]}}
            },
            "unit": {"type": ["string", "null"], "description": "orgUnits id: rows attributed to it or below"},
            "unattributed": {"type": "boolean", "description": "only rows attributed to no unit"},
            "period": {"type": ["string", "null"], "description": "2026 | 2026-Q1 | 2026-03 | 2026-W09, fiscal"},
            "from": {"type": ["string", "null"], "description": "ISO day, inclusive"},
            "to": {"type": ["string", "null"], "description": "ISO day, inclusive"}
        },
        "additionalProperties": false
    })json");
    schema["properties"].update(schemaOf(more));
    return schema;
}

Result<Subject> subjectOf(const SalesData& data, const Json& params) {
    Subject subject;
    if (const auto filters = params.find("filters"); filters != params.end()) {
        for (const auto& [dimension, values] : filters->items())
            if (auto added = addValues(data, dimension, values, subject.filter); !added)
                return tl::unexpected(added.error());
    }
    if (auto added = addUnit(data, params, subject.filter); !added) return tl::unexpected(added.error());
    auto asked = daysAsked(data, params);
    if (!asked) return tl::unexpected(asked.error());
    subject.days = data.days();
    if (asked->first > subject.days.first || asked->last < subject.days.last) subject.filter.days = *asked;
    narrow(subject.days, *asked);
    if (const Json* values = newCustomersAsked(data, params)) {
        auto accepted = newCustomerFilter(data, *values, subject.days);
        if (!accepted) return tl::unexpected(at("/filters/newCustomer", accepted.error()));
        subject.filter.columns.push_back(std::move(*accepted));
    }
    subject.echo = Json::object();
    for (const char* name : {"table", "filters", "unit", "unattributed", "period", "from", "to"})
        if (const auto it = params.find(name); it != params.end()) subject.echo[name] = *it;
    return subject;
}

Result<Axis> axisOf(const SalesData& data, const std::string& spec, DayRange days) {
    const auto period = std::find_if(kPeriodSpecs.begin(), kPeriodSpecs.end(),
                                     [&](const PeriodSpec& candidate) { return candidate.name == spec; });
    if (period != kPeriodSpecs.end()) return periodAxis(data, *period, days);
    if (spec == "weekday" || spec == "monthOfYear") return cyclicAxis(data, spec);
    if (spec == "org" || spec.starts_with(kUnitPrefix)) return unitAxis(data, spec);
    const DimensionColumn* column = data.facts().dimension(spec);
    if (column == nullptr && spec == kNewCustomer) return newCustomerAxis(data, days);
    if (column == nullptr) return failure(noSuchDimension(data, "", spec));
    Axis axis;
    axis.key = spec;
    axis.codes.column = spec;
    axis.codes.size = column->values().size();
    axis.values = &column->values();
    return axis;
}

Result<Groups> groupBy(const SalesData& data, const Subject& subject, const std::vector<Axis>& axes,
                       const GroupingWants& wants) {
    RowFilter filter = subject.filter;
    const DayRange all = data.days();
    if (filter.days && filter.days->first <= all.first && filter.days->last >= all.last) filter.days.reset();
    const auto need = aggregateNeed(data, filter, axes, wants);
    const RowSource& source = need ? data.sourceFor(*need) : data.lines();
    std::vector<AxisCodes> codes;
    codes.reserve(axes.size());
    for (const Axis& axis : axes) codes.push_back(axis.codes);
    const auto selection = data.select(source, filter);
    return groupRows(source, *selection, codes, wants);
}

}  // namespace sandtable

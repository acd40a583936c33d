#include "performance/comparison.h"

#include <algorithm>
#include <optional>

#include "base/json_object.h"

namespace sandtable {
namespace {

struct Part {
    DayRange days;
    std::optional<Period> period;
};

tl::unexpected<Errors> bad(std::string_view part) {
    return failure({.code = "performance.bad_comparison",
                    .path = "/" + std::string(part),
                    .params = JsonObject().put("part", part)});
}

Result<Part> partOf(const SalesData& data, const Json& params, const char* name) {
    const Json& given = params[name];
    if (const auto it = given.find("period"); it != given.end()) {
        auto period = parsePeriod(it->get_ref<const std::string&>());
        if (!period) return tl::unexpected(period.error());
        auto days = data.calendar().rangeOf(*period);
        if (!days) return tl::unexpected(days.error());
        return Part{*days, *period};
    }
    if (!given.contains("from") || !given.contains("to")) return bad(name);
    auto from = parseIsoDay(given["from"].get_ref<const std::string&>());
    if (!from) return tl::unexpected(from.error());
    auto to = parseIsoDay(given["to"].get_ref<const std::string&>());
    if (!to) return tl::unexpected(to.error());
    if (*to < *from) return bad(name);
    return Part{{*from, *to}, std::nullopt};
}

}  // namespace

const std::string_view kComparisonParams = R"json(
        "base": {"type": "object", "properties": {"period": {"type": "string"}, "from": {"type": "string"}, "to": {"type": "string"}},
            "additionalProperties": false, "description": "default: a year before current"},
        "current": {"type": "object", "properties": {"period": {"type": "string"}, "from": {"type": "string"}, "to": {"type": "string"}},
            "additionalProperties": false, "description": "default: the fiscal year of the last day"},
        "asOf": {"type": ["string", "null"], "description": "ISO day, default the last day of the facts"},
        "equalElapsed": {"type": "boolean", "description": "default true: a running period is compared with as many working days"}
)json";

Result<Comparison> comparisonOf(const SalesData& data, const Json& params) {
    const FiscalCalendar& calendar = data.calendar();
    const auto named = asOfDay(params, data.days().last);
    if (!named) return tl::unexpected(named.error());
    const Day asOf = std::min(*named, data.days().last);
    Part current;
    if (params.contains("current")) {
        auto part = partOf(data, params, "current");
        if (!part) return tl::unexpected(part.error());
        current = *part;
    } else {
        current.period = calendar.fiscalYearOf(asOf);
        current.days = *calendar.rangeOf(*current.period);
    }
    Part base;
    if (params.contains("base")) {
        auto part = partOf(data, params, "base");
        if (!part) return tl::unexpected(part.error());
        base = *part;
    } else if (current.period) {
        base.period = calendar.shiftYears(*current.period, -1);
        base.days = *calendar.rangeOf(*base.period);
    } else {
        return bad("base");
    }
    Comparison out{base.days, current.days, false};
    if (current.period && base.period && params.value("equalElapsed", true) && asOf < out.current.last) {
        out.base.last = calendar.equalElapsedDay(out.current, asOf, out.base);
        out.shortened = true;
    }
    out.current.last = std::min(out.current.last, asOf);
    return out;
}

Json rangeJson(DayRange range, std::int64_t amount) {
    return JsonObject()
        .put("from", formatIsoDay(range.first))
        .put("to", formatIsoDay(range.last))
        .put("amount", amount);
}

}  // namespace sandtable

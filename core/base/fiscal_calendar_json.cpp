// FiscalCalendar::fromJson: the plan's "calendar" object, checked member by member so that every fault is reported at once.
#include <algorithm>

#include "base/calendar.h"
#include "base/json_object.h"

namespace sandtable {

namespace {

class CalendarReader {
public:
    explicit CalendarReader(const Json& calendar) : calendar_(calendar) {}

    // The index of the member's text among `names`; `fallback` when absent.
    int choice(const char* key, std::initializer_list<std::string_view> names, const char* code, int fallback) {
        const auto it = calendar_.find(key);
        if (it == calendar_.end()) return fallback;
        if (it->is_string()) {
            const auto* found = std::find(names.begin(), names.end(), it->get_ref<const std::string&>());
            if (found != names.end()) return static_cast<int>(found - names.begin());
        }
        fail(code, std::string("/calendar/") + key, *it);
        return fallback;
    }

    int startMonth() {
        const auto it = calendar_.find("fiscalYearStartMonth");
        if (it == calendar_.end()) return 1;
        if (it->is_number_integer() && *it >= 1 && *it <= 12) return it->get<int>();
        fail("calendar.bad_start_month", "/calendar/fiscalYearStartMonth", *it);
        return 1;
    }

    void workweek(bool (&works)[8]) {
        const auto it = calendar_.find("workweek");
        if (it == calendar_.end()) return;
        std::fill(std::begin(works), std::end(works), false);
        bool valid = it->is_array() && !it->empty();
        for (std::size_t i = 0; valid && i < it->size(); ++i) {
            const Json& weekday = (*it)[i];
            valid = weekday.is_number_integer() && weekday >= 1 && weekday <= 7 && !works[weekday.get<int>()];
            if (valid) works[weekday.get<int>()] = true;
        }
        if (!valid) fail("calendar.bad_workweek", "/calendar/workweek", *it);
    }

    std::vector<std::pair<Day, bool>> days() {
        std::vector<std::pair<Day, bool>> listed;
        const auto it = calendar_.find("days");
        if (it == calendar_.end()) return listed;
        if (!it->is_object()) {
            fail("calendar.bad_day_entry", "/calendar/days", *it);
            return listed;
        }
        for (const auto& [key, entry] : it->items()) {
            const std::string path = "/calendar/days/" + escaped(key);
            const auto day = parseIsoDay(key);
            if (!day) fail("calendar.bad_day", path, key);
            const bool valid = entry.is_object() && entry.contains("works") && entry["works"].is_boolean() &&
                               (!entry.contains("name") || entry["name"].is_string());
            if (!valid) fail("calendar.bad_day_entry", path, entry);
            if (day && valid) listed.emplace_back(*day, entry["works"].get<bool>());
        }
        return listed;
    }

    Errors takeErrors() { return std::move(errors_); }

private:
    static std::string escaped(std::string_view token) {
        std::string out;
        for (char c : token) {
            if (c == '~')
                out += "~0";
            else if (c == '/')
                out += "~1";
            else
                out += c;
        }
        return out;
    }

    void fail(const char* code, std::string path, const Json& value) {
        errors_.push_back({.code = code, .path = std::move(path), .params = JsonObject().put("value", value)});
    }

    const Json& calendar_;
    Errors errors_;
};

}  // namespace

Result<FiscalCalendar> FiscalCalendar::fromJson(const Json& calendar) {
    if (!calendar.is_object()) {
        return failure({.code = "calendar.not_an_object", .path = "/calendar", .detail = "expected a JSON object"});
    }
    CalendarReader reader(calendar);
    FiscalCalendar result;
    result.startMonth_ = reader.startMonth();
    result.pattern_ = static_cast<YearPattern>(
        reader.choice("pattern", {"gregorian", "4-4-5", "4-5-4", "5-4-4"}, "calendar.bad_pattern", 0));
    result.weekRule_ = static_cast<WeekRule>(reader.choice("weekRule", {"iso", "sunday"}, "calendar.bad_week_rule", 0));
    reader.workweek(result.workweek_);
    result.listDays(reader.days());
    if (Errors errors = reader.takeErrors(); !errors.empty()) return failure(std::move(errors));
    return result;
}

void FiscalCalendar::listDays(std::vector<std::pair<Day, bool>> days) {
    std::sort(days.begin(), days.end());
    listed_.clear();
    int extra = 0;
    for (const auto& [day, works] : days) {
        listed_.push_back({day, works, extra});
        extra += (works ? 1 : 0) - (workweek_[weekdayOf(day)] ? 1 : 0);
    }
}

}  // namespace sandtable

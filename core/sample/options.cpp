// SampleOptions: reading and checking what a caller asks for.
#include "base/json_object.h"
#include "sample/sample.h"

namespace sandtable {
namespace {

void checkRows(const Json& params, SampleOptions& options, Errors& errors) {
    const auto it = params.find("rows");
    if (it == params.end()) return;
    if (!it->is_number_integer() || *it < 1 || *it > kMaxSampleRows)
        errors.push_back({.code = "sample.bad_rows",
                          .path = "/rows",
                          .params = JsonObject().put("min", 1).put("max", kMaxSampleRows)});
    else
        options.rows = it->get<std::int64_t>();
}

void checkSeed(const Json& params, SampleOptions& options, Errors& errors) {
    const auto it = params.find("seed");
    if (it == params.end()) return;
    if (!it->is_number_integer() || *it < 0)
        errors.push_back({.code = "sample.bad_seed", .path = "/seed"});
    else
        options.seed = it->get<std::uint64_t>();
}

void checkLanguage(const Json& params, SampleOptions& options, Errors& errors) {
    const auto it = params.find("language");
    if (it == params.end()) return;
    if (*it != "zh" && *it != "en")
        errors.push_back(
            {.code = "sample.bad_language", .path = "/language", .params = JsonObject().put("language", *it)});
    else
        options.language = it->get<std::string>();
}

void checkAsOf(const Json& params, SampleOptions& options, Errors& errors) {
    const auto it = params.find("asOf");
    if (it == params.end() || it->is_null()) return;
    const auto day = parseIsoDay(it->is_string() ? it->get<std::string>() : "");
    if (!day) {
        for (Error error : day.error()) {
            error.path = "/asOf";
            errors.push_back(std::move(error));
        }
        return;
    }
    options.asOf = *day;
    options.year = civilFromDay(*day).year;
}

void checkYear(const Json& params, SampleOptions& options, Errors& errors) {
    if (const auto it = params.find("year"); it != params.end() && !it->is_null()) {
        // a period name or a number: "2026" and 2026 are the same year
        const auto period = it->is_string() ? parsePeriod(it->get<std::string>()) : Result<Period>(Period{});
        if (it->is_number_integer() && *it >= kFirstSampleYear && *it <= kLastSampleYear)
            options.year = it->get<int>();
        else if (it->is_string() && period && period->grain == Grain::year)
            options.year = period->year;
        else
            options.year = 0;
    }
    if (options.year < kFirstSampleYear || options.year > kLastSampleYear)
        errors.push_back({.code = "sample.bad_year",
                          .path = "/year",
                          .params = JsonObject().put("min", kFirstSampleYear).put("max", kLastSampleYear)});
    else if (options.asOf && civilFromDay(*options.asOf).year != options.year)
        errors.push_back({.code = "sample.bad_as_of",
                          .path = "/asOf",
                          .params = JsonObject().put("year", std::to_string(options.year))});
}

}  // namespace

Result<SampleOptions> SampleOptions::fromJson(const Json& params) {
    SampleOptions options;
    Errors errors;
    checkRows(params, options, errors);
    checkSeed(params, options, errors);
    checkLanguage(params, options, errors);
    checkAsOf(params, options, errors);
    checkYear(params, options, errors);
    if (!errors.empty()) return failure(std::move(errors));
    return options;
}

DayRange SampleOptions::days() const {
    return {dayFromCivil({year - 3, 1, 1}), asOf.value_or(dayFromCivil({year - 1, 12, 31}))};
}

}  // namespace sandtable

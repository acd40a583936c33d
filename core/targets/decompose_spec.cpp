#include "targets/decompose_spec.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/json_object.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "plan/plan.h"

namespace sandtable {

namespace {

constexpr std::array<std::pair<std::string_view, Method>, 7> kMethods{{{"even", Method::even},
                                                                       {"history", Method::history},
                                                                       {"mean", Method::mean},
                                                                       {"growth", Method::growth},
                                                                       {"potential", Method::potential},
                                                                       {"forecast", Method::forecast},
                                                                       {"manual", Method::manual}}};
constexpr std::array<std::pair<std::string_view, SeasonKind>, 4> kSeasonalities{
    {{"history", SeasonKind::history},
     {"even", SeasonKind::even},
     {"workingDays", SeasonKind::workingDays},
     {"profile", SeasonKind::profile}}};

template <class Table>
auto lookUp(const Table& table, std::string_view name) {
    const auto found = std::find_if(table.begin(), table.end(), [&](const auto& entry) { return entry.first == name; });
    return found == table.end() ? std::nullopt : std::optional(found->second);
}

// Reads one params object, collecting every error with its place.
class SpecReader {
public:
    explicit SpecReader(const Json& params) : params_(params) {}

    Result<DecomposeSpec> read() {
        readWhat();
        readMethods();
        readHistoryYears();
        readManual();
        readSeasonality();
        readReserve();
        readLimits();
        readRest();
        if (!errors_.empty()) return failure(std::move(errors_));
        return std::move(spec_);
    }

private:
    void report(const char* code, std::string path, Json params = Json::object()) {
        errors_.push_back({.code = code, .path = std::move(path), .params = std::move(params)});
    }
    // Null counts as absent: pages send both.
    const Json* field(const char* key) const {
        const auto found = params_.find(key);
        return found == params_.end() || found->is_null() ? nullptr : &*found;
    }
    std::string text(const char* key, std::string_view fallback = "") const {
        const Json* value = field(key);
        return value && value->is_string() ? value->get<std::string>() : std::string(fallback);
    }
    bool flag(const char* key, bool fallback) const {
        const Json* value = field(key);
        return value && value->is_boolean() ? value->get<bool>() : fallback;
    }

    void readWhat() {
        spec_.metric = text("metric", "revenue");
        spec_.yearText = text("year");
        const auto year = parsePeriod(spec_.yearText);
        if (!year || year->grain != Grain::year) {
            report("targets.bad_year", "/year", JsonObject().put("year", spec_.yearText));
        } else {
            spec_.year = year->year;
        }
        spec_.tier = text("tier", "base");
        if (spec_.tier != "base" && spec_.tier != "stretch" && spec_.tier != "challenge") {
            report("targets.bad_tier", "/tier", JsonObject().put("tier", spec_.tier));
        }
        const std::string grain = text("grain", "month");
        if (grain != "month" && grain != "week")
            report("targets.bad_grain", "/grain", JsonObject().put("grain", grain));
        spec_.grain = grain == "week" ? Grain::week : Grain::month;
        if (const Json* total = field("totalMinor")) {
            const bool whole = total->is_number_integer();
            if (!whole || total->get<Minor>() < 0 || total->get<Minor>() > kMaxMinor) {
                report("targets.bad_total", "/totalMinor", JsonObject().put("value", *total));
            } else {
                spec_.totalMinor = total->get<Minor>();
            }
        }
    }

    void readMethods() {
        const std::string name = text("method", "history");
        if (name != "blend") {
            const auto method = lookUp(kMethods, name);
            if (!method) return report("targets.unknown_method", "/method", JsonObject().put("method", name));
            spec_.methods = {{*method, 1.0}};
            return;
        }
        const Json* weights = field("weights");
        if (!weights || !weights->is_object() || weights->empty()) return report("targets.bad_weights", "/weights");
        double sum = 0;
        for (const auto& [key, weight] : weights->items()) {
            const auto method = lookUp(kMethods, key);
            const std::string path = "/weights/" + escapePointer(key);
            if (!method) {
                report("targets.unknown_method", path, JsonObject().put("method", key));
            } else if (!weight.is_number() || !(weight.get<double>() >= 0) || !std::isfinite(weight.get<double>())) {
                report("targets.bad_weights", path);
            } else if (weight.get<double>() > 0) {
                spec_.methods.push_back({*method, weight.get<double>()});
                sum += weight.get<double>();
            }
        }
        if (!(sum > 0) && errors_.empty()) report("targets.bad_weights", "/weights");
        for (WeightedMethod& method : spec_.methods) method.weight /= sum;
    }

    void readHistoryYears() {
        const Json* years = field("historyYears");
        if (!years) return;
        for (std::size_t i = 0; i < years->size(); ++i) {
            const Json& value = (*years)[i];
            const std::string name = value.is_string() ? value.get<std::string>() : writeCompactJson(value);
            const auto year = parsePeriod(name);
            if (!year || year->grain != Grain::year || (spec_.year != 0 && year->year >= spec_.year)) {
                report("targets.bad_history_year", "/historyYears/" + std::to_string(i),
                       JsonObject().put("year", name).put("before", spec_.yearText));
            } else {
                spec_.historyYears.push_back(year->year);
            }
        }
        std::sort(spec_.historyYears.begin(), spec_.historyYears.end());
        const auto last = std::unique(spec_.historyYears.begin(), spec_.historyYears.end());
        spec_.historyYears.erase(last, spec_.historyYears.end());
    }

    void readManual() {
        const bool used = std::any_of(spec_.methods.begin(), spec_.methods.end(),
                                      [](const WeightedMethod& m) { return m.method == Method::manual; });
        const std::string as = text("manualAs", "amount");
        if (as != "amount" && as != "weight") report("targets.bad_manual", "/manualAs", JsonObject().put("value", as));
        // In a blend every method gives shares; amounts would contradict the other methods.
        spec_.manualWeights = as == "weight" || spec_.methods.size() > 1;
        const Json* manual = field("manual");
        if (!manual || manual->empty()) {
            if (used) report("targets.bad_manual", "/manual");
            return;
        }
        for (const auto& [unit, value] : manual->items()) {
            const std::string path = "/manual/" + escapePointer(unit);
            const bool good = value.is_number() && std::isfinite(value.get<double>()) && value.get<double>() >= 0 &&
                              (spec_.manualWeights ||
                               (value.is_number_integer() && value.get<double>() <= static_cast<double>(kMaxMinor)));
            if (!good) {
                report("targets.bad_manual", path, JsonObject().put("value", value));
            } else {
                spec_.manual[unit] = value.get<double>();
            }
        }
    }

    void readSeasonality() {
        const std::string name = text("seasonality", field("profile") ? "profile" : "history");
        const auto seasonality = lookUp(kSeasonalities, name);
        if (!seasonality)
            return report("targets.bad_seasonality", "/seasonality", JsonObject().put("seasonality", name));
        spec_.seasonality = *seasonality;
        if (*seasonality != SeasonKind::profile) return;
        const Json* profile = field("profile");
        double sum = 0;
        if (profile && profile->is_array() && profile->size() == 12) {
            for (const Json& weight : *profile) {
                const double value = weight.is_number() ? weight.get<double>() : -1;
                if (!(value >= 0) || !std::isfinite(value)) return report("targets.bad_profile", "/profile");
                spec_.profile.push_back(value);
                sum += value;
            }
        }
        if (!(sum > 0)) report("targets.bad_profile", "/profile");
    }

    double ratio(const Json& value, const std::string& path, double low, double high) {
        const double number = value.is_number() ? value.get<double>() : NAN;
        if (!(number >= low && number <= high)) {
            report("targets.bad_ratio", path, JsonObject().put("value", value).put("min", low).put("max", high));
        }
        return number;
    }

    void readReserve() {
        if (const Json* value = field("reserveRatio")) spec_.reserveRatio = ratio(*value, "/reserveRatio", 0, 1);
        if (const Json* ratios = field("reserveRatios")) {
            for (const auto& [key, value] : ratios->items()) {
                spec_.reserveRatios[key] = ratio(value, "/reserveRatios/" + escapePointer(key), 0, 1);
            }
        }
        if (const Json* growth = field("growth"); growth && growth->is_object()) {
            const auto value = growth->find("defaultRatio");
            if (value != growth->end() && !value->is_null()) {
                spec_.defaultGrowthRatio = ratio(*value, "/growth/defaultRatio", -1, 100);
            }
        }
    }

    void readLimits() {
        const Json* limits = field("limits");
        if (!limits) return;
        for (const auto& item : limits->items()) {
            const std::string& unit = item.key();
            const Json& entry = item.value();
            const std::string path = "/limits/" + escapePointer(unit);
            LimitSpec limit;
            const auto minor = [&](const char* key) -> std::optional<Minor> {
                const auto value = entry.find(key);
                if (value == entry.end() || value->is_null()) return std::nullopt;
                if (!value->is_number_integer() || value->get<Minor>() < 0 || value->get<Minor>() > kMaxMinor) {
                    report("targets.bad_limits", path + "/" + key, JsonObject().put("node", unit));
                    return std::nullopt;
                }
                return value->get<Minor>();
            };
            const auto growth = [&](const char* key) -> std::optional<double> {
                const auto value = entry.find(key);
                if (value == entry.end() || value->is_null()) return std::nullopt;
                return ratio(*value, path + "/" + key, -1, 1000);
            };
            limit = {minor("minMinor"), minor("maxMinor"), growth("minGrowthRatio"), growth("maxGrowthRatio")};
            const bool crossed =
                (limit.minMinor && limit.maxMinor && *limit.minMinor > *limit.maxMinor) ||
                (limit.minGrowthRatio && limit.maxGrowthRatio && *limit.minGrowthRatio > *limit.maxGrowthRatio);
            if (crossed) report("targets.bad_limits", path, JsonObject().put("node", unit));
            spec_.limits[unit] = limit;
        }
    }

    void readRest() {
        if (const Json* levels = field("levels")) {
            for (const Json& level : *levels) spec_.levels.push_back(level.get<std::string>());
        }
        spec_.rootName = text("rootName");
        spec_.byProduct = flag("byProduct", false);
        spec_.keepLocks = flag("keepLocks", true);
        spec_.table = text("table", "orders");
        spec_.author = text("author");
        spec_.at = text("at");
    }

    const Json& params_;
    DecomposeSpec spec_;
    Errors errors_;
};

Json limitJson(const LimitSpec& limit) {
    Json json = Json::object();
    if (limit.minMinor) json["minMinor"] = *limit.minMinor;
    if (limit.maxMinor) json["maxMinor"] = *limit.maxMinor;
    if (limit.minGrowthRatio) json["minGrowthRatio"] = *limit.minGrowthRatio;
    if (limit.maxGrowthRatio) json["maxGrowthRatio"] = *limit.maxGrowthRatio;
    return json;
}

}  // namespace

std::string_view methodName(Method method) {
    return std::find_if(kMethods.begin(), kMethods.end(), [&](const auto& m) { return m.second == method; })->first;
}

bool needsHistory(Method method) {
    return method == Method::history || method == Method::mean || method == Method::growth ||
           method == Method::forecast;
}

std::string_view seasonKindName(SeasonKind kind) {
    return std::find_if(kSeasonalities.begin(), kSeasonalities.end(), [&](const auto& s) { return s.second == kind; })
        ->first;
}

Result<DecomposeSpec> parseDecomposeSpec(const Json& params) { return SpecReader(params).read(); }

Json decomposeSpecJson(const DecomposeSpec& spec) {
    Json json = JsonObject()
                    .put("metric", spec.metric)
                    .put("year", spec.yearText)
                    .put("tier", spec.tier)
                    .put("grain", spec.grain == Grain::week ? "week" : "month")
                    .put("totalMinor", spec.totalMinor ? Json(*spec.totalMinor) : Json())
                    .put("method", spec.methods.size() > 1 ? "blend" : methodName(spec.methods.front().method))
                    .put("seasonality", seasonKindName(spec.seasonality))
                    .put("reserveRatio", spec.reserveRatio)
                    .put("byProduct", spec.byProduct)
                    .put("table", spec.table);
    if (spec.methods.size() > 1) {
        for (const WeightedMethod& m : spec.methods) json["weights"][std::string(methodName(m.method))] = m.weight;
    }
    for (const int year : spec.historyYears) json["historyYears"].push_back(std::to_string(year));
    if (spec.defaultGrowthRatio) json["growth"]["defaultRatio"] = *spec.defaultGrowthRatio;
    if (!spec.manual.empty()) {
        json["manualAs"] = spec.manualWeights ? "weight" : "amount";
        for (const auto& [unit, value] : spec.manual) {
            json["manual"][unit] = spec.manualWeights ? Json(value) : Json(static_cast<Minor>(value));
        }
    }
    if (!spec.profile.empty()) json["profile"] = spec.profile;
    if (!spec.reserveRatios.empty()) json["reserveRatios"] = spec.reserveRatios;
    for (const auto& [unit, limit] : spec.limits) json["limits"][unit] = limitJson(limit);
    return json;
}

}  // namespace sandtable

// DecomposeSpec: the parameters of targets.decompose, checked and with every default written out.
// What is stored as targetSets[…].spec and read again to explain a number. Computes nothing.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/calendar.h"
#include "base/money.h"
#include "base/result.h"

namespace sandtable {

enum class Method { even, history, mean, growth, potential, forecast, manual };
[[nodiscard]] std::string_view methodName(Method method);
[[nodiscard]] bool needsHistory(Method method);

enum class SeasonKind { history, even, workingDays, profile };
[[nodiscard]] std::string_view seasonKindName(SeasonKind kind);

struct WeightedMethod {
    Method method = Method::even;
    double weight = 1;  // normalised: the weights of a spec add up to 1
};

struct LimitSpec {
    std::optional<Minor> minMinor;
    std::optional<Minor> maxMinor;
    std::optional<double> minGrowthRatio;
    std::optional<double> maxGrowthRatio;
};

struct DecomposeSpec {
    std::string metric;
    std::string yearText;
    int year = 0;
    std::string tier = "base";
    Grain grain = Grain::month;
    std::optional<Minor> totalMinor;  // absent: computed from history × growth, or from manual amounts
    std::vector<std::string> levels;  // only without a plan tree
    std::string rootName;
    std::vector<WeightedMethod> methods;  // one, or several for a blend
    std::vector<int> historyYears;        // ascending; empty: chosen by the method from the years the facts hold
    std::optional<double> defaultGrowthRatio;
    std::map<std::string, double> manual;  // unit id -> amount or weight
    bool manualWeights = false;
    SeasonKind seasonality = SeasonKind::history;
    std::vector<double> profile;  // 12 weights, fiscal month 1 first
    bool byProduct = false;
    double reserveRatio = 0;
    std::map<std::string, double> reserveRatios;  // unit id or level
    std::map<std::string, LimitSpec> limits;      // unit id
    bool keepLocks = true;
    std::string table = "orders";
    std::string author;
    std::string at;
};

// Errors (all of them at once): targets.bad_year, targets.unknown_method, targets.bad_total, targets.bad_ratio {field, value},
// targets.bad_profile, targets.bad_weights, targets.bad_manual, targets.bad_history_year, targets.bad_limits, targets.bad_grain,
// targets.bad_tier, targets.bad_seasonality. Paths are JSON pointers into the params.
[[nodiscard]] Result<DecomposeSpec> parseDecomposeSpec(const Json& params);

// The spec as params of targets.decompose that give the same result again (totalMinor as asked, null when it was computed).
[[nodiscard]] Json decomposeSpecJson(const DecomposeSpec& spec);

}  // namespace sandtable

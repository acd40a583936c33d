#include "targets/decomposition.h"

#include <algorithm>
#include <cmath>

#include "base/json_object.h"
#include "base/text.h"
#include "targets/cell_balance.h"
#include "targets/product_lines.h"

namespace sandtable {

namespace {

constexpr std::size_t kYearsRead = 5;  // history read when the caller names no years

// Gathers what a decomposition reads: organisation, facts, history; then runs the steps in order.
class DecompositionRun {
public:
    DecompositionRun(const RequestContext& context, DecomposeSpec spec)
        : context_(context), calendar_(context.plan->calendar()) {
        run_.spec = std::move(spec);
        facts_ = context.table(run_.spec.table);
    }

    Result<Decomposition> run() {
        for (const auto step :
             {&DecompositionRun::readMetric, &DecompositionRun::readTree, &DecompositionRun::readHistory,
              &DecompositionRun::planSharing, &DecompositionRun::planTotals, &DecompositionRun::fill}) {
            if (auto done = (this->*step)(); !done) return tl::unexpected(done.error());
        }
        return std::move(run_);
    }

private:
    Result<void> readMetric() {
        auto metric = findTargetMetric(*context_.plan, run_.spec.metric);
        if (!metric) return tl::unexpected(metric.error());
        run_.metric = std::move(*metric);
        return {};
    }

    Result<void> readTree() {
        const auto tree = OrgTree::viewOf(*context_.plan);
        if (!tree) return tl::unexpected(tree.error());
        run_.tree = **tree;
        const std::vector<std::string>& levels = run_.spec.levels;
        if (!run_.tree.empty()) {
            if (!levels.empty() && Json(levels) != context_.plan->settings().value("orgLevels", Json::array())) {
                run_.warnings.push_back({.code = "targets.levels_ignored", .path = "/levels"});
            }
            return {};
        }
        if (levels.empty()) return failure({.code = "targets.no_organisation", .path = "/levels"});
        if (!facts_) return noFacts();
        std::string rootName = run_.spec.rootName;
        if (rootName.empty()) {
            const Json meta = context_.plan->document().value("meta", Json::object());
            rootName = meta.value("name", "");
            if (rootName.empty()) rootName = meta.value("language", "zh") == "en" ? "Total" : "合计";
        }
        auto units = proposeOrgUnits(*facts_, levels, rootName);
        if (!units) return tl::unexpected(units.error());
        auto proposed = OrgTree::fromUnits(*units);
        if (!proposed) return tl::unexpected(proposed.error());
        run_.tree = std::move(*proposed);
        run_.newOrgUnits = std::move(*units);
        return {};
    }

    tl::unexpected<Errors> noFacts() const {
        return failure(
            {.code = "targets.no_facts", .path = "/table", .params = JsonObject().put("table", run_.spec.table)});
    }

    bool methodNeedsHistory() const {
        return std::any_of(run_.spec.methods.begin(), run_.spec.methods.end(),
                           [](const WeightedMethod& m) { return needsHistory(m.method); });
    }

    // History is read when the facts have it; a method that cannot do without it makes its absence an error.
    Result<void> readHistory() {
        const bool needed = methodNeedsHistory() || !run_.spec.historyYears.empty();
        if (!facts_) return needed ? Result<void>(noFacts()) : Result<void>();
        auto attribution = attribute(*facts_, run_.tree);
        if (!attribution) return needed ? Result<void>(tl::unexpected(attribution.error())) : Result<void>();
        attribution_ = std::move(*attribution);
        const auto years = chooseYears(needed);
        if (!years) return tl::unexpected(years.error());
        if (years->empty()) return {};
        auto history = UnitHistory::read(*facts_, *attribution_, run_.tree, calendar_, run_.metric, *years);
        if (!history) return needed ? Result<void>(tl::unexpected(history.error())) : Result<void>();
        if (needed && attribution_->unmatchedRows > 0) {
            run_.warnings.push_back(
                {.code = "targets.unmatched_rows", .params = JsonObject().put("rows", attribution_->unmatchedRows)});
        }
        run_.history = std::move(*history);
        return checkAnySales(needed);
    }

    Result<void> checkAnySales(bool needed) {
        const UnitHistory& history = *run_.history;
        Json empty = Json::array();
        for (int y = 0; y < history.yearCount(); ++y) {
            if (history.year(0, y) == 0) empty.push_back(std::to_string(history.years()[static_cast<std::size_t>(y)]));
        }
        const bool allEmpty = static_cast<int>(empty.size()) == history.yearCount();
        if (needed && (allEmpty || (!run_.spec.historyYears.empty() && !empty.empty()))) {
            return failure(
                {.code = "targets.no_history", .path = "/historyYears", .params = JsonObject().put("years", empty)});
        }
        if (allEmpty) run_.history.reset();
        return {};
    }

    Result<std::vector<int>> chooseYears(bool needed) {
        const auto covered = coveredYears(*facts_, calendar_);
        const std::vector<int>& asked = run_.spec.historyYears;
        std::vector<int> years;
        Json missing = Json::array();
        if (!asked.empty()) {
            for (const int year : asked) {
                const auto found =
                    std::find_if(covered.begin(), covered.end(), [&](const CoveredYear& c) { return c.year == year; });
                if (found == covered.end()) {
                    missing.push_back(std::to_string(year));
                } else {
                    years.push_back(year);
                    if (!found->complete) warnPartial(year);
                }
            }
        } else {
            for (const CoveredYear& c : covered) {
                if (c.complete && c.year < run_.spec.year) years.push_back(c.year);
            }
            if (years.empty()) {  // better one partial year, said aloud, than nothing
                for (const CoveredYear& c : covered) {
                    if (c.year < run_.spec.year) years = {c.year};
                }
                if (!years.empty()) warnPartial(years[0]);
            }
            if (years.size() > kYearsRead) years.erase(years.begin(), years.end() - kYearsRead);
            if (years.empty()) missing.push_back(std::to_string(run_.spec.year - 1));
        }
        if (needed && !missing.empty()) {
            return failure(
                {.code = "targets.no_history", .path = "/historyYears", .params = JsonObject().put("years", missing)});
        }
        return years;
    }

    void warnPartial(int year) {
        run_.warnings.push_back({.code = "targets.partial_history",
                                 .path = "/historyYears",
                                 .params = JsonObject().put("year", std::to_string(year))});
    }

    const UnitHistory* history() const { return run_.history ? &*run_.history : nullptr; }

    Result<void> planSharing() {
        auto reserve = reserveRatios(run_.tree, run_.spec);
        if (!reserve) return tl::unexpected(reserve.error());
        run_.reserve = std::move(*reserve);
        auto shares = planShares(run_.tree, run_.spec, history(), run_.reserve);
        if (!shares) return tl::unexpected(shares.error());
        run_.shares = std::move(*shares);
        for (Error& warning : run_.shares.warnings) run_.warnings.push_back(warning);
        return {};
    }

    Result<void> planTotals() {
        Minor total = 0;
        if (run_.spec.totalMinor) {
            total = *run_.spec.totalMinor;
        } else if (run_.shares.rootEstimate) {
            const auto rounded = minorFromDouble(*run_.shares.rootEstimate);
            if (!rounded) return tl::unexpected(rounded.error());
            total = *rounded;
        } else {
            return failure({.code = "targets.total_required", .path = "/totalMinor"});
        }
        auto totals = splitTotals(run_.tree, run_.shares, run_.reserve, total);
        if (!totals) return tl::unexpected(totals.error());
        run_.totals = std::move(*totals);
        return {};
    }

    Result<void> fill() {
        const DecomposeSpec& spec = run_.spec;
        std::vector<std::string> products{""};
        ProductLines lines;
        if (spec.byProduct) {
            auto found = findProductLines(*context_.plan, facts_.get());
            if (!found) return tl::unexpected(found.error());
            lines = std::move(*found);
            products = lines.ids;
            run_.newProducts = lines.added;
            auto shares =
                productShares(lines, facts_.get(), attribution_ ? &*attribution_ : nullptr, run_.tree, calendar_,
                              run_.metric, history() ? history()->years() : std::vector<int>(), run_.warnings);
            if (!shares) return tl::unexpected(shares.error());
            run_.productShares = std::move(*shares);
        }
        PeriodAxis axis(calendar_, spec.year, spec.grain);
        run_.seasons = planSeasons(run_.tree, spec, history(), calendar_, axis);
        for (const Error& warning : run_.seasons.warnings) run_.warnings.push_back(warning);
        run_.computed = TargetBook::makeBlank(run_.tree, targetSetId(spec.metric, spec.yearText, spec.tier),
                                              spec.metric, spec.tier, std::move(axis), std::move(products));
        return fillCells(run_.computed, run_.tree, run_.totals, run_.seasons, run_.productShares);
    }

    const RequestContext& context_;
    const FiscalCalendar& calendar_;
    FactTablePtr facts_;
    std::optional<Attribution> attribution_;
    Decomposition run_;
};

// The old set's marks as cells of the new book; those that are none are named in a warning.
std::vector<CellMark> marksIn(const TargetBook& book, const TargetBook& old, Errors& warnings) {
    std::vector<CellMark> kept;
    Json dropped = Json::array();
    for (CellMark mark : old.marks()) {
        const auto span = book.axis().spanOf(formatPeriod(mark.period));
        const std::string product =
            mark.product == kAllProducts ? "" : old.products()[static_cast<std::size_t>(mark.product)];
        mark.product = book.productIndex(product);
        if (!span || mark.product < kAllProducts) {
            dropped.push_back(formatPeriod(mark.period));
            continue;
        }
        mark.span = *span;
        kept.push_back(mark);
    }
    if (!dropped.empty())
        warnings.push_back({.code = "targets.marks_dropped", .params = JsonObject().put("periods", dropped)});
    return kept;
}

}  // namespace

Result<Decomposition> decompose(const RequestContext& context, DecomposeSpec spec) {
    return DecompositionRun(context, std::move(spec)).run();
}

Result<KeptBook> keepMarks(Decomposition& run, const TargetBook* old) {
    KeptBook kept{run.computed, {}};
    std::vector<UnitLimits> limits;
    if (old != nullptr && run.spec.keepLocks) {
        kept.marks = marksIn(run.computed, *old, run.warnings);
        limits = old->limits();
    }
    Errors errors;
    for (const auto& [id, limit] : run.spec.limits) {
        const int unit = run.tree.find(id);
        if (unit < 0) {
            errors.push_back({.code = "targets.unknown_node",
                              .path = "/limits/" + escapePointer(id),
                              .params = JsonObject().put("node", id)});
            continue;
        }
        UnitLimits asked{.unit = unit,
                         .minMinor = limit.minMinor,
                         .maxMinor = limit.maxMinor,
                         .minGrowthRatio = limit.minGrowthRatio,
                         .maxGrowthRatio = limit.maxGrowthRatio,
                         .baseMinor = {}};
        if (limit.minGrowthRatio || limit.maxGrowthRatio) {
            const int before = run.history ? run.history->indexOfYear(run.spec.year - 1) : -1;
            if (before < 0) {
                errors.push_back(
                    {.code = "targets.no_history",
                     .path = "/limits/" + escapePointer(id),
                     .params = JsonObject().put("years", Json::array({std::to_string(run.spec.year - 1)}))});
                continue;
            }
            asked.baseMinor = run.history->year(unit, before);
        }
        limits.erase(std::remove_if(limits.begin(), limits.end(),
                                    [&](const UnitLimits& l) { return l.unit == unit && l.product == kAllProducts; }),
                     limits.end());
        limits.push_back(asked);
    }
    if (!errors.empty()) return failure(std::move(errors));
    kept.book.limits() = limits;
    if (kept.marks.empty() && limits.empty()) return kept;

    const PeriodSpan year = run.computed.axis().whole();
    // The whole was just asked for: an older override of it gives way, a lock does not.
    std::vector<CellMark> held = kept.marks;
    held.erase(std::remove_if(held.begin(), held.end(),
                              [&](const CellMark& m) {
                                  return m.unit == 0 && m.product == kAllProducts && m.span == year && !m.locked;
                              }),
               held.end());
    CellBalance balance(run.computed, run.tree);
    if (old != nullptr) {
        // Marks of a coarser or finer grain still name the same cells of the old book.
        for (const CellMark& mark : held) {
            const auto span = old->axis().spanOf(formatPeriod(mark.period));
            if (!span) continue;
            const std::string& product = mark.product == kAllProducts
                                             ? std::string()
                                             : run.computed.products()[static_cast<std::size_t>(mark.product)];
            const Minor value = old->total(mark.unit, old->productIndex(product), *span);
            balance.holdMark(mark, value);
        }
    }
    balance.holdLimits(limits);
    balance.hold(
        {.kind = HoldKind::edit, .unit = 0, .period = run.spec.yearText, .span = year, .minor = run.totals.total[0]});
    auto answer = balance.solve();
    if (!answer) return tl::unexpected(answer.error());
    kept.book.cells() = std::move(answer->cells);
    return kept;
}

Result<std::shared_ptr<const UnitHistory>> yearBefore(const RequestContext& context,
                                                      const std::shared_ptr<const OrgTree>& tree,
                                                      const TargetMetric& metric, int year, const std::string& table) {
    const FactTablePtr facts = context.table(table);
    if (!facts || metric.measure == "none") return nullptr;
    const auto& calendar = context.plan->sharedCalendar();
    const auto covered = coveredYears(*facts, *calendar);
    if (std::none_of(covered.begin(), covered.end(), [&](const CoveredYear& c) { return c.year == year - 1; }))
        return nullptr;
    const auto build = [&]() -> Result<std::shared_ptr<const UnitHistory>> {
        const auto attribution = attributionOf(context, facts, tree);
        if (!attribution) return tl::unexpected(attribution.error());
        auto history = UnitHistory::read(*facts, **attribution, *tree, *calendar, metric, {year - 1});
        if (!history) return tl::unexpected(history.error());
        return std::make_shared<const UnitHistory>(std::move(*history));
    };
    const std::string name = "history:" + table + '/' + metric.measure + '/' + std::to_string(metric.minorDigits) +
                             '/' + std::to_string(year - 1);
    return context.derived->get<UnitHistory>(name, {facts, tree, calendar}, build);
}

}  // namespace sandtable

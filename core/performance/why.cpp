#include "performance/why.h"

#include <algorithm>

#include "base/json_object.h"
#include "performance/explanation.h"
#include "performance/rows.h"

namespace sandtable {
namespace {

constexpr std::size_t kListedChildren = 40;

struct Figure {
    const Scope& scope;
    const Attainment& attainment;
    Explanation& out;

    const UnitAttainment& row(int unit) const { return attainment.units[static_cast<std::size_t>(unit)]; }
    const UnitAttainment& row() const { return row(scope.node); }
    const OrgUnit& node() const { return scope.tree()[scope.node]; }

    void operand(std::string_view name, const std::optional<Minor>& value, std::string_view whyField = {}) const {
        out.operand(name, jsonOf(value), out.metricUnit(), whyField);
    }
};

std::size_t countedRows(const Scope& scope) {
    const DayRange days{scope.range.first, std::min(scope.asOf, scope.range.last)};
    const OrgUnit& unit = scope.tree()[scope.node];
    const bool all = scope.node == 0 && scope.rootHoldsAllRows();
    std::size_t rows = 0;
    const auto [first, end] = scope.facts->rowsOf(days);
    for (std::size_t row = first; row < end; ++row) {
        const std::int32_t leaf = scope.attribution->leafOfRow[row];
        if (all || (leaf >= unit.firstLeaf && leaf <= unit.lastLeaf)) ++rows;
    }
    return rows;
}

void leversOf(const Figure& figure) {
    const UnitAttainment& row = figure.row();
    const Attainment& a = figure.attainment;
    if (!row.target || !row.actual || !row.gap || a.complete || figure.scope.metric.direction == Direction::down)
        return;
    const int daysLeft = a.workingDays - a.elapsedWorkingDays;
    const Minor left = *row.target - *row.actual;
    if (left > 0 && daysLeft > 0 && a.elapsedWorkingDays > 0)
        figure.out.lever("requiredRate", JsonObject()
                                             .put("daysLeft", daysLeft)
                                             .put("leftMinor", left)
                                             .put("neededPerDayMinor", (left + daysLeft - 1) / daysLeft)
                                             .put("perDayMinor", *row.actual / a.elapsedWorkingDays));
    int worst = -1;
    for (const int child : figure.node().children)
        if (worst < 0 || *figure.row(child).gap < *figure.row(worst).gap) worst = child;
    if (worst >= 0 && *figure.row(worst).gap < 0)
        figure.out.lever(
            "largestGap",
            JsonObject().put("name", figure.scope.tree()[worst].name).put("gapMinor", -*figure.row(worst).gap));
    const int parent = figure.node().parent;
    if (*row.gap < 0 && parent >= 0 && figure.row(parent).reserve.value_or(0) > 0)
        figure.out.lever("parentReserve", JsonObject()
                                              .put("name", figure.scope.tree()[parent].name)
                                              .put("reserveMinor", *figure.row(parent).reserve));
}

void explainAttainment(const Figure& figure) {
    figure.out.value(jsonOf(figure.row().attainmentRatio), "ratio");
    figure.operand("actual", figure.row().actual, "actual");
    figure.operand("toDate", figure.row().due, "toDate");
    leversOf(figure);
}

void explainGap(const Figure& figure) {
    figure.out.value(jsonOf(figure.row().gap), figure.out.metricUnit());
    figure.operand("actual", figure.row().actual, "actual");
    figure.operand("toDate", figure.row().due, "toDate");
    leversOf(figure);
}

void explainProjection(const Figure& figure) {
    const UnitAttainment& row = figure.row();
    figure.out.value(jsonOf(row.projection), figure.out.metricUnit());
    figure.operand("actual", row.actual, "actual");
    if (figure.attainment.complete) {
        figure.out.variant("complete");
    } else if (row.due && *row.due > 0) {
        figure.out.variant("byTarget");
        figure.operand("toDate", row.due, "toDate");
        figure.operand("target", row.target, "target");
    } else {
        figure.out.variant("byRunRate");
        figure.out.operand("elapsedWorkingDays", figure.attainment.elapsedWorkingDays, "days");
        figure.out.operand("workingDays", figure.attainment.workingDays, "days");
    }
    leversOf(figure);
}

// Children that carry the figure, in display order; the rest of a very wide unit in one operand.
void listChildren(const Figure& figure, std::optional<Minor> UnitAttainment::*field, std::string_view why) {
    const auto& children = figure.node().children;
    for (std::size_t i = 0; i < std::min(children.size(), kListedChildren); ++i)
        figure.out.operand("child", jsonOf(figure.row(children[i]).*field), figure.out.metricUnit(), why, children[i],
                           JsonObject().put("name", figure.scope.tree()[children[i]].name));
    if (children.size() <= kListedChildren) return;
    Minor rest = 0;
    for (std::size_t i = kListedChildren; i < children.size(); ++i)
        rest += (figure.row(children[i]).*field).value_or(0);
    figure.out.operand("otherChildren", rest, figure.out.metricUnit(), {}, -1,
                       JsonObject().put("count", children.size() - kListedChildren));
}

void explainActual(const Figure& figure) {
    figure.out.value(jsonOf(figure.row().actual), figure.out.metricUnit());
    const bool distinct = !figure.scope.metric.scale.additive;
    figure.out.variant(distinct ? "distinct" : figure.node().children.empty() ? "rows" : "children");
    if (!distinct && figure.row().actual) listChildren(figure, &UnitAttainment::actual, "actual");
    if (!distinct && figure.scope.node == 0 && figure.scope.rootHoldsAllRows() &&
        figure.attainment.unattributedRows > 0)
        figure.out.operand("unattributed", figure.attainment.unattributed, figure.out.metricUnit(), {}, -1,
                           JsonObject().put("rows", figure.attainment.unattributedRows));
    figure.out.operand("rows", countedRows(figure.scope), "count");
}

void explainTarget(const Figure& figure) {
    figure.out.value(jsonOf(figure.row().target), figure.out.metricUnit());
    figure.out.variant(figure.node().children.empty() ? "leaf" : "children");
    listChildren(figure, &UnitAttainment::target, "target");
    if (figure.row().reserve) figure.operand("reserve", figure.row().reserve);
    figure.out.addTargetChanges();
}

// The to-date target as it was added up: finest periods that are over, and the share of those that are running.
Result<void> explainToDate(const Figure& figure) {
    const Scope& scope = figure.scope;
    figure.out.value(jsonOf(figure.row().due), figure.out.metricUnit());
    figure.out.addTargetChanges();
    TargetYears years(scope.plan, &scope.tree(), scope.targetKey);
    auto book = years.of(scope.fiscalYear);
    if (!book) return tl::unexpected(book.error());
    if (*book == nullptr) return {};
    const FiscalCalendar& calendar = scope.calendar();
    auto fiscalYear = calendar.rangeOf({Grain::year, scope.fiscalYear, 1});
    if (!fiscalYear) return tl::unexpected(fiscalYear.error());
    const Day until = figure.attainment.complete ? INT32_MAX : scope.asOf;
    auto shares = sharesWithin(**book, calendar, scope.range, *fiscalYear, until);
    if (!shares) return tl::unexpected(shares.error());

    std::vector<CellShare> over, running;
    for (const CellShare& share : *shares)
        (share.before == 0 && share.until == share.whole ? over : running).push_back(share);
    const auto node = static_cast<std::size_t>(scope.node);
    figure.out.operand("periodsOver", dueByUnit(**book, scope.tree(), over).byUnit[node], figure.out.metricUnit(), {},
                       -1, JsonObject().put("count", over.size()));
    for (const CellShare& share : running) {
        const CellShare whole{share.period, 0, share.whole, share.whole};
        const std::string period = formatPeriod((*book)->periods()[static_cast<std::size_t>(share.period)]);
        figure.out.operand("runningTarget", dueByUnit(**book, scope.tree(), {whole}).byUnit[node],
                           figure.out.metricUnit(), {}, -1, JsonObject().put("period", period));
        figure.out.operand("runningDays", share.until - share.before, "days", {}, -1,
                           JsonObject().put("period", period).put("whole", share.whole));
        figure.out.operand("runningShare", dueByUnit(**book, scope.tree(), {share}).byUnit[node],
                           figure.out.metricUnit(), {}, -1, JsonObject().put("period", period));
    }
    if (figure.row().reserveDue) figure.operand("reserveIncluded", figure.row().reserveDue);
    return {};
}

void explainYoy(const Figure& figure) {
    figure.out.value(jsonOf(figure.row().yoyRatio), "ratio");
    figure.operand("actual", figure.row().actual, "actual");
    figure.operand("lastYear", figure.row().lastYear);
}

}  // namespace

Result<Json> explain(const Scope& scope, const Attainment& attainment, std::string_view field) {
    Explanation explanation(scope, attainment, std::string(field));
    const Figure figure{scope, attainment, explanation};
    if (field == "attainment")
        explainAttainment(figure);
    else if (field == "gap")
        explainGap(figure);
    else if (field == "projection")
        explainProjection(figure);
    else if (field == "actual")
        explainActual(figure);
    else if (field == "target")
        explainTarget(figure);
    else if (field == "yoy")
        explainYoy(figure);
    else if (field == "toDate") {
        if (auto done = explainToDate(figure); !done) return tl::unexpected(done.error());
    } else
        return failure(
            Error{.code = "performance.no_such_field", .path = "/field", .params = JsonObject().put("field", field)});
    return std::move(explanation).json();
}

}  // namespace sandtable

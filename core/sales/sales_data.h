// SalesData: a fact table seen through the plan's organisation and calendar, ready for sales questions.
// Made once per table, organisation and calendar and kept between requests; never changes.
#pragma once

#include <cstdint>
#include <list>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "actuals/actuals.h"
#include "base/calendar.h"
#include "facts/table.h"
#include "plan/org_tree.h"
#include "request/request.h"
#include "sales/aggregates.h"
#include "sales/row_source.h"
#include "sales/selection.h"

namespace sandtable {

class SalesData {
public:
    // params.table, or the plan's orders table. Errors: facts.no_such_table {table}, sales.no_rows {table}, plan.several_roots,
    // plan.cycle. A table that lacks one of the organisation's dimensions belongs to nobody: hasUnits() is false then.
    [[nodiscard]] static Result<std::shared_ptr<const SalesData>> of(const RequestContext& context, const Json& params);

    [[nodiscard]] const FactTable& facts() const { return *facts_; }
    [[nodiscard]] const OrgTree& tree() const { return *tree_; }
    [[nodiscard]] bool hasUnits() const { return attribution_ != nullptr; }
    [[nodiscard]] const FiscalCalendar& calendar() const { return *calendar_; }
    [[nodiscard]] DayRange days() const { return {facts_->day.front(), facts_->day.back()}; }

    [[nodiscard]] const RowSource& lines() const { return lines_; }
    // The fewest rows that hold what is needed: the lines, or an aggregate of them; valid until the next call.
    [[nodiscard]] const RowSource& sourceFor(const Aggregates::Need& need) const;

    // The day of the first line of each code of a column, whatever is filtered; the day after the last for codes without lines.
    // Kept: one pass over the lines for all questions about new customers.
    [[nodiscard]] const std::vector<Day>& firstDays(const std::string& column) const;

    // The rows of `source` (lines() or of sourceFor()) that pass; the last few are kept, since the parts of a page share their filters.
    [[nodiscard]] std::shared_ptr<const Selection> select(const RowSource& source, const RowFilter& filter) const;

private:
    struct KeptSelection {
        std::uint32_t serial;  // of the source
        RowFilter filter;
        std::shared_ptr<const Selection> selection;
    };

    void viewLines();
    void viewUnits();

    FactTablePtr facts_;
    std::shared_ptr<const OrgTree> tree_;
    std::shared_ptr<const FiscalCalendar> calendar_;
    std::shared_ptr<const Attribution> attribution_;  // null when the table does not know the organisation
    RowSource lines_;
    std::unique_ptr<Aggregates> aggregates_;
    mutable std::list<KeptSelection> kept_;
    mutable std::map<std::string, std::vector<Day>> firstDays_;
};

// The fiscal periods of `grain` that touch `days`, in order.
[[nodiscard]] std::vector<Period> periodsTouching(const FiscalCalendar& calendar, DayRange days, Grain grain);

}  // namespace sandtable

#include "sales/sales_data.h"

#include <algorithm>

#include "base/json_object.h"
#include "sales/distinct_codes.h"

namespace sandtable {
namespace {

constexpr std::size_t kKeptSelections = 6;
// The attribution of the table's rows, or none: there are no units, or the table lacks the dimension of one of their levels.
Result<std::shared_ptr<const Attribution>> unitsOf(const RequestContext& context, const FactTablePtr& facts,
                                                   const std::shared_ptr<const OrgTree>& tree) {
    if (tree->empty()) return nullptr;
    auto attribution = attributionOf(context, facts, tree);
    if (attribution) return attribution;
    const bool lacksDimension =
        std::all_of(attribution.error().begin(), attribution.error().end(),
                    [](const Error& error) { return error.code == "actuals.missing_dimension"; });
    if (lacksDimension) return nullptr;
    return attribution;
}

template <class T>
CodeColumn codeColumn(const std::vector<T>& codes, std::size_t size) {
    return {std::span<const T>(codes), size, false};
}

}  // namespace

const std::vector<Day>& SalesData::firstDays(const std::string& column) const {
    const auto known = firstDays_.find(column);
    if (known != firstDays_.end()) return known->second;
    const CodeColumn& codes = *lines_.column(column);
    std::vector<Day> first(codes.size, days().last + 1);
    std::visit(
        [&](auto code) {
            for (std::size_t row = lines_.rows; row-- > 0;)
                first[code[row]] = lines_.day[row];  // the earliest is written last
        },
        codes.codes);
    return firstDays_.emplace(column, std::move(first)).first->second;
}

std::vector<Period> periodsTouching(const FiscalCalendar& calendar, DayRange days, Grain grain) {
    std::vector<Period> periods;
    for (Day day = days.first; day <= days.last;) {
        periods.push_back(calendar.periodOf(day, grain));
        day = calendar.rangeOf(periods.back())->last + 1;
    }
    return periods;
}

Result<std::shared_ptr<const SalesData>> SalesData::of(const RequestContext& context, const Json& params) {
    const std::string name = params.value("table", context.plan->settings().value("ordersTable", "orders"));
    const FactTablePtr facts = context.table(name);
    if (!facts)
        return failure({.code = "facts.no_such_table", .path = "/table", .params = JsonObject().put("table", name)});
    if (facts->rows == 0)
        return failure({.code = "sales.no_rows", .path = "/table", .params = JsonObject().put("table", name)});
    auto tree = OrgTree::viewOf(*context.plan);
    if (!tree) return tl::unexpected(tree.error());
    const auto& calendar = context.plan->sharedCalendar();
    const auto build = [&]() -> Result<std::shared_ptr<const SalesData>> {
        auto units = unitsOf(context, facts, *tree);
        if (!units) return tl::unexpected(units.error());
        auto data = std::make_shared<SalesData>();
        data->facts_ = facts;
        data->tree_ = *tree;
        data->calendar_ = calendar;
        data->attribution_ = *units;
        data->viewLines();
        if (data->attribution_) data->viewUnits();
        data->aggregates_ = std::make_unique<Aggregates>(data->lines_, *calendar);
        return data;
    };
    return context.derived->get<SalesData>("sales:" + name, {facts, *tree, calendar}, build);
}

void SalesData::viewLines() {
    lines_.rows = facts_->rows;
    lines_.day = facts_->day;
    for (const auto& dimension : facts_->dimensions) {
        const std::size_t size = dimension.second.values().size();
        CodeColumn column = dimension.second.visit([size](auto codes) { return CodeColumn{codes, size, false}; });
        column.adjacent = rowsLieTogether(column);
        lines_.codes[dimension.first] = column;
    }
    for (const auto& [key, values] : facts_->amounts) {
        lines_.amounts[key] = {values, totalOf(values).missing > 0};
    }
}

void SalesData::viewUnits() {
    const std::size_t size = static_cast<std::size_t>(tree_->leafCount()) + 1;
    lines_.codes[std::string(kLeafColumn)] =
        std::visit([size](const auto& codes) { return codeColumn(codes, size); }, attribution_->leafOfRow.codes());
}

const RowSource& SalesData::sourceFor(const Aggregates::Need& need) const {
    const RowSource* aggregate = aggregates_->of(need);
    if (aggregate == nullptr && !need.distinct.empty()) {  // with the counted codes themselves, as long as they are few
        Aggregates::Need named = need;
        named.columns.insert(need.distinct.begin(), need.distinct.end());
        named.distinct.clear();
        aggregate = aggregates_->of(named);
    }
    return aggregate != nullptr ? *aggregate : lines_;
}

std::shared_ptr<const Selection> SalesData::select(const RowSource& source, const RowFilter& filter) const {
    const auto known = std::find_if(kept_.begin(), kept_.end(), [&](const KeptSelection& kept) {
        return kept.serial == source.serial && kept.filter == filter;
    });
    if (known != kept_.end()) {
        kept_.splice(kept_.begin(), kept_, known);
        return kept_.front().selection;
    }
    kept_.push_front({source.serial, filter, std::make_shared<const Selection>(source, filter)});
    if (kept_.size() > kKeptSelections) kept_.pop_back();
    return kept_.front().selection;
}

}  // namespace sandtable

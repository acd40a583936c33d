#include "sales/sales_data.h"

#include <algorithm>
#include <array>

#include "base/json_object.h"
#include "sales/grouping.h"

namespace sandtable {
namespace {

constexpr std::size_t kKeptSelections = 6;
constexpr std::size_t kCubeWorthRows = 50'000;  // below, counting the lines is as quick
constexpr std::size_t kCubeValues = 400;        // a dimension with more values would make the cube as long as the table
// Asked for most first: when the cube would grow too long the last ones stay out.
constexpr std::array<std::string_view, 8> kCubeColumns = {kLeafColumn,   "region",   "city",     "channel",
                                                          "productLine", "province", "category", "segment"};

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
    return {std::span<const T>(codes), size};
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
        return data;
    };
    return context.derived->get<SalesData>("sales:" + name, {facts, *tree, calendar}, build);
}

void SalesData::viewLines() {
    lines_.rows = facts_->rows;
    lines_.day = facts_->day;
    for (const auto& dimension : facts_->dimensions) {
        const std::size_t size = dimension.second.values().size();
        lines_.codes[dimension.first] = dimension.second.visit([size](auto codes) { return CodeColumn{codes, size}; });
    }
    for (const auto& [key, values] : facts_->amounts) {
        const bool hasMissing = std::find(values.begin(), values.end(), kMissingAmount) != values.end();
        lines_.amounts[key] = {values, hasMissing};
    }
}

void SalesData::viewUnits() {
    const std::size_t size = static_cast<std::size_t>(tree_->leafCount()) + 1;
    lines_.codes[std::string(kLeafColumn)] =
        std::visit([size](const auto& codes) { return codeColumn(codes, size); }, attribution_->leafOfRow.codes());
}

const RowSource* SalesData::months() const {
    if (!monthsTried_) {
        monthsTried_ = true;
        months_ = buildMonths();
    }
    return months_ ? &months_->source : nullptr;
}

std::unique_ptr<SalesData::MonthCube> SalesData::buildMonths() const {
    if (facts_->rows < kCubeWorthRows) return nullptr;
    AxisCodes months;
    for (const Period& period : periodsTouching(*calendar_, days(), Grain::month))
        months.runs.push_back(*calendar_->rangeOf(period));
    months.size = months.runs.size();
    std::vector<AxisCodes> axes = {std::move(months)};
    for (const std::string_view key : kCubeColumns) {
        const CodeColumn* column = lines_.column(key);
        if (column != nullptr && column->size <= kCubeValues)
            axes.push_back({column->size, std::string(key), {}, {}, 0, {}});
    }
    GroupingWants wants;
    for (const auto& [key, amount] : lines_.amounts) wants.sums.push_back(key);
    const Selection all(lines_, {});
    for (; axes.size() > 1; axes.pop_back()) {
        auto groups = groupRows(lines_, all, axes, wants);
        if (!groups) continue;
        if (groups->size() * 4 > facts_->rows) continue;
        auto cube = std::make_unique<MonthCube>();
        cube->source.rows = groups->size();
        for (const std::uint32_t month : groups->members[0]) cube->day.push_back(axes[0].runs[month].first);
        cube->lines = std::move(groups->lines);
        cube->codes = std::move(groups->members);
        cube->sums = std::move(groups->sums);
        cube->source.day = cube->day;
        cube->source.lines = cube->lines;
        for (std::size_t a = 1; a < axes.size(); ++a)
            cube->source.codes[axes[a].column] = codeColumn(cube->codes[a], axes[a].size);
        for (std::size_t s = 0; s < wants.sums.size(); ++s)
            cube->source.amounts[wants.sums[s]] = {cube->sums[s], lines_.amount(wants.sums[s])->hasMissing};
        return cube;
    }
    return nullptr;
}

std::shared_ptr<const Selection> SalesData::select(const RowSource& source, const RowFilter& filter) const {
    const auto known = std::find_if(kept_.begin(), kept_.end(), [&](const KeptSelection& kept) {
        return kept.source == &source && kept.filter == filter;
    });
    if (known != kept_.end()) {
        kept_.splice(kept_.begin(), kept_, known);
        return kept_.front().selection;
    }
    kept_.push_front({&source, filter, std::make_shared<const Selection>(source, filter)});
    if (kept_.size() > kKeptSelections) kept_.pop_back();
    return kept_.front().selection;
}

}  // namespace sandtable

#include "performance/cross.h"

#include <algorithm>
#include <map>

#include "base/json_object.h"
#include "base/stable_sort.h"
#include "performance/comparison.h"
#include "sales/members.h"
#include "sales/new_customers.h"

namespace sandtable {
namespace {

constexpr std::size_t kShownCells = 50;

struct Cell {
    std::int64_t base = 0;
    std::int64_t current = 0;
    std::int64_t lines = 0;  // of both
    [[nodiscard]] std::int64_t gap() const { return current - base; }
};
using CellKey = std::pair<std::uint32_t, std::uint32_t>;
using Cells = std::map<CellKey, Cell>;

Result<void> addCells(const SalesData& data, const Subject& subject, std::vector<Axis> axes, const MeasureList& measure,
                      DayRange days, bool isBase, Cells& cells) {
    Subject limited = subject;
    limited.filter.days = days;
    lookBackFrom(data, days, axes);
    auto groups = groupBy(data, limited, axes, measure.wants());
    if (!groups) return tl::unexpected(groups.error());
    for (std::size_t group = 0; group < groups->size(); ++group) {
        Cell& cell = cells[{groups->members[0][group], groups->members[1][group]}];
        (isBase ? cell.base : cell.current) = measure.value(*groups, group, 0).whole.value_or(0);
        cell.lines += groups->lines[group];
    }
    return {};
}

struct Margins {
    std::map<std::uint32_t, Cell> rows;
    std::map<std::uint32_t, Cell> columns;
    Cell all;
};

Margins marginsOf(const Cells& cells) {
    Margins margins;
    for (const auto& [key, cell] : cells) {
        for (Cell* sum : {&margins.rows[key.first], &margins.columns[key.second], &margins.all}) {
            sum->base += cell.base;
            sum->current += cell.current;
            sum->lines += cell.lines;
        }
    }
    return margins;
}

// What the cell would sell had it moved as its row, its column and everything together did: base × row growth × column growth /
// total growth. Nothing where one of them has no base to grow from.
std::optional<double> expectedCurrent(const Cell& cell, const Cell& row, const Cell& column, const Cell& all) {
    if (cell.base <= 0 || row.base <= 0 || column.base <= 0 || all.base <= 0 || all.current <= 0) return std::nullopt;
    const auto growth = [](const Cell& sum) {
        return static_cast<double>(sum.current) / static_cast<double>(sum.base);
    };
    return static_cast<double>(cell.base) * growth(row) * growth(column) / growth(all);
}

Json memberJson(const Axis& axis, std::uint32_t member) {
    return JsonObject().put("key", axis.keyOf(member)).put("name", axis.nameOf(member));
}

}  // namespace

Json crossParams() {
    return subjectSchema("{" + std::string(kComparisonParams) + R"json(,
        "axes": {"type": "array", "minItems": 2, "maxItems": 2, "items": {"type": "string"}},
        "measure": {"type": "string", "description": "a sum or count, default amount"},
        "limit": {"type": "integer", "minimum": 1, "maximum": 1000, "description": "cells told, default 50"}
    })json");
}

Result<Json> cross(const RequestContext& context, const Json& params) {
    auto question = questionWithoutPeriod(context, params);
    if (!question) return tl::unexpected(question.error());
    const SalesData& data = *question->data;
    const Subject& subject = question->subject;
    auto comparison = comparisonOf(data, params);
    if (!comparison) return tl::unexpected(comparison.error());
    auto measure = additiveMeasure(data, params.value("measure", "amount"));
    if (!measure) return tl::unexpected(measure.error());
    std::vector<Axis> axes;
    for (const auto& spec : params.value("axes", std::vector<std::string>{"region", "category"})) {
        auto axis = axisOf(data, spec, data.days());
        if (!axis) return tl::unexpected(axis.error());
        if (axis->kind == Axis::Kind::period)
            return failure({.code = "sales.bad_axis", .path = "/axes", .params = JsonObject().put("axis", spec)});
        axes.push_back(std::move(*axis));
    }
    Cells cells;
    if (auto added = addCells(data, subject, axes, *measure, comparison->base, true, cells); !added)
        return tl::unexpected(added.error());
    if (auto added = addCells(data, subject, axes, *measure, comparison->current, false, cells); !added)
        return tl::unexpected(added.error());

    const Margins margins = marginsOf(cells);
    const std::int64_t gap = margins.all.gap();
    std::int64_t sameDirection = 0;  // what the cells that moved as the whole did add up to
    std::vector<const Cells::value_type*> order;
    for (const auto& entry : cells) {
        order.push_back(&entry);
        if ((entry.second.gap() < 0) == (gap < 0)) sameDirection += entry.second.gap();
    }
    // A shortfall is explained by what fell most, a surplus by what rose most.
    stableSort(order, [&](const auto* a, const auto* b) {
        return gap < 0 ? a->second.gap() < b->second.gap() : a->second.gap() > b->second.gap();
    });
    Json list = Json::array();
    std::int64_t told = 0;
    const std::size_t shown = std::min(params.value("limit", kShownCells), order.size());
    for (std::size_t i = 0; i < shown; ++i) {
        const auto& [key, cell] = *order[i];
        const auto expected =
            expectedCurrent(cell, margins.rows.at(key.first), margins.columns.at(key.second), margins.all);
        told += cell.gap();
        list.push_back(JsonObject()
                           .put("a", memberJson(axes[0], key.first))
                           .put("b", memberJson(axes[1], key.second))
                           .put("base", cell.base)
                           .put("current", cell.current)
                           .put("gap", cell.gap())
                           .put("expectedGap", expected ? Json(*expected - static_cast<double>(cell.base)) : Json())
                           .put("excess", expected ? Json(static_cast<double>(cell.current) - *expected) : Json())
                           .put("support", cell.lines)
                           .put("shareOfGap", sameDirection == 0 ? Json()
                                                                 : Json(static_cast<double>(cell.gap()) /
                                                                        static_cast<double>(sameDirection)))
                           .put("rank", i + 1));
    }
    return JsonObject()
        .put("base", rangeJson(comparison->base, margins.all.base))
        .put("current", rangeJson(comparison->current, margins.all.current))
        .put("shortened", comparison->shortened)
        .put("measure", measure->all().front().name)
        .put("unit", measure->all().front().unit)
        .put("gap", gap)
        .put("cells", std::move(list))
        .put("rest", JsonObject().put("cells", order.size() - shown).put("gap", gap - told))
        .put("records", subject.echo);
}

}  // namespace sandtable

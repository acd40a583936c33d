#include "sales/pivot.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "base/json_object.h"
#include "base/stable_sort.h"
#include "sales/measures.h"
#include "sales/question.h"

namespace sandtable {
namespace {

constexpr std::size_t kDefaultLimit = 1000;
constexpr std::uint32_t kNobody = std::numeric_limits<std::uint32_t>::max();

struct PivotSpec {
    std::vector<std::string> axes;
    std::vector<std::string> measures;
    std::optional<std::size_t> sortBy;  // measure; none: members in their own order
    bool descending = true;
    std::size_t top = 0;  // of the first axis; 0: all
    bool others = true;
    bool subtotals = false;
    bool columns = false;
    std::size_t offset = 0;
    std::size_t limit = kDefaultLimit;
};

Result<PivotSpec> parseSpec(const Json& params) {
    PivotSpec spec;
    spec.axes = params.value("axes", std::vector<std::string>{});
    spec.measures = params.value("measures", std::vector<std::string>{"amount"});
    if (const auto sort = params.find("sort"); sort != params.end()) {
        const std::string by = sort->value("by", spec.measures.front());
        spec.descending = sort->value("descending", true);
        const auto it = std::find(spec.measures.begin(), spec.measures.end(), by);
        if (it != spec.measures.end()) {
            spec.sortBy = static_cast<std::size_t>(it - spec.measures.begin());
        } else if (by != "member") {
            return failure({.code = "sales.bad_sort", .path = "/sort/by", .params = JsonObject().put("by", by)});
        }
    }
    if (const auto top = params.find("top"); top != params.end()) {
        spec.top = top->value("n", std::size_t{10});
        spec.others = top->value("others", true);
        if (!spec.sortBy) spec.sortBy = 0;
    }
    spec.subtotals = params.value("subtotals", false);
    spec.columns = params.value("reply", "rows") == "columns";
    spec.offset = params.value("offset", std::size_t{0});
    spec.limit = params.value("limit", spec.columns ? std::numeric_limits<std::size_t>::max() : kDefaultLimit);
    return spec;
}

// Where each group of the finest level lies in a coarser level: both are ordered by their members.
std::vector<std::uint32_t> prefixOf(const Groups& fine, const Groups& coarse) {
    std::vector<std::uint32_t> prefix(fine.size());
    std::uint32_t at = 0;
    for (std::size_t g = 0; g < fine.size(); ++g) {
        const auto differs = [&](std::size_t axis) { return coarse.members[axis][at] != fine.members[axis][g]; };
        bool same = false;
        while (!same) {
            same = true;
            for (std::size_t axis = 0; axis < coarse.members.size() && same; ++axis) same = !differs(axis);
            if (!same) ++at;
        }
        prefix[g] = at;
    }
    return prefix;
}

class PivotTable {
public:
    PivotTable(const SalesData& data, Subject subject, PivotSpec spec, MeasureList measures, std::vector<Axis> axes)
        : data_(data),
          subject_(std::move(subject)),
          spec_(std::move(spec)),
          measures_(std::move(measures)),
          axes_(std::move(axes)) {}

    Result<void> compute() {
        if (spec_.top > 0 && !axes_.empty())
            if (auto cut = cutToTop(); !cut) return cut;
        const GroupingWants wants = measures_.wants();
        levels_.resize(axes_.size() + 1);
        for (std::size_t depth = axes_.size() + 1; depth-- > 0;) {
            const bool ofEverything = depth == 0;
            const bool needed = ofEverything || depth == axes_.size() || spec_.subtotals || spec_.sortBy;
            if (!needed) continue;
            if (depth < axes_.size() && wants.distinct.empty() && !(ofEverything && shown_)) {
                levels_[depth] = foldGroups(levels_.back(), depth);
                continue;
            }
            auto groups = groupBy(data_, ofEverything ? subject_ : shown_.value_or(subject_),
                                  {axes_.begin(), axes_.begin() + static_cast<std::ptrdiff_t>(depth)}, wants);
            if (!groups) return tl::unexpected(groups.error());
            levels_[depth] = std::move(*groups);
        }
        sortGroups();
        return {};
    }

    [[nodiscard]] Json reply(const RequestContext& context) const {
        Json result = JsonObject()
                          .put("table", data_.facts().name)
                          .put("from", formatIsoDay(subject_.days.first))
                          .put("to", formatIsoDay(subject_.days.last))
                          .put("lines", levels_[0].size() == 0 ? 0 : levels_[0].lines[0])
                          .put("groups", order_.size());
        result["measures"] = measuresJson();
        result["totals"] = levels_[0].size() == 0 ? Json::array() : valuesJson(levels_[0], 0, nullptr, 0);
        result["records"] = subject_.echo;
        if (spec_.columns) {
            result["axes"] = axesJson(nullptr);
            result["resultId"] = context.keepColumns(columns());
            return result;
        }
        const auto [begin, end] = page();
        const Relations relations = relationsOf();
        // Only the members that are shown are named: a dimension may have a million.
        std::vector<std::vector<std::uint32_t>> numberOf(axes_.size());
        for (std::size_t a = 0; a < axes_.size(); ++a) numberOf[a].assign(axes_[a].codes.size, kNobody);
        Json rows = Json::array();
        std::vector<std::vector<std::uint32_t>> shown(axes_.size());
        for (std::size_t place = begin; place < end; ++place) {
            Json at = Json::array();
            for (std::size_t a = 0; a < axes_.size(); ++a) {
                std::uint32_t& number = numberOf[a][levels_.back().members[a][order_[place]]];
                if (number == kNobody) {
                    number = static_cast<std::uint32_t>(shown[a].size());
                    shown[a].push_back(levels_.back().members[a][order_[place]]);
                }
                at.push_back(number);
            }
            rows.push_back(JsonObject()
                               .put("at", std::move(at))
                               .put("values", valuesJson(levels_.back(), order_[place], &relations, place)));
        }
        result["axes"] = axesJson(&shown);
        result["rows"] = std::move(rows);
        if (spec_.subtotals) result["subtotals"] = subtotalsJson(numberOf);
        return result;
    }

private:
    // [measure][place in the order shown]: what a group is relative to the others.
    using Relations = std::vector<std::vector<double>>;
    using Relation = SalesMeasure::Relation;

    // Ranks the members of the first axis by the sorting measure and makes one member of those behind the n-th.
    Result<void> cutToTop() {
        Axis& axis = axes_.front();
        if (axis.codes.column.empty())
            return failure({.code = "sales.bad_top", .path = "/top", .params = JsonObject().put("axis", axis.key)});
        auto groups = groupBy(data_, subject_, {axis}, measures_.wants());
        if (!groups) return tl::unexpected(groups.error());
        std::vector<std::uint32_t> order(groups->size());
        std::iota(order.begin(), order.end(), 0);
        const std::vector<double> keys = sortKeys(*groups);
        stableSort(order, [&](std::uint32_t a, std::uint32_t b) { return keys[a] < keys[b]; });
        othersMembers_ = order.size() > spec_.top ? order.size() - spec_.top : 0;
        if (othersMembers_ == 0) return {};

        const auto others = static_cast<std::uint32_t>(spec_.top);
        std::vector<AxisMember> members;
        std::vector<std::uint32_t> numberOf(axis.codes.size, others);
        for (std::size_t rank = 0; rank < spec_.top; ++rank) {
            const std::uint32_t member = groups->members[0][order[rank]];
            numberOf[member] = static_cast<std::uint32_t>(rank);
            members.push_back({std::string(axis.keyOf(member)), std::string(axis.nameOf(member))});
        }
        const std::size_t codes = axis.codes.memberOfCode.empty() ? axis.codes.size : axis.codes.memberOfCode.size();
        std::vector<std::uint32_t> memberOfCode(codes);
        for (std::size_t code = 0; code < codes; ++code)
            memberOfCode[code] = numberOf[axis.codes.memberOfCode.empty() ? code : axis.codes.memberOfCode[code]];
        if (spec_.others) {
            members.push_back({"", ""});
            othersAt_ = others;
        } else {
            shown_ = subject_;
            RowFilter::Accepted accepted{axis.codes.column, std::vector<std::uint8_t>(codes)};
            for (std::size_t code = 0; code < codes; ++code) accepted.codes[code] = memberOfCode[code] != others;
            shown_->filter.columns.push_back(std::move(accepted));
            for (std::uint32_t& member : memberOfCode) member = std::min(member, others - 1);  // filtered out anyway
        }
        axis.members = std::move(members);
        axis.values = nullptr;
        axis.codes.memberOfCode = std::move(memberOfCode);
        axis.codes.size = axis.members.size();
        return {};
    }

    // What groups are sorted by, so that smaller comes first; missing values come last.
    [[nodiscard]] std::vector<double> sortKeys(const Groups& groups) const {
        std::vector<double> keys(groups.size());
        for (std::size_t group = 0; group < keys.size(); ++group) {
            const MeasureValue value = measures_.value(groups, group, *spec_.sortBy);
            keys[group] = value.missing() ? HUGE_VAL : spec_.descending ? -value.number() : value.number();
        }
        return keys;
    }

    // Groups by the values of what they belong to, level by level; periods stay in their order, others come last.
    void sortGroups() {
        const Groups& groups = levels_.back();
        order_.resize(groups.size());
        std::iota(order_.begin(), order_.end(), 0);
        if (!spec_.sortBy) return;
        std::vector<std::vector<double>> keyOf;  // [axis][group]: of the member's whole row
        for (std::size_t depth = 1; depth <= axes_.size(); ++depth) {
            keyOf.push_back(sortKeys(levels_[depth]));
            if (depth == axes_.size()) break;
            std::vector<double> spread;
            for (const std::uint32_t coarse : prefixOf(groups, levels_[depth])) spread.push_back(keyOf.back()[coarse]);
            keyOf.back() = std::move(spread);
        }
        stableSort(order_, [&](std::uint32_t a, std::uint32_t b) {
            for (std::size_t axis = 0; axis < axes_.size(); ++axis) {
                const std::uint32_t left = groups.members[axis][a];
                const std::uint32_t right = groups.members[axis][b];
                if (left == right) continue;
                if (axes_[axis].codes.column.empty()) return left < right;
                if (axis == 0 && (left == othersAt_ || right == othersAt_)) return right == othersAt_;
                return keyOf[axis][a] != keyOf[axis][b] ? keyOf[axis][a] < keyOf[axis][b] : left < right;
            }
            return false;
        });
    }

    [[nodiscard]] Relations relationsOf() const {
        const Groups& groups = levels_.back();
        Relations relations(measures_.size());
        for (std::size_t m = 0; m < measures_.size(); ++m) {
            const Relation relation = measures_.all()[m].relation;
            if (relation == Relation::none) continue;
            std::vector<double> values;
            for (const std::uint32_t group : order_) {
                const MeasureValue value = measures_.value(groups, group, m);
                values.push_back(value.missing() ? std::nan("") : value.number());
            }
            relations[m] = relation == Relation::rank ? ranksOf(values) : sharesOf(values, m);
        }
        return relations;
    }

    [[nodiscard]] std::vector<double> sharesOf(std::vector<double> values, std::size_t measure) const {
        const double total = levels_[0].size() == 0 ? 0 : measures_.value(levels_[0], 0, measure).number();
        const bool cumulative = measures_.all()[measure].relation == Relation::cumulativeShare;
        double sum = 0;
        for (double& value : values) {
            if (cumulative) sum += std::isnan(value) ? 0 : value;
            value = total == 0 ? std::nan("") : (cumulative ? sum : value) / total;
        }
        return values;
    }

    [[nodiscard]] static std::vector<double> ranksOf(const std::vector<double>& values) {
        std::vector<std::size_t> order;
        for (std::size_t i = 0; i < values.size(); ++i)
            if (!std::isnan(values[i])) order.push_back(i);
        stableSort(order, [&](std::size_t a, std::size_t b) { return values[a] > values[b]; });
        std::vector<double> ranks(values.size(), std::nan(""));
        for (std::size_t i = 0; i < order.size(); ++i) {
            const bool tied = i > 0 && values[order[i]] == values[order[i - 1]];
            ranks[order[i]] = tied ? ranks[order[i - 1]] : static_cast<double>(i + 1);
        }
        return ranks;
    }

    // A row's values; without `relations` (totals, subtotals) only shares can be told.
    [[nodiscard]] Json valuesJson(const Groups& groups, std::size_t group, const Relations* relations,
                                  std::size_t place) const {
        Json values = Json::array();
        for (std::size_t m = 0; m < measures_.size(); ++m) {
            const SalesMeasure& measure = measures_.all()[m];
            if (measure.relation == Relation::none) {
                values.push_back(measures_.value(groups, group, m).json());
                continue;
            }
            double value = std::nan("");
            if (relations != nullptr) {
                value = (*relations)[m][place];
            } else if (measure.relation == Relation::share) {
                value = measures_.value(groups, group, m).number() / measures_.value(levels_[0], 0, m).number();
            }
            values.push_back(std::isfinite(value) ? Json(value) : Json());
        }
        return values;
    }

    [[nodiscard]] Json measuresJson() const {
        Json list = Json::array();
        for (const SalesMeasure& measure : measures_.all())
            list.push_back(JsonObject().put("key", measure.name).put("unit", measure.unit));
        return list;
    }

    // Each axis with its members: those shown, or all of them.
    [[nodiscard]] Json axesJson(const std::vector<std::vector<std::uint32_t>>* shown) const {
        static constexpr const char* kKinds[] = {"dimension", "unit", "period", "cyclic"};
        Json list = Json::array();
        for (std::size_t a = 0; a < axes_.size(); ++a) {
            Json members = Json::array();
            const std::size_t count = shown != nullptr ? (*shown)[a].size() : axes_[a].codes.size;
            for (std::size_t i = 0; i < count; ++i) {
                const auto member = shown != nullptr ? (*shown)[a][i] : static_cast<std::uint32_t>(i);
                if (a == 0 && member == othersAt_) {
                    members.push_back(JsonObject().put("key", nullptr).put("others", othersMembers_));
                } else {
                    members.push_back(
                        JsonObject().put("key", axes_[a].keyOf(member)).put("name", axes_[a].nameOf(member)));
                }
            }
            list.push_back(JsonObject()
                               .put("key", axes_[a].key)
                               .put("kind", kKinds[static_cast<std::size_t>(axes_[a].kind)])
                               .put("members", std::move(members)));
        }
        return list;
    }

    [[nodiscard]] Json subtotalsJson(const std::vector<std::vector<std::uint32_t>>& numberOf) const {
        Json list = Json::array();
        for (std::size_t depth = 1; depth < axes_.size(); ++depth) {
            for (std::size_t group = 0; group < levels_[depth].size(); ++group) {
                Json at = Json::array();
                bool isShown = true;
                for (std::size_t a = 0; a < depth; ++a) {
                    const std::uint32_t number = numberOf[a][levels_[depth].members[a][group]];
                    isShown = isShown && number != kNobody;
                    at.push_back(number);
                }
                if (!isShown) continue;
                list.push_back(
                    JsonObject().put("at", std::move(at)).put("values", valuesJson(levels_[depth], group, nullptr, 0)));
            }
        }
        return list;
    }

    // The places of the order shown that were asked for, [begin, end).
    [[nodiscard]] std::pair<std::size_t, std::size_t> page() const {
        const std::size_t begin = std::min(spec_.offset, order_.size());
        return {begin, begin + std::min(spec_.limit, order_.size() - begin)};
    }

    // "axis0" … member numbers, "measure0" … values (NaN where missing), in the order shown.
    [[nodiscard]] ResultColumns columns() const {
        const Groups& groups = levels_.back();
        const Relations relations = relationsOf();
        const auto [begin, end] = page();
        const std::span shown = std::span(order_).subspan(begin, end - begin);
        ResultColumns columns;
        for (std::size_t a = 0; a < axes_.size(); ++a) {
            auto& column = columns.ints["axis" + std::to_string(a)];
            for (const std::uint32_t group : shown)
                column.push_back(static_cast<std::int32_t>(groups.members[a][group]));
        }
        for (std::size_t m = 0; m < measures_.size(); ++m) {
            auto& column = columns.doubles["measure" + std::to_string(m)];
            if (measures_.all()[m].relation != Relation::none) {
                column.assign(relations[m].begin() + static_cast<std::ptrdiff_t>(begin),
                              relations[m].begin() + static_cast<std::ptrdiff_t>(end));
                continue;
            }
            for (const std::uint32_t group : shown) {
                const MeasureValue value = measures_.value(groups, group, m);
                column.push_back(value.missing() ? std::nan("") : value.number());
            }
        }
        return columns;
    }

    const SalesData& data_;
    Subject subject_;
    std::optional<Subject> shown_;  // without the members cut off
    PivotSpec spec_;
    MeasureList measures_;
    std::vector<Axis> axes_;
    std::uint32_t othersAt_ = kNobody;
    std::size_t othersMembers_ = 0;
    std::vector<Groups> levels_;  // [n]: by the first n axes
    std::vector<std::uint32_t> order_;
};

}  // namespace

Json pivotParams() {
    return subjectSchema(R"json({
        "axes": {"type": "array", "maxItems": 4, "items": {"type": "string"},
            "description": "dimensions, org:<level>, org, year quarter month week day, calendarYear calendarQuarter calendarMonth isoWeek, weekday monthOfYear"},
        "measures": {"type": "array", "minItems": 1, "maxItems": 16, "items": {"type": "string"},
            "description": "amount margin quantity cost lines orders customers distinct:<dimension> averageOrder meanAmount averagePrice marginRatio share:<m> cumulativeShare:<m> rank:<m>; default amount"},
        "sort": {"type": "object", "properties": {"by": {"type": "string", "description": "a measure of the list, or member"},
            "descending": {"type": "boolean"}}, "additionalProperties": false},
        "top": {"type": "object", "properties": {"n": {"type": "integer", "minimum": 1, "maximum": 10000},
            "others": {"type": "boolean", "description": "default true: the rest as one row, last"}}, "additionalProperties": false},
        "subtotals": {"type": "boolean"},
        "reply": {"enum": ["rows", "columns"]},
        "offset": {"type": "integer", "minimum": 0},
        "limit": {"type": "integer", "minimum": 0, "maximum": 100000, "description": "default 1000 rows, all columns"}
    })json");
}

Result<Json> pivot(const RequestContext& context, const Json& params) {
    auto spec = parseSpec(params);
    if (!spec) return tl::unexpected(spec.error());
    auto question = questionOf(context, params);
    if (!question) return tl::unexpected(question.error());
    const SalesData& data = *question->data;
    auto measures = MeasureList::parse(data, spec->measures);
    if (!measures) return tl::unexpected(measures.error());
    std::vector<Axis> axes;
    for (std::size_t a = 0; a < spec->axes.size(); ++a) {
        auto axis = axisOf(data, spec->axes[a], question->subject.days);
        if (!axis) {
            for (Error& error : axis.error())
                if (error.path.empty()) error.path = "/axes/" + std::to_string(a);
            return tl::unexpected(axis.error());
        }
        axes.push_back(std::move(*axis));
    }
    PivotTable table(data, std::move(question->subject), std::move(*spec), std::move(*measures), std::move(axes));
    if (auto computed = table.compute(); !computed) return tl::unexpected(computed.error());
    return table.reply(context);
}

}  // namespace sandtable

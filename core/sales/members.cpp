#include "sales/members.h"

#include "base/json_object.h"

namespace sandtable {

Result<MeasureList> additiveMeasure(const SalesData& data, const std::string& name) {
    auto list = MeasureList::parse(data, {name});
    if (!list) {
        for (Error& error : list.error()) error.path = "/measure";
        return list;
    }
    const SalesMeasure& measure = list->all().front();
    if (measure.kind == SalesMeasure::Kind::quotient || measure.relation != SalesMeasure::Relation::none)
        return failure({.code = "sales.not_additive", .path = "/measure", .params = JsonObject().put("measure", name)});
    return list;
}

Result<MemberValues> valuesByMember(const SalesData& data, const Subject& subject, const std::string& axis,
                                    const std::string& measure) {
    auto list = additiveMeasure(data, measure);
    if (!list) return tl::unexpected(list.error());
    auto resolved = axisOf(data, axis, subject.days);
    if (!resolved) {
        for (Error& error : resolved.error()) error.path = "/axis";
        return tl::unexpected(resolved.error());
    }
    auto groups = groupBy(data, subject, {*resolved}, list->wants());
    if (!groups) return tl::unexpected(groups.error());
    MemberValues out;
    out.unit = list->all().front().unit;
    const std::span<const std::int64_t> values = list->wholes(*groups, 0);
    out.members.reserve(values.size());
    out.values.reserve(values.size());
    for (std::size_t group = 0; group < values.size(); ++group) {
        const std::uint32_t member = groups->members[0][group];
        if (resolved->keyOf(member).empty()) {
            out.unnamed = values[group] == kMissingAmount ? 0 : values[group];
            out.unnamedLines = groups->lines[group];
        } else if (values[group] != kMissingAmount) {
            out.members.push_back(member);
            out.values.push_back(values[group]);
        }
    }
    out.axis = std::move(*resolved);
    return out;
}

}  // namespace sandtable

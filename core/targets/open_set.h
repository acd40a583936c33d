// OpenSet: the target set, organisation and cells that a request is about, resolved once from its params.
// Shared by every targets.* request but decompose; computes nothing.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "request/request.h"
#include "targets/target_book.h"

namespace sandtable {

// The tree and the book are views the plan keeps: asking again before they change costs nothing.
struct OpenSet {
    std::shared_ptr<const OrgTree> treeView;
    std::shared_ptr<const TargetBook> bookView;
    const Json* entry;  // the plan's targetSets record
    const OrgTree& tree = *treeView;
    const TargetBook& book = *bookView;
};

// Params: set, or metric, year and tier; what is left out is taken from the period named and from the only set that fits. Errors: targets.no_such_set, targets.no_organisation, targets.bad_record.
[[nodiscard]] Result<OpenSet> openSet(const RequestContext& context, const Json& params);

// One cell of any level named by params {node, period, product?}.
struct CellRef {
    int unit = 0;
    int product = kAllProducts;
    std::string period;
    PeriodSpan span;
};
// Errors, at `path`: targets.unknown_node {node}, targets.unknown_product {product}, those of PeriodAxis::spanOf.
[[nodiscard]] Result<CellRef> readCell(const OpenSet& open, const Json& params, const std::string& path);
[[nodiscard]] Result<int> readUnit(const OpenSet& open, const Json& params, const char* key, const std::string& path);

// Text of a field that may be absent or null.
[[nodiscard]] std::string textParam(const Json& params, const char* key, std::string_view fallback = "");

// The result's node shape: {id, name, parent, level, totalMinor, reserveMinor, periods, reservePeriods}, for all units or those in `only`
// (ascending). With product lines also products: {id: {totalMinor, periods}}.
[[nodiscard]] Json nodesJson(const OrgTree& tree, const TargetBook& book, const std::vector<int>* only = nullptr);
// The units whose totals a change of these rows moves: the rows' units and all above, ascending.
[[nodiscard]] std::vector<int> touchedUnits(const TargetBook& book, const std::vector<int>& changedRows);
// The same as columns of doubles: values [unit * periods], reserve [unit * periods]; keeps them and returns the resultId.
[[nodiscard]] std::string keepNodeColumns(const RequestContext& context, const TargetBook& book);

}  // namespace sandtable

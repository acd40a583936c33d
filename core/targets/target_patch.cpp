#include "targets/target_patch.h"

#include <algorithm>
#include <map>

#include "base/json_object.h"
#include "base/text.h"

namespace sandtable {

namespace {

Json numbers(std::span<const Minor> values) {
    Json::array_t array;
    array.reserve(values.size());
    for (const Minor value : values) array.emplace_back(value);
    return array;
}

const char* rowField(const TargetBook& book, int unit) { return book.isLeaf(unit) ? "values" : "reserve"; }

// The plan's record of a row; sets without product lines keep their row in the record of the whole unit.
const Json* recordOfRow(const TargetBook& book, int unit, int product) {
    return book.record(unit, book.byProduct() ? product : kAllProducts);
}

// All changes of one record.
struct RecordChange {
    bool row = false;
    std::vector<const MarkChange*> marks;
};

class RecordPatch {
public:
    RecordPatch(const TargetBook& before, const std::vector<Minor>& after, const OrgTree& tree, Json::array_t& patch)
        : before_(before), after_(after), tree_(tree), patch_(patch) {}

    void propose(int unit, int product, const RecordChange& change) {
        const int row = product == kAllProducts ? 0 : product;
        const auto periods = static_cast<std::size_t>(before_.periodCount());
        const auto values =
            std::span(after_).subspan(static_cast<std::size_t>(before_.rowOf(unit, row)) * periods, periods);
        const std::string& lines =
            product == kAllProducts ? std::string() : before_.products()[static_cast<std::size_t>(product)];
        const std::string id = targetRecordId(before_.setId(), tree_[unit].id, lines);
        path_ = "/collections/targets/" + escapePointer(id);
        const Json* record = before_.record(unit, product);
        if (record == nullptr) return addRecord(unit, lines, id, values, change);
        if (change.row) proposeRow(unit, row, *record, values);
        if (!change.marks.empty()) proposeMarks(*record, change.marks);
    }

private:
    void addRecord(int unit, const std::string& product, const std::string& id, std::span<const Minor> values,
                   const RecordChange& change) {
        Json record = JsonObject().put("id", id).put("set", before_.setId()).put("unit", tree_[unit].id);
        if (!product.empty()) record["product"] = product;
        if (change.row) {
            record[rowField(before_, unit)] = numbers(values);
            record["computed"] = numbers(std::vector<Minor>(values.size(), 0));
        }
        for (const MarkChange* mark : change.marks) {
            if (mark->cell) record["cells"][mark->period] = *mark->cell;
        }
        patch_.push_back(patchAdd(path_, std::move(record)));
    }

    void proposeRow(int unit, int row, const Json& record, std::span<const Minor> values) {
        const std::string field = rowField(before_, unit);
        const bool present = record.contains(field);
        const auto computed = record.find("computed");
        if (computed == record.end()) {
            if (present) {
                patch_.push_back(patchCopy(path_ + "/" + field, path_ + "/computed"));
            } else {
                patch_.push_back(patchAdd(path_ + "/computed", numbers(std::vector<Minor>(values.size(), 0))));
            }
        } else {
            const auto was = computedRow(before_, unit, row);
            if (std::equal(was.begin(), was.end(), values.begin(), values.end()))
                patch_.push_back(patchRemove(path_ + "/computed"));
        }
        const std::string path = path_ + "/" + field;
        patch_.push_back(present ? patchReplace(path, numbers(values)) : patchAdd(path, numbers(values)));
    }

    void proposeMarks(const Json& record, const std::vector<const MarkChange*>& marks) {
        const auto cells = record.find("cells");
        if (cells == record.end() || !cells->is_object()) {
            Json fresh = Json::object();
            for (const MarkChange* mark : marks) {
                if (mark->cell) fresh[mark->period] = *mark->cell;
            }
            if (!fresh.empty()) patch_.push_back(patchAdd(path_ + "/cells", std::move(fresh)));
            return;
        }
        std::size_t left = cells->size();
        for (const MarkChange* mark : marks) {
            const bool present = cells->contains(mark->period);
            left = left + (mark->cell && !present ? 1 : 0) - (!mark->cell && present ? 1 : 0);
        }
        if (left == 0) {
            patch_.push_back(patchRemove(path_ + "/cells"));
            return;
        }
        for (const MarkChange* mark : marks) {
            const std::string path = path_ + "/cells/" + escapePointer(mark->period);
            if (mark->cell) {
                patch_.push_back(patchAdd(path, *mark->cell));
            } else if (cells->contains(mark->period)) {
                patch_.push_back(patchRemove(path));
            }
        }
    }

    const TargetBook& before_;
    const std::vector<Minor>& after_;
    const OrgTree& tree_;
    Json::array_t& patch_;
    std::string path_;
};

}  // namespace

Json proposeRows(const TargetBook& before, const std::vector<Minor>& after, const OrgTree& tree,
                 const std::vector<int>& changedRows, std::vector<MarkChange> marks) {
    std::map<std::pair<int, int>, RecordChange> changes;
    const int products = before.productCount();
    for (const int row : changedRows) {
        const std::pair<int, int> place(row / products, before.byProduct() ? row % products : kAllProducts);
        changes.emplace_hint(changes.end(), place, RecordChange())->second.row = true;  // rows come in ascending order
    }
    for (const MarkChange& mark : marks) changes[{mark.unit, mark.product}].marks.push_back(&mark);
    Json::array_t patch;
    RecordPatch builder(before, after, tree, patch);
    for (const auto& [place, change] : changes) builder.propose(place.first, place.second, change);
    return patch;
}

namespace {

// The row's "computed" in the plan; null when the row stands as it was computed.
const Json::array_t* computedOf(const TargetBook& book, int unit, int product, std::size_t periods) {
    const Json* record = recordOfRow(book, unit, product);
    if (record == nullptr) return nullptr;
    const auto found = record->find("computed");
    const auto* computed = found == record->end() ? nullptr : found->get_ptr<const Json::array_t*>();
    return computed != nullptr && computed->size() == periods ? computed : nullptr;
}

}  // namespace

std::vector<Minor> computedRow(const TargetBook& book, int unit, int product) {
    const auto row = book.row(unit, product);
    std::vector<Minor> values(row.begin(), row.end());
    if (const Json::array_t* computed = computedOf(book, unit, product, values.size())) {
        for (std::size_t p = 0; p < values.size(); ++p) values[p] = (*computed)[p].get<Minor>();
    }
    return values;
}

Minor computedTotal(const TargetBook& book, int unit, int product, PeriodSpan span) {
    const auto first = static_cast<std::size_t>(span.first);
    const auto periods = static_cast<std::size_t>(book.periodCount());
    Minor sum = 0;
    for (int u = unit; u < book.endOf(unit); ++u) {
        for (int k = 0; k < book.productCount(); ++k) {
            if (product != kAllProducts && product != k) continue;
            if (const Json::array_t* computed = computedOf(book, u, k, periods)) {
                for (std::size_t p = first; p <= static_cast<std::size_t>(span.last); ++p)
                    sum += (*computed)[p].get<Minor>();
            } else {
                const auto row = book.row(u, k);
                for (std::size_t p = first; p <= static_cast<std::size_t>(span.last); ++p) sum += row[p];
            }
        }
    }
    return sum;
}

}  // namespace sandtable

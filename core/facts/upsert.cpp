#include "facts/upsert.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "base/json_object.h"
#include "facts/day_order.h"
#include "facts/joint_rows.h"

namespace sandtable {
namespace {

constexpr std::uint32_t kNone = UINT32_MAX;

// Which old row a file's row stands for, and the reverse; kNone for rows of one side only.
struct Matching {
    std::vector<std::uint32_t> fileOfOld;
    std::vector<std::uint32_t> oldOfFile;
    void pair(std::uint32_t old, std::uint32_t file) {
        fileOfOld[old] = file;
        oldOfFile[file] = old;
    }
};

// Rows by key: those of key k are rows[start[k]] … rows[start[k + 1] - 1], in their order. Rows without a whole key are in none.
struct KeyGroups {
    KeyGroups(const std::vector<std::uint32_t>& keys, const std::vector<bool>& incomplete, std::size_t count)
        : start(count + 1) {
        for (std::size_t row = 0; row < keys.size(); ++row) {
            if (!incomplete[row]) ++start[keys[row] + 1];
        }
        std::partial_sum(start.begin(), start.end(), start.begin());
        rows.resize(start.back());
        std::vector<std::uint32_t> next(start.begin(), start.end() - 1);
        for (std::size_t row = 0; row < keys.size(); ++row) {
            if (!incomplete[row]) rows[next[keys[row]]++] = static_cast<std::uint32_t>(row);
        }
    }
    [[nodiscard]] std::span<const std::uint32_t> of(std::size_t key) const {
        return std::span(rows).subspan(start[key], start[key + 1] - start[key]);
    }
    std::vector<std::uint32_t> start;
    std::vector<std::uint32_t> rows;
};

using RowList = std::span<const std::uint32_t>;

// Takes rows that are alike in everything out of both lists, in order, and pairs them.
void pairAlike(std::vector<std::uint32_t>& old, std::vector<std::uint32_t>& file, const RowPrints& prints,
               Matching& matching) {
    const auto byPrint = [](const std::vector<std::uint64_t>& print) {
        return
            [&print](std::uint32_t a, std::uint32_t b) { return print[a] != print[b] ? print[a] < print[b] : a < b; };
    };
    std::sort(old.begin(), old.end(), byPrint(prints.before));
    std::sort(file.begin(), file.end(), byPrint(prints.after));
    std::vector<std::uint32_t> oldLeft;
    std::vector<std::uint32_t> fileLeft;
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < old.size() && j < file.size()) {
        const std::uint64_t left = prints.before[old[i]];
        const std::uint64_t right = prints.after[file[j]];
        if (left == right) {
            matching.pair(old[i++], file[j++]);
        } else if (left < right) {
            oldLeft.push_back(old[i++]);
        } else {
            fileLeft.push_back(file[j++]);
        }
    }
    oldLeft.insert(oldLeft.end(), old.begin() + static_cast<std::ptrdiff_t>(i), old.end());
    fileLeft.insert(fileLeft.end(), file.begin() + static_cast<std::ptrdiff_t>(j), file.end());
    std::sort(oldLeft.begin(), oldLeft.end());
    std::sort(fileLeft.begin(), fileLeft.end());
    old = std::move(oldLeft);
    file = std::move(fileLeft);
}

void pairRepeats(RowList old, RowList file, const RowPrints& prints, Matching& matching) {
    const std::size_t both = std::min(old.size(), file.size());
    std::size_t alike = 0;
    while (alike < both && prints.before[old[alike]] == prints.after[file[alike]]) {
        matching.pair(old[alike], file[alike]);
        ++alike;
    }
    if (alike == both) return;
    std::vector<std::uint32_t> oldLeft(old.begin() + static_cast<std::ptrdiff_t>(alike), old.end());
    std::vector<std::uint32_t> fileLeft(file.begin() + static_cast<std::ptrdiff_t>(alike), file.end());
    pairAlike(oldLeft, fileLeft, prints, matching);
    for (std::size_t k = 0; k < std::min(oldLeft.size(), fileLeft.size()); ++k) matching.pair(oldLeft[k], fileLeft[k]);
}

std::vector<std::uint32_t> rowsFrom(std::size_t first, std::size_t end) {
    std::vector<std::uint32_t> rows(end - first);
    std::iota(rows.begin(), rows.end(), static_cast<std::uint32_t>(first));
    return rows;
}

std::size_t endOfDay(const FactTable& table, std::size_t row) {
    const Day day = table.day[row];
    while (row < table.rows && table.day[row] == day) ++row;
    return row;
}

// Without a key rows belong together that are alike in everything. Such rows share their day, and tables are sorted by it.
void matchAlike(const FactTable& before, const FactTable& file, Matching& matching) {
    const RowPrints prints = printsOf(before, file);
    for (std::size_t i = 0, j = 0; i < before.rows && j < file.rows;) {
        const Day gap = before.day[i] - file.day[j];
        if (gap == 0 && prints.before[i] == prints.after[j]) {
            matching.pair(static_cast<std::uint32_t>(i++), static_cast<std::uint32_t>(j++));
            continue;
        }
        const std::size_t oldEnd = gap <= 0 ? endOfDay(before, i) : i;
        const std::size_t fileEnd = gap >= 0 ? endOfDay(file, j) : j;
        if (gap == 0) {
            std::vector<std::uint32_t> old = rowsFrom(i, oldEnd);
            std::vector<std::uint32_t> fresh = rowsFrom(j, fileEnd);
            pairAlike(old, fresh, prints, matching);
        }
        i = oldEnd;
        j = fileEnd;
    }
}

// Of the rows with one key, those alike in everything belong together; of the rest the k-th of the file to the k-th of the table.
Matching matchRows(const FactTable& before, const FactTable& file, const std::vector<std::string>& key) {
    Matching matching{std::vector<std::uint32_t>(before.rows, kNone), std::vector<std::uint32_t>(file.rows, kNone)};
    if (key.empty()) {
        matchAlike(before, file, matching);
        return matching;
    }
    RowPrints prints;
    const RowKeys keys = keysOf(&before, file, key);
    const KeyGroups old(keys.before, keys.beforeIncomplete, keys.count);
    const KeyGroups fresh(keys.after, keys.afterIncomplete, keys.count);
    for (std::size_t k = 0; k < keys.count; ++k) {
        const RowList left = old.of(k);
        const RowList right = fresh.of(k);
        if (left.empty() || right.empty()) continue;
        if (left.size() == 1 && right.size() == 1) {
            matching.pair(left.front(), right.front());
            continue;
        }
        if (prints.before.empty()) prints = printsOf(before, file);
        pairRepeats(left, right, prints, matching);
    }
    return matching;
}

Json amountValue(std::int64_t value) { return value == kMissingAmount ? Json() : Json(value); }

// The work of one merge: who is matched with whom, then column by column.
class Merge {
public:
    Merge(const FactTable& before, const FactTable& file, const MergePlan& plan)
        : before_(before), file_(file), plan_(plan) {}

    Result<MergeOutcome> run() {
        if (plan_.mode == MergeMode::append) {
            matching_.fileOfOld.assign(before_.rows, kNone);
            matching_.oldOfFile.assign(file_.rows, kNone);
        } else {
            matching_ = matchRows(before_, file_, plan_.key);
        }
        findChanges();
        drop();
        count();
        takeSamples();
        if (plan_.mode == MergeMode::replace) return std::move(out_);
        order();
        return build();
    }

private:
    void findChanges() {
        changed_.assign(file_.rows, false);
        if (plan_.key.empty()) return;  // only rows alike in everything are matched
        for (const std::string& field : fieldsIn(file_)) {
            const JointField joint = joinField(&before_, file_, field);
            for (std::uint32_t row = 0; row < file_.rows; ++row) {
                const std::uint32_t old = matching_.oldOfFile[row];
                if (old == kNone) continue;
                if ((joint.before.empty() ? joint.missing : joint.before[old]) != joint.after[row])
                    changed_[row] = true;
            }
        }
    }

    // Which old rows the result does without.
    void drop() {
        dropped_.assign(before_.rows, plan_.mode == MergeMode::replace);
        if (plan_.mode != MergeMode::upsert || !plan_.removeSameDays || file_.rows == 0) return;
        const RowKeys keys = keysOf(nullptr, before_, plan_.key);
        for (std::size_t row = 0; row < before_.rows; ++row) {
            const bool covered = before_.day[row] >= file_.day.front() && before_.day[row] <= file_.day.back();
            // Nobody can say whether the file has a row that has no key.
            dropped_[row] = covered && !keys.afterIncomplete[row];
        }
    }

    void count() {
        for (std::size_t row = 0; row < file_.rows; ++row) {
            if (matching_.oldOfFile[row] == kNone) {
                ++out_.changes.added;
            } else {
                ++(changed_[row] ? out_.changes.changed : out_.changes.unchanged);
            }
        }
        for (std::size_t row = 0; row < before_.rows; ++row) {
            if (matching_.fileOfOld[row] == kNone) ++(dropped_[row] ? out_.changes.removed : out_.changes.kept);
        }
    }

    void takeSamples() {
        for (std::uint32_t row = 0; row < file_.rows && out_.samples.size() < kMergeSamples; ++row) {
            if (changed_[row]) out_.samples.push_back(sampleOf(matching_.oldOfFile[row], row));
        }
    }

    [[nodiscard]] static Json valueOf(const FactTable& table, const std::string& field, std::uint32_t row) {
        if (field == "day") return formatIsoDay(table.day[row]);
        if (const DimensionColumn* column = table.dimension(field)) return column->values()[column->codeAt(row)];
        const auto amounts = table.amount(field);
        return amounts.empty() ? Json() : amountValue(amounts[row]);
    }

    [[nodiscard]] Json sampleOf(std::uint32_t old, std::uint32_t row) const {
        Json key = Json::object();
        for (const std::string& field : plan_.key) key[field] = valueOf(file_, field, row);
        Json cells = Json::array();
        const auto tell = [&](const std::string& field) {
            Json was = valueOf(before_, field, old);
            Json now = valueOf(file_, field, row);
            if (was == now || (was.is_null() && now == "")) return;
            cells.push_back(JsonObject().put("field", field).put("old", std::move(was)).put("new", std::move(now)));
        };
        for (const std::string& field : fieldsIn(file_)) tell(field);
        return JsonObject()
            .put("key", std::move(key))
            .put("line", row < file_.sourceLine.size() ? Json(file_.sourceLine[row]) : Json())
            .put("cells", std::move(cells));
    }

    // The old rows that stay, in their order, then the new ones; sorted by day. So a file that changes nothing leaves the order alone.
    void order() {
        std::vector<std::uint32_t> old;
        std::vector<std::uint32_t> fresh;
        std::vector<Day> days;
        const auto put = [&](std::uint32_t oldRow, std::uint32_t fileRow) {
            old.push_back(oldRow);
            fresh.push_back(fileRow);
            days.push_back(fileRow != kNone ? file_.day[fileRow] : before_.day[oldRow]);
        };
        for (std::uint32_t row = 0; row < before_.rows; ++row) {
            if (matching_.fileOfOld[row] != kNone || !dropped_[row]) put(row, matching_.fileOfOld[row]);
        }
        for (std::uint32_t row = 0; row < file_.rows; ++row) {
            if (matching_.oldOfFile[row] == kNone) put(kNone, row);
        }
        std::vector<std::uint32_t> rows(days.size());
        std::iota(rows.begin(), rows.end(), 0U);
        sortByDay(rows, days);
        for (const std::uint32_t row : rows) {
            oldRow_.push_back(old[row]);
            fileRow_.push_back(fresh[row]);
        }
    }

    // The value of every row of the result: the file's where it has the row and the column, else the old one, else missing.
    [[nodiscard]] std::vector<std::int64_t> gather(const JointField& joint) const {
        std::vector<std::int64_t> values(oldRow_.size(), joint.missing);
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (fileRow_[i] != kNone && !joint.after.empty()) {
                values[i] = joint.after[fileRow_[i]];
            } else if (oldRow_[i] != kNone && !joint.before.empty()) {
                values[i] = joint.before[oldRow_[i]];
            }
        }
        return values;
    }

    Result<MergeOutcome> build() {
        auto table = std::make_shared<FactTable>();
        table->name = file_.name;
        table->rows = oldRow_.size();
        table->source = file_.source;
        table->rejects = file_.rejects;
        // A line says where a row is in the latest file; rows it does not hold have none.
        table->sourceLine.assign(table->rows, 0);
        for (std::size_t i = 0; i < table->rows && !file_.sourceLine.empty(); ++i) {
            if (fileRow_[i] != kNone) table->sourceLine[i] = file_.sourceLine[fileRow_[i]];
        }
        for (const FactTable* side : {&before_, &file_}) {
            for (const std::string& field : fieldsIn(*side)) {
                if (hasField(*table, field) && !(field == "day" && table->day.empty())) continue;
                if (auto placed = place(*table, field); !placed) return tl::unexpected(placed.error());
            }
        }
        tellColumns(*table);
        out_.table = std::move(table);
        return std::move(out_);
    }

    Result<void> place(FactTable& table, const std::string& field) const {
        const JointField joint = joinField(&before_, file_, field);
        std::vector<std::int64_t> values = gather(joint);
        if (joint.dimension) {
            table.dimensions.insert_or_assign(
                field, compactDimension(joint.values, std::vector<std::uint32_t>(values.begin(), values.end())));
        } else if (field == "day") {
            table.day.assign(values.begin(), values.end());
        } else if (sumFits(values)) {
            table.amounts.insert_or_assign(field, std::move(values));
        } else {
            return failure({.code = "facts.sum_overflow",
                            .path = "/merge",
                            .params = JsonObject().put("field", field).put("header", field)});
        }
        return {};
    }

    void tellColumns(FactTable& table) const {
        Json added = Json::array();
        Json kept = Json::array();
        for (const std::string& field : fieldsIn(table)) {
            if (!hasField(before_, field)) added.push_back(field);
            if (!hasField(file_, field)) kept.push_back(field);
        }
        Json warnings = table.source.value("warnings", Json::array());
        const auto warn = [&](const char* code, Json fields) {
            if (!fields.empty())
                warnings.push_back(
                    JsonObject().put("code", code).put("params", JsonObject().put("fields", std::move(fields))));
        };
        warn("facts.columns_added", std::move(added));
        warn("facts.columns_kept", std::move(kept));
        table.source["warnings"] = std::move(warnings);
    }

    const FactTable& before_;
    const FactTable& file_;
    const MergePlan& plan_;
    Matching matching_;
    std::vector<bool> changed_;           // rows of the file that differ from the old row they stand for
    std::vector<bool> dropped_;           // old rows the result does without unless the file has them
    std::vector<std::uint32_t> oldRow_;   // of every row of the result, kNone for a new one
    std::vector<std::uint32_t> fileRow_;  // kNone for one that the file does not have
    MergeOutcome out_;
};

Result<void> checkKey(const FactTable& table, const MergePlan& plan, const char* where) {
    Errors errors;
    for (const std::string& field : plan.key) {
        if (!hasField(table, field))
            errors.push_back({.code = "facts.missing_key_field",
                              .path = "/merge/key",
                              .params = JsonObject().put("field", field).put("where", where)});
    }
    if (!errors.empty()) return failure(std::move(errors));
    return {};
}

}  // namespace

Result<MergePlan> parseMerge(const Json& merge) {
    MergePlan plan;
    if (!merge.is_object()) return plan;
    const std::string mode = merge.value("mode", "replace");
    plan.mode = mode == "upsert" ? MergeMode::upsert : mode == "append" ? MergeMode::append : MergeMode::replace;
    for (const Json& field : merge.value("key", Json::array())) {
        if (field.is_string() && std::find(plan.key.begin(), plan.key.end(), field) == plan.key.end())
            plan.key.push_back(field.get<std::string>());
    }
    plan.removeSameDays = merge.value("removeMissing", "none") == "sameDays";
    if (plan.mode == MergeMode::upsert && plan.key.empty())
        return failure({.code = "facts.no_key", .path = "/merge/key"});
    return plan;
}

Result<MergeOutcome> mergeTables(const FactTablePtr& before, const FactTablePtr& file, const MergePlan& plan) {
    if (auto keyed = checkKey(*file, plan, "file"); !keyed) return tl::unexpected(keyed.error());
    MergeOutcome out;
    if (before == nullptr) {
        out.changes.added = file->rows;
        out.table = file;
        return out;
    }
    if (auto keyed = checkKey(*before, plan, "table"); !keyed && plan.mode == MergeMode::upsert)
        return tl::unexpected(keyed.error());
    auto merged = Merge(*before, *file, plan).run();
    if (merged && merged->table == nullptr) merged->table = file;
    return merged;
}

}  // namespace sandtable

#include "facts/table_assembly.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "base/json_object.h"
#include "base/text.h"
#include "facts/typed_columns.h"

namespace sandtable {
namespace {

constexpr Day kCountingSortRange = 200'000;  // days; wider tables are sorted by comparison

// Rows without a fault, by day, equal days in file order.
std::vector<std::uint32_t> orderByDay(const std::vector<Day>& days, const RowFaults& faults) {
    std::vector<std::uint32_t> rows;
    Day first = INT32_MAX;
    Day last = INT32_MIN;
    bool sorted = true;
    for (std::size_t row = 0; row < days.size(); ++row) {
        if (faults.fault[row] != RowFault::none) continue;
        sorted = sorted && (rows.empty() || days[row] >= days[rows.back()]);
        first = std::min(first, days[row]);
        last = std::max(last, days[row]);
        rows.push_back(static_cast<std::uint32_t>(row));
    }
    if (sorted || rows.empty()) return rows;
    if (last - first > kCountingSortRange) {
        std::stable_sort(rows.begin(), rows.end(), [&](std::uint32_t a, std::uint32_t b) { return days[a] < days[b]; });
        return rows;
    }
    std::vector<std::uint32_t> start(static_cast<std::size_t>(last - first) + 2);
    for (const std::uint32_t row : rows) ++start[static_cast<std::size_t>(days[row] - first) + 1];
    std::partial_sum(start.begin(), start.end(), start.begin());
    std::vector<std::uint32_t> order(rows.size());
    for (const std::uint32_t row : rows) order[start[static_cast<std::size_t>(days[row] - first)]++] = row;
    return order;
}

template <class T>
std::vector<T> pick(const std::vector<T>& values, const std::vector<std::uint32_t>& order) {
    std::vector<T> out(order.size());
    for (std::size_t i = 0; i < order.size(); ++i) out[i] = values[order[i]];
    return out;
}

// Sums stay within int64 whatever is summed later: the magnitudes of a whole column must.
bool sumFits(const std::vector<std::int64_t>& values) {
    std::uint64_t sum = 0;
    for (const std::int64_t value : values) {
        if (value == kMissingAmount) continue;
        sum += static_cast<std::uint64_t>(value < 0 ? -value : value);
        if (sum > static_cast<std::uint64_t>(INT64_MAX)) return false;
    }
    return true;
}

class Assembly {
public:
    Assembly(const RawFile& file, const TableOrigin& origin, const Mapping& mapping)
        : file_(file), origin_(origin), mapping_(mapping), faults_(file.rows()), headers_(file.dialect.columns) {}

    Result<FactTablePtr> run() {
        if (file_.rows() == 0 && file_.rejects.total() == 0)
            return failure({.code = "facts.empty", .path = origin_.fileName});
        auto roles = assignRoles(mapping_, headers_, guessColumns(headers_, file_.columns));
        if (!roles) return tl::unexpected(roles.error());
        roles_ = std::move(*roles);
        auto days = readDays(file_, columnOf("day"), mapping_.dateOrder, faults_);
        if (!days) return tl::unexpected(days.error());
        days_ = std::move(*days);
        explainBadDays();
        chooseDecimal();
        readAllAmounts();
        markNulBytes();
        return build();
    }

private:
    [[nodiscard]] std::size_t columnOf(std::string_view field) const {
        const auto it =
            std::find_if(roles_.begin(), roles_.end(), [&](const ColumnRole& role) { return role.field == field; });
        return static_cast<std::size_t>(it - roles_.begin());
    }

    [[nodiscard]] static bool isAmount(const ColumnRole& role) {
        const FieldInfo* field = findField(role.field);
        return field != nullptr && field->type == FieldType::number;
    }

    // A row without a day may be a total: any cell says so.
    void explainBadDays() {
        std::vector<std::size_t> suspects;
        for (std::size_t row = 0; row < faults_.fault.size(); ++row) {
            if (faults_.fault[row] == RowFault::missingDay || faults_.fault[row] == RowFault::badDay)
                suspects.push_back(row);
        }
        if (suspects.empty()) return;
        for (std::size_t column = 0; column < file_.columns.size(); ++column) {
            const TextDictionary& texts = file_.columns[column].dictionary();
            std::vector<bool> total(texts.size());
            bool any = false;
            for (std::uint32_t code = 1; code < texts.size(); ++code) any |= total[code] = isTotalWord(texts[code]);
            if (!any) continue;
            for (const std::size_t row : suspects) {
                if (!isTotalWord(file_.columns[column].textAt(row))) continue;
                faults_.fault[row] = RowFault::totalRow;
                faults_.column[row] = static_cast<std::uint16_t>(column);
            }
        }
    }

    void chooseDecimal() {
        if (mapping_.decimal) {
            decimal_ = *mapping_.decimal;
            return;
        }
        DecimalTally tally;
        for (std::size_t i = 0; i < roles_.size(); ++i) {
            if (isAmount(roles_[i])) tallyDecimals(file_.columns[i], tally);
        }
        decimal_ = tally.commaOnly > tally.dotOnly ? ',' : '.';
        if (tally.commaOnly > 0 && tally.dotOnly > 0) {
            warn("facts.decimal_mixed", JsonObject()
                                            .put("dot", tally.dotOnly)
                                            .put("comma", tally.commaOnly)
                                            .put("decimal", std::string(1, decimal_)));
        } else if (tally.commaOnly + tally.dotOnly == 0 && tally.either > 0) {
            warn("facts.decimal_assumed", JsonObject().put("sample", tally.sample).put("decimal", "."));
        }
    }

    void readAllAmounts() {
        for (std::size_t i = 0; i < roles_.size(); ++i) {
            if (!isAmount(roles_[i])) continue;
            amounts_[i] = readAmounts(file_, i, decimal_, roles_[i].unitExponent, faults_);
            if (roles_[i].unitExponent != 0)
                warn("facts.header_unit",
                     JsonObject().put("header", headers_[i]).put("exponent", roles_[i].unitExponent));
        }
    }

    void markNulBytes() {
        for (std::size_t i = 0; i < file_.columns.size(); ++i) {
            const RawColumn& column = file_.columns[i];
            if (!column.nulInAnyText()) continue;
            for (std::size_t row = 0; row < column.rows(); ++row) {
                if (column.textAt(row).find('\0') == std::string::npos) continue;
                faults_.fault[row] = RowFault::nulByte;
                faults_.column[row] = static_cast<std::uint16_t>(i);
            }
        }
    }

    [[nodiscard]] RejectLog collectRejects() const {
        RejectLog log;
        for (std::size_t row = 0; row < faults_.fault.size(); ++row) {
            if (faults_.fault[row] == RowFault::none) continue;
            const std::size_t column = faults_.column[row];
            std::string value = file_.columns[column].textAt(row);
            std::replace(value.begin(), value.end(), '\0', ' ');
            log.add(faultCode(faults_.fault[row]), file_.lines[row], static_cast<int>(column), headers_[column], value);
        }
        log.merge(file_.rejects);
        return log;
    }

    Result<FactTablePtr> build() {
        const RejectLog rejects = collectRejects();
        const std::vector<std::uint32_t> order = orderByDay(days_.days, faults_);
        if (order.empty()) {
            Json few = rejects.toJson();
            if (few.size() > 5) few.erase(few.begin() + 5, few.end());
            return failure({.code = "facts.no_valid_rows",
                            .path = origin_.fileName,
                            .params = JsonObject()
                                          .put("rejected", rejects.total())
                                          .put("rejectsByCode", rejects.byCode())
                                          .put("rejects", std::move(few))});
        }
        auto table = std::make_shared<FactTable>();
        table->name = origin_.tableName;
        table->rows = order.size();
        table->day = pick(days_.days, order);
        table->sourceLine = pick(file_.lines, order);
        for (std::size_t i = 0; i < roles_.size(); ++i) {
            const std::string& field = roles_[i].field;
            if (field.empty() || field == "day") continue;
            if (!isAmount(roles_[i])) {
                table->dimensions.emplace(field, readDimension(file_.columns[i], order));
                continue;
            }
            auto values = pick(amounts_[i], order);
            std::vector<std::int64_t>().swap(amounts_[i]);
            if (!sumFits(values))
                return failure({.code = "facts.sum_overflow",
                                .path = origin_.fileName,
                                .params = JsonObject().put("field", field).put("header", headers_[i])});
            table->amounts.emplace(field, std::move(values));
        }
        if (days_.monthOnlyRows > 0) warn("facts.month_only_dates", JsonObject().put("rows", days_.monthOnlyRows));
        if (days_.byPlausibility)
            warn("facts.date_order_by_plausibility",
                 JsonObject().put("order", orderName()).put("column", headers_[columnOf("day")]));
        table->source = describeSource(rejects);
        return FactTablePtr(std::move(table));
    }

    [[nodiscard]] Json describeSource(const RejectLog& rejects) const {
        Json columns = Json::object();
        for (std::size_t i = 0; i < roles_.size(); ++i)
            columns[headers_[i]] = roles_[i].field.empty() ? Json() : Json(roles_[i].field);
        Json mapping =
            JsonObject()
                .put("columns", std::move(columns))
                .put("dateOrder", days_.orderNeeded || mapping_.dateOrder ? Json(orderName()) : Json())
                .put("decimal", mapping_.decimal || decimal_ == ',' ? Json(std::string(1, decimal_)) : Json());
        return JsonObject()
            .put("fileName", origin_.fileName)
            .put("bytes", file_.bytes)
            .put("encoding", encodingName(file_.encoding))
            .put("delimiter", std::string(1, file_.dialect.delimiter))
            .put("fingerprint", headerFingerprint(headers_))
            .put("importedRows", file_.rows() - (rejects.total() - file_.rejects.total()))
            .put("rejectedRows", rejects.total())
            .put("rejects", rejects.toJson())
            .put("rejectsByCode", rejects.byCode())
            .put("blankLines", file_.blankLines)
            .put("dateOrder", orderName())
            .put("decimal", std::string(1, decimal_))
            .put("mapping", std::move(mapping))
            .put("warnings", warnings_);
    }

    [[nodiscard]] std::string orderName() const {
        return std::string(kDateOrderNames[static_cast<std::size_t>(days_.order)]);
    }
    void warn(std::string_view code, Json params) {
        warnings_.push_back(JsonObject().put("code", code).put("params", std::move(params)));
    }

    const RawFile& file_;
    const TableOrigin& origin_;
    const Mapping& mapping_;
    RowFaults faults_;
    const std::vector<std::string>& headers_;
    std::vector<ColumnRole> roles_;
    DayColumn days_;
    char decimal_ = '.';
    std::map<std::size_t, std::vector<std::int64_t>> amounts_;
    Json warnings_ = Json::array();
};

}  // namespace

Result<FactTablePtr> assembleTable(const RawFile& file, const TableOrigin& origin, const Mapping& mapping) {
    return Assembly(file, origin, mapping).run();
}

std::string headerFingerprint(const std::vector<std::string>& headers) {
    std::string joined;
    for (const std::string& header : headers) joined += matchKey(header) + '\x1f';
    return hexDigits(fnv1a64(joined), 16);
}

}  // namespace sandtable

#include "facts/table_assembly.h"

#include <algorithm>
#include <utility>

#include "base/json_object.h"
#include "base/text.h"
#include "facts/column_checks.h"
#include "facts/dimension_text.h"
#include "facts/field_defaults.h"
#include "facts/row_order.h"
#include "facts/typed_columns.h"

namespace sandtable {
namespace {

class Assembly {
public:
    Assembly(const RawFile& file, const TableOrigin& origin, const Mapping& mapping)
        : file_(file), origin_(origin), mapping_(mapping), faults_(file.rows()), headers_(file.dialect.columns) {}

    Result<FactTablePtr> run() {
        if (file_.rows() == 0 && file_.rejects.total() == 0)
            return failure({.code = "facts.empty", .path = origin_.fileName});
        auto roles =
            assignRoles(origin_.table, mapping_, headers_, guessColumns(origin_.table, headers_, file_.columns));
        if (!roles) return tl::unexpected(roles.error());
        roles_ = std::move(*roles);
        auto defaults = readDefaults(origin_.table, mapping_.defaults);
        if (!defaults) return tl::unexpected(defaults.error());
        defaults_ = std::move(*defaults);
        auto days = readDays(file_, dateColumns(), mapping_.dateOrder, faults_);
        if (!days) return tl::unexpected(days.error());
        days_ = std::move(*days);
        explainBadDays();
        chooseDecimal();
        readAllAmounts();
        if (auto keyed = checkKeys(); !keyed) return tl::unexpected(keyed.error());
        markNulBytes();
        rejects_ = std::make_shared<const RejectLog>(collectRejects());
        return build();
    }

    [[nodiscard]] std::shared_ptr<const RejectLog> rejects() const { return rejects_; }

private:
    [[nodiscard]] std::size_t columnOf(std::string_view field) const {
        const auto it =
            std::find_if(roles_.begin(), roles_.end(), [&](const ColumnRole& role) { return role.field == field; });
        return static_cast<std::size_t>(it - roles_.begin());
    }

    [[nodiscard]] const FieldInfo* fieldOf(std::size_t column) const {
        return findField(origin_.table, roles_[column].field);
    }
    [[nodiscard]] bool isAmount(std::size_t column) const {
        const FieldInfo* field = fieldOf(column);
        return field != nullptr && field->isMeasure();
    }
    [[nodiscard]] bool isDate(std::size_t column) const {
        const FieldInfo* field = fieldOf(column);
        return field != nullptr && field->isDate();
    }

    // The default of a field; null when there is none, or its column's blank cells are not to take it.
    [[nodiscard]] const DefaultValue* defaultOf(std::string_view field) const {
        for (const DefaultValue& value : defaults_) {
            if (value.field == field && (value.blanks || columnOf(field) == roles_.size())) return &value;
        }
        return nullptr;
    }
    void noteFilled(const std::string& field, std::size_t rows) {
        if (rows > 0) filled_[field] = rows;
    }

    [[nodiscard]] DayColumns dateColumns() const {
        DayColumns columns;
        for (std::size_t i = 0; i < roles_.size(); ++i) {
            if (isDate(i) && roles_[i].field != "day") columns.further.push_back(i);
        }
        if (columnOf("day") < roles_.size()) columns.day = columnOf("day");
        if (const DefaultValue* value = defaultOf("day")) columns.otherwise = value->day;
        return columns;
    }

    // A row without a day of its own may be a total: any cell says so.
    void explainBadDays() {
        if (!faults_.any() && days_.filled.empty()) return;
        std::vector<std::size_t> suspects(days_.filled.begin(), days_.filled.end());
        for (std::size_t row = 0; row < faults_.fault.size(); ++row) {
            const RowFault fault = faults_.fault[row];
            if (fault == RowFault::missingDay || (fault == RowFault::badDay && faults_.column[row] == columnOf("day")))
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
                faults_.replace(row, RowFault::totalRow, column);
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
            if (isAmount(i)) tallyDecimals(file_.columns[i], tally);
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
            if (!isAmount(i)) continue;
            if (fieldOf(i)->type == FieldType::ratio) {
                readRatioColumn(i);
                continue;
            }
            amounts_[i] = readAmounts(file_, i, decimal_, roles_[i].unitExponent, faults_);
            if (roles_[i].unitExponent != 0)
                warn("facts.header_unit",
                     JsonObject().put("header", headers_[i]).put("exponent", roles_[i].unitExponent));
            if (fieldOf(i)->unit == NumberUnit::money) tellCurrencies(i);
        }
    }

    void readRatioColumn(std::size_t column) {
        RatioColumn ratios = readRatios(file_, column, decimal_, faults_);
        amounts_[column] = std::move(ratios.values);
        if (ratios.percents > 0 && ratios.shares > 0)
            warn("facts.ratio_mixed", JsonObject()
                                          .put("header", headers_[column])
                                          .put("percents", ratios.percents)
                                          .put("shares", ratios.shares)
                                          .put("asPercent", ratios.asPercent));
    }

    // Amounts are never converted: what is written in another currency than the plan's is told. While there is no plan, only a
    // column in several currencies is.
    void tellCurrencies(std::size_t column) {
        const auto signs = countCurrencySigns(file_.columns[column]);
        for (const auto& [sign, rows] : signs) {
            if (origin_.currency.empty() ? signs.size() < 2 : isSignOf(sign, origin_.currency)) continue;
            warn("facts.currency_signs",
                 JsonObject()
                     .put("header", headers_[column])
                     .put("sign", sign)
                     .put("rows", rows)
                     .put("currency", origin_.currency.empty() ? Json() : Json(origin_.currency)));
        }
    }

    // A row that lacks part of its key cannot be told from others.
    Result<void> checkKeys() {
        Errors errors;
        for (const std::string& field : origin_.key) {
            if (defaultOf(field) != nullptr) continue;
            const std::size_t column = columnOf(field);
            if (column == roles_.size()) {
                errors.push_back({.code = "facts.missing_key_field",
                                  .path = "/merge/key",
                                  .params = JsonObject().put("field", field).put("where", "file")});
            } else if (isAmount(column)) {
                for (std::size_t row = 0; row < faults_.fault.size(); ++row) {
                    if (amounts_[column][row] == kMissingAmount) faults_.set(row, RowFault::missingKey, column);
                }
            } else {
                markMissingKeys(file_.columns[column], column, faults_);
            }
        }
        if (!errors.empty()) return failure(std::move(errors));
        return {};
    }

    void markNulBytes() {
        for (std::size_t i = 0; i < file_.columns.size(); ++i) {
            const RawColumn& column = file_.columns[i];
            if (!column.nulInAnyText()) continue;
            for (std::size_t row = 0; row < column.rows(); ++row) {
                if (column.textAt(row).find('\0') == std::string::npos) continue;
                faults_.replace(row, RowFault::nulByte, i);
            }
        }
    }

    [[nodiscard]] RejectLog collectRejects() const {
        RejectLog log;
        for (std::size_t row = 0; faults_.any() && row < faults_.fault.size(); ++row) {
            if (faults_.fault[row] == RowFault::none) continue;
            const auto [sourceRow, column] = sourceCell(row, faults_.column[row]);
            std::vector<std::string> cells;
            if (!log.full()) {
                for (const RawColumn& texts : source().columns) cells.push_back(texts.textAt(sourceRow));
            }
            log.add({.code = faultCode(faults_.fault[row]),
                     .line = file_.lines[row],
                     .column = static_cast<int>(column),
                     .value = cells.empty() ? std::string_view() : std::string_view(cells[column]),
                     .cells = cells});
        }
        RejectLog all = RejectLog::merged(log, file_.rejects);
        all.headers = source().dialect.columns;
        return all;
    }

    // The file as it was read, where file_ was made from it.
    [[nodiscard]] const RawFile& source() const { return file_.origins ? *file_.origins->source : file_; }
    [[nodiscard]] std::pair<std::size_t, std::size_t> sourceCell(std::size_t row, std::size_t column) const {
        if (!file_.origins) return {row, column};
        const CellOrigins& origins = *file_.origins;
        return {origins.row[row], column < origins.columns.size() ? origins.columns[column] : origins.made[row]};
    }

    Result<FactTablePtr> build() {
        const RejectLog& rejects = *rejects_;
        const RowOrder order = orderByDay(days_.days, faults_);
        if (order.count == 0) {
            return failure({.code = "facts.no_valid_rows",
                            .path = origin_.fileName,
                            .params = JsonObject()
                                          .put("rejected", rejects.total())
                                          .put("rejectsByCode", rejects.byCode())
                                          .put("rejects", rejects.list(0, 5, false))});
        }
        auto table = std::make_shared<FactTable>();
        table->name = tableName(origin_.table);
        table->rejects = rejects_;
        table->rows = order.count;
        table->day = pickAll(days_.days, order);
        table->sourceLine = pick<std::uint32_t>(file_.lines, order);
        for (std::size_t i = 0; i < roles_.size(); ++i) {
            const std::string& field = roles_[i].field;
            if (field.empty() || field == "day") continue;
            if (!isAmount(i)) {
                const auto dates = isDate(i) ? std::optional(days_.order) : std::nullopt;
                DimensionColumn column = readDimension(file_.columns[i], faults_, order, dates);
                if (const DefaultValue* value = defaultOf(field)) noteFilled(field, fillBlanks(column, *value));
                table->dimensions.emplace(field, std::move(column));
                continue;
            }
            auto values = pickAll(amounts_[i], order);
            if (const DefaultValue* value = defaultOf(field)) noteFilled(field, fillBlanks(values, *value));
            if (!sumFits(values))
                return failure({.code = "facts.sum_overflow",
                                .path = origin_.fileName,
                                .params = JsonObject().put("field", field).put("header", headers_[i])});
            table->amounts.emplace(field, std::move(values));
        }
        if (auto added = addDefaults(*table); !added) return tl::unexpected(added.error());
        // Observations and budgets are by month as a rule.
        const bool monthly = origin_.table == TableKind::observations || origin_.table == TableKind::budgets;
        if (days_.monthOnlyRows > 0 && !monthly)
            warn("facts.month_only_dates", JsonObject().put("rows", days_.monthOnlyRows));
        if (days_.byPlausibility)
            warn("facts.date_order_by_plausibility",
                 JsonObject().put("order", orderName()).put("column", headers_[columnOf("day")]));
        table->source = describeSource(rejects);
        return FactTablePtr(std::move(table));
    }

    // Fields that no column has.
    Result<void> addDefaults(FactTable& table) {
        noteFilled("day", static_cast<std::size_t>(std::count_if(
                              days_.filled.begin(), days_.filled.end(),
                              [this](std::uint32_t row) { return faults_.fault[row] == RowFault::none; })));
        for (const DefaultValue& value : defaults_) {
            const std::string& field = value.field;
            if (field == "day" || columnOf(field) < roles_.size()) continue;
            addWhole(table, value);
            noteFilled(field, table.rows);
            const auto amounts = table.amounts.find(field);
            if (amounts != table.amounts.end() && !sumFits(amounts->second))
                return failure({.code = "facts.sum_overflow",
                                .path = origin_.fileName,
                                .params = JsonObject().put("field", field).put("header", field)});
        }
        return {};
    }

    [[nodiscard]] Json describeSource(const RejectLog& rejects) const {
        Json columns = Json::object();
        const std::size_t own = file_.origins ? file_.origins->columns.size() : roles_.size();
        for (std::size_t i = 0; i < own; ++i)
            columns[headers_[i]] = roles_[i].field.empty() ? Json() : Json(roles_[i].field);
        Json mapping =
            JsonObject()
                .put("columns", std::move(columns))
                .put("dateOrder", days_.orderNeeded || mapping_.dateOrder ? Json(orderName()) : Json())
                .put("decimal", mapping_.decimal || decimal_ == ',' ? Json(std::string(1, decimal_)) : Json());
        mapping.update(describeChoices(mapping_, file_.origins != nullptr));
        return JsonObject()
            .put("fileName", origin_.fileName)
            .put("bytes", file_.bytes)
            .put("encoding", encodingName(file_.encoding))
            .put("delimiter", std::string(1, file_.dialect.delimiter))
            .put("fingerprint", headerFingerprint(source().dialect.columns))
            .put("importedRows", file_.rows() - (rejects.total() - file_.rejects.total()))
            .put("rejectedRows", rejects.total())
            .put("rejectsByCode", rejects.byCode())
            .put("blankLines", file_.blankLines)
            .put("dateOrder", orderName())
            .put("decimal", std::string(1, decimal_))
            .put("mapping", std::move(mapping))
            .put("filled", filled_)
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
    std::shared_ptr<const RejectLog> rejects_;
    const std::vector<std::string>& headers_;
    std::vector<ColumnRole> roles_;
    DayColumn days_;
    DefaultValues defaults_;
    Json filled_ = Json::object();  // rows per field that took its default
    char decimal_ = '.';
    std::map<std::size_t, std::vector<std::int64_t>> amounts_;
    Json warnings_ = Json::array();
};

}  // namespace

Assembled assembleTable(const RawFile& file, const TableOrigin& origin, const Mapping& mapping) {
    Assembly assembly(file, origin, mapping);
    auto table = assembly.run();
    Assembled out;
    out.rejects = assembly.rejects();
    if (table) {
        out.table = std::move(*table);
    } else {
        out.errors = std::move(table.error());
    }
    return out;
}

std::string headerFingerprint(const std::vector<std::string>& headers) {
    std::string joined;
    for (const std::string& header : headers) joined += matchKey(header) + '\x1f';
    return hexDigits(fnv1a64(joined), 16);
}

}  // namespace sandtable

#include "facts/month_columns.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/json_object.h"
#include "facts/date_text.h"
#include "facts/field_names.h"
#include "facts/indexed_texts.h"
#include "facts/number_text.h"

namespace sandtable {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kMostRows = 50'000'000;
constexpr std::size_t kPiecesAtOnce = 4'096;

// What may stand behind a month in a header.
constexpr std::array kEndings = {"份"sv,     "预算"sv, "计划"sv,   "目标"sv, "金额"sv,
                                 "budget"sv, "plan"sv, "target"sv, " "sv};
constexpr std::array kChineseMonths = {"一月"sv, "二月"sv, "三月"sv, "四月"sv, "五月"sv,   "六月"sv,
                                       "七月"sv, "八月"sv, "九月"sv, "十月"sv, "十一月"sv, "十二月"sv};

std::string withoutEndings(std::string name) {
    for (std::size_t i = 0; i < kEndings.size();) {
        const bool ends = name.size() > kEndings[i].size() && name.ends_with(kEndings[i]);
        if (ends) name.resize(name.size() - kEndings[i].size());
        i = ends ? 0 : i + 1;
    }
    return name;
}

MonthColumn monthOf(std::string_view text, bool withYear) {
    const DateReading reading = readDate(text);
    const bool month = reading.form == DateReading::Form::monthOnly;
    // Excel writes a month that is a date as its first day; digits alone may be any number.
    const bool firstDay = withYear && reading.form == DateReading::Form::fixed &&
                          text.find_first_not_of("0123456789.") != std::string_view::npos;
    if ((!month && !firstDay) || reading.under(DateOrder::ymd) == kMissingDay) return {};
    const CivilDate date = civilFromDay(reading.under(DateOrder::ymd));
    if (date.day != 1) return {};
    return {.year = withYear ? date.year : 0, .month = date.month};
}

MonthColumn readMonthName(const std::string& header) {
    const std::string name = withoutEndings(headerKey(header));
    if (MonthColumn dated = monthOf(name, true); dated.month != 0) return dated;
    const auto* const chinese = std::find(kChineseMonths.begin(), kChineseMonths.end(), name);
    if (chinese != kChineseMonths.end()) return {.month = static_cast<int>(chinese - kChineseMonths.begin()) + 1};
    if (name.ends_with("月")) return monthOf("2000年" + name, false);
    return monthOf(name + " 2000", false);
}

bool sameMonth(const MonthColumn& a, const MonthColumn& b) { return a.year == b.year && a.month == b.month; }

// Appends texts[index[i]] for all i.
class ColumnBuilder {
public:
    // The number of the first of the texts.
    std::uint32_t add(const TextList& texts) {
        const auto first = static_cast<std::uint32_t>(places_.size());
        for (const std::string_view text : texts) {
            places_.push_back({static_cast<std::uint32_t>(block_.size()), static_cast<std::uint32_t>(text.size())});
            block_ += text;
        }
        return first;
    }
    [[nodiscard]] RawColumn build(const std::vector<std::uint32_t>& index) {
        block_.append(kPieceSlack, '\0');
        RawColumn column;
        std::vector<TextPiece> pieces;
        for (std::size_t at = 0; at < index.size(); at += kPiecesAtOnce) {
            pieces.clear();
            for (std::size_t i = at; i < std::min(index.size(), at + kPiecesAtOnce); ++i)
                pieces.push_back(places_[index[i]]);
            (void)column.append(block_.data(), pieces);
        }
        column.close();
        return column;
    }

private:
    std::string block_;
    std::vector<TextPiece> places_;
};

class Unfolding {
public:
    Unfolding(const RawFile& source, std::vector<MonthColumn> months) : source_(source), months_(std::move(months)) {
        for (std::size_t i = 0; i < source_.columns.size(); ++i) {
            if (!isMonth(i)) kept_.push_back(i);
        }
    }

    RawFile run() {
        RejectLog totals = findTotals();
        pickCells();
        RawFile file;
        file.encoding = source_.encoding;
        file.dialect = source_.dialect;
        file.dialect.columns.clear();
        for (const std::size_t column : kept_) {
            ColumnBuilder builder;
            const IndexedTexts cells = indexTexts(source_.columns[column]);
            (void)builder.add(cells.texts());
            std::vector<std::uint32_t> index;
            for (const std::uint32_t row : row_) index.push_back(cells.index[row]);
            file.columns.push_back(builder.build(index));
            file.dialect.columns.push_back(source_.dialect.columns[column]);
        }
        addMade(file);
        for (const std::uint32_t row : row_) file.lines.push_back(source_.lines[row]);
        file.rejects = RejectLog::merged(totals, source_.rejects);
        file.blankLines = source_.blankLines;
        file.bytes = source_.bytes;
        file.origins = std::make_shared<const CellOrigins>(
            CellOrigins{&source_, std::move(kept_), std::move(row_), std::move(made_)});
        return file;
    }

private:
    [[nodiscard]] bool isMonth(std::size_t column) const {
        return std::any_of(months_.begin(), months_.end(),
                           [column](const MonthColumn& month) { return month.column == column; });
    }

    // Every cell of a total would be a row of its own, with a day that looks like any other.
    RejectLog findTotals() {
        isTotal_.assign(source_.rows(), false);
        std::vector<std::size_t> where(source_.rows());
        for (const std::size_t column : kept_) {
            const IndexedTexts cells = indexTexts(source_.columns[column]);
            std::vector<bool> total;
            for (const std::string_view text : cells.texts()) total.push_back(isTotalWord(text));
            for (std::size_t row = 0; row < source_.rows(); ++row) {
                if (!total[cells.index[row]] || isTotal_[row]) continue;
                isTotal_[row] = true;
                where[row] = column;
            }
        }
        RejectLog log;
        for (std::size_t row = 0; row < source_.rows(); ++row) {
            if (!isTotal_[row]) continue;
            std::vector<std::string> cells;
            for (const RawColumn& column : source_.columns) cells.push_back(column.textAt(row));
            log.add({.code = "facts.total_row",
                     .line = source_.lines[row],
                     .column = static_cast<int>(where[row]),
                     .value = cells[where[row]],
                     .cells = cells});
        }
        return log;
    }

    // Row by row, month by month: the cells that hold something.
    void pickCells() {
        std::vector<IndexedTexts> cells;
        std::vector<std::uint32_t> first;
        std::vector<std::vector<bool>> blank;
        for (const MonthColumn& month : months_) {
            cells.push_back(indexTexts(source_.columns[month.column]));
            first.push_back(values_.add(cells.back().texts()));
            blank.emplace_back();
            for (const std::string_view text : cells.back().texts())
                blank.back().push_back(readNumber(text, '.').fault == NumberFault::missing);
        }
        for (std::size_t row = 0; row < source_.rows(); ++row) {
            for (std::size_t i = 0; i < months_.size() && !isTotal_[row]; ++i) {
                const std::uint32_t text = cells[i].index[row];
                if (blank[i][text]) continue;
                row_.push_back(static_cast<std::uint32_t>(row));
                made_.push_back(static_cast<std::uint16_t>(months_[i].column));
                value_.push_back(first[i] + text);
                month_.push_back(static_cast<std::uint32_t>(i));
            }
        }
    }

    void addMade(RawFile& file) {
        TextList days;
        for (const MonthColumn& month : months_)
            days.push_back(formatIsoDay(dayFromCivil({month.year, month.month, 1})));
        ColumnBuilder dates;
        (void)dates.add(days);
        const std::vector<std::string>& headers = source_.dialect.columns;
        std::string name = headers[months_.front().column] + " … " + headers[months_.back().column];
        while (std::find(headers.begin(), headers.end(), name) != headers.end()) name += " …";
        file.columns.push_back(values_.build(value_));
        file.dialect.columns.push_back(name);
        file.columns.push_back(dates.build(month_));
        file.dialect.columns.push_back(name + " …");
    }

    const RawFile& source_;
    std::vector<MonthColumn> months_;
    std::vector<std::size_t> kept_;
    std::vector<bool> isTotal_;
    // Of every row made: its row, its month's column, the number of its text and of its month.
    std::vector<std::uint32_t> row_;
    std::vector<std::uint16_t> made_;
    std::vector<std::uint32_t> value_;
    std::vector<std::uint32_t> month_;
    ColumnBuilder values_;
};

}  // namespace

std::string_view fieldOfMonths(TableKind table) {
    if (table == TableKind::budgets) return "amount";
    return table == TableKind::observations ? "value" : "";
}

std::vector<MonthColumn> findMonthColumns(const std::vector<std::string>& headers) {
    std::vector<MonthColumn> months;
    for (std::size_t i = 0; i < headers.size(); ++i) {
        MonthColumn month = readMonthName(headers[i]);
        month.column = i;
        const bool repeated = std::any_of(months.begin(), months.end(),
                                          [&](const MonthColumn& other) { return sameMonth(month, other); });
        const bool mixed = !months.empty() && month.month != 0 && (month.year == 0) != (months.front().year == 0);
        if (mixed || (month.month != 0 && repeated)) return {};
        if (month.month != 0) months.push_back(month);
    }
    if (months.size() < 2) months.clear();
    return months;
}

std::vector<MonthColumn> monthsToUnfold(TableKind table, const std::vector<std::string>& headers,
                                        const Mapping& mapping) {
    if (fieldOfMonths(table).empty() || mapping.monthsAsRows == false) return {};
    return findMonthColumns(headers);
}

Json describeMonths(TableKind table, const std::vector<std::string>& headers, const Mapping& mapping) {
    if (fieldOfMonths(table).empty()) return nullptr;
    const std::vector<MonthColumn> months = findMonthColumns(headers);
    if (months.empty()) return nullptr;
    Json columns = Json::array();
    for (const MonthColumn& month : months)
        columns.push_back(JsonObject()
                              .put("index", month.column)
                              .put("month", month.month)
                              .put("year", month.year == 0 ? Json() : Json(month.year)));
    return JsonObject()
        .put("columns", std::move(columns))
        .put("asRows", mapping.monthsAsRows != false)
        .put("yearNeeded", months.front().year == 0);
}

Result<Unfolded> unfoldMonths(const RawFile& source, TableKind table, const Mapping& mapping,
                              std::vector<MonthColumn> months) {
    const std::vector<std::string>& headers = source.dialect.columns;
    if (months.front().year == 0) {
        if (!mapping.year)
            return failure({.code = "facts.year_needed",
                            .path = "/mapping/year",
                            .params = JsonObject()
                                          .put("first", headers[months.front().column])
                                          .put("last", headers[months.back().column])});
        int year = *mapping.year;
        int before = 0;
        for (MonthColumn& month : months) {  // 4月 … 12月, 1月 … 3月 run into the next year
            if (month.month < before) ++year;
            before = month.month;
            month.year = year;
        }
    }
    if (source.rows() > kMostRows / months.size())
        return failure({.code = "facts.too_large", .path = "", .params = JsonObject().put("rows", source.rows())});
    Unfolded out{Unfolding(source, months).run(), mapping};
    for (const MonthColumn& month : months) out.mapping.columns.erase(headers[month.column]);
    const std::vector<std::string>& made = out.file.dialect.columns;
    out.mapping.columns[made[made.size() - 2]] = std::string(fieldOfMonths(table));
    out.mapping.columns[made.back()] = "day";
    return out;
}

}  // namespace sandtable

#include "facts/column_guess.h"

#include <algorithm>
#include <unordered_set>

#include "base/stable_sort.h"
#include "facts/date_order.h"
#include "facts/decoder.h"
#include "facts/month_columns.h"
#include "facts/number_text.h"

namespace sandtable {
namespace {

constexpr std::size_t kSampledTexts = 400;
constexpr double kMostly = 0.9;  // content alone decides only when nearly all of it agrees
constexpr double kHalf = 0.5;    // a name is confirmed by half of the content
// A column nobody knows becomes a dimension of its own when it sorts the rows into a few groups.
constexpr std::size_t kMaxCustomValues = 64;

struct Content {
    std::size_t filled = 0;  // different non-empty texts looked at
    std::size_t numbers = 0;
    std::size_t dates = 0;
    std::size_t writtenDates = 0;  // dates that are not plain numbers
    std::size_t integers = 0;
    std::size_t distinct = 0;
    bool counter = false;  // 1, 2, 3 …
    std::vector<std::string> samples;
    std::vector<DateReading> readings;
};

std::vector<std::string> sampleTexts(const RawColumn& column) {
    std::vector<std::string> texts;
    if (!column.holdsCells()) {
        const TextDictionary& dictionary = column.dictionary();
        for (std::uint32_t code = 1; code < dictionary.size() && texts.size() < kSampledTexts; ++code)
            texts.emplace_back(dictionary[code]);
        return texts;
    }
    std::unordered_set<std::string> seen;
    const std::size_t step = std::max<std::size_t>(1, column.rows() / (2 * kSampledTexts));
    for (std::size_t row = 0; row < column.rows() && texts.size() < kSampledTexts; row += step) {
        std::string text = column.textAt(row);
        if (!text.empty() && seen.insert(text).second) texts.push_back(std::move(text));
    }
    return texts;
}

std::size_t countDistinct(const RawColumn& column) {
    if (!column.holdsCells()) {
        std::vector<bool> seen(column.dictionary().size());
        std::size_t distinct = 0;
        const auto count = [&](std::size_t, std::uint32_t code) {
            if (seen[code] || code == 0) return;
            seen[code] = true;
            ++distinct;
        };
        column.forEachCode(count, kGuessRows);
        return distinct;
    }
    std::vector<std::uint64_t> head = column.firstCells(kGuessRows);
    std::erase(head, RawColumn::kTextFlag);  // code 0, the empty text
    std::sort(head.begin(), head.end());
    return static_cast<std::size_t>(std::unique(head.begin(), head.end()) - head.begin());
}

bool countsUp(const RawColumn& column) {
    const std::size_t rows = std::min<std::size_t>(column.rows(), 200);
    if (rows < 3) return false;
    const NumberReading first = readNumber(column.textAt(0), '.');
    if (first.fault != NumberFault::none) return false;
    for (std::size_t row = 1; row < rows; ++row) {
        const NumberReading next = readNumber(column.textAt(row), '.');
        if (next.fault != NumberFault::none || next.value != first.value + static_cast<std::int64_t>(row) * 10'000)
            return false;
    }
    return true;
}

Content inspect(const RawColumn& column) {
    Content content;
    for (const std::string& text : sampleTexts(column)) {
        if (content.samples.size() < 5 && !trimmed(text).empty()) content.samples.push_back(cleanName(text));
        const DecimalEvidence number = decimalEvidence(text);
        const DateReading date = readDate(text);
        if (date.form == DateReading::Form::missing) continue;
        ++content.filled;
        const bool isNumber = number.dot || number.comma;
        const bool isDate = date.form != DateReading::Form::bad;
        content.numbers += isNumber;
        content.integers += isNumber && text.find_first_of(".,") == std::string::npos;
        content.dates += isDate;
        content.writtenDates +=
            isDate && (!isNumber || (trimmed(text).size() == 8 && (text.starts_with("19") || text.starts_with("20"))));
        content.readings.push_back(date);
    }
    content.distinct = countDistinct(column);
    content.counter = countsUp(column);
    return content;
}

bool atLeast(double share, std::size_t part, std::size_t whole) {
    return whole > 0 && static_cast<double>(part) >= share * static_cast<double>(whole);
}

bool mostly(std::size_t part, std::size_t whole) { return atLeast(kMostly, part, whole); }

ColumnKind kindOf(const Content& content) {
    if (content.filled == 0) return ColumnKind::empty;
    if (mostly(content.writtenDates, content.filled)) return ColumnKind::date;
    if (mostly(content.numbers, content.filled)) return ColumnKind::number;
    return ColumnKind::text;
}

// A name is believed less when the content contradicts it: "销售" may be the salesperson or the sales.
double agreement(const FieldInfo& field, ColumnKind kind, const Content& content) {
    if (kind == ColumnKind::empty) return 0.5;
    switch (field.type) {
        case FieldType::day:
        case FieldType::date:
            return atLeast(kHalf, content.dates, content.filled) ? 1.0 : 0.3;
        case FieldType::number:
        case FieldType::ratio:
            return kind != ColumnKind::date && atLeast(kHalf, content.numbers, content.filled) ? 1.0 : 0.3;
        case FieldType::text: {
            if (kind == ColumnKind::date) return 0.3;
            if (kind == ColumnKind::number && !field.code) return 0.4;
            return kind == ColumnKind::number && content.integers != content.numbers ? 0.3 : 1.0;
        }
    }
    return 1.0;
}

std::vector<std::string> possibleOrders(const Content& content) {
    const DateVerdict verdict = judgeDateOrder(content.readings);
    std::vector<std::string> orders;
    if (verdict.kind == DateVerdict::Kind::resolved)
        orders.emplace_back(kDateOrderNames[static_cast<std::size_t>(verdict.order)]);
    for (const DateOrder order : verdict.candidates) {
        const std::string name(kDateOrderNames[static_cast<std::size_t>(order)]);
        if (std::find(orders.begin(), orders.end(), name) == orders.end() &&
            verdict.kind == DateVerdict::Kind::ambiguous)
            orders.push_back(name);
    }
    return orders;
}

class Guesser {
public:
    Guesser(TableKind table, const std::vector<std::string>& headers, const std::vector<RawColumn>& columns)
        : table_(table), headers_(headers), columns_(columns) {
        for (const RawColumn& column : columns) contents_.push_back(inspect(column));
        guesses_.resize(columns.size());
        for (std::size_t i = 0; i < columns.size(); ++i) describe(i);
    }

    std::vector<ColumnGuess> run() {
        assignByName();
        assignByContent();
        assignByNameAlone();
        useOnlyName();
        assignCustom();
        return std::move(guesses_);
    }

private:
    void describe(std::size_t i) {
        ColumnGuess& guess = guesses_[i];
        const Content& content = contents_[i];
        guess.kind = kindOf(content);
        guess.distinct = content.distinct;
        guess.samples = content.samples;
        guess.reason = guess.kind == ColumnKind::empty ? "empty" : "not_recognised";
        matches_.push_back(matchFieldName(headers_[i], only(table_)));
        const auto& match = matches_.back();
        const FieldInfo* field = match ? findField(table_, match->field) : nullptr;
        if (field != nullptr && field->isDate() && atLeast(kHalf, content.dates, content.filled))
            guess.kind = ColumnKind::date;
        guess.months = static_cast<std::size_t>(
            std::count_if(content.readings.begin(), content.readings.end(),
                          [](const DateReading& reading) { return reading.form == DateReading::Form::monthOnly; }));
        if (guess.kind == ColumnKind::date) guess.dateOrders = possibleOrders(content);
        if (match && match->field.empty()) guess.reason = match->reason;
    }

    // Best match first; each field goes to one column.
    void assignByName() {
        struct Claim {
            std::size_t column;
            double confidence;
        };
        std::vector<Claim> claims;
        for (std::size_t i = 0; i < matches_.size(); ++i) {
            if (!matches_[i] || matches_[i]->field.empty()) continue;
            const double confidence = matches_[i]->confidence *
                                      agreement(*findField(table_, matches_[i]->field), guesses_[i].kind, contents_[i]);
            claims.push_back({i, confidence});
        }
        stableSort(claims, [](const Claim& a, const Claim& b) { return a.confidence > b.confidence; });
        for (const Claim& claim : claims) {
            const FieldMatch& match = *matches_[claim.column];
            ColumnGuess& guess = guesses_[claim.column];
            guess.confidence = claim.confidence;
            if (claim.confidence < 0.45) {
                guess.reason = "wrong_content";
            } else if (taken(match.field)) {
                guess.reason = "another_fits_better";
            } else {
                take(claim.column, match.field, match.reason);
            }
        }
    }

    // Without a name to go by: the only date column is the day, the only measure-like number column the amount.
    void assignByContent() {
        for (const std::string_view field : neededByContent()) {
            const ColumnKind wanted = field == "day" ? ColumnKind::date : ColumnKind::number;
            std::vector<std::size_t> candidates;
            for (std::size_t i = 0; i < guesses_.size(); ++i) {
                const bool named = matches_[i].has_value() && guesses_[i].reason != "wrong_content";
                if (guesses_[i].kind == wanted && guesses_[i].field.empty() && !named && !contents_[i].counter)
                    candidates.push_back(i);
            }
            if (wanted == ColumnKind::number && candidates.size() > 1) {  // whole numbers are rather counts or codes
                std::vector<std::size_t> broken;
                std::copy_if(candidates.begin(), candidates.end(), std::back_inserter(broken),
                             [&](std::size_t i) { return contents_[i].integers < contents_[i].numbers; });
                if (!broken.empty()) candidates = broken;
            }
            if (candidates.size() != 1) continue;
            take(candidates.front(), field, "content");
            guesses_[candidates.front()].confidence = 0.5;
        }
    }

    // Nothing else offers itself: the column that has the name is taken, so that every bad cell is located.
    void assignByNameAlone() {
        for (const std::string_view field : neededByContent()) {
            for (std::size_t i = 0; i < guesses_.size() && !taken(field); ++i) {
                if (guesses_[i].reason == "wrong_content" && matches_[i]->field == field)
                    take(i, field, "wrong_content");
            }
        }
    }

    // A file that knows its customers by name only still knows its customers; so with deals, metrics, accounts.
    void useOnlyName() {
        constexpr std::pair<std::string_view, std::string_view> kNames[] = {{"customer", "customerName"},
                                                                            {"opportunity", "opportunityName"},
                                                                            {"contract", "contractName"},
                                                                            {"metric", "metricName"},
                                                                            {"account", "accountName"}};
        for (const auto& [id, name] : kNames) {
            if (taken(id) || findField(table_, id) == nullptr) continue;
            for (ColumnGuess& guess : guesses_) {
                if (guess.field != name) continue;
                guess.field = std::string(id);
                guess.reason = "only_name";
            }
        }
    }

    void assignCustom() {
        for (std::size_t i = 0; i < guesses_.size(); ++i) {
            ColumnGuess& guess = guesses_[i];
            const bool open =
                guess.field.empty() && (guess.reason == "not_recognised" || guess.reason == "another_fits_better");
            if (!open || guess.kind == ColumnKind::empty) continue;
            if (contents_[i].counter) {
                guess.reason = "row_number";
            } else if (guess.kind == ColumnKind::text) {
                const bool few = guess.distinct >= 2 && guess.distinct <= kMaxCustomValues &&
                                 guess.distinct * 2 <= columns_[i].rows();
                if (few) guess.field = "x:" + headers_[i];
                guess.confidence = few ? 0.5 : 0;
                guess.reason = few ? "low_cardinality" : "many_values";
            }
        }
    }

    void take(std::size_t column, std::string_view field, std::string_view reason) {
        guesses_[column].field = std::string(field);
        guesses_[column].reason = std::string(reason);
        const FieldInfo* info = findField(table_, field);
        const bool counted = info != nullptr && info->type == FieldType::number;
        guesses_[column].unitExponent = counted ? headerUnitExponent(headers_[column]) : 0;
    }

    // The day and the number without which there is no table, where no column has them yet.
    [[nodiscard]] std::vector<std::string_view> neededByContent() const {
        auto needed = missingFields(table_, [this](std::string_view field) { return taken(field); });
        std::erase_if(needed,
                      [this](std::string_view field) { return findField(table_, field)->type == FieldType::text; });
        return needed;
    }

    [[nodiscard]] bool taken(std::string_view field) const {
        return std::any_of(guesses_.begin(), guesses_.end(),
                           [&](const ColumnGuess& guess) { return guess.field == field; });
    }

    TableKind table_;
    const std::vector<std::string>& headers_;
    const std::vector<RawColumn>& columns_;
    std::vector<Content> contents_;
    std::vector<std::optional<FieldMatch>> matches_;
    std::vector<ColumnGuess> guesses_;
};

}  // namespace

std::string_view kindName(ColumnKind kind) {
    switch (kind) {
        case ColumnKind::date:
            return "date";
        case ColumnKind::number:
            return "number";
        case ColumnKind::text:
            return "text";
        case ColumnKind::empty:
            return "empty";
    }
    return "text";
}

std::vector<ColumnGuess> guessColumns(TableKind table, const std::vector<std::string>& headers,
                                      const std::vector<RawColumn>& columns) {
    return Guesser(table, headers, columns).run();
}

std::vector<TableScore> guessTable(const std::vector<std::string>& headers) {
    std::vector<TableScore> scores;
    const auto months = findMonthColumns(headers);
    for (std::size_t kind = 0; kind < kTableKinds; ++kind) {
        const auto table = static_cast<TableKind>(kind);
        std::vector<std::string> found;
        double sum = 0;
        for (const std::string& header : headers) {
            const auto match = matchFieldName(header, only(table));
            if (!match || match->field.empty() || std::find(found.begin(), found.end(), match->field) != found.end())
                continue;
            const bool shared = findField(table, match->field)->tables == kAllTables && match->field != "day";
            sum += match->confidence * (shared ? 1 : 2);
            found.push_back(match->field);
        }
        if (!fieldOfMonths(table).empty() && !months.empty()) {
            sum += 2.0 * static_cast<double>(months.size());
            found.emplace_back("day");
            found.emplace_back(fieldOfMonths(table));
        }
        double score = headers.empty() ? 0 : sum / (2.0 * static_cast<double>(headers.size()));
        const auto missing = missingFields(
            table, [&](std::string_view field) { return std::find(found.begin(), found.end(), field) != found.end(); });
        for (std::size_t i = 0; i < missing.size(); ++i) score /= 2;
        scores.push_back({table, score});
    }
    stableSort(scores, [](const TableScore& a, const TableScore& b) { return a.score > b.score; });
    return scores;
}

}  // namespace sandtable

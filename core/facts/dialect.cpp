#include "facts/dialect.h"

#include <algorithm>
#include <map>
#include <set>

#include "facts/date_text.h"
#include "facts/decoder.h"
#include "facts/field_names.h"
#include "facts/month_columns.h"
#include "facts/number_text.h"
#include "facts/record_reader.h"

namespace sandtable {
namespace {

constexpr std::size_t kSampleRecords = 60;
constexpr std::size_t kTitleLines = 15;  // a header stands among the first so many records

struct SampleRecord {
    std::size_t offset = 0;
    std::uint32_t line = 1;
    std::size_t fieldCount = 0;
    std::vector<std::string> fields;
};

std::vector<SampleRecord> readSample(std::string_view text, char delimiter, bool whole) {
    std::vector<char> block(text.begin(), text.end());
    RecordReader reader(delimiter);
    reader.open(block, whole);
    std::vector<SampleRecord> sample;
    Record record;
    while (sample.size() < kSampleRecords && reader.next(record)) {
        SampleRecord copy{record.offset, record.line, record.fieldCount, {}};
        for (const std::string_view field : record.fields) copy.fields.push_back(cleanName(field));
        const bool blank =
            std::all_of(copy.fields.begin(), copy.fields.end(), [](const std::string& f) { return f.empty(); });
        if (record.fault == RecordFault::none && !blank) sample.push_back(std::move(copy));
    }
    return sample;
}

// The number of fields most records have; of equally frequent ones the largest.
std::size_t usualFieldCount(const std::vector<SampleRecord>& sample) {
    std::map<std::size_t, std::size_t> times;
    for (const SampleRecord& record : sample) ++times[record.fieldCount];
    std::size_t usual = 1;
    std::size_t best = 0;
    for (const auto& [count, n] : times) {
        if (n >= best) {
            best = n;
            usual = count;
        }
    }
    return usual;
}

std::size_t filledFields(const SampleRecord& record) {
    return static_cast<std::size_t>(
        std::count_if(record.fields.begin(), record.fields.end(), [](const std::string& f) { return !f.empty(); }));
}

// A delimiter is as good as the share of records that agree on their number of fields; more fields break ties.
char chooseDelimiter(std::string_view text, bool whole) {
    char chosen = ',';
    double best = -1;
    for (const char delimiter : kDelimiters) {
        const auto sample = readSample(text, delimiter, whole);
        const std::size_t usual = usualFieldCount(sample);
        if (sample.empty() || usual < 2) continue;
        const auto agreeing =
            std::count_if(sample.begin(), sample.end(), [&](const SampleRecord& r) { return r.fieldCount == usual; });
        const double score = static_cast<double>(agreeing) / static_cast<double>(sample.size()) +
                             0.001 * static_cast<double>(std::min<std::size_t>(usual, 200));
        if (score > best) {
            best = score;
            chosen = delimiter;
        }
    }
    return chosen;
}

bool isValue(const std::string& field) {
    const DateReading::Form form = readDate(field).form;
    if (form != DateReading::Form::bad && form != DateReading::Form::missing) return true;
    return readNumber(field, '.').fault == NumberFault::none;
}

std::size_t recognisedNames(const SampleRecord& record) {
    std::set<std::string> fields;
    for (const std::string& name : record.fields) {
        const auto match = matchFieldName(name, kAllTables);
        if (match && match->confidence >= 0.8) fields.insert(match->field);
    }
    return fields.size();
}

// The header is the first record whose names are known, or the first of full width if it names months; failing that, the first record of full width, if it holds names, not values.
std::optional<std::size_t> findHeader(const std::vector<SampleRecord>& sample, std::size_t usual,
                                      std::size_t& firstData) {
    const std::size_t limit = std::min(sample.size(), kTitleLines);
    bool firstWide = true;
    for (std::size_t i = 0; i < limit; ++i) {
        const std::size_t months = firstWide ? findMonthColumns(sample[i].fields).size() : 0;
        if (months > 2 || (months == 2 && usual <= 4)) return i;
        firstWide = firstWide && sample[i].fieldCount < usual;
        const bool values = std::any_of(sample[i].fields.begin(), sample[i].fields.end(), isValue);
        if (recognisedNames(sample[i]) >= (values ? 4U : 2U)) return i;
    }
    firstData = 0;
    while (firstData + 1 < limit &&
           (sample[firstData].fieldCount != usual || filledFields(sample[firstData]) * 2 <= usual) && usual > 1)
        ++firstData;
    const SampleRecord& candidate = sample[firstData];
    if (std::none_of(candidate.fields.begin(), candidate.fields.end(), isValue)) return firstData;
    return std::nullopt;
}

std::vector<std::string> uniqueNames(std::vector<std::string> names) {
    std::set<std::string> taken(names.begin(), names.end());
    std::set<std::string> used;
    for (std::size_t i = 0; i < names.size(); ++i) {
        std::string name = names[i].empty() ? "#" + std::to_string(i + 1) : names[i];
        const std::string base = name;
        for (int n = 2; used.contains(name) || (name != names[i] && taken.contains(name)); ++n)
            name = base + " (" + std::to_string(n) + ")";
        used.insert(name);
        names[i] = std::move(name);
    }
    return names;
}

}  // namespace

Dialect sniffDialect(std::string_view text, bool whole, std::optional<char> declared) {
    Dialect dialect;
    std::string_view body = text.substr(0, kSniffBytes);
    const bool wholeBody = whole && body.size() == text.size();
    if (body.starts_with("sep=") && body.size() > 5) {
        const char next = body[5];
        if (next == '\n' || next == '\r') {
            dialect.found = body[4];
            const std::size_t skip = body.substr(5).starts_with("\r\n") ? 7 : 6;
            dialect.firstByte = skip;
            dialect.firstLine = 2;
            body.remove_prefix(skip);
        }
    }
    if (dialect.firstByte == 0) dialect.found = chooseDelimiter(body, wholeBody);
    dialect.delimiter = declared.value_or(dialect.found);
    auto sample = readSample(body, dialect.delimiter, wholeBody);
    if (sample.empty() && !wholeBody)
        sample = readSample(body, dialect.delimiter, true);  // a first line beyond the window
    if (sample.empty()) return dialect;
    const std::size_t usual = std::min(usualFieldCount(sample), kMaxFields);
    std::size_t first = 0;
    const auto header = findHeader(sample, usual, first);
    dialect.hasHeader = header.has_value();
    const SampleRecord& start = sample[header.value_or(first)];
    dialect.firstByte += start.offset;
    dialect.firstLine += start.line - 1;
    std::vector<std::string> names = header ? start.fields : std::vector<std::string>(usual);
    while (names.size() > 1 && names.back().empty() && names.size() > usual) names.pop_back();
    dialect.columns = uniqueNames(std::move(names));
    return dialect;
}

}  // namespace sandtable

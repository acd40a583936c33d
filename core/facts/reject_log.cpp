#include "facts/reject_log.h"

#include <algorithm>
#include <utility>

#include "base/json_object.h"
#include "base/text.h"

namespace sandtable {
namespace {

constexpr std::size_t kShownBytes = 200;    // of a rejected value
constexpr std::size_t kRowBytes = 4'000;    // of a rejected row
constexpr std::uint32_t kMaxCells = 2'000;  // kMaxFields of the record reader
// What is known of the row besides the value.
constexpr std::uint32_t kNothing = 0;
constexpr std::uint32_t kCells = 1;
constexpr std::uint32_t kLine = 2;
constexpr std::uint32_t kCut = 4;  // added when the row was too long to keep

std::string_view cutAt(std::string_view text, std::size_t bytes) {
    if (text.size() <= bytes) return text;
    std::size_t end = bytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    return text.substr(0, end);
}

void putNumber(std::string& out, std::size_t number, char end) {
    out += std::to_string(number);
    out += end;
}

void putText(std::string& out, std::string_view text) {
    putNumber(out, text.size(), ':');
    const std::size_t first = out.size();
    out += text;
    std::replace(out.begin() + static_cast<std::ptrdiff_t>(first), out.end(), '\0', ' ');
}

// Reads what putNumber and putText wrote; `sound` says whether it all was there.
struct RowScan {
    std::string_view rest;
    bool sound = true;

    std::uint32_t number(char end) {
        std::uint64_t value = 0;
        std::size_t at = 0;
        while (at < rest.size() && at < 10 && rest[at] >= '0' && rest[at] <= '9')
            value = value * 10 + static_cast<std::uint64_t>(rest[at++] - '0');
        sound = sound && at > 0 && at < rest.size() && rest[at] == end && value <= UINT32_MAX;
        rest.remove_prefix(sound ? at + 1 : rest.size());
        return sound ? static_cast<std::uint32_t>(value) : 0;
    }
    std::string_view word() {
        const std::size_t blank = rest.find(' ');
        sound = sound && blank != std::string_view::npos;
        const std::string_view word = sound ? rest.substr(0, blank) : std::string_view();
        rest.remove_prefix(sound ? blank + 1 : rest.size());
        return word;
    }
    std::string_view text() {
        const std::size_t size = number(':');
        sound = sound && size <= rest.size();
        const std::string_view text = sound ? rest.substr(0, size) : std::string_view();
        rest.remove_prefix(sound ? size : rest.size());
        return text;
    }
};

struct ScannedRow {
    std::uint32_t line;
    std::uint32_t column;  // from 1, 0 for none
    std::string_view code;
    std::uint32_t kind;
    std::string_view value;
    std::vector<std::string_view> texts;
};

ScannedRow scanRow(RowScan& scan) {
    ScannedRow row;
    row.line = scan.number(' ');
    row.column = scan.number(' ');
    row.code = scan.word();
    row.kind = scan.number(' ');
    const std::uint32_t texts = scan.number(' ');
    scan.sound = scan.sound && texts <= kMaxCells;
    row.value = scan.text();
    for (std::uint32_t i = 0; i < texts && scan.sound; ++i) row.texts.push_back(scan.text());
    return row;
}

}  // namespace

void RejectLog::add(const Row& row) {
    ++byCode_[std::string(row.code)];
    if (full()) return;
    std::string texts;
    std::size_t count = 0;
    bool cut = false;
    const auto keep = [&](std::string_view text) {
        const std::string_view shown = cutAt(text, kRowBytes - std::min(kRowBytes, texts.size()));
        cut = cut || shown.size() < text.size() || count == kMaxCells;
        if (count == kMaxCells) return;
        putText(texts, shown);
        ++count;
    };
    for (const std::string& cell : row.cells) keep(cell);
    if (row.cells.empty() && !row.text.empty()) keep(row.text);
    const std::uint32_t kind = !row.cells.empty() ? kCells : row.text.empty() ? kNothing : kLine;
    starts_.push_back(static_cast<std::uint32_t>(rows_.size()));
    putNumber(rows_, row.line, ' ');
    putNumber(rows_, static_cast<std::size_t>(row.column + 1), ' ');
    rows_ += row.code;
    rows_ += ' ';
    putNumber(rows_, kind + (cut ? kCut : 0), ' ');
    putNumber(rows_, count, ' ');
    putText(rows_, cutAt(row.value, kShownBytes));
    rows_ += texts;
}

void RejectLog::take(const RejectLog& from, std::size_t index) {
    if (full()) return;
    const std::size_t first = from.starts_[index];
    const std::size_t last = index + 1 < from.starts_.size() ? from.starts_[index + 1] : from.rows_.size();
    starts_.push_back(static_cast<std::uint32_t>(rows_.size()));
    rows_.append(from.rows_, first, last - first);
}

RejectLog RejectLog::merged(const RejectLog& a, const RejectLog& b) {
    const auto lineOf = [](const RejectLog& log, std::size_t index) {
        return RowScan{std::string_view(log.rows_).substr(log.starts_[index])}.number(' ');
    };
    RejectLog out;
    out.headers = a.headers.empty() ? b.headers : a.headers;
    out.byCode_ = a.byCode_;
    for (const auto& [code, n] : b.byCode_) out.byCode_[code] += n;
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < a.kept() || j < b.kept()) {
        const bool first = j == b.kept() || (i < a.kept() && lineOf(a, i) <= lineOf(b, j));
        if (first) {
            out.take(a, i++);
        } else {
            out.take(b, j++);
        }
    }
    return out;
}

std::size_t RejectLog::total() const {
    std::size_t sum = 0;
    for (const auto& [code, n] : byCode_) sum += n;
    return sum;
}

Json RejectLog::list(std::size_t offset, std::size_t limit, bool whole) const {
    Json rows = Json::array();
    for (std::size_t i = offset; i < kept() && i - offset < limit; ++i) {
        RowScan scan{std::string_view(rows_).substr(starts_[i])};
        const ScannedRow row = scanRow(scan);
        const bool located = row.column > 0 && row.column <= headers.size();
        Json entry = JsonObject()
                         .put("line", row.line)
                         .put("column", located ? Json(row.column) : Json())
                         .put("header", located ? Json(headers[row.column - 1]) : Json())
                         .put("value", row.value)
                         .put("code", row.code);
        if (whole && (row.kind & kCells) != 0) entry["raw"] = row.texts;
        if (whole && (row.kind & kLine) != 0 && !row.texts.empty()) entry["rawLine"] = row.texts.front();
        if (whole && (row.kind & kCut) != 0) entry["rawCut"] = true;
        rows.push_back(std::move(entry));
    }
    return rows;
}

Json RejectLog::encode() const {
    return JsonObject().put("headers", headers).put("byCode", byCode_).put("rows", rows_);
}

std::optional<RejectLog> RejectLog::decode(const Json& json) {
    const auto part = [&](const char* key) { return json.is_object() ? json.value(key, Json()) : Json(); };
    const Json headers = part("headers");
    const Json byCode = part("byCode");
    const Json rows = part("rows");
    if (!headers.is_array() || !byCode.is_object() || !rows.is_string()) return std::nullopt;
    RejectLog log;
    for (const Json& header : headers) {
        if (!header.is_string()) return std::nullopt;
        log.headers.push_back(header.get<std::string>());
    }
    for (const auto& [code, n] : byCode.items()) {
        if (!n.is_number_unsigned() || n.get<std::uint64_t>() > UINT32_MAX) return std::nullopt;
        log.byCode_[code] = static_cast<std::size_t>(n.get<std::uint64_t>());
    }
    log.rows_ = rows.get<std::string>();
    RowScan scan{log.rows_};
    while (!scan.rest.empty()) {
        const std::size_t start = log.rows_.size() - scan.rest.size();
        const ScannedRow row = scanRow(scan);
        // A cut inside a character would make every later reply unreadable.
        const bool whole = isValidUtf8(row.value) && std::all_of(row.texts.begin(), row.texts.end(), isValidUtf8);
        if (!scan.sound || !whole || start > UINT32_MAX) return std::nullopt;
        log.starts_.push_back(static_cast<std::uint32_t>(start));
    }
    if (log.kept() > log.total()) return std::nullopt;
    return log;
}

}  // namespace sandtable

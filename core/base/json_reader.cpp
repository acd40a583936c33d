// A reader of its own: limits are kept before memory is spent, keys that come sorted are appended without a search, and lists get
// exactly the room they need. Plans and patches hold millions of numbers, so this file is built for speed.
#include "base/json_reader.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <optional>
#include <vector>

#include "base/decimal_text.h"
#include "base/json_object.h"
#include "base/text.h"
#include "base/utf8.h"

namespace sandtable {
namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }

// Recursive: as deep as JsonLimits::depth allows, which callers keep far below what the stack holds.
class Reader {
public:
    Reader(std::string_view text, const JsonErrorCodes& codes, const JsonLimits& limits)
        : text_(text), codes_(codes), limits_(limits) {}

    bool read(Json& root) {
        if (text_.starts_with("\xef\xbb\xbf")) at_ = 3;  // a byte order mark, as editors leave it
        if (!readValue(root, 0)) return false;
        skipSpace();
        return at_ == text_.size() || broken(at_, "text after the value");
    }

    [[nodiscard]] Error takeError() { return std::move(error_); }

private:
    bool fail(const char* code, Json params, const char* detail) {
        error_ = {.code = code, .path = {}, .params = std::move(params), .kind = ErrorKind::input, .detail = detail};
        return false;
    }

    bool broken(std::size_t offset, const char* detail) {
        const std::string_view before = text_.substr(0, offset);
        const auto line = 1 + std::count(before.begin(), before.end(), '\n');
        const std::size_t lineStart = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
        return fail(codes_.notJson,
                    JsonObject().put("line", line).put("column", offset - lineStart + 1).put("offset", offset), detail);
    }

    // On the way out of a failure every container adds where it was: the error's path grows from the inside.
    bool inside(const std::string& token) {
        error_.path.insert(0, "/" + escapePointer(token));
        return false;
    }

    void skipSpace() {
        while (at_ < text_.size() &&
               (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\r' || text_[at_] == '\t'))
            ++at_;
    }

    // Skips blanks; true, and past it, when `c` comes next.
    bool take(char c) {
        skipSpace();
        if (at_ == text_.size() || text_[at_] != c) return false;
        ++at_;
        return true;
    }

    bool readValue(Json& into, int depth) {
        skipSpace();
        if (++elements_ > limits_.elements) {
            return fail(codes_.tooLarge, JsonObject().put("limit", limits_.elements).put("what", "elements"),
                        "too many values");
        }
        if (at_ == text_.size()) return broken(at_, "the text ends where a value should come");
        switch (text_[at_]) {
            case '{':
                return mayOpen(depth) && readObject(into, depth);
            case '[':
                return mayOpen(depth) && readArray(into, depth);
            case '"':
                into = std::string();
                return readString(into.get_ref<std::string&>());
            case 't':
                into = true;
                return readWord("true");
            case 'f':
                into = false;
                return readWord("false");
            case 'n':
                into = nullptr;
                return readWord("null");
            default:
                return readNumber(into);
        }
    }

    bool mayOpen(int depth) {
        return depth < limits_.depth ||
               fail(codes_.tooDeep, JsonObject().put("limit", limits_.depth), "nested too deeply");
    }

    bool readWord(std::string_view word) {
        if (!text_.substr(at_).starts_with(word)) return broken(at_, "not a value");
        at_ += word.size();
        return true;
    }

    bool readObject(Json& into, int depth) {
        ++at_;
        into = Json::object();
        auto& members = into.get_ref<Json::object_t&>();
        if (take('}')) return true;
        std::string key;
        do {
            skipSpace();
            if (at_ == text_.size() || text_[at_] != '"') return broken(at_, "a key in quotes should come here");
            if (!readString(key)) return false;
            const bool last = members.empty() || members.rbegin()->first < key;
            const std::size_t before = members.size();
            const auto member =
                last ? members.emplace_hint(members.end(), key, nullptr) : members.emplace(key, nullptr).first;
            if (members.size() == before) {
                fail(codes_.duplicateKey, JsonObject().put("key", key), "the key occurs twice in one object");
                return inside(key);
            }
            if (!take(':')) {
                broken(at_, "a colon should come here");
                return inside(key);
            }
            if (!readValue(member->second, depth + 1)) return inside(key);
        } while (take(','));
        if (take('}')) return true;
        broken(at_, "a comma or a closing brace should come here");
        return inside(key);
    }

    bool readArray(Json& into, int depth) {
        ++at_;
        into = Json::array();
        if (take(']')) return true;
        const std::size_t first = items_.size();
        do {
            Json item;
            const std::size_t index = items_.size() - first;  // before: a failure inside leaves its own items behind
            if (!readValue(item, depth + 1)) return inside(std::to_string(index));
            items_.push_back(std::move(item));
        } while (take(','));
        if (!take(']')) {
            broken(at_, "a comma or a closing bracket should come here");
            return inside(std::to_string(items_.size() - first));
        }
        const auto from = items_.begin() + static_cast<std::ptrdiff_t>(first);
        into.get_ref<Json::array_t&>().assign(std::make_move_iterator(from), std::make_move_iterator(items_.end()));
        items_.erase(from, items_.end());
        return true;
    }

    bool readString(std::string& into) {
        into.clear();
        std::size_t start = ++at_;  // of what is not copied yet
        while (at_ < text_.size()) {
            const auto byte = static_cast<unsigned char>(text_[at_]);
            if (byte == '"') {
                into.append(text_, start, at_++ - start);
                return true;
            }
            if (byte < 0x20) return broken(at_, "a control character inside a string");
            if (byte == '\\') {
                into.append(text_, start, at_ - start);
                if (!readEscape(into)) return false;
                start = at_;
            } else if (byte < 0x80) {
                ++at_;
            } else {
                const auto decoded = utf8::decode(text_, at_);
                if (!decoded.valid) return broken(at_, "not UTF-8");
                at_ += decoded.length;
            }
        }
        return broken(at_, "the text ends inside a string");
    }

    bool readEscape(std::string& into) {
        static constexpr std::string_view kLetters = "\"\\/bfnrt";
        static constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
        const std::size_t start = at_++;
        const char letter = at_ < text_.size() ? text_[at_++] : '\0';
        if (const std::size_t known = kLetters.find(letter); known != std::string_view::npos) {
            into += kMeanings[known];
            return true;
        }
        const auto unit = letter == 'u' ? readHex() : std::nullopt;
        if (!unit || (*unit >= 0xdc00 && *unit < 0xe000)) return broken(start, "not an escape");
        char32_t code = *unit;
        if (code >= 0xd800 && code < 0xdc00) {  // the first half of a pair
            const bool pair = text_.substr(at_).starts_with("\\u");
            at_ += pair ? 2 : 0;
            const auto second = pair ? readHex() : std::nullopt;
            if (!second || *second < 0xdc00 || *second >= 0xe000) return broken(start, "half of a surrogate pair");
            code = 0x10000 + ((code - 0xd800) << 10U) + (*second - 0xdc00);
        }
        utf8::append(into, code);
        return true;
    }

    std::optional<char32_t> readHex() {
        if (text_.size() - at_ < 4) return std::nullopt;
        char32_t code = 0;
        for (const std::size_t end = at_ + 4; at_ < end; ++at_) {
            const char c = text_[at_];
            const char letter = static_cast<char>(c | 0x20);
            if (!isDigit(c) && (letter < 'a' || letter > 'f')) return std::nullopt;
            code = code * 16 + static_cast<char32_t>(isDigit(c) ? c - '0' : letter - 'a' + 10);
        }
        return code;
    }

    std::size_t skipDigits() {
        const std::size_t start = at_;
        while (at_ < text_.size() && isDigit(text_[at_])) ++at_;
        return at_ - start;
    }

    // -?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?
    bool readNumber(Json& into) {
        const std::size_t start = at_;
        const bool negative = text_[at_] == '-';
        if (negative) ++at_;
        const std::size_t firstDigit = at_;
        std::uint64_t whole = 0;
        for (; at_ < text_.size() && isDigit(text_[at_]); ++at_) {
            whole = whole * 10 + static_cast<std::uint64_t>(text_[at_] - '0');  // may wrap; then `digits` is too large
        }
        const std::size_t digits = at_ - firstDigit;
        if (digits == 0) return broken(start, "not a value");
        if (digits > 1 && text_[firstDigit] == '0') return broken(start, "a number with a leading zero");
        const char next = at_ < text_.size() ? text_[at_] : '\0';
        const bool fits = digits <= 19 && whole <= static_cast<std::uint64_t>(INT64_MAX) + (negative ? 1 : 0);
        if (!fits || next == '.' || next == 'e' || next == 'E') return readDouble(into, start);
        if (negative) {
            into = static_cast<std::int64_t>(0 - whole);
        } else {
            into = whole;
        }
        return true;
    }

    bool readDouble(Json& into, std::size_t start) {
        if (at_ < text_.size() && text_[at_] == '.') {
            ++at_;
            if (skipDigits() == 0) return broken(at_, "a digit should come after the point");
        }
        if (at_ < text_.size() && (text_[at_] == 'e' || text_[at_] == 'E')) {
            ++at_;
            if (at_ < text_.size() && (text_[at_] == '+' || text_[at_] == '-')) ++at_;
            if (skipDigits() == 0) return broken(at_, "a digit should come in the exponent");
        }
        const double value = nearestDouble(text_.substr(start, at_ - start));
        if (!std::isfinite(value)) return broken(start, "a number out of range");
        into = value;
        return true;
    }

    std::string_view text_;
    const JsonErrorCodes& codes_;
    const JsonLimits& limits_;
    std::size_t at_ = 0;
    std::size_t elements_ = 0;
    std::vector<Json> items_;  // of all open arrays, the innermost last
    Error error_;
};

}  // namespace

Result<Json> readJson(std::string_view text, const JsonErrorCodes& codes, const JsonLimits& limits) {
    if (text.size() > limits.bytes) {
        return failure({.code = codes.tooLarge,
                        .path = "",
                        .params = JsonObject().put("limit", limits.bytes).put("what", "bytes")});
    }
    Reader reader(text, codes, limits);
    Json root;
    if (!reader.read(root)) return failure(reader.takeError());
    return root;
}

std::size_t countElements(const Json& value) {
    if (!value.is_structured()) return 1;
    std::size_t count = 0;
    std::vector<const Json*> open{&value};
    while (!open.empty()) {
        const Json* current = open.back();
        open.pop_back();
        ++count;
        if (!current->is_structured()) continue;
        for (const Json& child : *current) {
            if (child.is_structured()) {
                open.push_back(&child);
            } else {
                ++count;
            }
        }
    }
    return count;
}

int measureDepth(const Json& value, int limit) {
    if (!value.is_structured()) return 0;
    int deepest = 0;
    std::vector<std::pair<const Json*, int>> open{{&value, 1}};
    while (!open.empty() && deepest <= limit) {
        const auto [current, depth] = open.back();
        open.pop_back();
        if (!current->is_structured()) continue;
        deepest = std::max(deepest, depth);
        for (const Json& child : *current) {
            if (child.is_structured()) open.push_back({&child, depth + 1});
        }
    }
    return std::min(deepest, limit + 1);
}

}  // namespace sandtable

// A writer of its own because nlohmann's dump puts every number of a list on its own line, so that plan files would be five times
// longer and unreadable, and because replies of megabytes are built for speed here.
#include "base/json_writer.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <utility>

#include "base/text.h"

namespace sandtable {
namespace {

constexpr std::size_t kIndent = 2;

// Text gathers in a block of its own before it joins the result: millions of appended tokens cost a bounds check each.
class Sink {
public:
    explicit Sink(std::string start = {}) : out_(std::move(start)) {}

    void put(char c) {
        if (used_ == block_.size()) flush();
        block_[used_++] = c;
    }
    void put(std::string_view text) {
        if (text.size() > block_.size() - used_) flush();
        if (text.size() > block_.size()) {
            out_.append(text);
            return;
        }
        std::memcpy(block_.data() + used_, text.data(), text.size());
        used_ += text.size();
    }
    void put(std::int64_t value) {
        auto rest = static_cast<std::uint64_t>(value);
        if (value < 0) {
            put('-');
            rest = 0 - rest;
        }
        put(rest);
    }
    void put(std::uint64_t value) {
        char digits[20];
        char* first = digits + sizeof digits;
        while (value > UINT32_MAX) {  // a division by ten is cheap in 32 bits only
            const std::uint64_t high = value / 1'000'000;
            first = putDigits(static_cast<std::uint32_t>(value - high * 1'000'000), first, 6);
            value = high;
        }
        first = putDigits(static_cast<std::uint32_t>(value), first, 1);
        put(std::string_view(first, static_cast<std::size_t>(digits + sizeof digits - first)));
    }
    // The shortest text that reads back as the same double; NaN and infinities become null.
    void put(double value) {
        if (!std::isfinite(value)) return put(std::string_view("null"));
        std::array<char, 64> digits;
        char* end = nlohmann::detail::to_chars(digits.data(), digits.data() + digits.size(), value);
        put(std::string_view(digits.data(), static_cast<std::size_t>(end - digits.data())));
    }
    void newLine(std::size_t indent) {
        put('\n');
        for (std::size_t i = 0; i < indent; ++i) put(' ');
    }
    [[nodiscard]] std::string take() {
        flush();
        return std::move(out_);
    }

private:
    // Writes downwards from `end`, with leading zeros up to `width`.
    static char* putDigits(std::uint32_t value, char* end, int width) {
        for (int written = 0; value != 0 || written < width; ++written) {
            *--end = static_cast<char>('0' + value % 10);
            value /= 10;
        }
        return end;
    }

    void flush() {
        out_.append(block_.data(), used_);
        used_ = 0;
    }

    std::string out_;
    std::array<char, 4096> block_;
    std::size_t used_ = 0;
};

void writeEscape(Sink& out, unsigned char byte) {
    static constexpr char kHex[] = "0123456789abcdef";
    switch (byte) {
        case '"':
            return out.put("\\\"");
        case '\\':
            return out.put("\\\\");
        case '\n':
            return out.put("\\n");
        case '\r':
            return out.put("\\r");
        case '\t':
            return out.put("\\t");
        default:
            out.put("\\u00");
            out.put(kHex[byte >> 4]);
            out.put(kHex[byte & 15]);
    }
}

// True when the text was plain ASCII or known to be UTF-8; otherwise nothing was written.
bool writeIfValid(Sink& out, std::string_view text) {
    const auto isAscii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
    if (!std::all_of(text.begin(), text.end(), isAscii) && !isValidUtf8(text)) return false;
    out.put('"');
    std::size_t start = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte >= 0x20 && byte != '"' && byte != '\\') continue;
        out.put(text.substr(start, i - start));
        start = i + 1;
        writeEscape(out, byte);
    }
    out.put(text.substr(start));
    out.put('"');
    return true;
}

void writeText(Sink& out, const std::string& text) {
    if (!writeIfValid(out, text)) writeIfValid(out, replaceInvalidUtf8(text));
}

// One of the two layouts: kIndented or compact.
template <bool kIndented>
class Writer {
public:
    explicit Writer(Sink& out) : out_(out) {}

    // Recursion is bounded: documents are at most JsonLimits::depth deep.
    void write(const Json& value, std::size_t indent) {
        switch (value.type()) {
            case Json::value_t::object:
                return writeObject(value.get_ref<const Json::object_t&>(), indent);
            case Json::value_t::array:
                return writeArray(value.get_ref<const Json::array_t&>(), indent);
            case Json::value_t::string:
                return writeText(out_, value.get_ref<const std::string&>());
            case Json::value_t::boolean:
                return out_.put(value.get<bool>() ? std::string_view("true") : std::string_view("false"));
            case Json::value_t::number_integer:
                return out_.put(value.get_ref<const std::int64_t&>());
            case Json::value_t::number_unsigned:
                return out_.put(value.get_ref<const std::uint64_t&>());
            case Json::value_t::number_float:
                return out_.put(value.get<double>());
            default:
                return out_.put("null");
        }
    }

private:
    void writeArray(const Json::array_t& items, std::size_t indent) {
        const bool oneLine = !kIndented || std::all_of(items.begin(), items.end(), [](const Json& item) {
            return item.is_number() || item.is_null();
        });
        out_.put('[');
        bool first = true;
        for (const Json& item : items) {
            if (!first) out_.put(kIndented && oneLine ? std::string_view(", ") : std::string_view(","));
            if (!oneLine) out_.newLine(indent + kIndent);
            write(item, indent + kIndent);
            first = false;
        }
        if (!oneLine) out_.newLine(indent);
        out_.put(']');
    }

    void writeObject(const Json::object_t& members, std::size_t indent) {
        out_.put('{');
        bool first = true;
        for (const auto& [key, member] : members) {
            if (!first) out_.put(',');
            if (kIndented) out_.newLine(indent + kIndent);
            writeText(out_, key);
            out_.put(kIndented ? std::string_view(": ") : std::string_view(":"));
            write(member, indent + kIndent);
            first = false;
        }
        if (kIndented && !members.empty()) out_.newLine(indent);
        out_.put('}');
    }

    Sink& out_;
};

}  // namespace

std::string writeCanonicalJson(const Json& value) {
    Sink out;
    Writer<true>(out).write(value, 0);
    out.put('\n');
    return out.take();
}

std::string writeCompactJson(const Json& value, std::string start) {
    Sink out(std::move(start));
    Writer<false>(out).write(value, 0);
    return out.take();
}

}  // namespace sandtable

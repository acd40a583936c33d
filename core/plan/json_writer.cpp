// A writer of its own because nlohmann's dump puts every number of a list on its own line: plan files would be
// five times longer and unreadable.
#include "plan/json_writer.h"

#include <algorithm>
#include <charconv>
#include <string_view>

#include "base/text.h"

namespace sandtable {
namespace {

constexpr int kIndent = 2;

void writeString(std::string& out, std::string_view text) {
    static constexpr char kHex[] = "0123456789abcdef";
    out += '"';
    std::size_t start = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte >= 0x20 && byte != '"' && byte != '\\') continue;
        out.append(text, start, i - start);
        start = i + 1;
        switch (byte) {
            case '"':
                out += "\\\"";
                break;
            case '\\':
                out += "\\\\";
                break;
            case '\n':
                out += "\\n";
                break;
            case '\r':
                out += "\\r";
                break;
            case '\t':
                out += "\\t";
                break;
            default:
                out += "\\u00";
                out += kHex[byte >> 4];
                out += kHex[byte & 15];
        }
    }
    out.append(text, start);
    out += '"';
}

void writeText(std::string& out, const std::string& text) {
    if (isValidUtf8(text)) {
        writeString(out, text);
    } else {
        writeString(out, replaceInvalidUtf8(text));
    }
}

void writeNumber(std::string& out, const Json& value) {
    char buffer[32];
    if (value.is_number_float()) {
        out += value.dump();  // shortest text that reads back as the same double; NaN and infinities become null
    } else if (value.is_number_unsigned()) {
        out.append(buffer, std::to_chars(buffer, buffer + sizeof buffer, value.get<std::uint64_t>()).ptr);
    } else {
        out.append(buffer, std::to_chars(buffer, buffer + sizeof buffer, value.get<std::int64_t>()).ptr);
    }
}

void writeValue(std::string& out, const Json& value, int indent);

void writeLine(std::string& out, int indent) {
    out += '\n';
    out.append(static_cast<std::size_t>(indent), ' ');
}

void writeArray(std::string& out, const Json::array_t& items, int indent) {
    const bool oneLine =
        std::all_of(items.begin(), items.end(), [](const Json& item) { return item.is_number() || item.is_null(); });
    out += '[';
    bool first = true;
    for (const Json& item : items) {
        if (!first) out += oneLine ? ", " : ",";
        if (!oneLine) writeLine(out, indent + kIndent);
        writeValue(out, item, indent + kIndent);
        first = false;
    }
    if (!oneLine) writeLine(out, indent);
    out += ']';
}

void writeObject(std::string& out, const Json::object_t& members, int indent) {
    out += '{';
    bool first = true;
    for (const auto& [key, member] : members) {
        if (!first) out += ',';
        writeLine(out, indent + kIndent);
        writeText(out, key);
        out += ": ";
        writeValue(out, member, indent + kIndent);
        first = false;
    }
    if (!members.empty()) writeLine(out, indent);
    out += '}';
}

// Recursion is bounded: documents are at most JsonLimits::depth deep.
void writeValue(std::string& out, const Json& value, int indent) {
    switch (value.type()) {
        case Json::value_t::object:
            return writeObject(out, value.get_ref<const Json::object_t&>(), indent);
        case Json::value_t::array:
            return writeArray(out, value.get_ref<const Json::array_t&>(), indent);
        case Json::value_t::string:
            return writeText(out, value.get_ref<const std::string&>());
        case Json::value_t::boolean:
            out += value.get<bool>() ? "true" : "false";
            return;
        case Json::value_t::number_integer:
        case Json::value_t::number_unsigned:
        case Json::value_t::number_float:
            return writeNumber(out, value);
        default:
            out += "null";
    }
}

}  // namespace

std::string writeCanonicalJson(const Json& value) {
    std::string out;
    writeValue(out, value, 0);
    out += '\n';
    return out;
}

}  // namespace sandtable

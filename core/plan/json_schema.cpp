// Two halves: schemas become a tree of nodes, then values are walked along it. A place is written out only for an error.
#include "plan/json_schema.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/json_writer.h"
#include "base/text.h"
#include "plan/text_pattern.h"

namespace sandtable {
namespace {

enum class Measure { value, items, characters, properties };

struct Limit {
    std::string_view keyword;
    Measure measure;
    bool upper;
    double bound = 0;
};

constexpr std::array<Limit, 8> kLimits{{{"maximum", Measure::value, true},
                                        {"maxItems", Measure::items, true},
                                        {"maxLength", Measure::characters, true},
                                        {"maxProperties", Measure::properties, true},
                                        {"minimum", Measure::value, false},
                                        {"minItems", Measure::items, false},
                                        {"minLength", Measure::characters, false},
                                        {"minProperties", Measure::properties, false}}};

bool isLimit(std::string_view keyword) {
    return std::any_of(kLimits.begin(), kLimits.end(), [&](const Limit& one) { return one.keyword == keyword; });
}

// Keywords for readers and forms.
bool isAnnotation(std::string_view keyword) {
    return keyword.starts_with("x-") || keyword == "$schema" || keyword == "title" || keyword == "description";
}

using TypeMask = unsigned;
constexpr std::array<std::string_view, 7> kTypes{"null", "boolean", "string", "array", "object", "integer", "number"};

TypeMask maskOf(std::string_view type) {  // 0 when there is no such type
    const auto found = std::find(kTypes.begin(), kTypes.end(), type);
    if (found == kTypes.end()) return 0;
    return 1U << (found - kTypes.begin());
}

// The names of a value's type as a mask; a whole number is both an integer and a number.
TypeMask typesOf(const Json& value) {
    switch (value.type()) {
        case Json::value_t::null:
            return 1U << 0U;
        case Json::value_t::boolean:
            return 1U << 1U;
        case Json::value_t::string:
            return 1U << 2U;
        case Json::value_t::array:
            return 1U << 3U;
        case Json::value_t::object:
            return 1U << 4U;
        case Json::value_t::number_float:
            return 1U << 6U;
        default:
            return 3U << 5U;
    }
}

// What a limit is about, or nothing where it does not concern such a value.
std::optional<double> measured(const Json& value, Measure measure) {
    switch (measure) {
        case Measure::value:
            return value.is_number() ? std::optional(value.get<double>()) : std::nullopt;
        case Measure::items:
            return value.is_array() ? std::optional(static_cast<double>(value.size())) : std::nullopt;
        case Measure::properties:
            return value.is_object() ? std::optional(static_cast<double>(value.size())) : std::nullopt;
        default: {
            if (!value.is_string()) return std::nullopt;
            const auto isFirstByte = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; };
            const auto& text = value.get_ref<const std::string&>();
            return static_cast<double>(std::count_if(text.begin(), text.end(), isFirstByte));
        }
    }
}

}  // namespace

struct JsonSchema::Node {
    TypeMask types = 0;           // none: any
    std::optional<Json> choices;  // of enum
    std::vector<Limit> limits;
    std::optional<TextPattern> pattern;
    std::shared_ptr<const Node> items, names, others;  // names: of every property; others: properties not listed
    std::map<std::string, std::shared_ptr<const Node>, std::less<>> properties;
    std::vector<std::string> required;
    bool closed = false;  // no properties but the listed ones
    bool unique = false;
};

namespace {

using Node = JsonSchema::Node;

// Builds the nodes of one schema and keeps what is wrong with it first; without exceptions, which the page does not have.
class Compiler {
public:
    std::shared_ptr<const Node> build(const Json& schema) {
        auto node = std::make_shared<Node>();
        if (!schema.is_object()) {
            refuse("a schema must be an object");
            return node;
        }
        for (const auto& [keyword, value] : schema.items()) {
            if (hasShapeOf(keyword, value)) {
                read(*node, keyword, value);
            } else {
                refuse("value not understood: " + keyword);
            }
        }
        return node;
    }

    [[nodiscard]] const std::string& problem() const { return problem_; }  // empty: none

private:
    void refuse(std::string problem) {
        if (problem_.empty()) problem_ = std::move(problem);
    }

    void readType(Node& node, const Json& type) {
        const unsigned mask = type.is_string() ? maskOf(type.get_ref<const std::string&>()) : 0;
        if (mask == 0) refuse("no JSON type: " + writeCompactJson(type));
        node.types |= mask;
    }

    static bool hasShapeOf(std::string_view keyword, const Json& value) {
        const auto isText = [](const Json& item) { return item.is_string(); };
        if (isLimit(keyword)) return value.is_number();
        if (keyword == "pattern") return value.is_string();
        if (keyword == "uniqueItems") return value.is_boolean();
        if (keyword == "properties") return value.is_object();
        if (keyword == "required") return value.is_array() && std::all_of(value.begin(), value.end(), isText);
        return true;
    }

    void read(Node& node, const std::string& keyword, const Json& value) {
        const auto limit =
            std::find_if(kLimits.begin(), kLimits.end(), [&](auto& one) { return one.keyword == keyword; });
        if (limit != kLimits.end()) {
            node.limits.push_back(*limit);
            node.limits.back().bound = value.get<double>();
        } else if (keyword == "type") {
            for (const Json& type : value.is_array() ? value : Json::array({value})) readType(node, type);
        } else if (keyword == "enum") {
            node.choices = value;
        } else if (keyword == "pattern") {
            node.pattern = TextPattern::compile(value.get_ref<const std::string&>());
            if (!node.pattern) refuse("pattern not understood: " + value.get<std::string>());
        } else if (keyword == "items") {
            node.items = build(value);
        } else if (keyword == "uniqueItems") {
            node.unique = value.get<bool>();
        } else if (keyword == "properties") {
            for (const auto& [name, property] : value.items()) node.properties.emplace(name, build(property));
        } else if (keyword == "additionalProperties" && value.is_boolean()) {
            node.closed = !value.get<bool>();
        } else if (keyword == "additionalProperties") {
            node.others = build(value);
        } else if (keyword == "propertyNames") {
            node.names = build(value);
        } else if (keyword == "required") {
            node.required = value.get<std::vector<std::string>>();
            std::sort(node.required.begin(), node.required.end());
        } else if (!isAnnotation(keyword)) {
            refuse("keyword not supported: " + keyword);
        }
    }

    std::string problem_;
};

// Where a value is: a chain from the innermost name or index outwards, on the stack of the walk.
struct Place {
    const Place* outer = nullptr;
    std::string_view name;
    std::optional<std::size_t> index;

    [[nodiscard]] std::string pointer() const {
        if (outer == nullptr) return {};
        return outer->pointer() + "/" + (index ? std::to_string(*index) : escapePointer(name));
    }
};

class Walk {
public:
    Walk(std::string_view basePath, std::string_view code, Errors& errors)
        : basePath_(basePath), code_(code), errors_(errors) {}

    [[nodiscard]] bool valid() const { return valid_; }

    void check(const Node& node, const Json& value, const Place& place) {
        if (errors_.size() >= kMaxReportedErrors && !valid_) return;
        if (node.choices && std::find(node.choices->begin(), node.choices->end(), value) == node.choices->end()) {
            report(place, "enum", "not one of " + writeCompactJson(*node.choices));
        }
        for (const Limit& limit : node.limits) {
            const std::optional<double> size = measured(value, limit.measure);
            if (size && (limit.upper ? *size > limit.bound : *size < limit.bound)) {
                report(place, limit.keyword, std::string(limit.keyword) + " " + writeCompactJson(limit.bound));
            }
        }
        if (node.pattern && value.is_string() && !node.pattern->matches(value.get_ref<const std::string&>())) {
            report(place, "pattern", "the text is not of the form asked for");
        }
        if (value.is_array()) checkArray(node, value, place);
        if (value.is_object()) checkObject(node, value, place);
        if (node.types != 0 && (node.types & typesOf(value)) == 0) {
            report(place, "type", std::string("found ") + value.type_name());
        }
    }

private:
    void checkArray(const Node& node, const Json& value, const Place& place) {
        for (std::size_t i = 0; node.items && i < value.size(); ++i) check(*node.items, value[i], {&place, {}, i});
        for (std::size_t i = 0; node.unique && i < value.size(); ++i) {
            for (std::size_t j = i + 1; j < value.size(); ++j) {
                if (value[i] != value[j]) continue;
                report(place, "uniqueItems", "items " + std::to_string(i) + " and " + std::to_string(j) + " are equal");
            }
        }
    }

    void checkObject(const Node& node, const Json& value, const Place& place) {
        const std::string* unknown = nullptr;
        for (const auto& [name, member] : value.get_ref<const Json::object_t&>()) {
            const auto listed = node.properties.find(name);
            const Node* inner = (listed != node.properties.end() ? listed->second : node.others).get();
            if (inner != nullptr) check(*inner, member, {&place, name, {}});
            if (inner == nullptr && unknown == nullptr) unknown = &name;
        }
        if (node.closed && unknown != nullptr) {
            report({&place, *unknown, {}}, "additionalProperties", "not a known property", *unknown);
        }
        if (node.names) checkNames(*node.names, value, place);
        for (const std::string& name : node.required) {
            if (!value.contains(name)) report({&place, name, {}}, "required", "missing", name);
        }
    }

    void checkNames(const Node& names, const Json& value, const Place& place) {
        for (const auto& [name, member] : value.get_ref<const Json::object_t&>()) {
            Errors found;
            Walk walk("", "", found);
            walk.check(names, name, {});
            if (!walk.valid())
                return report(place, "propertyNames", "a name in this object is not allowed here: " + name);
        }
    }

    void report(const Place& place, std::string_view rule, std::string detail, const std::string& field = {}) {
        valid_ = false;
        if (errors_.size() >= kMaxReportedErrors) return;
        Error error{.code = std::string(code_),
                    .path = std::string(basePath_) + place.pointer(),
                    .params = {{"rule", rule}},
                    .kind = ErrorKind::input,
                    .detail = std::move(detail)};
        if (!field.empty()) error.params["field"] = field;
        errors_.push_back(std::move(error));
    }

    std::string_view basePath_;
    std::string_view code_;
    Errors& errors_;
    bool valid_ = true;
};

}  // namespace

Result<JsonSchema> JsonSchema::compile(const Json& schema) {
    Compiler compiler;
    JsonSchema result;
    result.root_ = compiler.build(schema);
    if (!compiler.problem().empty()) {
        return failure(
            {.code = "plan.invalid_schema", .path = "", .kind = ErrorKind::internal, .detail = compiler.problem()});
    }
    return result;
}

bool JsonSchema::check(const Json& value, std::string_view basePath, std::string_view code, Errors& errors) const {
    Walk walk(basePath, code, errors);
    walk.check(*root_, value, {});
    return walk.valid();
}

}  // namespace sandtable

// valijson reports English sentences and one extra error per enclosing object; both are turned into located rules here.
#include "plan/json_schema.h"

#include <array>
#include <exception>
#include <string>
#include <utility>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include "plan/plan.h"

namespace sandtable {

struct JsonSchema::Compiled {
    valijson::Schema schema;
};

struct SchemaChecker::State {
    valijson::Validator validator;
};

namespace {

using Adapter = valijson::adapters::NlohmannJsonAdapter;

// How valijson 1.0 begins the sentence of each rule. Longer beginnings first.
constexpr std::array<std::pair<std::string_view, std::string_view>, 21> kSentences{{
    {"Missing required property", "required"},
    {"Value type not permitted", "type"},
    {"Failed to match against any enum", "enum"},
    {"Failed to match expected value set by 'const'", "const"},
    {"Failed to match regex", "pattern"},
    {"Expected number less than", "maximum"},
    {"Expected number greater than", "minimum"},
    {"String should be no more than", "maxLength"},
    {"String should be no fewer than", "minLength"},
    {"Array should contain no more than", "maxItems"},
    {"Array should contain no fewer than", "minItems"},
    {"Object should have no more than", "maxProperties"},
    {"Object should have no fewer than", "minProperties"},
    {"Elements at indexes", "uniqueItems"},
    {"Object contains a property", "additionalProperties"},
    {"Value should be a multiple", "multipleOf"},
    {"Failed to validate against any schemas allowed by anyOf", "anyOf"},
    {"Failed to validate against any child schemas allowed by oneOf", "oneOf"},
    {"Failed to validate against exactly one child", "oneOf"},
    {"Target should not validate", "not"},
    {"Missing dependency", "dependencies"},
}};

std::string_view ruleOf(std::string_view sentence) {
    for (const auto& [beginning, rule] : kSentences) {
        if (sentence.starts_with(beginning)) return rule;
    }
    return "schema";
}

// "Failed to validate item #3 in array." and kin only say that something inside failed, which is reported by itself.
bool repeatsInnerError(std::string_view sentence) {
    return sentence.starts_with("Failed to validate against schema associated") ||
           sentence.starts_with("Failed to validate against additional properties") ||
           sentence.starts_with("Failed to validate item");
}

// The name in quotes at the end of "Missing required property 'x'."
std::string quotedName(std::string_view sentence) {
    const std::size_t first = sentence.find('\'');
    const std::size_t last = sentence.rfind('\'');
    if (first == std::string_view::npos || last <= first) return {};
    return std::string(sentence.substr(first + 1, last - first - 1));
}

// {"<root>", "[a]", "[0]"} -> "/a/0"
std::string pointerOf(const std::vector<std::string>& context) {
    std::string pointer;
    for (std::size_t i = 1; i < context.size(); ++i) {
        const std::string_view part = context[i];
        pointer += "/" + escapePointer(part.substr(1, part.size() - 2));
    }
    return pointer;
}

// valijson checks the names in an object without a word: only the sentences of what encloses it remain, innermost first.
Error nameError(const valijson::ValidationResults& results, std::string_view basePath, std::string_view code) {
    Error error{.code = std::string(code),
                .path = std::string(basePath),
                .params = {{"rule", "propertyNames"}},
                .kind = ErrorKind::input,
                .detail = "a name in this object is not allowed here"};
    if (results.begin() == results.end()) return error;
    error.path += pointerOf(results.begin()->context);
    if (const std::string inside = quotedName(results.begin()->description); !inside.empty()) {
        error.path += "/" + escapePointer(inside);
    }
    return error;
}

}  // namespace

Result<JsonSchema> JsonSchema::compile(const Json& schema) {
    auto compiled = std::make_shared<Compiled>();
    try {
        valijson::SchemaParser parser;
        parser.populateSchema(Adapter(schema), compiled->schema);
    } catch (const std::exception& problem) {
        return failure(
            {.code = "plan.invalid_schema", .path = "", .kind = ErrorKind::internal, .detail = problem.what()});
    }
    JsonSchema result;
    result.compiled_ = std::move(compiled);
    return result;
}

SchemaChecker::SchemaChecker() : state_(std::make_unique<State>()) {}
SchemaChecker::~SchemaChecker() = default;

bool SchemaChecker::check(const JsonSchema& schema, const Json& value, std::string_view basePath, std::string_view code,
                          Errors& errors) {
    const Adapter target(value);
    const auto& compiled = schema.compiled_->schema;
    if (state_->validator.validate(compiled, target, nullptr)) return true;  // the quick way: nothing is collected

    valijson::ValidationResults results;
    state_->validator.validate(compiled, target, &results);
    const std::size_t before = errors.size();
    for (const auto& found : results) {
        if (errors.size() >= kMaxReportedErrors) return false;
        if (repeatsInnerError(found.description)) continue;
        const std::string_view rule = ruleOf(found.description);
        Error error{.code = std::string(code),
                    .path = std::string(basePath) + pointerOf(found.context),
                    .params = {{"rule", rule}},
                    .kind = ErrorKind::input,
                    .detail = found.description};
        if (rule == "required" || rule == "additionalProperties") {
            const std::string field = quotedName(found.description);
            error.params["field"] = field;
            error.path += "/" + escapePointer(field);
        }
        errors.push_back(std::move(error));
    }
    if (errors.size() == before && errors.size() < kMaxReportedErrors) {
        errors.push_back(nameError(results, basePath, code));
    }
    return false;
}

}  // namespace sandtable

#include "plan/json_schema.h"

#include <catch2/catch.hpp>
#include <set>
#include <string>

#include "plan/schemas.h"
#include "plan/text_pattern.h"

namespace sandtable {
namespace {

JsonSchema compiled(const char* schema) {
    auto result = JsonSchema::compile(Json::parse(schema));
    REQUIRE(result);
    return *result;
}

// "rule path" of every violation.
std::set<std::string> violations(const char* schema, const char* value) {
    Errors errors;
    const bool valid = compiled(schema).check(Json::parse(value), "", "test.bad", errors);
    CHECK(valid == errors.empty());
    std::set<std::string> found;
    for (const Error& error : errors) found.insert(error.params["rule"].get<std::string>() + " " + error.path);
    return found;
}

using Found = std::set<std::string>;

bool matches(const char* expression, std::string_view text) {
    const auto pattern = TextPattern::compile(expression);
    REQUIRE(pattern);
    return pattern->matches(text);
}

}  // namespace

TEST_CASE("A whole number is a number, a fraction is no integer, nothing is null but null") {
    CHECK(violations(R"({"type": "number"})", "3").empty());
    CHECK(violations(R"({"type": "integer"})", "18446744073709551615").empty());
    CHECK(violations(R"({"type": "integer"})", "3.0") == Found{"type "});
    CHECK(violations(R"({"type": ["string", "null"]})", "null").empty());
    CHECK(violations(R"({"type": ["string", "null"]})", "false") == Found{"type "});
    CHECK(violations(R"({"type": "object"})", "[]") == Found{"type "});
}

TEST_CASE("Limits are inclusive and concern only their own kind of value") {
    CHECK(violations(R"({"minimum": -1, "maximum": 2})", "-1").empty());
    CHECK(violations(R"({"minimum": -1, "maximum": 2})", "2").empty());
    CHECK(violations(R"({"minimum": -1, "maximum": 2})", "-1.5") == Found{"minimum "});
    CHECK(violations(R"({"minimum": -1, "maximum": 2})", "3") == Found{"maximum "});
    CHECK(violations(R"({"minimum": 5, "minItems": 5, "minLength": 5, "minProperties": 5})", "true").empty());
    CHECK(violations(R"({"minItems": 1, "maxItems": 2})", "[]") == Found{"minItems "});
    CHECK(violations(R"({"minItems": 1, "maxItems": 2})", "[1,2,3]") == Found{"maxItems "});
    CHECK(violations(R"({"minProperties": 1, "maxProperties": 1})", "{}") == Found{"minProperties "});
    CHECK(violations(R"({"minProperties": 1, "maxProperties": 1})", R"({"a":1,"b":2})") == Found{"maxProperties "});
}

TEST_CASE("The length of a text is counted in characters, not bytes") {
    CHECK(violations(R"({"maxLength": 3})", R"("沙盘😀")").empty());
    CHECK(violations(R"({"maxLength": 2})", R"("沙盘😀")") == Found{"maxLength "});
    CHECK(violations(R"({"minLength": 4})", R"("沙盘😀")") == Found{"minLength "});
}

TEST_CASE("Every violation inside is located, names escaped") {
    const char* schema = R"({"properties": {"a/b": {"items": {"type": "integer"}}},
                             "additionalProperties": {"enum": ["x", null]}, "required": ["z", "a/b"]})";
    CHECK(violations(schema, R"({"a/b": [1, "2", 3.5], "c~": "y", "d": null})") ==
          Found{"type /a~1b/1", "type /a~1b/2", "enum /c~0", "required /z"});
    CHECK(violations(R"({"properties": {"a": {}}, "additionalProperties": false})", R"({"a": 1, "b": 2})") ==
          Found{"additionalProperties /b"});
    CHECK(violations(R"({"propertyNames": {"pattern": "^[a-z]$"}})", R"({"a": 1, "B": 2})") == Found{"propertyNames "});
    CHECK(violations(R"({"uniqueItems": true})", R"([1, {"a": 2}, {"a": 2}])") == Found{"uniqueItems "});
}

TEST_CASE("What comes before the value leads its path, and the field is named") {
    Errors errors;
    CHECK_FALSE(compiled(R"({"required": ["name"]})").check(Json::object(), "/people/li", "plan.schema", errors));
    REQUIRE(errors.size() == 1);
    CHECK(errors[0].code == "plan.schema");
    CHECK(errors[0].path == "/people/li/name");
    CHECK(errors[0].params == Json{{"rule", "required"}, {"field", "name"}});
}

TEST_CASE("A hundred errors end the walk, and more values are still found invalid") {
    Errors errors;
    const JsonSchema strings = compiled(R"({"items": {"type": "string"}})");
    CHECK_FALSE(strings.check(Json(std::vector<int>(300, 1)), "", "test.bad", errors));
    CHECK(errors.size() == kMaxReportedErrors);
    CHECK_FALSE(strings.check(Json{1}, "", "test.bad", errors));
    CHECK(strings.check(Json{"a"}, "", "test.bad", errors));
    CHECK(errors.size() == kMaxReportedErrors);
}

TEST_CASE("A schema that would not be checked in full does not compile") {
    for (const char* schema :
         {R"({"oneOf": []})", R"({"properties": {"a": {"format": "date"}}})", R"({"pattern": "a+"})",
          R"({"minimum": "1"})", R"({"type": "text"})", R"({"items": true})", R"({"required": "a"})", "true"}) {
        const auto result = JsonSchema::compile(Json::parse(schema));
        REQUIRE_FALSE(result);
        CHECK(result.error().front().code == "plan.invalid_schema");
        CHECK(result.error().front().kind == ErrorKind::internal);
    }
    for (const auto& [name, text] : planSchemas()) {
        INFO(name);
        CHECK(JsonSchema::compile(Json::parse(text)));
    }
}

TEST_CASE("Patterns match whole texts of sets, groups, options and counts") {
    const char* period = "^[0-9]{4}(-(Q[1-4]|[0-9]{2}|W[0-9]{2}))?$";
    for (const char* good : {"2026", "2026-Q4", "2026-12", "2026-W09"}) CHECK(matches(period, good));
    for (const char* bad :
         {"", "202", "20261", "2026-", "2026-Q5", "2026-1", "2026-W9", "2026-W099", "x2026", "2026\n"})
        CHECK_FALSE(matches(period, bad));
    const char* day = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$";
    CHECK(matches(day, "2026-10-31"));
    CHECK_FALSE(matches(day, "2026-00-31"));
    CHECK_FALSE(matches(day, "2026-10-32"));
    CHECK(matches("^(a|ab)(bc|c)?$", "abc"));
    CHECK_FALSE(matches("^[A-Z]{3}$", "ＣＮＹ"));
    CHECK(matches("^$", ""));
}

TEST_CASE("A pattern that is not understood in full does not compile") {
    for (const char* expression : {"", "^", "[a", "a$", "^a", "^a*$", "^a+$", "^.$", "^(a$", "^a)$", "^[$", "^[]$",
                                   "^[z-a]$", "^[^a]$", "^a{2,3}$", "^a{99999}$", "^a{$", "^\\d$", "^é$"}) {
        INFO(expression);
        CHECK_FALSE(TextPattern::compile(expression));
    }
}

}  // namespace sandtable

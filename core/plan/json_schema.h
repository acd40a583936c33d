// JSON Schema (draft-07) validation with every violation located: the one place that includes valijson.
// Knows nothing of plans; requests validate their params with it too.
#pragma once

#include <memory>
#include <string_view>

#include "base/result.h"

namespace sandtable {

inline constexpr std::size_t kMaxReportedErrors = 100;

// A compiled schema: immutable, cheap to copy.
class JsonSchema {
public:
    // Error: plan.invalid_schema (kind internal), since schemas are ours.
    [[nodiscard]] static Result<JsonSchema> compile(const Json& schema);

private:
    friend class SchemaChecker;
    struct Compiled;
    std::shared_ptr<const Compiled> compiled_;
};

// Checks values one after another, reusing compiled patterns. Make one per pass; not for several threads at once.
class SchemaChecker {
public:
    SchemaChecker();
    ~SchemaChecker();
    SchemaChecker(const SchemaChecker&) = delete;
    SchemaChecker& operator=(const SchemaChecker&) = delete;

    // Appends one error per violation, up to kMaxReportedErrors in `errors`: `code`, path = basePath + pointer inside value,
    // params {rule, field?}: rule is the schema keyword broken (type, required, enum, maximum, pattern …).
    // True when the value is valid.
    bool check(const JsonSchema& schema, const Json& value, std::string_view basePath, std::string_view code,
               Errors& errors);

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace sandtable

// JSON Schema (draft-07, the keywords our schemas use) with every violation located.
// Knows nothing of plans; requests validate their params with it too.
#pragma once

#include <memory>
#include <string_view>

#include "base/result.h"

namespace sandtable {

inline constexpr std::size_t kMaxReportedErrors = 100;

// A compiled schema: immutable, cheap to copy.
// Keywords: type, enum, minimum, maximum, minLength, maxLength (in characters), pattern (see text_pattern.h), items, minItems,
// maxItems, uniqueItems, properties, additionalProperties, propertyNames, required, minProperties, maxProperties.
class JsonSchema {
public:
    // Error: plan.invalid_schema (kind internal), since schemas are ours; a keyword that would not be checked is one.
    [[nodiscard]] static Result<JsonSchema> compile(const Json& schema);

    // Appends one error per violation, up to kMaxReportedErrors in `errors`: `code`, path = basePath + pointer inside value,
    // params {rule, field?}: rule is the schema keyword broken (type, required, enum, maximum, pattern …).
    // True when the value is valid.
    bool check(const Json& value, std::string_view basePath, std::string_view code, Errors& errors) const;

    struct Node;  // one schema or subschema

private:
    std::shared_ptr<const Node> root_;
};

}  // namespace sandtable

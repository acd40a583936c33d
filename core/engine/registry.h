// The request table: names, docs, params schemas, handlers. Finds, suggests and validates; executes nothing.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plan/json_schema.h"
#include "request/request.h"

namespace sandtable {

class Registry {
public:
    // A name taken twice or a name without "<room>.<verb>" is a defect: std::logic_error.
    void add(std::vector<RequestSpec> specs);

    // Errors: request.unknown {request, nearest|null}.
    [[nodiscard]] Result<const RequestSpec*> find(std::string_view name) const;

    // Errors: request.bad_params {request, rule, field?}, path = JSON pointer into params; all violations.
    [[nodiscard]] Result<void> validate(const RequestSpec& spec, const Json& params);

    // {"requests": [{name, doc, params}]}, by name.
    [[nodiscard]] Json list() const;

private:
    struct Entry {
        RequestSpec spec;
        std::optional<JsonSchema> schema;  // compiled when first used, so that start-up stays quick
    };
    std::map<std::string, Entry, std::less<>> entries_;
};

}  // namespace sandtable

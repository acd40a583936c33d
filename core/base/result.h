// Result<T> and Error: how every room reports what went wrong.
// Errors carry a stable code (texts live in web/i18n and docs/errors.md), never a sentence for the user.
#pragma once

#include <concepts>
#include <nlohmann/json.hpp>
#include <string>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

namespace sandtable {

using Json = nlohmann::json;

enum class ErrorKind {
    input,    // the caller can mend it: bad file, bad parameter, conflicting locks
    version,  // a newer document than this engine understands
    internal  // a defect of ours
};

struct Error {
    std::string code;              // "<room>.<what>", for example "plan.missing_reference"
    std::string path = {};         // JSON pointer or "file:line:column"; empty when nothing narrower is known
    Json params = Json::object();  // values the localised text needs
    ErrorKind kind = ErrorKind::input;
    std::string detail = {};  // English, for logs only
};

using Errors = std::vector<Error>;

template <class T>
using Result = tl::expected<T, Errors>;

// One error as the failure of any Result: `return failure({.code = "plan.too_deep"});`
[[nodiscard]] tl::unexpected<Errors> failure(Error error);

// A template, so that a braced list is always one Error.
template <std::same_as<Errors> List>
[[nodiscard]] inline tl::unexpected<Errors> failure(List errors) {
    return tl::unexpected<Errors>(std::move(errors));
}

}  // namespace sandtable

// Reads untrusted JSON text into a Json value within limits: depth, size, element count, unique keys, valid UTF-8.
// Whoever calls it names the errors.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"

namespace sandtable {

struct JsonLimits {
    std::size_t bytes = 512u << 20;
    std::size_t elements = 20'000'000;  // objects, arrays and scalars together
    int depth = 64;                     // nested objects and arrays
};

// The codes a caller gives the four ways a text can fail.
struct JsonErrorCodes {
    const char* notJson;       // {line, column, offset}
    const char* tooDeep;       // {limit}
    const char* tooLarge;      // {limit, what: "bytes" | "elements"}
    const char* duplicateKey;  // {key}
};

inline constexpr JsonErrorCodes kPlanJsonErrors{"plan.not_json", "plan.too_deep", "plan.too_large",
                                                "plan.duplicate_key"};

// An error's path is the JSON pointer of the place.
// Integers beyond int64 become doubles, so that no reader can see them wrapped to a negative number.
[[nodiscard]] Result<Json> readJson(std::string_view text, const JsonErrorCodes& codes, const JsonLimits& limits = {});

// Values in the tree, itself included. Iterative: safe at any depth.
[[nodiscard]] std::size_t countElements(const Json& value);
// Nested containers: 0 for a scalar, 1 for [] or {}. Stops counting above `limit` and returns limit + 1.
[[nodiscard]] int measureDepth(const Json& value, int limit);

}  // namespace sandtable

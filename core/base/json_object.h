// JsonObject: a JSON object under construction, `JsonObject().put("id", unit.id).put("rows", rows)`; becomes a Json by itself.
// Replies and error params are built with it: one call per member is a sixth of the code of nlohmann's initialiser lists.
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace sandtable {

// A key that is put twice keeps its first value, as in a list of pairs.
class JsonObject {
public:
    JsonObject&& put(const char* key, std::nullptr_t) &&;
    JsonObject&& put(const char* key, bool value) &&;
    JsonObject&& put(const char* key, double value) &&;
    JsonObject&& put(const char* key, const char* text) &&;
    JsonObject&& put(const char* key, std::string_view text) &&;
    JsonObject&& put(const char* key, const std::string& text) &&;
    JsonObject&& put(const char* key, std::optional<std::int64_t> value) &&;  // null when absent
    JsonObject&& put(const char* key, std::optional<double> value) &&;
    JsonObject&& put(const char* key, const Json& value) &&;
    JsonObject&& put(const char* key, Json&& value) &&;

    template <std::integral Number>
    JsonObject&& put(const char* key, Number value) && {
        if constexpr (std::unsigned_integral<Number>) return std::move(*this).putUnsigned(key, value);
        return std::move(*this).putSigned(key, static_cast<std::int64_t>(value));
    }

    operator Json() &&;  // implicit, since a JsonObject is an unfinished Json

private:
    JsonObject&& putSigned(const char* key, std::int64_t value) &&;
    JsonObject&& putUnsigned(const char* key, std::uint64_t value) &&;

    Json::object_t members_;
};

}  // namespace sandtable

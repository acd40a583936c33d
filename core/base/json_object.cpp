#include "base/json_object.h"

#include <utility>

namespace sandtable {

JsonObject&& JsonObject::put(const char* key, Json&& value) && {
    members_.emplace(key, std::move(value));
    return std::move(*this);
}

JsonObject&& JsonObject::put(const char* key, const Json& value) && { return std::move(*this).put(key, Json(value)); }
JsonObject&& JsonObject::put(const char* key, std::nullptr_t) && { return std::move(*this).put(key, Json()); }
JsonObject&& JsonObject::put(const char* key, bool value) && { return std::move(*this).put(key, Json(value)); }
JsonObject&& JsonObject::put(const char* key, double value) && { return std::move(*this).put(key, Json(value)); }
JsonObject&& JsonObject::put(const char* key, const char* text) && { return std::move(*this).put(key, Json(text)); }
JsonObject&& JsonObject::put(const char* key, std::string_view text) && {
    return std::move(*this).put(key, Json(text));
}
JsonObject&& JsonObject::put(const char* key, const std::string& text) && {
    return std::move(*this).put(key, Json(text));
}
JsonObject&& JsonObject::put(const char* key, std::optional<std::int64_t> value) && {
    return std::move(*this).put(key, value ? Json(*value) : Json());
}
JsonObject&& JsonObject::put(const char* key, std::optional<double> value) && {
    return std::move(*this).put(key, value ? Json(*value) : Json());
}
JsonObject&& JsonObject::putSigned(const char* key, std::int64_t value) && {
    return std::move(*this).put(key, Json(value));
}
JsonObject&& JsonObject::putUnsigned(const char* key, std::uint64_t value) && {
    return std::move(*this).put(key, Json(value));
}

JsonObject::operator Json() && { return Json(std::move(members_)); }

}  // namespace sandtable

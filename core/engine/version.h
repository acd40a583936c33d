// The engine's own version; kept equal to CMakeLists.txt by a test.
#pragma once

#include <string_view>

namespace sandtable {

inline constexpr std::string_view kEngineVersion = "0.1.0";

}  // namespace sandtable

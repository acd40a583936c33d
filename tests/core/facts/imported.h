// Shortcuts for tests: a text or a file imported in chunks, as a manager would drop it on the page.
#pragma once

#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "facts/import_session.h"

namespace sandtable::test {

inline std::span<const std::byte> bytesOf(std::string_view text) {
    return std::as_bytes(std::span(text.data(), text.size()));
}

inline std::string readFile(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

inline std::string fixture(const std::string& name) {
    std::string text = readFile(SANDTABLE_SOURCE_DIR "/tests/fixtures/csv/" + name);
    REQUIRE_FALSE(text.empty());
    return text;
}

inline ImportSession opened(const Json& mapping = nullptr) {
    auto session = ImportSession::begin({{"table", "orders"}, {"fileName", "orders.csv"}, {"mapping", mapping}});
    REQUIRE(session.has_value());
    return std::move(*session);
}

inline Result<ImportOutcome> import(std::string_view text, const Json& mapping = nullptr,
                                    std::size_t chunk = 1U << 20) {
    ImportSession session = opened(mapping);
    for (std::size_t at = 0; at < text.size(); at += chunk) {
        auto fed = session.feed(bytesOf(text.substr(at, chunk)));
        if (!fed) return tl::unexpected(fed.error());
    }
    return session.commit(Json::object());
}

// The one error code of a failure; "" for success.
template <class T>
std::string codeOf(const Result<T>& result) {
    if (result) return "";
    std::string codes;
    for (const Error& error : result.error()) codes += (codes.empty() ? "" : " ") + error.code;
    return codes;
}

inline ImportOutcome imported(std::string_view text, const Json& mapping = nullptr) {
    auto outcome = import(text, mapping);
    INFO("errors: " << codeOf(outcome) << (outcome ? "" : outcome.error().front().params.dump()));
    REQUIRE(outcome.has_value());
    return std::move(*outcome);
}

}  // namespace sandtable::test

#include "engine/registry.h"

#include <algorithm>
#include <numeric>
#include <stdexcept>

#include "base/json_object.h"

namespace sandtable {
namespace {

// Levenshtein distance in bytes; names are short ASCII.
std::size_t editDistance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({replaced, row[j] + 1, diagonal + 1});
        }
    }
    return row.back();
}

}  // namespace

void Registry::add(std::vector<RequestSpec> specs) {
    for (RequestSpec& spec : specs) {
        std::string name = spec.name;
        if (name.find('.') == std::string::npos) throw std::logic_error("request name without a room: " + name);
        if (!entries_.try_emplace(name, Entry{std::move(spec), std::nullopt}).second) {
            throw std::logic_error("request registered twice: " + name);
        }
    }
}

Result<const RequestSpec*> Registry::find(std::string_view name) const {
    if (const auto found = entries_.find(name); found != entries_.end()) return &found->second.spec;
    constexpr std::size_t kLongestName = 100;
    Json nearest = nullptr;
    std::size_t best = name.size() > kLongestName ? 0 : name.size() / 2 + 1;  // farther than this is no suggestion
    for (const auto& [known, entry] : entries_) {
        if (best == 0) break;
        if (const std::size_t distance = editDistance(name, known); distance < best) {
            best = distance;
            nearest = known;
        }
    }
    return failure({.code = "request.unknown",
                    .path = "/request",
                    .params = JsonObject().put("request", name).put("nearest", nearest)});
}

Result<void> Registry::validate(const RequestSpec& spec, const Json& params) {
    Entry& entry = entries_.find(spec.name)->second;
    if (!entry.schema) {
        auto compiled = JsonSchema::compile(spec.params);
        if (!compiled) return failure(std::move(compiled.error()));
        entry.schema = std::move(*compiled);
    }
    Errors errors;
    if (entry.schema->check(params, "", "request.bad_params", errors)) return {};
    for (Error& error : errors) error.params["request"] = spec.name;
    return failure(std::move(errors));
}

Json Registry::list() const {
    Json requests = Json::array();
    for (const auto& [name, entry] : entries_) {
        requests.push_back(JsonObject().put("name", name).put("doc", entry.spec.doc).put("params", entry.spec.params));
    }
    return JsonObject().put("requests", std::move(requests));
}

}  // namespace sandtable

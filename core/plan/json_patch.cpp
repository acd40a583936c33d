// Each operation moves the value it displaces into the undo list, so neither applying nor undoing copies the document.
#include "plan/json_patch.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "plan/json_reader.h"
#include "plan/plan.h"

namespace sandtable {
namespace {

std::string joinPointer(const PointerTokens& tokens) {
    std::string pointer;
    for (const std::string& token : tokens) pointer += "/" + escapePointer(token);
    return pointer;
}

Json moveOperation(const std::string& from, const std::string& path) {
    return {{"op", "move"}, {"from", from}, {"path", path}};
}

Error problem(std::string code, std::string path, Json params = Json::object()) {
    return {.code = std::move(code), .path = std::move(path), .params = std::move(params)};
}

// RFC 6901: digits without a leading zero.
std::optional<std::size_t> parseIndex(std::string_view token) {
    if (token.empty() || token.size() > 9 || (token.size() > 1 && token[0] == '0')) return std::nullopt;
    std::size_t index = 0;
    for (const char c : token) {
        if (c < '0' || c > '9') return std::nullopt;
        index = index * 10 + static_cast<std::size_t>(c - '0');
    }
    return index;
}

class PatchRun {
public:
    PatchRun(Json& document, const PatchLimits& limits) : document_(document), limits_(limits) {}

    Result<void> run(const Json& patch) {
        undo_.reserve(2 * patch.size());  // so that recording a step after making it cannot fail
        for (std::size_t i = 0; i < patch.size(); ++i) {
            if (auto done = runOne(patch[i]); !done) {
                for (Error& error : done.error()) error.params["index"] = i;
                return done;
            }
        }
        return {};
    }

    [[nodiscard]] PatchOutcome take() {
        std::reverse(undo_.begin(), undo_.end());
        PatchOutcome outcome;
        outcome.inverse = Json(std::move(undo_));
        outcome.touched = std::move(touched_);
        return outcome;
    }

private:
    // A place whose parent exists; the value itself may not.
    struct Place {
        Json* parent = nullptr;  // null at the root
        PointerTokens tokens;    // "-" resolved
        std::size_t index = 0;   // in an array parent
        Json* value = nullptr;   // null when there is nothing yet
    };

    Result<void> runOne(const Json& operation) {
        const auto word = [&](const char* name) -> const std::string* {
            const auto found = operation.is_object() ? operation.find(name) : operation.end();
            return operation.is_object() && found != operation.end() ? found->get_ptr<const std::string*>() : nullptr;
        };
        const std::string* op = word("op");
        const std::string* path = word("path");
        if (op == nullptr) return failure(problem("patch.bad_operation", "", {{"reason", "op"}}));
        if (path == nullptr) return failure(problem("patch.bad_operation", "", {{"reason", "path"}}));
        if (*op == "remove") return remove(*path);
        if (*op == "move" || *op == "copy") {
            const std::string* from = word("from");
            if (from == nullptr) return failure(problem("patch.bad_operation", *path, {{"reason", "from"}}));
            return *op == "move" ? move(*from, *path) : copy(*from, *path);
        }
        if (*op != "add" && *op != "replace" && *op != "test") {
            return failure(problem("patch.bad_operation", *path, {{"reason", "op"}}));
        }
        const auto value = operation.find("value");
        if (value == operation.end()) return failure(problem("patch.bad_operation", *path, {{"reason", "value"}}));
        if (*op == "test") return test(*path, *value);
        return *op == "add" ? add(*path, *value) : replace(*path, *value);
    }

    // Finds the parent of the last token; `inserting` allows "-" and one past the end of an array.
    Result<Place> locate(const std::string& path, bool inserting) const {
        auto tokens = parsePointer(path);
        if (!tokens) return failure(std::move(tokens.error()));
        Place place{.parent = nullptr, .tokens = std::move(*tokens), .index = 0, .value = &document_};
        for (std::size_t i = 0; i < place.tokens.size(); ++i) {
            if (place.value == nullptr) return failure(problem("patch.no_such_path", path));
            place.parent = place.value;
            const bool last = i + 1 == place.tokens.size();
            if (!step(place, place.tokens[i], last && inserting)) return failure(problem("patch.no_such_path", path));
        }
        return place;
    }

    static bool step(Place& place, std::string& token, bool inserting) {
        if (auto* members = place.parent->get_ptr<Json::object_t*>()) {
            const auto found = members->find(token);
            place.value = found == members->end() ? nullptr : &found->second;
            return true;
        }
        auto* items = place.parent->get_ptr<Json::array_t*>();
        if (items == nullptr) return false;
        if (token == "-" && inserting) token = std::to_string(items->size());
        const auto index = parseIndex(token);
        if (!index || *index > items->size() || (*index == items->size() && !inserting)) return false;
        place.index = *index;
        place.value = *index < items->size() ? &(*items)[*index] : nullptr;
        return true;
    }

    Result<Place> locateExisting(const std::string& path) const {
        auto place = locate(path, false);
        if (place && place->value == nullptr) return failure(problem("patch.no_such_path", path));
        return place;
    }

    // Before a value comes in: the document must stay within what the reader accepts.
    Result<void> admit(const Place& place, const Json& value, bool isNew) {
        const int room = limits_.depth - static_cast<int>(place.tokens.size());
        if (room < 0 || measureDepth(value, room) > room) {
            return failure(problem("patch.too_deep", joinPointer(place.tokens), {{"limit", limits_.depth}}));
        }
        if (!isNew) return {};
        added_ += countElements(value);
        if (added_ > limits_.elements) {
            return failure(problem("patch.too_large", joinPointer(place.tokens), {{"limit", limits_.elements}}));
        }
        return {};
    }

    // Inserts or overwrites. Returns the step that undoes it.
    Json put(Place& place, Json value) {
        const std::string path = joinPointer(place.tokens);
        touched_.push_back(place.tokens);
        auto* items = place.parent == nullptr ? nullptr : place.parent->get_ptr<Json::array_t*>();
        if (items == nullptr && place.value != nullptr) {
            Json step = patchReplace(path, nullptr);
            step["value"] = std::exchange(*place.value, std::move(value));
            return step;
        }
        Json step = patchRemove(path);
        if (items != nullptr) {
            items->insert(items->begin() + static_cast<std::ptrdiff_t>(place.index), std::move(value));
        } else {
            place.parent->get_ref<Json::object_t&>().emplace(place.tokens.back(), std::move(value));
        }
        return step;
    }

    static Json takeOut(const Place& place) {
        Json value = std::move(*place.value);
        if (auto* items = place.parent->get_ptr<Json::array_t*>()) {
            items->erase(items->begin() + static_cast<std::ptrdiff_t>(place.index));
        } else {
            place.parent->get_ref<Json::object_t&>().erase(place.tokens.back());
        }
        return value;
    }

    Result<void> add(const std::string& path, const Json& value) {
        auto place = locate(path, true);
        if (!place) return failure(std::move(place.error()));
        if (auto fits = admit(*place, value, true); !fits) return fits;
        undo_.push_back(put(*place, value));
        return {};
    }

    Result<void> remove(const std::string& path) {
        auto place = locateExisting(path);
        if (!place) return failure(std::move(place.error()));
        if (place->parent == nullptr) return failure(problem("patch.bad_operation", path, {{"reason", "root"}}));
        Json step = patchAdd(joinPointer(place->tokens), nullptr);
        touched_.push_back(place->tokens);
        step["value"] = takeOut(*place);
        undo_.push_back(std::move(step));
        return {};
    }

    Result<void> replace(const std::string& path, const Json& value) {
        auto place = locateExisting(path);
        if (!place) return failure(std::move(place.error()));
        if (auto fits = admit(*place, value, true); !fits) return fits;
        Json step = patchReplace(joinPointer(place->tokens), nullptr);
        touched_.push_back(std::move(place->tokens));
        step["value"] = std::exchange(*place->value, Json(value));
        undo_.push_back(std::move(step));
        return {};
    }

    Result<void> move(const std::string& from, const std::string& path) {
        auto source = locateExisting(from);
        if (!source) return failure(std::move(source.error()));
        auto target = parsePointer(path);
        if (!target) return failure(std::move(target.error()));
        if (source->tokens == *target) return {};
        const bool intoItself = source->tokens.size() < target->size() &&
                                std::equal(source->tokens.begin(), source->tokens.end(), target->begin());
        if (intoItself) return failure(problem("patch.bad_operation", path, {{"reason", "into_itself"}}));

        const std::string fromPath = joinPointer(source->tokens);
        Json step = patchAdd(fromPath, nullptr);
        touched_.push_back(source->tokens);
        step["value"] = takeOut(*source);
        undo_.push_back(std::move(step));
        auto place = locate(path, true);  // RFC 6902 §4.4: as if removed first, then added
        if (!place) return failure(std::move(place.error()));
        if (auto fits = admit(*place, undo_.back()["value"], false); !fits) return fits;

        // A move that displaces a value (perhaps one that held the source) is undone in two steps, any other by moving back.
        const bool displaces = place->value != nullptr && !(place->parent != nullptr && place->parent->is_array());
        if (displaces) {
            undo_.push_back(put(*place, Json(undo_.back()["value"])));
            return {};
        }
        Json back = moveOperation(joinPointer(place->tokens), fromPath);
        put(*place, std::move(undo_.back()["value"]));
        undo_.back() = std::move(back);
        return {};
    }

    Result<void> copy(const std::string& from, const std::string& path) {
        auto source = locateExisting(from);
        if (!source) return failure(std::move(source.error()));
        return add(path, Json(*source->value));
    }

    Result<void> test(const std::string& path, const Json& value) const {
        auto place = locateExisting(path);
        if (!place) return failure(std::move(place.error()));
        if (*place->value != value) return failure(problem("patch.test_failed", path));
        return {};
    }

    Json& document_;
    const PatchLimits& limits_;
    Json::array_t undo_;  // in the order the steps were made
    std::vector<PointerTokens> touched_;
    std::size_t added_ = 0;
};

}  // namespace

Result<PointerTokens> parsePointer(std::string_view pointer) {
    PointerTokens tokens;
    if (pointer.empty()) return tokens;
    if (pointer[0] != '/') return failure(problem("patch.bad_pointer", std::string(pointer)));
    for (std::size_t i = 0; i < pointer.size(); ++i) {
        if (pointer[i] == '/') {
            tokens.emplace_back();
        } else if (pointer[i] != '~') {
            tokens.back() += pointer[i];
        } else if (i + 1 < pointer.size() && (pointer[i + 1] == '0' || pointer[i + 1] == '1')) {
            tokens.back() += pointer[++i] == '0' ? '~' : '/';
        } else {
            return failure(problem("patch.bad_pointer", std::string(pointer)));
        }
    }
    return tokens;
}

Result<PatchOutcome> applyPatch(Json& document, const Json& patch, const PatchLimits& limits) {
    if (!patch.is_array()) return failure(problem("patch.not_an_array", ""));
    PatchRun run(document, limits);
    Result<void> done;
    try {
        done = run.run(patch);
    } catch (...) {  // out of memory half way: put back what was moved, then let the engine report it
        revertPatch(document, run.take());
        throw;
    }
    if (!done) {
        revertPatch(document, run.take());
        return failure(std::move(done.error()));
    }
    return run.take();
}

namespace {

// The operations of an inverse are known to fit: no checks, no undo, values moved rather than copied.
void replay(Json& document, Json& operation) {
    const PointerTokens tokens = *parsePointer(operation["path"].get_ref<const std::string&>());
    Json value = nullptr;
    const std::string& op = operation["op"].get_ref<const std::string&>();
    const auto walk = [&](const PointerTokens& path, std::size_t count) {
        Json* at = &document;
        for (std::size_t i = 0; i < count; ++i) at = at->is_array() ? &(*at)[*parseIndex(path[i])] : &(*at)[path[i]];
        return at;
    };
    const auto cut = [&](const PointerTokens& path) {
        Json* parent = walk(path, path.size() - 1);
        Json* at = walk(path, path.size());
        Json taken = std::move(*at);
        if (parent->is_array()) {
            parent->erase(*parseIndex(path.back()));
        } else {
            parent->erase(path.back());
        }
        return taken;
    };
    if (op == "remove") {
        cut(tokens);
        return;
    }
    value = op == "move" ? cut(*parsePointer(operation["from"].get_ref<const std::string&>()))
                         : std::move(operation["value"]);
    Json* parent = tokens.empty() ? nullptr : walk(tokens, tokens.size() - 1);
    if (op != "replace" && parent != nullptr && parent->is_array()) {
        auto& items = parent->get_ref<Json::array_t&>();
        items.insert(items.begin() + static_cast<std::ptrdiff_t>(*parseIndex(tokens.back())), std::move(value));
    } else {
        *walk(tokens, tokens.size()) = std::move(value);
    }
}

}  // namespace

void revertPatch(Json& document, PatchOutcome outcome) {
    for (Json& operation : outcome.inverse) replay(document, operation);
}

}  // namespace sandtable

// Each operation moves the value it displaces into the undo list, so neither applying nor undoing copies the document.
#include "plan/json_patch.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/json_reader.h"
#include "plan/plan.h"

namespace sandtable {
namespace {

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

// One token as it stands between slashes. False when a "~" is followed by neither 0 nor 1.
bool unescapeToken(std::string_view text, std::string& token) {
    token.clear();
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '~') {
            token += text[i];
        } else if (i + 1 < text.size() && (text[i + 1] == '0' || text[i + 1] == '1')) {
            token += text[++i] == '0' ? '~' : '/';
        } else {
            return false;
        }
    }
    return true;
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
        std::string path;        // "-" resolved
        std::string key;         // the last token
        std::size_t index = 0;   // in an array parent
        Json* value = nullptr;   // null when there is nothing yet
        int depth = 0;           // tokens in the path
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
    Result<Place> locate(const std::string& path, bool inserting) {
        Place place{.parent = nullptr, .path = path, .key = {}, .index = 0, .value = &document_, .depth = 0};
        if (path.empty()) {
            nearest_ = nullptr;
            return place;
        }
        const std::size_t slash = path.rfind('/');
        const bool found = slash != std::string::npos && findParent(std::string_view(path).substr(0, slash)) &&
                           unescapeToken(std::string_view(path).substr(slash + 1), place.key);
        if (!found) {
            if (auto tokens = parsePointer(path); !tokens) return failure(std::move(tokens.error()));
            return failure(problem("patch.no_such_path", path));
        }
        place.parent = nearest_;
        place.depth = nearestDepth_ + 1;
        place.value = nullptr;
        if (!step(place, inserting)) return failure(problem("patch.no_such_path", path));
        return place;
    }

    // Makes `nearest_` the value at `path`. Operations on one record follow each other, so it mostly is already: an operation changes
    // only what is inside the parent it found last, never where that parent is.
    bool findParent(std::string_view path) {
        if (nearest_ != nullptr && path == nearestPath_) return true;
        nearest_ = nullptr;
        Json* at = &document_;
        int depth = 0;
        for (std::size_t start = 0; start < path.size(); ++depth) {
            const std::size_t end = std::min(path.find('/', start + 1), path.size());
            if (path[start] != '/' || !unescapeToken(path.substr(start + 1, end - start - 1), token_)) return false;
            at = memberOf(*at, token_);
            if (at == nullptr) return false;
            start = end;
        }
        nearest_ = at;
        nearestPath_ = path;
        nearestDepth_ = depth;
        return true;
    }

    static Json* memberOf(Json& parent, const std::string& token) {
        if (auto* members = parent.get_ptr<Json::object_t*>()) {
            const auto found = members->find(token);
            return found == members->end() ? nullptr : &found->second;
        }
        auto* items = parent.get_ptr<Json::array_t*>();
        const auto index = items == nullptr ? std::nullopt : parseIndex(token);
        return index && *index < items->size() ? &(*items)[*index] : nullptr;
    }

    static bool step(Place& place, bool inserting) {
        auto* items = place.parent->get_ptr<Json::array_t*>();
        if (items == nullptr) {
            place.value = memberOf(*place.parent, place.key);
            return place.parent->is_object();
        }
        if (place.key == "-" && inserting) {
            place.key = std::to_string(items->size());
            place.path.replace(place.path.size() - 1, 1, place.key);
        }
        const auto index = parseIndex(place.key);
        if (!index || *index > items->size() || (*index == items->size() && !inserting)) return false;
        place.index = *index;
        place.value = *index < items->size() ? &(*items)[*index] : nullptr;
        return true;
    }

    Result<Place> locateExisting(const std::string& path) {
        auto place = locate(path, false);
        if (place && place->value == nullptr) return failure(problem("patch.no_such_path", path));
        return place;
    }

    // Notes that something changed at `path`; operations in one place following each other are one note.
    void touch(std::string_view path) {
        std::size_t end = 0;
        for (int token = 0; token < limits_.touchedDepth && end < path.size(); ++token) {
            end = std::min(path.find('/', end + 1), path.size());
        }
        path = path.substr(0, end);
        if (!touched_.empty() && path == lastTouched_) return;
        touched_.push_back(*parsePointer(path));
        lastTouched_ = path;
    }

    // Before a value comes in: the document must stay within what the reader accepts.
    Result<void> admit(const Place& place, const Json& value, bool isNew) {
        const int room = limits_.depth - place.depth;
        if (room < 0 || measureDepth(value, room) > room) {
            return failure(problem("patch.too_deep", place.path, {{"limit", limits_.depth}}));
        }
        if (!isNew) return {};
        added_ += countElements(value);
        if (added_ > limits_.elements) {
            return failure(problem("patch.too_large", place.path, {{"limit", limits_.elements}}));
        }
        return {};
    }

    // Inserts or overwrites. Returns the step that undoes it.
    Json put(Place& place, Json value) {
        touch(place.path);
        auto* items = place.parent == nullptr ? nullptr : place.parent->get_ptr<Json::array_t*>();
        if (items == nullptr && place.value != nullptr) {
            Json step = patchReplace(std::move(place.path), nullptr);
            step["value"] = std::exchange(*place.value, std::move(value));
            return step;
        }
        Json step = patchRemove(std::move(place.path));
        if (items != nullptr) {
            items->insert(items->begin() + static_cast<std::ptrdiff_t>(place.index), std::move(value));
        } else {
            place.parent->get_ref<Json::object_t&>().emplace(std::move(place.key), std::move(value));
        }
        return step;
    }

    static Json takeOut(const Place& place) {
        Json value = std::move(*place.value);
        if (auto* items = place.parent->get_ptr<Json::array_t*>()) {
            items->erase(items->begin() + static_cast<std::ptrdiff_t>(place.index));
        } else {
            place.parent->get_ref<Json::object_t&>().erase(place.key);
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
        touch(place->path);
        Json step = patchAdd(std::move(place->path), nullptr);
        step["value"] = takeOut(*place);
        undo_.push_back(std::move(step));
        return {};
    }

    Result<void> replace(const std::string& path, const Json& value) {
        auto place = locateExisting(path);
        if (!place) return failure(std::move(place.error()));
        if (auto fits = admit(*place, value, true); !fits) return fits;
        touch(place->path);
        Json step = patchReplace(std::move(place->path), nullptr);
        step["value"] = std::exchange(*place->value, Json(value));
        undo_.push_back(std::move(step));
        return {};
    }

    Result<void> move(const std::string& from, const std::string& path) {
        auto source = locateExisting(from);
        if (!source) return failure(std::move(source.error()));
        auto target = parsePointer(path);
        if (!target) return failure(std::move(target.error()));
        if (source->path == path) return {};
        if (path.starts_with(source->path + "/")) {
            return failure(problem("patch.bad_operation", path, {{"reason", "into_itself"}}));
        }

        const std::string fromPath = source->path;
        Json step = patchAdd(fromPath, nullptr);
        touch(fromPath);
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
        Json back = patchMove(place->path, fromPath);
        put(*place, std::move(undo_.back()["value"]));
        undo_.back() = std::move(back);
        return {};
    }

    Result<void> copy(const std::string& from, const std::string& path) {
        auto source = locateExisting(from);
        if (!source) return failure(std::move(source.error()));
        return add(path, Json(*source->value));
    }

    Result<void> test(const std::string& path, const Json& value) {
        auto place = locateExisting(path);
        if (!place) return failure(std::move(place.error()));
        if (*place->value != value) return failure(problem("patch.test_failed", path));
        return {};
    }

    Json& document_;
    const PatchLimits& limits_;
    Json::array_t undo_;  // in the order the steps were made
    std::vector<PointerTokens> touched_;
    std::string lastTouched_;  // as text
    Json* nearest_ = nullptr;  // the parent found last
    std::string nearestPath_;
    int nearestDepth_ = 0;
    std::string token_;
    std::size_t added_ = 0;
};

}  // namespace

Result<PointerTokens> parsePointer(std::string_view pointer) {
    PointerTokens tokens;
    for (std::size_t start = 0; start < pointer.size();) {
        const std::size_t end = std::min(pointer.find('/', start + 1), pointer.size());
        if (pointer[start] != '/' ||
            !unescapeToken(pointer.substr(start + 1, end - start - 1), tokens.emplace_back())) {
            return failure(problem("patch.bad_pointer", std::string(pointer)));
        }
        start = end;
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

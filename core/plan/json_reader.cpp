// The SAX handler behind readJson: stops at the first limit that is passed, before memory is spent on the rest.
#include "plan/json_reader.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "plan/plan.h"

namespace sandtable {
namespace {

class LimitedReader : public nlohmann::json_sax<Json> {
public:
    LimitedReader(std::string_view text, const JsonErrorCodes& codes, const JsonLimits& limits)
        : text_(text), codes_(codes), limits_(limits) {}

    [[nodiscard]] Error takeError() { return std::move(error_); }
    [[nodiscard]] Json takeRoot() { return std::move(root_); }

    bool null() override { return place(Json(nullptr)); }
    bool boolean(bool value) override { return place(Json(value)); }
    bool number_integer(number_integer_t value) override { return place(Json(value)); }
    bool number_unsigned(number_unsigned_t value) override {
        if (value > static_cast<number_unsigned_t>(INT64_MAX)) return place(Json(static_cast<double>(value)));
        return place(Json(value));
    }
    bool number_float(number_float_t value, const string_t&) override { return place(Json(value)); }
    bool string(string_t& value) override { return place(Json(std::move(value))); }
    bool binary(binary_t&) override { return fail(codes_.notJson, Json::object(), "binary value"); }

    bool start_object(std::size_t) override { return open(Json::object()); }
    bool start_array(std::size_t) override { return open(Json::array()); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }

    bool key(string_t& value) override {
        Level& level = stack_.back();
        level.key = std::move(value);
        if (!level.container->contains(level.key)) return true;
        return fail(codes_.duplicateKey, {{"key", level.key}}, "the key occurs twice in one object");
    }

    bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception& problem) override {
        const std::size_t offset = std::min(position == 0 ? 0 : position - 1, text_.size());
        const std::string_view before = text_.substr(0, offset);
        const auto line = 1 + std::count(before.begin(), before.end(), '\n');
        const std::size_t lineStart = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
        return fail(codes_.notJson, {{"line", line}, {"column", offset - lineStart + 1}, {"offset", offset}},
                    problem.what());
    }

private:
    struct Level {
        Json* container;
        std::string key = {};  // of the member being read; unused in arrays
    };

    bool fail(const char* code, Json params, std::string detail) {
        error_ = {.code = code,
                  .path = currentPath(),
                  .params = std::move(params),
                  .kind = ErrorKind::input,
                  .detail = std::move(detail)};
        return false;
    }

    // In an array the open inner container is the last item; the value being read, at the innermost level, comes after it.
    [[nodiscard]] std::string currentPath() const {
        std::string path;
        for (std::size_t i = 0; i < stack_.size(); ++i) {
            const Level& level = stack_[i];
            const std::size_t index = level.container->size() - (i + 1 < stack_.size() ? 1 : 0);
            path += "/" + (level.container->is_array() ? std::to_string(index) : escapePointer(level.key));
        }
        return path;
    }

    // Stores a value where the reader stands and returns its address, or null past the element limit.
    Json* put(Json value) {
        if (++elements_ > limits_.elements) {
            fail(codes_.tooLarge, {{"limit", limits_.elements}, {"what", "elements"}}, "too many values");
            return nullptr;
        }
        if (stack_.empty()) {
            root_ = std::move(value);
            return &root_;
        }
        Level& level = stack_.back();
        if (level.container->is_array()) {
            auto& items = level.container->get_ref<Json::array_t&>();
            items.push_back(std::move(value));
            return &items.back();
        }
        auto& members = level.container->get_ref<Json::object_t&>();
        return &members.insert_or_assign(level.key, std::move(value)).first->second;
    }

    bool place(Json value) { return put(std::move(value)) != nullptr; }

    bool open(Json container) {
        if (static_cast<int>(stack_.size()) >= limits_.depth) {
            return fail(codes_.tooDeep, {{"limit", limits_.depth}}, "nested too deeply");
        }
        Json* placed = put(std::move(container));
        if (placed == nullptr) return false;
        stack_.push_back({.container = placed});
        return true;
    }

    bool close() {
        stack_.pop_back();
        return true;
    }

    std::string_view text_;
    const JsonErrorCodes& codes_;
    const JsonLimits& limits_;
    Json root_;
    std::vector<Level> stack_;  // addresses stay good: only the innermost container grows
    std::size_t elements_ = 0;
    Error error_;
};

}  // namespace

Result<Json> readJson(std::string_view text, const JsonErrorCodes& codes, const JsonLimits& limits) {
    if (text.size() > limits.bytes) {
        return failure({.code = codes.tooLarge, .path = "", .params = {{"limit", limits.bytes}, {"what", "bytes"}}});
    }
    LimitedReader reader(text, codes, limits);
    if (!Json::sax_parse(text.begin(), text.end(), &reader)) return failure(reader.takeError());
    return reader.takeRoot();
}

std::size_t countElements(const Json& value) {
    std::size_t count = 0;
    std::vector<const Json*> open{&value};
    while (!open.empty()) {
        const Json* current = open.back();
        open.pop_back();
        ++count;
        if (!current->is_structured()) continue;
        for (const Json& child : *current) {
            if (child.is_structured()) {
                open.push_back(&child);
            } else {
                ++count;
            }
        }
    }
    return count;
}

int measureDepth(const Json& value, int limit) {
    int deepest = 0;
    std::vector<std::pair<const Json*, int>> open{{&value, 1}};
    while (!open.empty() && deepest <= limit) {
        const auto [current, depth] = open.back();
        open.pop_back();
        if (!current->is_structured()) continue;
        deepest = std::max(deepest, depth);
        for (const Json& child : *current) {
            if (child.is_structured()) open.push_back({&child, depth + 1});
        }
    }
    return std::min(deepest, limit + 1);
}

}  // namespace sandtable

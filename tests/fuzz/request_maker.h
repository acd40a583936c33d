// Makes params of requests out of the fuzzer's bytes: by the request's own schema, with words that mean something to the plan and the
// table at hand, and now and then with what the schema forbids. Equal bytes make equal params.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace sandtable::fuzz {

// The fuzzer's bytes, one decision after the other; zeros when they have run out.
class Tape {
public:
    explicit Tape(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}

    [[nodiscard]] bool ended() const { return at_ >= bytes_.size(); }
    std::uint8_t next() { return ended() ? 0 : bytes_[at_++]; }
    bool once(std::uint8_t in) { return next() % in == in - 1; }  // never when the bytes have run out
    template <class List>
    const auto& pick(const List& list) {
        return *std::next(std::begin(list), static_cast<std::ptrdiff_t>(next() % std::size(list)));
    }
    std::span<const std::uint8_t> take(std::size_t count) {
        const std::span<const std::uint8_t> taken =
            bytes_.subspan(std::min(at_, bytes_.size()))
                .first(std::min(count, bytes_.size() - std::min(at_, bytes_.size())));
        at_ += taken.size();
        return taken;
    }

private:
    std::span<const std::uint8_t> bytes_;
    std::size_t at_ = 0;
};

class RequestMaker {
public:
    RequestMaker(Tape& tape, std::vector<std::string> words) : tape_(tape), words_(std::move(words)) {}

    // Words that a reply has given: imports, results, tokens.
    void learn(std::string word) { words_.push_back(std::move(word)); }
    // Plan texts, for params that hold one.
    void learnPlan(std::string text) { plans_.push_back(std::move(text)); }

    Json make(const Json& schema, const std::string& name = {}, int depth = 0) {
        if (tape_.once(16)) return intruder();
        if (const auto choices = schema.find("enum"); choices != schema.end()) return tape_.pick(*choices);
        const auto found = schema.find("type");
        if (found == schema.end()) return intruder();
        const std::string type = found->is_array() ? tape_.pick(*found) : *found;
        if (type == "object") return object(schema, depth);
        if (type == "array") return array(schema, name, depth);
        if (type == "string") return text(name);
        if (type == "boolean") return tape_.next() % 2 == 1;
        if (type == "null") return nullptr;
        return number(schema, type == "integer");
    }

private:
    Json object(const Json& schema, int depth) {
        Json made = Json::object();
        const Json required = schema.value("required", Json::array());
        if (const auto fields = schema.find("properties"); fields != schema.end()) {
            for (const auto& [field, inner] : fields->items()) {
                const bool must = std::find(required.begin(), required.end(), field) != required.end();
                if (must ? !tape_.once(64) : tape_.next() % 4 == 3) made[field] = make(inner, field, depth + 1);
            }
        }
        const auto more = schema.find("additionalProperties");
        if (more != schema.end() && more->is_object()) {
            for (int left = tape_.next() % 3; left > 0; --left) {
                const std::string key = word();
                made[key] = make(*more, key, depth + 1);
            }
        } else if (tape_.once(64)) {
            made[word()] = intruder();
        }
        return made;
    }

    Json array(const Json& schema, const std::string& name, int depth) {
        static const Json kAnything = Json::object();
        const auto items = schema.find("items");
        const int least = schema.value("minItems", 0);
        const int count = tape_.once(32) ? 40 : std::max(least, tape_.next() % 4);
        Json made = Json::array();
        for (int i = 0; i < count && depth < 6; ++i) {
            made.push_back(name == "patch" ? operation()
                                           : make(items == schema.end() ? kAnything : *items, name, depth + 1));
        }
        return made;
    }

    Json operation() {
        static constexpr std::array kOps = {"add", "remove", "replace", "move", "copy", "test"};
        Json made = {{"op", tape_.pick(kOps)}, {"path", pointer()}};
        if (tape_.next() % 4 != 3) made["value"] = tape_.once(2) ? intruder() : Json(word());
        if (tape_.once(4)) made["from"] = pointer();
        return made;
    }

    std::string pointer() {
        static constexpr std::array kPlaces = {"",
                                               "/meta/name",
                                               "/collections/orgUnits/",
                                               "/collections/targets/",
                                               "/collections/targetSets/",
                                               "/settings/",
                                               "/calendar/days/",
                                               "/collections/"};
        std::string path = tape_.pick(kPlaces);
        for (int left = tape_.next() % 3; left > 0; --left) path += (path.ends_with('/') ? "" : "/") + word();
        return path;
    }

    Json text(const std::string& name) {
        static constexpr std::array kHoldPlans = {"text", "before", "after", "mine", "theirs", "base", "returned"};
        const bool plan = std::find(kHoldPlans.begin(), kHoldPlans.end(), name) != kHoldPlans.end();
        if (!plan || plans_.empty() || tape_.once(8)) return word();
        std::string text = tape_.pick(plans_);
        if (tape_.once(4) && !text.empty())
            text[(tape_.next() * 256U + tape_.next()) % text.size()] = static_cast<char>(tape_.next() % 128);
        return text;
    }

    std::string word() { return tape_.pick(words_); }

    Json number(const Json& schema, bool whole) {
        static constexpr std::array<double, 12> kNumbers = {0,  1,   2,     -1,   3,       0.5,
                                                            12, 100, -0.03, 2026, 123'456, 1'000'000'007};
        static constexpr std::array<double, 10> kEdges = {
            9'007'199'254'740'991, -9'007'199'254'740'991, 9'007'199'254'740'992, 1e18, -1e18, 1e300, -1e300, 4e-320,
            4'294'967'296,         -2'147'483'649.0};
        const std::uint8_t way = tape_.next() % 8;
        if (way == 7 && schema.contains("maximum")) return schema["maximum"];
        if (way == 6 && schema.contains("minimum")) return schema["minimum"];
        const double value = way == 5 ? tape_.pick(kEdges) : tape_.pick(kNumbers);
        const bool fits = value > -9e18 && value < 9e18;
        return whole && fits ? Json(static_cast<std::int64_t>(value)) : Json(value);
    }

    // What no schema asks for.
    Json intruder() {
        switch (tape_.next() % 8) {
            case 0:
                return nullptr;
            case 1:
                return Json::array({word(), nullptr, Json::object()});
            case 2:
                return Json::object({{word(), word()}, {"__proto__", 1}});
            case 3:
                return -1e308;
            case 4:
                return std::string("\0\x1b\xef\xbf\xbf", 5);
            case 5:
                return true;
            case 6:
                return UINT64_MAX;
            default:
                return word();
        }
    }

    Tape& tape_;
    std::vector<std::string> words_;
    std::vector<std::string> plans_;
};

}  // namespace sandtable::fuzz

// Random edits of a small plan, as an owner of a copy makes them, and a reading of a plan as flat places, written without the merge's code.
#pragma once

#include <map>
#include <string>

#include "base/rng.h"
#include "merge_fixture.h"

namespace sandtable::fixture {

// Place -> value. Rows of numbers by index, cards by id, cells member by member; what a number and its cell say is one group.
using Places = std::map<std::string, std::string>;

inline void readPlaces(const Json& value, const std::string& path, Places& places) {
    if (value.is_object()) {
        places[path + "/"] = "object";
        for (const auto& [key, inner] : value.items()) readPlaces(inner, path + "/" + key, places);
        return;
    }
    const bool cards = path.ends_with("/cards");
    const bool row = path.ends_with("/values") || path.ends_with("/reserve") || path.ends_with("/computed");
    if (!value.is_array() || !(cards || row)) {
        places[path] = value.dump();
        return;
    }
    for (std::size_t i = 0; i < value.size(); ++i)
        readPlaces(value[i], path + "/" + (cards ? value[i]["id"].get<std::string>() : std::to_string(i)), places);
}

inline Places placesOf(const Plan& plan) {
    Places places;
    readPlaces(contentOf(plan), "", places);
    return places;
}

// The place's group: a number of a row and the cell of its month are decided together.
inline std::string groupOf(const std::string& place) {
    const auto month = [&](std::string_view mark) {
        const std::size_t at = place.find(mark);
        if (at == std::string::npos) return std::string();
        const std::string rest = place.substr(at + mark.size());
        const bool cell = mark == "/cells/2026-";
        const int number = std::atoi(rest.c_str()) + (cell ? 0 : 1);
        return place.substr(0, at) + "#" + std::to_string(number);
    };
    if (const std::string group = month("/values/"); !group.empty()) return group;
    if (place.find("/collections/targets/") == 0) {
        if (const std::string group = month("/cells/2026-"); !group.empty()) return group;
    }
    return place;
}

inline std::string recordOf(const std::string& place) {
    std::size_t end = 0;
    for (int i = 0; i < (place.starts_with("/collections/") ? 3 : 2) && end < place.size(); ++i)
        end = std::min(place.find('/', end + 1), place.size());
    return place.substr(0, end);
}

// One person's edits of a copy. Persons differ in number, so that what they create has ids of their own.
class Editor {
public:
    Editor(int number, std::uint64_t seed) : number_(number), rng_(seed, static_cast<std::uint64_t>(number)) {}

    // May move cards or decompose anew: one editor in a sequence, since two orders or two computations have no order-free outcome.
    bool arranges = false;
    // Cards are either moved or removed in a sequence: where a card stands that one moved, one removed and one edited is told by nothing
    // that is left of the three.
    bool removesCards = true;

    void edit(Plan& plan) {
        const Json patch = propose(plan);
        if (!patch.empty()) (void)plan.apply(patch);  // what the plan refuses is no edit
    }

private:
    [[nodiscard]] int below(std::size_t n) { return static_cast<int>(rng_.below(static_cast<std::uint32_t>(n))); }
    [[nodiscard]] std::string fresh(const char* kind) {
        return kind + std::to_string(number_) + "-" + std::to_string(++made_);
    }
    [[nodiscard]] std::string text() { return "t" + std::to_string(below(1000)); }
    [[nodiscard]] std::string anyId(const Json& records) {
        if (records.empty()) return {};
        auto it = records.begin();
        std::advance(it, below(records.size()));
        return it.key();
    }

    Json propose(const Plan& plan) {
        switch (below(14)) {
            case 0:
            case 1:
            case 2:
                return number(plan, "values");
            case 3:
                return number(plan, "reserve");
            case 4:
                return cell(plan);
            case 5:
                return field(plan);
            case 6:
                return person(plan);
            case 7:
                return ledger(plan);
            case 8:
                return proposal(plan);
            case 9:
            case 10:
                return card(plan);
            case 11:
                return day(plan);
            case 12:
                return unit(plan);
            default:
                return arranges ? anew(plan) : part(plan);
        }
    }

    [[nodiscard]] std::string anyRow(const Plan& plan, const char* field) {
        const Json& rows = plan.collection("targets");
        for (int tries = 0; tries < 8; ++tries) {
            const std::string id = anyId(rows);
            if (!id.empty() && rows[id].contains(field)) return id;
        }
        return {};
    }

    Json number(const Plan& plan, const char* field) {
        const std::string row = anyRow(plan, field);
        if (row.empty()) return Json::array();
        const std::string path = "/collections/targets/" + row;
        Json patch = Json::array();
        if (!plan.collection("targets")[row].contains("computed"))
            patch.push_back(patchCopy(path + "/" + field, path + "/computed"));
        patch.push_back(patchReplace(path + "/" + field + "/" + std::to_string(below(12)), 1'000 + below(50'000)));
        return patch;
    }

    Json cell(const Plan& plan) {
        const std::string row = anyRow(plan, "values");
        if (row.empty()) return Json::array();
        const int month = below(12);
        const std::string path = "/collections/targets/" + row;
        const std::string period = std::string("2026-") + (month < 9 ? "0" : "") + std::to_string(month + 1);
        const int value = 1'000 + below(50'000);
        Json patch = Json::array();
        if (!plan.collection("targets")[row].contains("cells"))
            patch.push_back(patchAdd(path + "/cells", Json::object()));
        if (!plan.collection("targets")[row].contains("computed"))
            patch.push_back(patchCopy(path + "/values", path + "/computed"));
        patch.push_back(
            patchAdd(path + "/cells/" + period, {{"valueMinor", value}, {"author", "o" + std::to_string(number_)}}));
        patch.push_back(patchReplace(path + "/values/" + std::to_string(month), value));
        return patch;
    }

    Json field(const Plan& plan) {
        const std::string id = anyId(plan.collection("orgUnits"));
        const std::string path = "/collections/orgUnits/" + id;
        if (below(2) == 0) return Json::array({patchReplace(path + "/name", text())});
        return Json::array({patchAdd(path + (below(2) == 0 ? "/potential" : "/capability"), below(100))});
    }

    // Adds a person, makes one the owner of the unit that is this editor's, changes one or removes one.
    Json person(const Plan& plan) {
        const std::string known = anyId(plan.collection("people"));
        switch (below(4)) {
            case 0: {
                const std::string id = fresh("p");
                return Json::array({patchAdd("/collections/people/" + id, {{"id", id}, {"name", text()}})});
            }
            case 1:
                return Json::array({patchReplace("/collections/people/" + known + "/name", text())});
            case 2: {
                static constexpr const char* kUnits[] = {"root", "north", "south", "n1", "n2", "s1"};
                return Json::array(
                    {patchAdd("/collections/orgUnits/" + std::string(kUnits[number_ % 6]) + "/ownerId", known)});
            }
            default:
                return Json::array({patchRemove("/collections/people/" + known)});
        }
    }

    Json ledger(const Plan& plan) {
        const std::string id = fresh("m");
        return Json::array({patchAdd("/collections/reserveMoves/" + id,
                                     {{"id", id},
                                      {"set", kSet},
                                      {"unit", "north"},
                                      {"toUnit", below(2) == 0 ? Json("n1") : Json(anyId(plan.collection("orgUnits")))},
                                      {"period", "2026-03"},
                                      {"kind", "draw"},
                                      {"amountMinor", 1 + below(1000)}})});
    }

    Json proposal(const Plan& plan) {
        const std::string unit = anyId(plan.collection("orgUnits"));
        const std::string id = std::string(kSet) + "." + unit + "." + std::to_string(1 + below(2));
        return Json::array({patchAdd(
            "/collections/proposals/" + id,
            {{"id", id}, {"set", kSet}, {"unit", unit}, {"round", 1 + below(2)}, {"totalMinor", below(100'000)}})});
    }

    Json card(const Plan& plan) {
        const std::string path = "/settings/boards/b/cards/";
        if (!plan.settings().contains("boards")) return Json::array();  // a slice has none
        const Json& cards = plan.settings()["boards"]["b"]["cards"];
        const std::string index = cards.empty() ? "0" : std::to_string(below(cards.size()));
        switch (below(3)) {
            case 0:
                return Json::array({patchAdd(path + "-", {{"id", fresh("c")}, {"kind", text()}})});
            case 1:
                return Json::array({patchAdd(path + index + "/span", 1 + below(3))});
            default:
                if (removesCards) return Json::array({patchRemove(path + index)});
                return arranges ? Json::array({patchMove(path + index, path + "0")}) : Json::array();
        }
    }

    Json day(const Plan&) {
        const std::string path = "/calendar/days/2026-05-0" + std::to_string(1 + below(5));
        return Json::array({patchAdd(path, {{"works", below(2) == 0}, {"name", text()}})});
    }

    // Adds a unit below an area with a row of its own, or removes a city and everything that speaks of it.
    Json unit(const Plan& plan) {
        if (below(3) != 0) {
            const std::string id = fresh("u");
            Json row = Json::array();
            for (int i = 0; i < 12; ++i) row.push_back(below(9'000));
            const std::string rowId = std::string(kSet) + "." + id;
            return Json::array({patchAdd("/collections/orgUnits/" + id,
                                         {{"id", id}, {"name", text()}, {"parent", below(2) == 0 ? "north" : "south"}}),
                                patchAdd("/collections/targets/" + rowId,
                                         {{"id", rowId}, {"set", kSet}, {"unit", id}, {"values", std::move(row)}})});
        }
        Json patch = Json::array();
        for (const char* collection : {"targets", "proposals", "reserveMoves"}) {
            for (const auto& [id, record] : plan.collection(collection).items()) {
                if (record.value("unit", "") == "n2" || (record.contains("toUnit") && record["toUnit"] == "n2"))
                    patch.push_back(patchRemove("/collections/" + std::string(collection) + "/" + id));
            }
        }
        patch.push_back(patchRemove("/collections/orgUnits/n2"));
        return patch;
    }

    Json part(const Plan&) {
        if (below(2) == 0) return Json::array({patchReplace("/meta/name", text())});
        return Json::array({patchReplace("/settings/thresholds/goodRatio", 2 + below(10))});
    }

    Json anew(const Plan& plan) {
        const std::string row = anyRow(plan, "values");
        if (row.empty()) return Json::array();
        Json values = Json::array();
        for (int i = 0; i < 12; ++i) values.push_back(below(30'000));
        const std::string path = "/collections/targets/" + row;
        Json patch = Json::array({patchReplace(path + "/values", std::move(values))});
        if (plan.collection("targets")[row].contains("computed")) patch.push_back(patchRemove(path + "/computed"));
        return patch;
    }

    int number_;
    Rng rng_;
    int made_ = 0;
};

}  // namespace sandtable::fixture

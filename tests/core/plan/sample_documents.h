// Small plan documents for the tests of this room.
#pragma once

#include <string>

#include "plan/plan.h"

namespace sandtable::test {

// A patch of these operations. (Braces alone would make one operation the patch itself.)
template <class... Operation>
Json patch(Operation... operation) {
    return Json::array({Json(std::move(operation))...});
}

// Company → East (Shanghai, Hangzhou), North; one target set with rows for the three leaves and reserves above.
inline Json smallDocument() {
    Json document = Plan::makeEmpty({{"name", "小计划"}, {"createdAt", "2026-01-05"}}).document();
    const auto unit = [](const char* id, const char* name, Json parent, const char* level, int order) {
        return Json{{"id", id},       {"name", name},  {"parent", std::move(parent)},
                    {"level", level}, {"match", name}, {"order", order}};
    };
    Json& collections = document["collections"];
    collections["orgUnits"] = {{"all", unit("all", "全国", nullptr, "", 0)},
                               {"east", unit("east", "华东", "all", "region", 2)},
                               {"north", unit("north", "华北", "all", "region", 1)},
                               {"sh", unit("sh", "上海", "east", "city", 1)},
                               {"hz", unit("hz", "杭州", "east", "city", 2)}};
    collections["people"] = {{"li", {{"id", "li"}, {"name", "李雷"}, {"role", "大区经理"}, {"unit", "east"}}}};
    collections["orgUnits"]["east"]["ownerId"] = "li";
    collections["targetSets"] = {{"s1",
                                  {{"id", "s1"},
                                   {"metric", "revenue"},
                                   {"year", "2026"},
                                   {"tier", "base"},
                                   {"grain", "month"},
                                   {"spec", nullptr}}}};
    const Json months = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    for (const char* leaf : {"north", "sh", "hz"}) {
        const std::string id = std::string("s1.") + leaf;
        collections["targets"][id] = {{"id", id}, {"set", "s1"}, {"unit", leaf}, {"values", months}};
    }
    for (const char* inner : {"all", "east"}) {
        const std::string id = std::string("s1.") + inner;
        collections["targets"][id] = {{"id", id}, {"set", "s1"}, {"unit", inner}, {"reserve", months}};
    }
    return document;
}

inline Plan smallPlan() {
    auto plan = Plan::parse(smallDocument().dump());
    if (!plan) throw std::runtime_error(plan.error().front().code + " at " + plan.error().front().path);
    return std::move(*plan);
}

}  // namespace sandtable::test

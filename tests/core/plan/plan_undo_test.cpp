#include <catch2/catch.hpp>

#include "base/rng.h"
#include "plan/plan.h"
#include "sample_documents.h"

using namespace sandtable;

namespace {

// Random operations on a plan: most valid, some not. Paths are drawn from what is really there.
class RandomPatches {
public:
    explicit RandomPatches(std::uint64_t seed) : rng_(seed) {}

    Json next(const Json& document) {
        Json patch = Json::array();
        const std::uint32_t count = 1 + rng_.below(6);
        for (std::uint32_t i = 0; i < count; ++i) patch.push_back(operation(document));
        return patch;
    }

private:
    Json operation(const Json& document) {
        const Json& units = document["collections"]["orgUnits"];
        const std::string unit = "/collections/orgUnits/" + anyKey(units);
        const std::string row = "/collections/targets/" + anyKey(document["collections"]["targets"]);
        switch (rng_.below(12)) {
            case 0:
                return patchReplace(unit + "/name", "名称" + std::to_string(rng_.below(100)));
            case 1:
                return patchAdd(unit + "/potential", rng_.uniform());
            case 2:
                return patchAdd(unit + "/extra", {{"deep", {1, nullptr, "x"}}});
            case 3:
                return patchRemove(unit + "/extra");
            case 4:
                return addUnit(units);
            case 5:
                return patchReplace(unit + "/parent", anyKey(units));
            case 6:
                return patchRemove(unit);
            case 7:
                return patchReplace(row + "/values/" + std::to_string(rng_.below(13)), rng_.below(1'000'000));
            case 8:
                return patchAdd(row + "/cells", {{"2026-0" + std::to_string(1 + rng_.below(9)), {{"locked", true}}}});
            case 9:
                return {{"op", "move"}, {"from", unit + "/name"}, {"path", unit + "/oldName"}};
            case 10:
                return {{"op", "copy"}, {"from", "/settings/thresholds"}, {"path", "/settings/copy" + digit()}};
            default:
                return {{"op", "move"}, {"from", "/settings/copy" + digit()}, {"path", "/settings/copy" + digit()}};
        }
    }

    Json addUnit(const Json& units) {
        const std::string id = "u" + std::to_string(rng_.below(30));
        return patchAdd("/collections/orgUnits/" + id, {{"id", id}, {"name", id}, {"parent", anyKey(units)}});
    }

    std::string digit() { return std::to_string(rng_.below(3)); }

    std::string anyKey(const Json& object) {
        if (object.empty()) return "none";
        auto at = object.begin();
        std::advance(at, rng_.below(static_cast<std::uint32_t>(object.size())));
        return at.key();
    }

    Rng rng_;
};

}  // namespace

TEST_CASE("Undo restores the plan text byte for byte, over 2,000 random patches") {
    Plan plan = test::smallPlan();
    RandomPatches patches(20260105);
    int applied = 0;
    int refused = 0;
    for (int i = 0; i < 2000; ++i) {
        const std::string before = plan.serialize();
        const Json patch = patches.next(plan.document());
        auto result = plan.apply(patch);
        if (!result) {
            ++refused;
            REQUIRE(plan.serialize() == before);
            continue;
        }
        ++applied;
        const std::string after = plan.serialize();
        REQUIRE(after != before);  // the revision at least
        REQUIRE(plan.check().empty());
        auto undone = plan.apply(result->inverse);
        REQUIRE(undone);
        REQUIRE(plan.serialize() == before);
        auto redone = plan.apply(undone->inverse);
        REQUIRE(redone);
        REQUIRE(plan.serialize() == after);
    }
    CHECK(applied > 300);
    CHECK(refused > 300);
    CHECK(plan.revision() == applied);
}

TEST_CASE("A patch raises the revision by one unless it sets the revision itself") {
    Plan plan = test::smallPlan();
    REQUIRE(plan.apply(test::patch(patchReplace("/meta/name", "x")))->revision == 1);
    REQUIRE(plan.apply(test::patch(patchReplace("/meta/name", "y"), patchReplace("/revision", 41)))->revision == 41);
    CHECK(plan.revision() == 41);
    CHECK_FALSE(plan.apply(test::patch(patchReplace("/revision", -1))));
    CHECK_FALSE(plan.apply(test::patch(patchReplace("/revision", 1.5))));
    CHECK(plan.revision() == 41);
}

TEST_CASE("A patch names the rooms it touched") {
    Plan plan = test::smallPlan();
    const auto applied = plan.apply(test::patch(patchReplace("/meta/name", "x"),
                                                patchReplace("/collections/orgUnits/sh/name", "Shanghai"),
                                                patchRemove("/collections/targets/s1.sh")));
    REQUIRE(applied);
    CHECK(applied->changed == std::vector<std::string>{"meta", "orgUnits", "targets"});
}

TEST_CASE("A patch that changes the calendar changes the computed calendar, and undo takes it back") {
    Plan plan = test::smallPlan();
    const Day springFestival = *parseIsoDay("2026-02-17");
    REQUIRE(plan.calendar().isWorkingDay(springFestival));
    const auto applied =
        plan.apply(test::patch(patchAdd("/calendar/days/2026-02-17", {{"works", false}, {"name", "春节"}})));
    REQUIRE(applied);
    CHECK_FALSE(plan.calendar().isWorkingDay(springFestival));
    REQUIRE(plan.apply(applied->inverse));
    CHECK(plan.calendar().isWorkingDay(springFestival));
    const auto refused = plan.apply(test::patch(patchAdd("/calendar/days/2026-02-30", {{"works", false}})));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().front().code == "calendar.bad_day");
    CHECK(plan.calendar().isWorkingDay(springFestival));
}

TEST_CASE("The format and the version of a plan cannot be patched") {
    Plan plan = test::smallPlan();
    const std::string before = plan.serialize();
    const auto refused = plan.apply(test::patch(patchReplace("/version", "2.0")));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().front().code == "plan.fixed_field");
    CHECK_FALSE(plan.apply(test::patch(patchReplace("/format", "other"))));
    CHECK_FALSE(plan.apply(test::patch(patchReplace("", Json::array()))));
    CHECK_FALSE(plan.apply(test::patch(patchRemove("/collections"))));
    CHECK_FALSE(plan.apply(test::patch(patchRemove("/collections/people"))));
    CHECK(plan.serialize() == before);
}

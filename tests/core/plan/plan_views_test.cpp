#include "plan/plan_views.h"

#include <catch2/catch.hpp>

#include "plan/org_tree.h"
#include "plan/plan.h"

using namespace sandtable;

namespace {

Plan planWithRoot() {
    Plan plan = Plan::makeEmpty(Json{{"id", "p"}});
    REQUIRE(plan.apply(Json::array({patchAdd("/collections/orgUnits/root", {{"id", "root"}, {"name", "Root"}})})));
    return plan;
}

Json addUnit(const char* id, const char* parent) {
    return patchAdd(std::string("/collections/orgUnits/") + id, {{"id", id}, {"name", id}, {"parent", parent}});
}

}  // namespace

TEST_CASE("A view is kept while other rooms of the plan change and built anew when its own does") {
    Plan plan = planWithRoot();
    const auto first = OrgTree::viewOf(plan);
    REQUIRE(first);
    REQUIRE(plan.apply(Json::array({patchReplace("/meta/name", "other")})));
    CHECK(OrgTree::viewOf(plan)->get() == first->get());

    const auto added = plan.apply(Json::array({addUnit("east", "root")}));
    REQUIRE(added);
    CHECK((*OrgTree::viewOf(plan))->size() == 2);
    REQUIRE(plan.apply(added->inverse));  // the revision is the old one again, the tree must be too
    CHECK((*OrgTree::viewOf(plan))->size() == 1);
    CHECK((*first)->size() == 1);  // whoever still holds a view may read on
}

TEST_CASE("No view survives a refused patch, whose values went and came back") {
    Plan plan = planWithRoot();
    int built = 0;
    const auto ask = [&] {
        return plan.views().get<int>("count", {"targets"}, [&]() -> Result<int> { return ++built; });
    };
    CHECK(**ask() == 1);
    CHECK(**ask() == 1);
    SECTION("refused by the operations") {
        REQUIRE_FALSE(plan.apply(Json::array({patchRemove("/collections/orgUnits/root"), patchRemove("/nowhere")})));
    }
    SECTION("refused by the check") { REQUIRE_FALSE(plan.apply(Json::array({addUnit("east", "nobody")}))); }
    SECTION("or a patch of the whole document") {
        REQUIRE(plan.apply(Json::array({patchReplace("/collections", plan.document()["collections"])})));
    }
    CHECK(**ask() == 2);
}

TEST_CASE("A copied plan starts without views, a failed one is asked for again") {
    Plan plan = planWithRoot();
    REQUIRE(plan.views().get<int>("a", {"meta"}, []() -> Result<int> { return 1; }));
    const Plan copy = plan;
    CHECK(**copy.views().get<int>("a", {"meta"}, []() -> Result<int> { return 2; }) == 2);
    CHECK(**plan.views().get<int>("a", {"meta"}, []() -> Result<int> { return 3; }) == 1);

    CHECK(plan.views()
              .get<int>("b", {"meta"}, []() -> Result<int> { return failure({.code = "x.y"}); })
              .error()[0]
              .code == "x.y");
    CHECK(**plan.views().get<int>("b", {"meta"}, []() -> Result<int> { return 4; }) == 4);
    CHECK(**plan.views().get<double>("a", {"meta"}, []() -> Result<double> { return 0.5; }) == 0.5);  // another type
}

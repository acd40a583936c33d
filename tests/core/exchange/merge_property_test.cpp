// Random concurrent edits by two to six owners, merged in random orders: convergence, idempotence, nothing lost, sums exact.
// SANDTABLE_MERGE_SEQUENCES sets how many sequences are run (docs/methods.md#merging-plans); each is one seed, named on failure.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <numeric>

#include "base/json_writer.h"
#include "exchange/diff.h"
#include "exchange/merge.h"
#include "exchange/reconcile.h"
#include "random_edits.h"
#include "targets/target_book.h"

using namespace sandtable;
using namespace sandtable::fixture;

namespace {

int sequences(int usual) {
    const char* asked = std::getenv("SANDTABLE_MERGE_SEQUENCES");
    return asked == nullptr ? usual : std::atoi(asked);
}

// The plan every sequence begins with: the region, two people, a board of three cards, a proposal, an overridden cell.
const Plan& beginning() {
    static const Plan plan = edited(
        regionPlan(),
        {patchAdd("/collections/people/p1", {{"id", "p1"}, {"name", "Li"}}),
         patchAdd("/collections/people/p2", {{"id", "p2"}, {"name", "Wang"}}),
         patchAdd("/settings/boards", {{"b",
                                        {{"name", "Board"},
                                         {"cards",
                                          {{{"id", "c1"}, {"kind", "kpi"}},
                                           {{"id", "c2"}, {"kind", "leak"}},
                                           {{"id", "c3"}, {"kind", "pareto"}}}}}}}),
         patchAdd(
             "/collections/proposals/" + std::string(kSet) + ".n1.1",
             {{"id", std::string(kSet) + ".n1.1"}, {"set", kSet}, {"unit", "n1"}, {"round", 1}, {"totalMinor", 9}}),
         patchCopy(rowPath("s1", "values"), rowPath("s1", "computed")), patchReplace(rowPath("s1", "values/0"), 50'000),
         patchAdd(rowPath("s1", "cells"), {{"2026-01", {{"valueMinor", 50'000}, {"locked", true}}}})});
    return plan;
}

std::vector<Plan> editApart(Rng& rng, std::uint64_t seed) {
    std::vector<Plan> copies;
    const int owners = 2 + static_cast<int>(rng.below(5));
    const auto arranger = static_cast<int>(rng.below(static_cast<std::uint32_t>(owners)));
    for (int owner = 0; owner < owners; ++owner) {
        Editor editor(owner, seed);
        editor.arranges = owner == arranger;
        editor.removesCards = seed % 2 == 0;
        Plan copy = beginning();
        for (std::uint32_t edits = 1 + rng.below(6); edits > 0; --edits) editor.edit(copy);
        copies.push_back(std::move(copy));
    }
    return copies;
}

// Decides by content alone, so that the outcome cannot depend on who is called mine: something wins over nothing, then by text.
std::string winner(const Json& conflict) {
    const auto key = [&](const char* side) {
        return std::pair(!conflict[side].is_null(),
                         conflict[side].dump() + (conflict.contains("cells") ? conflict["cells"][side].dump() : ""));
    };
    return key("mine") < key("theirs") ? "theirs" : "mine";
}

struct Settled {
    Plan plan;
    std::vector<std::string> broughtBack;
};

Settled mergeByContent(const Plan& base, const Plan& mine, const Plan& theirs) {
    Json choices = Json::object();
    for (int round = 0; round < 5; ++round) {
        auto merge = mergePlans(base, mine, theirs, {.byPath = &choices, .all = {}});
        if (!merge) FAIL(merge.error()[0].code << " " << merge.error()[0].path);
        bool open = false;
        Settled settled{std::move(merge->plan), {}};
        for (const Json& conflict : merge->conflicts) {
            if (conflict.value("reason", "") == "used") settled.broughtBack.push_back(conflict["path"]);
            if (!conflict["choice"].is_null() || (conflict["mine"].is_null() && conflict["theirs"].is_null())) continue;
            choices[conflict["path"].get<std::string>()] = winner(conflict);
            open = true;
        }
        if (!open) return settled;
    }
    FAIL("choices without end");
    return {mine, {}};
}

Settled mergeAll(const std::vector<Plan>& copies, const std::vector<int>& order) {
    Settled merged{copies[static_cast<std::size_t>(order[0])], {}};
    for (std::size_t i = 1; i < order.size(); ++i) {
        Settled next = mergeByContent(beginning(), merged.plan, copies[static_cast<std::size_t>(order[i])]);
        merged.plan = std::move(next.plan);
        for (std::string& path : next.broughtBack) merged.broughtBack.push_back(std::move(path));
    }
    return merged;
}

std::vector<int> shuffled(Rng& rng, std::size_t count) {
    std::vector<int> order(count);
    std::iota(order.begin(), order.end(), 0);
    for (std::size_t i = count; i > 1; --i) std::swap(order[i - 1], order[rng.below(static_cast<std::uint32_t>(i))]);
    return order;
}

const std::string* placeIn(const Places& places, const std::string& place) {
    const auto found = places.find(place);
    return found == places.end() ? nullptr : &found->second;
}

bool alike(const std::string* a, const std::string* b) {
    return a == nullptr ? b == nullptr : b != nullptr && *a == *b;
}

// The first edit that no other owner touched and that the merged plan does not have; "" when there is none.
std::string lostEdit(const std::vector<Plan>& copies, const Settled& merged) {
    static const Places base = placesOf(beginning());
    const Places result = placesOf(merged.plan);
    std::map<std::string, std::map<int, bool>> touched;  // group and record -> owners
    std::vector<Places> sides;
    for (std::size_t owner = 0; owner < copies.size(); ++owner) {
        sides.push_back(placesOf(copies[owner]));
        const auto note = [&](const std::string& place) {
            touched[groupOf(place)][static_cast<int>(owner)] = true;
            touched["record " + recordOf(place)][static_cast<int>(owner)] = true;
        };
        auto was = base.begin();
        for (const auto& [place, value] : sides[owner]) {
            for (; was != base.end() && was->first < place; ++was) note(was->first);
            const bool known = was != base.end() && was->first == place;
            if (!known || was->second != value) note(place);
            if (known) ++was;
        }
        for (; was != base.end(); ++was) note(was->first);
    }
    for (std::size_t owner = 0; owner < copies.size(); ++owner) {
        for (const auto& [place, value] : sides[owner]) {
            // follow the numbers and cells that were taken
            const bool derived = place.find("/computed") != std::string::npos || place.ends_with("/cells/");
            if (derived || alike(placeIn(base, place), &value) || touched[groupOf(place)].size() > 1) continue;
            if (!alike(placeIn(result, place), &value)) return place + " of owner " + std::to_string(owner);
        }
        for (const auto& [place, value] : base) {
            if (placeIn(sides[owner], place) != nullptr || touched["record " + recordOf(place)].size() > 1) continue;
            const auto& back = merged.broughtBack;
            const bool used = std::find(back.begin(), back.end(), recordOf(place)) != back.end();
            if (!used && place.find("/computed") == std::string::npos && placeIn(result, place) != nullptr)
                return place + " removed by owner " + std::to_string(owner);
        }
    }
    return {};
}

// The first place in which two plans differ; "" when they are equal to the byte but for the revision.
std::string difference(const Plan& one, const Plan& other) {
    if (compareDocuments(one.document(), other.document()).empty() &&
        writeCanonicalJson(one.document()["collections"]) == writeCanonicalJson(other.document()["collections"]) &&
        writeCanonicalJson(one.settings()) == writeCanonicalJson(other.settings())) {
        return {};
    }
    for (const Difference& found : compareDocuments(one.document(), other.document()))
        return found.path + ": " + (found.before == nullptr ? "-" : found.before->dump()) + " and " +
               (found.after == nullptr ? "-" : found.after->dump());
    return "the way it is written";
}

// Every total the engine tells is the plain sum of the stored rows.
bool sumsAreExact(const Plan& plan) {
    const auto tree = OrgTree::fromPlan(plan);
    const auto book = TargetBook::fromPlan(plan, *tree, {.set = kSet, .metric = {}, .year = {}, .tier = {}});
    if (!book) return false;
    const std::vector<Minor> totals = book->totals();
    for (int unit = 0; unit < tree->size(); ++unit) {
        for (std::size_t period : {0u, 5u, 11u}) {
            const std::size_t at = static_cast<std::size_t>(unit) * 12 + period;
            if (totals[at] != sumOf(plan, (*tree)[unit].id, period)) return false;
        }
    }
    return true;
}

// By the rule "reserve" the whole keeps its sums but for what is reported.
bool reservesHold(const Plan& before, Plan merged) {
    Json patch = Json::array();
    Json problems = Json::array();
    const TotalsRule rule{.bySet = nullptr, .reserve = true, .closed = {}};
    if (!absorbChanges(before, merged, rule, patch, problems)) return false;
    Minor reported = 0;
    for (const Json& problem : problems) reported += problem["params"]["minor"].get<Minor>();
    Minor moved = 0;
    for (std::size_t period = 0; period < 12; ++period)
        moved += sumOf(merged, "root", period) - sumOf(before, "root", period);
    Json again = Json::array();
    Json rest = Json::array();
    const auto absorbed = absorbChanges(before, merged, rule, again, rest);
    return moved == reported && absorbed && absorbed->empty() && sumsAreExact(merged);
}

}  // namespace

TEST_CASE("copies edited apart come together: in any order, once or twice, without loss, with exact sums",
          "[exchange]") {
    const int count = sequences(250);
    for (int sequence = 0; sequence < count; ++sequence) {
        const auto seed = static_cast<std::uint64_t>(sequence) + 1;
        INFO("sequence " << sequence);
        Rng rng(seed);
        const std::vector<Plan> copies = editApart(rng, seed);
        const Settled merged = mergeAll(copies, shuffled(rng, copies.size()));
        const Settled other = mergeAll(copies, shuffled(rng, copies.size()));
        if (const std::string differing = difference(merged.plan, other.plan); !differing.empty())
            FAIL("another order gives another plan: " << differing);
        for (const Plan& copy : copies) {
            const Settled again = mergeByContent(beginning(), merged.plan, copy);
            if (const std::string differing = difference(merged.plan, again.plan); !differing.empty())
                FAIL("merging twice is not merging once: " << differing);
        }
        if (const std::string lost = lostEdit(copies, merged); !lost.empty()) FAIL("lost: " << lost);
        if (!merged.plan.check().empty()) FAIL(merged.plan.check()[0].code);
        if (!sumsAreExact(merged.plan)) FAIL("sums differ");
        if (!reservesHold(beginning(), merged.plan)) FAIL("reserves do not hold the sums");
    }
    CHECK(count > 0);
}

// Random returns: whatever an owner does to a slice, only the owner's own fields can change in the plan.
#include <catch2/catch.hpp>
#include <cstdlib>

#include "exchange/diff.h"
#include "plan/json_patch.h"
#include "random_edits.h"

using namespace sandtable;
using namespace sandtable::fixture;

namespace {

int sequences(int usual) {
    const char* asked = std::getenv("SANDTABLE_MERGE_SEQUENCES");
    return asked == nullptr ? usual : std::max(usual, std::atoi(asked) / 20);
}

bool isUnder(const Plan& plan, std::string unit, const std::string& root) {
    while (!unit.empty() && unit != root) {
        const Json& record = plan.collection("orgUnits")[unit];
        unit = record.contains("parent") && record["parent"].is_string() ? record["parent"].get<std::string>() : "";
    }
    return unit == root;
}

// Whether the owner of `root` may have made this change, read from nothing but the rules written in docs/methods.md.
bool isOwners(const Plan& after, const PointerTokens& tokens, const std::string& root) {
    if (tokens.size() < 3 || tokens[0] != "collections") return false;
    const std::string& collection = tokens[1];
    const Json& record = after.collection(collection)[tokens[2]];
    if (!record.is_object()) return false;  // removed
    const std::string field = tokens.size() > 3 ? tokens[3] : "";
    if (collection == "orgUnits")
        return (field == "potential" || field == "capability") && isUnder(after, tokens[2], root);
    if (!isUnder(after, record.value("unit", ""), root)) return false;
    if (collection == "targets")
        return field.empty() || field == "values" || field == "reserve" || field == "computed" || field == "cells";
    if (collection == "proposals")
        return field.empty() || field == "totalMinor" || field == "author" || field == "at" || field == "note";
    return collection == "reserveMoves" && field.empty() && isUnder(after, record.value("toUnit", ""), root);
}

}  // namespace

TEST_CASE("a return changes the owner's own fields and nothing else, whatever it holds", "[exchange]") {
    const Plan plan =
        edited(regionPlan(), {patchAdd("/collections/people/p1", {{"id", "p1"}, {"name", "Li"}, {"unit", "north"}}),
                              patchAdd("/collections/people/p2", {{"id", "p2"}, {"name", "Wang"}, {"unit", "s1"}}),
                              patchAdd("/settings/boards", {{"b", {{"name", "Board"}, {"cards", Json::array()}}}})});
    std::size_t taken = 0;
    std::size_t refused = 0;
    for (int sequence = 0; sequence < sequences(60); ++sequence) {
        INFO("sequence " << sequence);
        const bool city = sequence % 2 == 0;
        const std::string root = city ? "n1" : "north";
        const Json cut = must(plan, "exchange.slice", {{"unit", root}, {"total", "proposed"}});
        const Plan sent = *Plan::parse(cut["text"].get<std::string>());
        Plan returned = sent;
        Editor owner(sequence % 7, static_cast<std::uint64_t>(sequence));
        for (int edit = 0; edit < 8; ++edit) owner.edit(returned);
        Plan mine = plan;
        Editor region(9, static_cast<std::uint64_t>(sequence));
        for (int edit = 0; edit < 3; ++edit) region.edit(mine);

        auto reply = ask(mine, "exchange.acceptReturn",
                         {{"base", sent.serialize()}, {"returned", returned.serialize()}, {"all", "theirs"}});
        if (!reply && reply.error()[0].code == "exchange.no_such_unit") continue;  // the region has removed it
        if (!reply) FAIL(reply.error()[0].code << " " << reply.error()[0].path);
        const Plan after = (*reply)["patch"].empty() ? mine : edited(mine, (*reply)["patch"]);
        for (const Difference& difference : compareDocuments(mine.document(), after.document())) {
            const PointerTokens tokens = *parsePointer(difference.path);
            // What the region removed and by its own choice has again, or a record both added and its choice is the owner's.
            bool chosen = false;
            for (const Json& conflict : (*reply)["conflicts"])
                chosen |= difference.path.starts_with(conflict["path"].get<std::string>()) &&
                          (conflict["mine"].is_null() || conflict["base"].is_null());
            if (!chosen && !isOwners(after, tokens, root)) FAIL("changed: " << difference.path);
        }
        taken += (*reply)["accepted"].get<std::size_t>();
        refused += (*reply)["refused"].size();
        const Json again = must(after, "exchange.acceptReturn",
                                {{"base", sent.serialize()}, {"returned", returned.serialize()}, {"all", "theirs"}});
        if (!again["patch"].empty()) FAIL("a return taken twice changes " << again["patch"][0]["path"]);
    }
    CHECK(taken > 50);
    CHECK(refused > 50);
}

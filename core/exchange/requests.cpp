#include "exchange/requests.h"

#include "base/json_object.h"
#include "exchange/diff.h"
#include "exchange/lineage.h"
#include "exchange/merge.h"
#include "exchange/reconcile.h"
#include "exchange/return_check.h"
#include "exchange/slice.h"
#include "request/schema_text.h"

namespace sandtable {
namespace {

// A plan among the params, as text. Errors: those of Plan::parse below "/<key>", plan.read_only for one of a newer version.
Result<Plan> readPlan(const Json& params, const char* key) {
    auto plan = Plan::parse(params[key].get_ref<const std::string&>());
    if (plan && plan->readOnly()) {
        plan = failure({.code = "plan.read_only",
                        .params = JsonObject().put("version", plan->document()["version"]),
                        .kind = ErrorKind::version});
    }
    if (!plan) {
        for (Error& error : plan.error()) error.path = std::string("/") + key + error.path;
    }
    return plan;
}

// The plan to merge into: as text, or the open one.
Result<Plan> readMine(const RequestContext& context, const Json& params) {
    if (params.contains("mine")) return readPlan(params, "mine");
    return *context.plan;
}

// Errors: exchange.other_plan {id, expected}.
Result<void> samePlan(const Plan& mine, const Plan& other, const char* path) {
    const Json& id = other.document()["id"];
    if (id == mine.document()["id"]) return {};
    return failure({.code = "exchange.other_plan",
                    .path = path,
                    .params = JsonObject().put("id", id).put("expected", mine.document()["id"])});
}

Result<void> noSlice(const Plan& plan, const char* path) {
    if (sliceMarker(plan) == nullptr) return {};
    return failure({.code = "exchange.is_slice", .path = path});
}

MergeChoices choicesOf(const Json& params) {
    return {.byPath = memberOf(&params, "choices"), .all = std::string(textOf(&params, "all"))};
}

TotalsRule totalsOf(const Json& params) {
    const Json* totals = memberOf(&params, "totals");
    return {.bySet = memberOf(totals, "sets"), .reserve = textOf(totals, "rule") == "reserve", .closed = {}};
}

struct MergeSides {
    const Plan& base;
    const Plan& mine;  // as merged: for a return the slice of the plan that is `whole`
    const Plan& theirs;
    const Plan& whole;  // the plan the patch is for
};

Result<Json> mergeReply(const MergeSides& sides, const Json& params, const TotalsRule& rule, Json refused) {
    auto merge = mergePlans(sides.base, sides.mine, sides.theirs, choicesOf(params));
    if (!merge) return failure(std::move(merge.error()));
    Plan merged = sides.whole;
    if (!merge->patch.empty()) {
        if (auto applied = merged.apply(merge->patch); !applied) return failure(std::move(applied.error()));
    }
    Json problems = Json::array();
    auto absorbed = absorbChanges(sides.whole, merged, rule, merge->patch, problems);
    if (!absorbed) return failure(std::move(absorbed.error()));
    for (const Json& violation : newViolations(sides.whole, merged)) problems.push_back(violation);
    return JsonObject()
        .put("patch", std::move(merge->patch))
        .put("conflicts", std::move(merge->conflicts))
        .put("refused", std::move(refused))
        .put("taken", std::move(merge->taken))
        .put("unused", std::move(merge->unused))
        .put("totals", changedTotals({&sides.base, &sides.whole, &sides.theirs, &merged}))
        .put("absorbed", std::move(*absorbed))
        .put("violations", std::move(problems));
}

Result<Json> mergeCopies(const RequestContext& context, const Json& params) {
    auto base = readPlan(params, "base");
    if (!base) return failure(std::move(base.error()));
    auto theirs = readPlan(params, "theirs");
    if (!theirs) return failure(std::move(theirs.error()));
    auto mine = readMine(context, params);
    if (!mine) return failure(std::move(mine.error()));
    for (const auto& [plan, path] : {std::pair(&*base, "/base"), {&*mine, "/mine"}, {&*theirs, "/theirs"}}) {
        if (auto same = samePlan(*mine, *plan, path); !same) return failure(std::move(same.error()));
        if (auto whole = noSlice(*plan, path); !whole) return failure(std::move(whole.error()));
    }
    return mergeReply({*base, *mine, *theirs, *mine}, params, totalsOf(params), Json::array());
}

Result<Json> compare(const RequestContext& context, const Json& params) {
    auto before = readPlan(params, "before");
    if (!before) return failure(std::move(before.error()));
    auto after = params.contains("after") ? readPlan(params, "after") : Result<Plan>(*context.plan);
    if (!after) return failure(std::move(after.error()));
    if (auto same = samePlan(*after, *before, "/before"); !same) return failure(std::move(same.error()));
    const auto differences = compareDocuments(before->document(), after->document());
    Json changes = Json::array();
    for (const Difference& difference : differences) {
        Json change = describePlace(difference.path, {&after->document(), &before->document()});
        change["kind"] = difference.before == nullptr ? "added" : difference.after == nullptr ? "removed" : "changed";
        change["before"] = difference.before == nullptr ? Json() : *difference.before;
        change["after"] = difference.after == nullptr ? Json() : *difference.after;
        changes.push_back(std::move(change));
    }
    Json sums = Json::array();
    for (Json& row : changedTotals({nullptr, &*before, nullptr, &*after})) {
        row["beforeMinor"] = std::move(row["mineMinor"]);
        row["afterMinor"] = std::move(row["mergedMinor"]);
        for (const char* key : {"baseMinor", "mineMinor", "theirsMinor", "mergedMinor"}) row.erase(key);
        sums.push_back(std::move(row));
    }
    return JsonObject()
        .put("patch", patchOf(differences))
        .put("changes", std::move(changes))
        .put("sums", std::move(sums));
}

// The units the params name: one, or all that a person owns. Errors: exchange.nothing_to_slice {person}.
Result<SliceSpec> readSpec(const Plan& plan, const Json& params) {
    SliceSpec spec;
    spec.totalFixed = textOf(&params, "total") != "proposed";
    if (const std::string_view unit = textOf(&params, "unit"); !unit.empty()) spec.roots.emplace_back(unit);
    const std::string_view person = textOf(&params, "person");
    for (const auto& [id, unit] : plan.collection("orgUnits").items()) {
        if (!person.empty() && textOf(&unit, "ownerId") == person) spec.roots.push_back(id);
    }
    if (!spec.roots.empty()) return spec;
    return failure({.code = "exchange.nothing_to_slice", .params = JsonObject().put("person", person)});
}

Result<Json> slice(const RequestContext& context, const Json& params) {
    const auto spec = readSpec(*context.plan, params);
    if (!spec) return failure(Errors(spec.error()));
    auto cut = buildSlice(*context.plan, *spec);
    if (!cut) return failure(std::move(cut.error()));
    const Json& marker = *sliceMarker(cut->plan);
    return JsonObject()
        .put("text", cut->plan.serialize())
        .put("rules", std::move(cut->rules))
        .put("slice", JsonObject()
                          .put("roots", marker["roots"])
                          .put("total", marker["total"])
                          .put("units", Json(cut->units))
                          .put("checksum", cut->plan.checksum()));
}

Result<Json> acceptReturn(const RequestContext& context, const Json& params) {
    auto sent = readPlan(params, "base");
    if (!sent) return failure(std::move(sent.error()));
    auto returned = readPlan(params, "returned");
    if (!returned) return failure(std::move(returned.error()));
    auto mine = readMine(context, params);
    if (!mine) return failure(std::move(mine.error()));
    for (const auto& [plan, path] : {std::pair(&*sent, "/base"), {&*returned, "/returned"}}) {
        if (auto same = samePlan(*mine, *plan, path); !same) return failure(std::move(same.error()));
    }
    if (auto whole = noSlice(*mine, "/mine"); !whole) return failure(std::move(whole.error()));
    const Json* marker = sliceMarker(*sent);
    const std::string_view checksum = textOf(memberOf(&params, "slice"), "checksum");
    if (marker == nullptr || !sameValue(marker, sliceMarker(*returned)) ||
        (!checksum.empty() && checksum != sent->checksum())) {
        return failure({.code = "exchange.base_differs", .path = "/base"});
    }
    auto cut = buildSlice(*mine, sliceSpecOf(*marker));
    if (!cut) return failure(std::move(cut.error()));
    auto checked = checkReturn(*sent, *returned);
    if (!checked) return failure(std::move(checked.error()));
    TotalsRule rule = totalsOf(params);
    rule.closed = cut->units;
    auto reply = mergeReply({*sent, cut->plan, checked->allowed, *mine}, params, rule, std::move(checked->refused));
    if (reply) (*reply)["accepted"] = checked->accepted;
    return reply;
}

Result<Json> ancestor(const RequestContext&, const Json& params) {
    return commonAncestor(params["mine"], params["theirs"]);
}

constexpr std::string_view kCompare = R"json({
    "type": "object",
    "properties": {"before": {"type": "string"}, "after": {"type": "string"}},
    "required": ["before"]
})json";

constexpr std::string_view kMerge = R"json({
    "type": "object",
    "properties": {
        "base": {"type": "string"}, "mine": {"type": "string"}, "theirs": {"type": "string"},
        "choices": {"type": "object", "additionalProperties": {"enum": ["base", "mine", "theirs"]}},
        "all": {"enum": ["base", "mine", "theirs"]},
        "totals": {
            "type": "object",
            "properties": {
                "rule": {"enum": ["move", "reserve"]},
                "sets": {"type": "object", "additionalProperties": {"enum": ["move", "reserve"]}}
            }
        }
    },
    "required": ["base", "theirs"]
})json";

constexpr std::string_view kSlice = R"json({
    "type": "object",
    "properties": {"unit": {"type": "string"}, "person": {"type": "string"}, "total": {"enum": ["fixed", "proposed"]}}
})json";

constexpr std::string_view kAncestor = R"json({
    "type": "object",
    "properties": {},
    "required": ["mine", "theirs"]
})json";

constexpr std::string_view kVersions = R"json({
    "type": "array",
    "maxItems": 2000,
    "items": {
        "type": "object",
        "required": ["id"],
        "properties": {
            "id": {"type": "string", "minLength": 1},
            "parents": {"type": "array", "items": {"type": "string"}},
            "at": {"type": "string"},
            "text": {"type": "boolean"}
        }
    }
})json";

Json returnParams() {
    Json schema = schemaOf(kMerge);
    Json& fields = schema["properties"];
    fields.erase("theirs");
    fields["returned"] = schemaOf(R"({"type": "string"})");
    fields["slice"] = schemaOf(R"({"type": "object", "properties": {"checksum": {"type": "string"}}})");
    schema["required"] = schemaOf(R"(["base", "returned"])");
    return schema;
}

Json ancestorParams() {
    Json schema = schemaOf(kAncestor);
    schema["properties"]["mine"] = schema["properties"]["theirs"] = schemaOf(kVersions);
    return schema;
}

}  // namespace

std::vector<RequestSpec> exchangeRequests() {
    return {
        {"exchange.compare",
         "Every field that is different between two versions of a plan, the patch between them, and the sums that "
         "moved.",
         schemaOf(kCompare), compare},
        {"exchange.merge",
         "Three-way merge of two plans from their common ancestor; proposes one patch on mine and lists the conflicts.",
         schemaOf(kMerge), mergeCopies},
        {"exchange.slice", "The part of the open plan that the owner of a unit may see and edit, as a plan of its own.",
         schemaOf(kSlice), slice},
        {"exchange.acceptReturn",
         "Takes a returned slice back: the owner's own changes merged into the plan, all others refused with the "
         "reason.",
         returnParams(), acceptReturn},
        {"exchange.ancestor", "The version that two copies of a plan last had in common, from what each knows.",
         ancestorParams(), ancestor}};
}

}  // namespace sandtable

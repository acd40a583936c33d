#include "exchange/return_check.h"

#include <algorithm>

#include "base/json_object.h"
#include "exchange/diff.h"
#include "exchange/document_walk.h"
#include "exchange/slice.h"
#include "plan/json_patch.h"
#include "targets/target_book.h"

namespace sandtable {
namespace {

class ReturnCheck {
public:
    ReturnCheck(const Plan& sent, const Plan& returned, const OrgTree& tree)
        : sent_(sent), returned_(returned), tree_(tree), spec_(sliceSpecOf(*sliceMarker(sent))) {}

    Result<CheckedReturn> run() {
        for (Difference& difference : compareDocuments(sent_.document(), returned_.document())) {
            if (judge(difference)) allowed_.push_back(std::move(difference));
        }
        auto plan = applied();
        if (plan && spec_.totalFixed && refuseMovedTotals(*plan)) plan = applied();
        if (!plan) return failure(std::move(plan.error()));
        return CheckedReturn{std::move(*plan), std::move(refused_), static_cast<std::int64_t>(allowed_.size())};
    }

private:
    void refuse(const std::string& path, const char* code, Json params) {
        Json place = describePlace(path, {&sent_.document(), &returned_.document()});
        place["code"] = code;
        place["params"] = std::move(params);
        refused_.push_back(std::move(place));
    }

    // In the subtree of one of the roots.
    [[nodiscard]] bool isInside(std::string_view id) const {
        for (int unit = id.empty() ? -1 : tree_.find(id); unit >= 0; unit = tree_[unit].parent) {
            if (std::find(spec_.roots.begin(), spec_.roots.end(), tree_[unit].id) != spec_.roots.end()) return true;
        }
        return false;
    }

    bool judge(const Difference& difference) {
        const PointerTokens tokens = *parsePointer(difference.path);
        const bool inRecord = tokens.size() > 2 && tokens[0] == "collections";
        const Json* schema = inRecord ? schemaOfRoom(tokens[1]) : nullptr;
        const std::string field = tokens.size() > 3 ? tokens[3] : std::string();
        const std::string named = inRecord ? field : tokens.size() > 1 ? tokens.back() : std::string();
        const auto notAllowed = [&] {
            refuse(difference.path, "exchange.not_allowed", JsonObject().put("field", named.empty() ? "none" : named));
            return false;
        };
        if (schema == nullptr) return notAllowed();
        const Json* records = &(difference.after == nullptr ? sent_ : returned_).collection(tokens[1]);
        const Json* record = memberOf(records, tokens[2]);
        const Json* rule = memberOf(schema, "x-slice");
        if (textOf(rule, "keep") != "unit") return notAllowed();
        const std::string_view unit = textOf(record, textOf(rule, "field"));
        const std::string_view to = textOf(record, "toUnit");
        if (!isInside(unit) || (!to.empty() && !isInside(to))) {
            refuse(difference.path, "exchange.outside_slice", JsonObject().put("unit", unit));
            return false;
        }
        if (field.empty()) return isAddition(*schema, difference) || notAllowed();
        if (textOf(memberOf(memberOf(schema, "properties"), field), "x-edit") != "owner") return notAllowed();
        return field != "cells" || !touchesLock(tokens, difference.path);
    }

    // A whole record that the owner may add: of fields that a slice shows, in a set there is.
    [[nodiscard]] bool isAddition(const Json& schema, const Difference& difference) const {
        if (difference.before != nullptr || textOf(&schema, "x-edit") != "add") return false;
        for (const std::string& key : keysOf(difference.after, nullptr)) {
            if (memberOf(memberOf(&schema, "properties"), key) == nullptr) return false;
        }
        return memberOf(&sent_.collection("targetSets"), textOf(difference.after, "set")) != nullptr;
    }

    // Cells that were locked when the slice was made stay as they are.
    bool touchesLock(const PointerTokens& tokens, const std::string& path) {
        const Json* cells = memberOf(memberOf(&sent_.collection("targets"), tokens[2]), "cells");
        for (const std::string& period : keysOf(cells, nullptr)) {
            if (tokens.size() > 4 && tokens[4] != period) continue;
            const Json* locked = memberOf(memberOf(cells, period), "locked");
            if (locked == nullptr || *locked != true) continue;
            refuse(path, "exchange.locked", JsonObject().put("period", period));
            return true;
        }
        return false;
    }

    [[nodiscard]] Result<Plan> applied() const {
        Plan plan = sent_;
        if (allowed_.empty()) return plan;
        if (auto done = plan.apply(patchOf(allowed_)); !done) return failure(std::move(done.error()));
        return plan;
    }

    // Where a root's year was to stay and did not, no row of that set below it is taken. True when some were refused.
    bool refuseMovedTotals(const Plan& plan) {
        bool any = false;
        for (const std::string& set : keysOf(&sent_.collection("targetSets"), nullptr)) {
            const TargetSetKey key{.set = set, .metric = {}, .year = {}, .tier = {}};
            const auto before = TargetBook::fromPlan(sent_, tree_, key);
            const auto after = TargetBook::fromPlan(plan, tree_, key);
            if (!before || !after) continue;
            for (const std::string& root : spec_.roots) {
                const int unit = tree_.find(root);
                const Minor was = before->total(unit, kAllProducts, before->axis().whole());
                const Minor now = after->total(unit, kAllProducts, after->axis().whole());
                if (was == now) continue;
                dropRows(plan, set, unit,
                         JsonObject().put("unit", root).put("set", set).put("beforeMinor", was).put("afterMinor", now));
                any = true;
            }
        }
        return any;
    }

    void dropRows(const Plan& plan, const std::string& set, int root, const Json& params) {
        std::vector<Difference> kept;
        for (Difference& difference : allowed_) {
            const PointerTokens tokens = *parsePointer(difference.path);
            const Json* row = tokens[1] == "targets" ? memberOf(&plan.collection("targets"), tokens[2]) : nullptr;
            int unit = textOf(row, "set") == set ? tree_.find(textOf(row, "unit")) : -1;
            while (unit >= 0 && unit != root) unit = tree_[unit].parent;
            if (unit == root) {
                refuse(difference.path, "exchange.total_fixed", params);
            } else {
                kept.push_back(std::move(difference));
            }
        }
        allowed_ = std::move(kept);
    }

    const Plan& sent_;
    const Plan& returned_;
    const OrgTree& tree_;
    SliceSpec spec_;
    std::vector<Difference> allowed_;
    Json refused_ = Json::array();
};

}  // namespace

Result<CheckedReturn> checkReturn(const Plan& sent, const Plan& returned) {
    const auto tree = OrgTree::fromPlan(sent);
    if (!tree) return failure(Errors(tree.error()));
    return ReturnCheck(sent, returned, *tree).run();
}

}  // namespace sandtable

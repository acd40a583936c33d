#include "exchange/reconcile.h"

#include <algorithm>
#include <map>

#include "base/json_object.h"
#include "exchange/document_walk.h"
#include "request/request.h"
#include "targets/handlers.h"
#include "targets/target_book.h"
#include "targets/target_patch.h"

namespace sandtable {
namespace {

// One set of one version; empty when that version has no such set.
struct SetView {
    std::optional<OrgTree> tree;
    std::optional<TargetBook> book;
    std::vector<Minor> years;  // per unit

    SetView(const Plan* plan, const std::string& set) {
        auto read = plan == nullptr ? Result<OrgTree>(failure(Errors())) : OrgTree::fromPlan(*plan);
        if (!read) return;
        tree = std::move(*read);
        auto found = TargetBook::fromPlan(*plan, *tree, {.set = set, .metric = {}, .year = {}, .tier = {}});
        if (!found) return;
        book = std::move(*found);
        const std::vector<Minor> totals = book->totals();
        const auto periods = static_cast<std::size_t>(book->periodCount());
        for (std::size_t u = 0; u < static_cast<std::size_t>(book->units()); ++u) {
            Minor sum = 0;
            for (std::size_t p = 0; p < periods; ++p) sum += totals[u * periods + p];
            years.push_back(sum);
        }
    }

    [[nodiscard]] Json yearOf(const std::string& unit) const {
        const int index = book ? tree->find(unit) : -1;
        return index < 0 ? Json() : Json(years[static_cast<std::size_t>(index)]);
    }
};

class Absorption {
public:
    Absorption(const SetView& mine, const SetView& merged, const std::string& set, const TotalsRule& rule)
        : mine_(mine), book_(*merged.book), tree_(*merged.tree), set_(set), rule_(rule) {}

    // True when both versions have the same cells, so that a change is a difference of numbers.
    [[nodiscard]] bool comparable() const {
        return mine_.book->periods() == book_.periods() && mine_.book->products() == book_.products();
    }

    void run(Json& absorbed, Json& problems) {
        readChanges();
        const int periods = book_.periodCount();
        for (int unit = book_.units() - 1; unit >= 0; --unit) {
            for (int product = 0; product < book_.productCount(); ++product) {
                bool changed = false;
                for (int period = 0; period < periods; ++period) {
                    Minor& change = change_[at(unit, product, period)];
                    if (change == 0) continue;
                    if (absorbs(unit, product)) changed |= absorb(unit, product, period, change, absorbed);
                    if (unit > 0) change_[at(book_.parentOf(unit), product, period)] += change;
                    if (unit == 0 && change > 0) problems.push_back(tooSmall(period, change));
                }
                if (changed) changedRows_.push_back(book_.rowOf(unit, product));
            }
        }
        std::sort(changedRows_.begin(), changedRows_.end());
    }

    [[nodiscard]] Json patch() const {
        return changedRows_.empty() ? Json::array() : proposeRows(book_, cells_, tree_, changedRows_, {});
    }

private:
    [[nodiscard]] std::size_t at(int unit, int product, int period) const {
        return static_cast<std::size_t>(book_.rowOf(unit, product)) * static_cast<std::size_t>(book_.periodCount()) +
               static_cast<std::size_t>(period);
    }

    // By how much each unit's own row is different from mine's; a unit that is gone counts against the nearest one above.
    void readChanges() {
        cells_ = book_.cells();
        change_ = cells_;
        for (int old = 0; old < mine_.book->units(); ++old) {
            int above = old;
            int unit = -1;
            while (above >= 0 && (unit = tree_.find((*mine_.tree)[above].id)) < 0) above = mine_.book->parentOf(above);
            if (unit < 0) continue;
            for (int product = 0; product < book_.productCount(); ++product) {
                for (int period = 0; period < book_.periodCount(); ++period)
                    change_[at(unit, product, period)] -= mine_.book->at(old, product, period);
            }
        }
    }

    [[nodiscard]] bool absorbs(int unit, int product) const {
        if (book_.isLeaf(unit)) return false;
        const Json* record = book_.record(unit, book_.byProduct() ? product : kAllProducts);
        if (memberOf(record, "reserve") == nullptr) return false;
        return std::find(rule_.closed.begin(), rule_.closed.end(), tree_[unit].id) == rule_.closed.end();
    }

    bool absorb(int unit, int product, int period, Minor& change, Json& absorbed) {
        Minor& reserve = cells_[at(unit, product, period)];
        const Minor part = std::min(change, std::max<Minor>(reserve, 0));
        if (part == 0) return false;
        reserve -= part;
        change -= part;
        const std::string& line = book_.products()[static_cast<std::size_t>(product)];
        absorbed.push_back(JsonObject()
                               .put("set", set_)
                               .put("unit", tree_[unit].id)
                               .put("product", line.empty() ? Json() : Json(line))
                               .put("period", formatPeriod(book_.periods()[static_cast<std::size_t>(period)]))
                               .put("amountMinor", part));
        return true;
    }

    [[nodiscard]] Json tooSmall(int period, Minor change) const {
        return JsonObject()
            .put("code", "exchange.reserve_too_small")
            .put("path", "/collections/targets")
            .put("params", JsonObject()
                               .put("set", set_)
                               .put("node", tree_[0].id)
                               .put("nodeName", tree_[0].name)
                               .put("period", formatPeriod(book_.periods()[static_cast<std::size_t>(period)]))
                               .put("minor", change));
    }

    const SetView& mine_;
    const TargetBook& book_;
    const OrgTree& tree_;
    const std::string& set_;
    const TotalsRule& rule_;
    std::vector<Minor> cells_;
    std::vector<Minor> change_;  // of the whole below, as far as nothing has absorbed it
    std::vector<int> changedRows_;
};

Json violationsOf(const Plan& plan) {
    static const std::map<std::string, FactTablePtr, std::less<>> kNoFacts;
    RequestContext context;
    context.plan = &plan;
    context.planOpen = true;
    context.facts = &kNoFacts;
    auto checked = handleCheck(context, Json::object());
    return checked ? std::move((*checked)["violations"]) : Json::array();
}

const Json* setsOf(const Plan* plan) { return plan == nullptr ? nullptr : &plan->collection("targetSets"); }

}  // namespace

Result<Json> absorbChanges(const Plan& mine, Plan& merged, const TotalsRule& rule, Json& patch, Json& problems) {
    Json absorbed = Json::array();
    Json all = Json::array();
    for (const std::string& set : keysOf(setsOf(&mine), nullptr)) {
        const std::string_view asked = textOf(rule.bySet, set);
        if (asked.empty() ? !rule.reserve : asked != "reserve") continue;
        if (sameValue(&mine.collection("targets"), &merged.collection("targets"))) break;
        const SetView before(&mine, set);
        const SetView after(&merged, set);
        if (!before.book || !after.book) continue;
        Absorption absorption(before, after, set, rule);
        if (!absorption.comparable()) continue;
        absorption.run(absorbed, problems);
        const Json proposed = absorption.patch();
        all.insert(all.end(), proposed.begin(), proposed.end());
    }
    if (all.empty()) return absorbed;
    if (auto applied = merged.apply(all); !applied) return failure(std::move(applied.error()));
    patch.insert(patch.end(), all.begin(), all.end());
    return absorbed;
}

Json changedTotals(const PlanVersions& versions) {
    Json rows = Json::array();
    for (const std::string& set : keysOf(setsOf(versions.mine), setsOf(versions.merged), setsOf(versions.theirs))) {
        const SetView base(versions.base, set);
        const SetView mine(versions.mine, set);
        const SetView theirs(versions.theirs, set);
        const SetView merged(versions.merged, set);
        if (!merged.tree) continue;
        for (const OrgUnit& unit : merged.tree->units()) {
            const Json now = merged.yearOf(unit.id);
            const Json was = mine.yearOf(unit.id);
            Json before = base.yearOf(unit.id);
            Json other = theirs.yearOf(unit.id);
            if (now == was && (before.is_null() || before == was) && (other.is_null() || other == was)) continue;
            rows.push_back(JsonObject()
                               .put("set", set)
                               .put("unit", unit.id)
                               .put("name", unit.name)
                               .put("baseMinor", std::move(before))
                               .put("mineMinor", was)
                               .put("theirsMinor", std::move(other))
                               .put("mergedMinor", now));
        }
    }
    return rows;
}

Json newViolations(const Plan& mine, const Plan& merged) {
    const Json known = violationsOf(mine);
    Json fresh = Json::array();
    for (const Json& violation : violationsOf(merged)) {
        if (std::find(known.begin(), known.end(), violation) == known.end()) fresh.push_back(violation);
    }
    return fresh;
}

}  // namespace sandtable

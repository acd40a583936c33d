#include "exchange/slice.h"

#include <algorithm>

#include "base/json_object.h"
#include "base/json_writer.h"
#include "exchange/document_walk.h"
#include "plan/plan_schemas.h"

namespace sandtable {
namespace {

bool isShown(const Json& field) {
    const std::string_view mark = textOf(&field, "x-slice");
    return mark == "show" || mark == "path";
}

// What the schema knows of a value: unknown members stay behind. `unmarked` members are kept below a marked field.
Json project(const Json& schema, const Json& value, bool unmarked) {
    const Json* fields = memberOf(&schema, "properties");
    const Json* others = memberOf(&schema, "additionalProperties");
    if (value.is_object() && (fields != nullptr || (others != nullptr && others->is_object()))) {
        Json kept = Json::object();
        for (const auto& [key, inner] : value.items()) {
            const Json* known = memberOf(fields, key);
            if (known == nullptr) known = others;
            if (known == nullptr || !known->is_object() || (!unmarked && !isShown(*known))) continue;
            kept[key] = project(*known, inner, true);
        }
        return kept;
    }
    if (value.is_object()) return Json::object();  // an object nobody described
    const Json* items = memberOf(&schema, "items");
    if (value.is_array() && items != nullptr && items->is_object()) {
        Json kept = Json::array();
        for (const Json& item : value) kept.push_back(project(*items, item, true));
        return kept;
    }
    return value;
}

class Cut {
public:
    Cut(const Plan& plan, const OrgTree& tree, const SliceSpec& spec) : plan_(plan), tree_(tree) {
        kept_.resize(static_cast<std::size_t>(tree.size()), Place::outside);
        for (const std::string& root : spec.roots) {
            const int top = tree.find(root);
            for (int unit = top; unit < tree.size(); ++unit) {
                if (unit > top && tree[unit].depth <= tree[top].depth) break;
                kept_[static_cast<std::size_t>(unit)] = Place::inside;
            }
            for (int unit = tree[top].parent; unit >= 0; unit = tree[unit].parent) {
                Place& place = kept_[static_cast<std::size_t>(unit)];
                if (place == Place::outside) place = Place::above;
            }
        }
    }

    Json cutDocument(Json& rules) {
        const Json& document = plan_.document();
        Json out = Json::object();
        for (const char* field : {"format", "version", "id", "revision"}) out[field] = document[field];
        for (const auto& [name, schema] : PlanSchemas::shared().all()) {
            if (schema.isCollection) continue;
            out[name] = project(schema.text, document[name], false);
            rules.push_back(ruleOf(name, schema.text, document[name].size(), out[name].size()));
        }
        Json& collections = out["collections"];
        for (const auto& [name, schema] : PlanSchemas::shared().all()) {
            if (!schema.isCollection) continue;
            Json kept = Json::object();
            const Json& records = plan_.collection(name);
            for (const auto& [id, record] : records.items()) {
                const Place place = placeOf(schema.text, id, record);
                if (place != Place::outside) kept[id] = cutRecord(schema.text, record, place);
            }
            rules.push_back(ruleOf(name, schema.text, records.size(), kept.size()));
            collections[name] = std::move(kept);
        }
        return out;
    }

    [[nodiscard]] std::vector<std::string> units() const {
        std::vector<std::string> ids;
        for (int unit = 0; unit < tree_.size(); ++unit) {
            if (kept_[static_cast<std::size_t>(unit)] == Place::inside) ids.push_back(tree_[unit].id);
        }
        return ids;
    }

private:
    enum class Place { outside, above, inside };

    [[nodiscard]] Place unitPlace(std::string_view id) const {
        const int unit = id.empty() ? -1 : tree_.find(id);
        return unit < 0 ? Place::outside : kept_[static_cast<std::size_t>(unit)];
    }

    // By x-slice of the collection: {"keep": "all"}, {"keep": "unit", "field", "also"?} or {"keep": "owners", "field"}.
    [[nodiscard]] Place placeOf(const Json& schema, const std::string& id, const Json& record) const {
        const Json* rule = memberOf(&schema, "x-slice");
        const std::string_view keep = textOf(rule, "keep");
        if (keep == "all") return Place::inside;
        const std::string_view field = textOf(rule, "field");
        if (keep == "owners") {
            if (unitPlace(textOf(&record, field)) == Place::inside) return Place::inside;
            for (int unit = 0; unit < tree_.size(); ++unit) {
                if (tree_[unit].ownerId == id && kept_[static_cast<std::size_t>(unit)] == Place::inside)
                    return Place::inside;
            }
            return Place::outside;
        }
        if (keep != "unit") return Place::outside;
        const Place place = unitPlace(textOf(&record, field));
        if (field == "id" || place == Place::inside) return place;
        const bool reaches = unitPlace(textOf(&record, textOf(rule, "also"))) == Place::inside;
        return reaches && place == Place::above ? Place::inside : Place::outside;
    }

    // A unit above the slice is only its name and place.
    [[nodiscard]] Json cutRecord(const Json& schema, const Json& record, Place place) const {
        Json kept = project(schema, record, false);
        const Json& fields = schema["properties"];
        for (const std::string& key : keysOf(&kept, nullptr)) {
            const Json& field = fields[key];
            const bool onlyInside = place == Place::above && textOf(&field, "x-slice") != "path";
            const bool lost = textOf(&field, "x-ref") == "orgUnits" && !textOf(&kept, key).empty() &&
                              unitPlace(textOf(&kept, key)) == Place::outside;
            if (onlyInside || lost) kept.erase(key);
        }
        return kept;
    }

    static Json ruleOf(const std::string& name, const Json& schema, std::size_t all, std::size_t kept) {
        Json editable = Json::array();
        Json hidden = Json::array();
        for (const auto& [key, field] : schema["properties"].items()) {
            if (!isShown(field)) hidden.push_back(key);
            if (textOf(&field, "x-edit") == "owner") editable.push_back(key);
        }
        return JsonObject()
            .put("collection", name)
            .put("kept", kept)
            .put("left", all - kept)
            .put("added", textOf(&schema, "x-edit") == "add")
            .put("editable", std::move(editable))
            .put("hidden", std::move(hidden));
    }

    const Plan& plan_;
    const OrgTree& tree_;
    std::vector<Place> kept_;
};

}  // namespace

const Json* sliceMarker(const Plan& plan) { return memberOf(&plan.document(), "slice"); }

SliceSpec sliceSpecOf(const Json& marker) {
    SliceSpec spec;
    if (const Json* roots = memberOf(&marker, "roots"); roots != nullptr && roots->is_array()) {
        for (const Json& root : *roots) {
            if (root.is_string()) spec.roots.push_back(root.get<std::string>());
        }
    }
    spec.totalFixed = textOf(&marker, "total") == "fixed";
    return spec;
}

Result<Slice> buildSlice(const Plan& plan, const SliceSpec& spec) {
    if (sliceMarker(plan) != nullptr) return failure({.code = "exchange.is_slice"});
    auto tree = OrgTree::fromPlan(plan);
    if (!tree) return failure(std::move(tree.error()));
    SliceSpec wanted = spec;
    std::sort(wanted.roots.begin(), wanted.roots.end());
    wanted.roots.erase(std::unique(wanted.roots.begin(), wanted.roots.end()), wanted.roots.end());
    for (const std::string& root : spec.roots) {
        int unit = tree->find(root);
        if (unit < 0) return failure({.code = "exchange.no_such_unit", .params = JsonObject().put("unit", root)});
        while ((unit = (*tree)[unit].parent) >= 0) {
            if (std::find(spec.roots.begin(), spec.roots.end(), (*tree)[unit].id) == spec.roots.end()) continue;
            wanted.roots.erase(std::find(wanted.roots.begin(), wanted.roots.end(), root));  // another root holds it
            break;
        }
    }
    Slice slice;
    slice.rules = Json::array();
    Cut cut(plan, *tree, wanted);
    Json document = cut.cutDocument(slice.rules);
    document["slice"] =
        JsonObject().put("roots", Json(wanted.roots)).put("total", wanted.totalFixed ? "fixed" : "proposed");
    slice.units = cut.units();
    auto opened = Plan::parse(writeCompactJson(document));
    if (!opened) return failure(std::move(opened.error()));
    slice.plan = std::move(*opened);
    return slice;
}

}  // namespace sandtable

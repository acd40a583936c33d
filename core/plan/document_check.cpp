// Schemas first, then references and the tree: the later checks rely on shapes the earlier ones have established.
#include "plan/document_check.h"

#include <algorithm>

#include "base/calendar.h"
#include "base/json_object.h"
#include "base/money.h"
#include "base/text.h"
#include "plan/org_tree.h"
#include "plan/plan.h"
#include "plan/plan_schemas.h"

namespace sandtable {
namespace {

constexpr std::size_t kMaxDocumentId = 200;

class DocumentCheck {
public:
    DocumentCheck(const Json& document, const CheckScope& scope) : document_(document), scope_(scope) {}

    Errors run() {
        checkEnvelope();
        if (!errors_.empty()) return std::move(errors_);
        for (const auto& [name, schema] : PlanSchemas::shared().all()) {
            if (schema.isCollection) {
                checkCollection(schema);
            } else if (scope_.everything || scope_.parts.contains(name)) {
                schema.schema.check(document_[name], "/" + name, "plan.schema", errors_);
            }
        }
        if (!errors_.empty()) return std::move(errors_);
        checkReferences();
        checkCalendar();
        checkTree();
        return std::move(errors_);
    }

private:
    void add(Error error) {
        if (errors_.size() < kMaxReportedErrors) errors_.push_back(std::move(error));
    }

    void require(const char* field, bool valid, const char* rule) {
        if (!document_.contains(field)) {
            add({.code = "plan.schema",
                 .path = std::string("/") + field,
                 .params = JsonObject().put("rule", "required").put("field", field)});
        } else if (!valid) {
            add({.code = "plan.schema", .path = std::string("/") + field, .params = JsonObject().put("rule", rule)});
        }
    }

    [[nodiscard]] const Json& at(const char* field) const {
        static const Json kNothing;
        const auto found = document_.find(field);
        return found == document_.end() ? kNothing : *found;
    }

    void checkEnvelope() {
        if (!document_.is_object()) return add({.code = "plan.not_a_plan", .path = ""});
        require("format", at("format") == kPlanFormat, "const");
        require("version", at("version").is_string(), "type");
        const auto* id = at("id").get_ptr<const std::string*>();
        require("id", id != nullptr && !id->empty() && id->size() <= kMaxDocumentId, "type");
        const Json& revision = at("revision");
        require("revision", revision.is_number_integer() && revision >= 0 && revision <= kMaxMinor, "type");
        for (const char* part : {"meta", "calendar", "settings", "collections"})
            require(part, at(part).is_object(), "type");
        if (!at("collections").is_object()) return;
        for (const auto& [name, collection] : at("collections").items()) {
            if (collection.is_object()) continue;
            add({.code = "plan.schema",
                 .path = "/collections/" + escapePointer(name),
                 .params = JsonObject().put("rule", "type")});
        }
        for (const auto& [name, schema] : PlanSchemas::shared().all()) {
            if (!schema.isCollection || at("collections").contains(name)) continue;
            add({.code = "plan.schema",
                 .path = "/collections/" + name,
                 .params = JsonObject().put("rule", "required").put("field", name)});
        }
    }

    [[nodiscard]] const Json& collection(const std::string& name) const { return document_["collections"][name]; }

    [[nodiscard]] bool wholly(const std::string& name) const {
        return scope_.everything || scope_.collections.contains(name);
    }

    // Calls visit(id, record) for the records of the collection that are in scope and exist.
    template <class Visit>
    void eachInScope(const std::string& name, Visit visit) const {
        const Json& records = collection(name);
        if (wholly(name)) {
            for (const auto& [id, record] : records.items()) visit(id, record);
            return;
        }
        const auto touched = scope_.records.find(name);
        if (touched == scope_.records.end()) return;
        for (const std::string& id : touched->second) {
            if (const auto found = records.find(id); found != records.end()) visit(id, *found);
        }
    }

    void checkCollection(const RecordSchema& schema) {
        eachInScope(schema.name, [&](const std::string& id, const Json& record) {
            if (errors_.size() >= kMaxReportedErrors) return;
            const std::string path = "/collections/" + schema.name + "/" + escapePointer(id);
            if (!isRecordId(id, schema.idMaxLength)) {
                add({.code = "plan.bad_id",
                     .path = path,
                     .params = JsonObject().put("id", id).put("maxLength", schema.idMaxLength)});
            }
            if (schema.schema.check(record, path, "plan.schema", errors_)) checkIdFields(schema, id, record, path);
        });
    }

    void checkIdFields(const RecordSchema& schema, const std::string& id, const Json& record, const std::string& path) {
        if (record["id"] != id) {
            add({.code = "plan.id_mismatch",
                 .path = path + "/id",
                 .params = JsonObject().put("id", record["id"]).put("expected", id)});
        }
        if (schema.idFrom.empty()) return;
        std::string expected;
        for (const std::string& field : schema.idFrom) {
            const auto value = record.find(field);
            if (value == record.end() || !value->is_string()) continue;
            if (!expected.empty()) expected += '.';
            expected += value->get_ref<const std::string&>();
        }
        if (expected != id)
            add({.code = "plan.id_mismatch",
                 .path = path,
                 .params = JsonObject().put("id", id).put("expected", expected)});
    }

    // True when some record of the collection may have gone.
    [[nodiscard]] bool mayHaveLost(const std::string& name) const {
        if (wholly(name)) return true;
        const auto touched = scope_.records.find(name);
        if (touched == scope_.records.end()) return false;
        const Json& records = collection(name);
        return std::any_of(touched->second.begin(), touched->second.end(),
                           [&](const std::string& id) { return !records.contains(id); });
    }

    void checkReferences() {
        for (const auto& entry : PlanSchemas::shared().all()) {
            const RecordSchema& schema = entry.second;
            for (const ReferenceField& field : schema.references) {
                if (!schema.isCollection) continue;
                const Json& targets = collection(field.target);
                known_ = nullptr;
                const auto visit = [&](const std::string& id, const Json& record) {
                    checkReference({.inner = record, .name = id, .outer = nullptr}, schema, field, 0, targets);
                };
                if (mayHaveLost(field.target)) {
                    for (const auto& [id, record] : collection(schema.name).items()) visit(id, record);
                } else {
                    eachInScope(schema.name, visit);
                }
            }
        }
    }

    // Where a walk below a record stands, from the inside outwards: written out only for an error.
    struct Step {
        const Json& inner;
        const std::string& name;  // of a member; of an item its index
        const Step* outer;

        [[nodiscard]] std::string pointer() const {
            return (outer == nullptr ? "" : outer->pointer()) + "/" + escapePointer(name);
        }
    };

    void checkReference(const Step& step, const RecordSchema& schema, const ReferenceField& field, std::size_t depth,
                        const Json& targets) {
        const Json& value = step.inner;
        if (depth == field.path.size()) {
            const auto* id = value.get_ptr<const std::string*>();
            if (id == nullptr) return;  // null means "nobody"; other types are the schema's business
            if (known_ != nullptr && *known_ == *id) return;
            known_ = targets.contains(*id) ? id : nullptr;  // rows of one set follow each other
            if (known_ != nullptr) return;
            return add({.code = "plan.missing_reference",
                        .path = "/collections/" + schema.name + step.pointer(),
                        .params = JsonObject().put("id", *id).put("collection", field.target)});
        }
        const std::string& token = field.path[depth];
        if (token != "*") {
            if (!value.is_object()) return;
            if (const auto inner = value.find(token); inner != value.end())
                checkReference({.inner = *inner, .name = token, .outer = &step}, schema, field, depth + 1, targets);
        } else if (value.is_structured()) {
            for (const auto& [key, inner] : value.items())
                checkReference({.inner = inner, .name = key, .outer = &step}, schema, field, depth + 1, targets);
        }
    }

    void checkCalendar() {
        if (!scope_.everything && !scope_.parts.contains("calendar")) return;
        if (auto calendar = FiscalCalendar::fromJson(document_["calendar"]); !calendar) {
            for (Error& error : calendar.error()) add(std::move(error));
        }
    }

    void checkTree() {
        if (!errors_.empty() || (!wholly("orgUnits") && !scope_.records.contains("orgUnits"))) return;
        if (auto tree = OrgTree::fromUnits(collection("orgUnits")); !tree) {
            for (Error& error : tree.error()) add(std::move(error));
        }
    }

    const Json& document_;
    const CheckScope& scope_;
    const std::string* known_ = nullptr;  // the id found last in the collection at hand
    Errors errors_;
};

}  // namespace

CheckScope CheckScope::touchedBy(const std::vector<PointerTokens>& touched) {
    CheckScope scope;
    for (const PointerTokens& tokens : touched) {
        if (tokens.empty() || (tokens.size() == 1 && tokens[0] == "collections")) {
            scope.everything = true;
        } else if (tokens[0] != "collections") {
            scope.parts.insert(tokens[0]);
        } else if (tokens.size() == 2) {
            scope.collections.insert(tokens[1]);
        } else {
            scope.records[tokens[1]].insert(tokens[2]);
        }
    }
    return scope;
}

std::vector<std::string> CheckScope::names(const Json& document) const {
    std::set<std::string> found(parts.begin(), parts.end());
    found.insert(collections.begin(), collections.end());
    for (const auto& [name, ids] : records) found.insert(name);
    if (everything) {
        for (const auto& [name, part] : document.items()) {
            if (name != "collections") found.insert(name);
        }
        for (const auto& [name, collection] : document["collections"].items()) found.insert(name);
    }
    found.erase("revision");
    return {found.begin(), found.end()};
}

Errors checkDocument(const Json& document, const CheckScope& scope) { return DocumentCheck(document, scope).run(); }

}  // namespace sandtable

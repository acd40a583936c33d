// Schemas are part of the program: one that does not compile is a defect that stops the first plan from being made.
#include "plan/plan_schemas.h"

#include <stdexcept>

#include "base/json_reader.h"
#include "base/text.h"
#include "plan/schemas.h"

namespace sandtable {
namespace {

// Collects {path, target} of every x-ref below `schema`.
void collectReferences(const Json& schema, std::vector<std::string>& path, std::vector<ReferenceField>& found) {
    if (const auto ref = schema.find("x-ref"); ref != schema.end()) {
        found.push_back({.path = path, .target = ref->get<std::string>()});
    }
    const auto descend = [&](const Json& inner, std::string token) {
        if (!inner.is_object()) return;
        path.push_back(std::move(token));
        collectReferences(inner, path, found);
        path.pop_back();
    };
    if (const auto fields = schema.find("properties"); fields != schema.end()) {
        for (const auto& [name, field] : fields->items()) descend(field, name);
    }
    for (const char* keyword : {"items", "additionalProperties"}) {
        if (const auto inner = schema.find(keyword); inner != schema.end()) descend(*inner, "*");
    }
}

RecordSchema buildRecordSchema(std::string_view name, std::string_view text) {
    RecordSchema record;
    record.name = name;
    record.text = readJson(text, kPlanJsonErrors).value();
    auto compiled = JsonSchema::compile(record.text);
    if (!compiled) throw std::logic_error(record.name + ".json: " + compiled.error().front().detail);
    record.schema = std::move(*compiled);
    record.isCollection = record.text.at("x-kind") == "collection";
    record.idMaxLength = record.text.value("x-idMaxLength", record.idMaxLength);
    record.idFrom = record.text.value("x-idFrom", record.idFrom);
    std::vector<std::string> path;
    collectReferences(record.text, path, record.references);
    return record;
}

}  // namespace

const PlanSchemas& PlanSchemas::shared() {
    static const PlanSchemas schemas;
    return schemas;
}

PlanSchemas::PlanSchemas() {
    for (const auto& [name, text] : planSchemas()) byName_.emplace(name, buildRecordSchema(name, text));
}

const RecordSchema* PlanSchemas::part(std::string_view name) const {
    const auto found = byName_.find(name);
    return found == byName_.end() || found->second.isCollection ? nullptr : &found->second;
}

const RecordSchema* PlanSchemas::collection(std::string_view name) const {
    const auto found = byName_.find(name);
    return found == byName_.end() || !found->second.isCollection ? nullptr : &found->second;
}

bool isRecordId(std::string_view id, std::size_t maxLength) {
    if (id.empty() || id.size() > maxLength) return false;
    const auto isLowerOrDigit = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
    if (!isLowerOrDigit(id.front())) return false;
    for (const char c : id) {
        if (!isLowerOrDigit(c) && !(c >= 'A' && c <= 'Z') && c != '.' && c != '_' && c != '-') return false;
    }
    return !isInheritedName(id);
}

}  // namespace sandtable

#include "engine/facts_requests.h"

#include <memory>

#include "base/json_object.h"
#include "facts/report.h"
#include "facts/snapshot.h"
#include "request/schema_text.h"

namespace sandtable {
namespace {

constexpr std::string_view kNoParams = R"json({"type": "object", "properties": {}, "required": []})json";

constexpr std::string_view kImportParams = R"json({
    "type": "object",
    "properties": {"import": {"type": "string", "description": "Id that facts.begin or facts.restore gave"}},
    "required": ["import"]
})json";

constexpr std::string_view kTableParams = R"json({
    "type": "object",
    "properties": {
        "table": {"type": "string", "minLength": 1, "maxLength": 200, "description": "Name of a fact table"}
    },
    "required": ["table"]
})json";

constexpr std::string_view kMapping = R"json({
    "type": ["object", "null"],
    "description": "Which column is which field; columns not named keep what header and content suggest",
    "properties": {
        "columns": {"type": "object", "additionalProperties": {"type": ["string", "null"]}},
        "dateOrder": {"enum": ["ymd", "dmy", "mdy", null]},
        "decimal": {"enum": [".", ",", null]}
    }
})json";

Json beginParams() {
    Json schema = schemaOf(kTableParams);
    schema["properties"].update(schemaOf(R"json({
        "fileName": {"type": "string"},
        "totalBytes": {"type": ["number", "null"], "minimum": 0}
    })json"));
    schema["properties"]["mapping"] = schemaOf(kMapping);
    schema["required"].push_back("fileName");
    return schema;
}

Json commitParams() {
    Json schema = schemaOf(kImportParams);
    schema["properties"]["mapping"] = schemaOf(kMapping);
    return schema;
}

Result<ImportSession*> findImport(EngineState& state, const std::string& id) {
    const auto found = state.imports.find(id);
    if (found != state.imports.end()) return &found->second;
    return failure({.code = "facts.unknown_import", .path = "/import", .params = JsonObject().put("import", id)});
}

Result<FactTablePtr> findTable(const EngineState& state, const std::string& name) {
    const auto found = state.facts.find(name);
    if (found != state.facts.end()) return found->second;
    return failure({.code = "facts.no_such_table", .path = "/table", .params = JsonObject().put("table", name)});
}

// A JSON null is how the page says "no mapping"; the session wants it absent.
Json withoutNulls(Json params) {
    for (auto member = params.begin(); member != params.end();) {
        member = member->is_null() ? params.erase(member) : std::next(member);
    }
    return params;
}

Json openImport(EngineState& state, ImportSession session) {
    std::string id = state.newImportId();
    auto kept = std::make_shared<ImportSession>(std::move(session));
    state.onSuccess = [&state, id, kept] { state.imports.insert_or_assign(id, std::move(*kept)); };
    return JsonObject().put("import", id);
}

Result<Json> begin(EngineState& state, const Json& params) {
    auto session = ImportSession::begin(withoutNulls(params));
    if (!session) return failure(std::move(session.error()));
    return openImport(state, std::move(*session));
}

Result<Json> restore(EngineState& state, const Json& params) {
    auto session = ImportSession::beginRestore(params);
    if (!session) return failure(std::move(session.error()));
    return openImport(state, std::move(*session));
}

Result<Json> preview(EngineState& state, const Json& params) {
    auto session = findImport(state, params["import"]);
    if (!session) return failure(std::move(session.error()));
    return (*session)->preview();
}

Result<Json> commit(EngineState& state, const Json& params) {
    const std::string id = params["import"];
    auto session = findImport(state, id);
    if (!session) return failure(std::move(session.error()));
    auto outcome = (*session)->commit(withoutNulls(params));
    if (!outcome) return failure(std::move(outcome.error()));
    state.onSuccess = [&state, id, table = outcome->table] {
        state.facts.insert_or_assign(table->name, table);
        state.imports.erase(id);
    };
    return std::move(outcome->report);
}

Result<Json> cancel(EngineState& state, const Json& params) {
    const std::string id = params["import"];
    if (auto session = findImport(state, id); !session) return failure(std::move(session.error()));
    state.onSuccess = [&state, id] { state.imports.erase(id); };
    return Json::object();
}

Result<Json> list(const EngineState& state) {
    Json tables = Json::array();
    for (const auto& [name, table] : state.facts) tables.push_back(describeTable(*table));
    return JsonObject().put("tables", std::move(tables));
}

Result<Json> drop(EngineState& state, const Json& params) {
    const std::string name = params["table"];
    if (auto table = findTable(state, name); !table) return failure(std::move(table.error()));
    state.onSuccess = [&state, name] { state.facts.erase(name); };
    return Json::object();
}

Result<Json> snapshot(EngineState& state, const Json& params) {
    auto table = findTable(state, params["table"]);
    if (!table) return failure(std::move(table.error()));
    ResultColumns columns;
    columns.bytes["bytes"] = writeSnapshot(**table);
    const std::size_t size = columns.bytes["bytes"].size();
    return JsonObject().put("resultId", state.keep(std::move(columns))).put("bytes", size);
}

}  // namespace

Result<Json> feedImport(EngineState& state, std::string_view importId, std::span<const std::byte> chunk) {
    auto session = findImport(state, std::string(importId));
    if (!session) return failure(std::move(session.error()));
    return (*session)->feed(chunk);
}

std::vector<RequestSpec> factsRequests(EngineState& state) {
    const auto bound = [&state](Result<Json> (*verb)(EngineState&, const Json&)) {
        return [&state, verb](const RequestContext&, const Json& params) { return verb(state, params); };
    };
    const Json onlyImport = schemaOf(kImportParams);
    const Json onlyTable = schemaOf(kTableParams);
    return {
        {"facts.begin", "Opens an import; feed the file through load(), then facts.commit.", beginParams(),
         bound(begin)},
        {"facts.preview", "What an open import has recognised so far: encoding, columns, first rows.", onlyImport,
         bound(preview)},
        {"facts.commit",
         "Ends an import and puts its table in place; a failed commit may be repeated with another mapping.",
         commitParams(), bound(commit)},
        {"facts.cancel", "Drops an open import.", onlyImport, bound(cancel)},
        {"facts.list", "The fact tables at hand.", schemaOf(kNoParams),
         [&state](const RequestContext&, const Json&) { return list(state); }},
        {"facts.drop", "Removes a fact table.", onlyTable, bound(drop)},
        {"facts.snapshot", "A table as bytes (column \"bytes\" of the result) to store and restore.", onlyTable,
         bound(snapshot)},
        {"facts.restore", "Opens an import that reads a snapshot; feed it through load(), then facts.commit.",
         onlyTable, bound(restore)},
    };
}

}  // namespace sandtable

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
        "decimal": {"enum": [".", ",", null]},
        "delimiter": {"enum": [",", ";", "\t", "|", null], "description": "Where columns are cut, of facts.begin: found in the file otherwise"},
        "defaults": {
            "type": "object",
            "description": "By field, the value of rows that have none: where no column has the field, and with blanks also for blank cells",
            "additionalProperties": {
                "type": ["object", "null"],
                "properties": {"value": {"type": "string"}, "blanks": {"type": "boolean"}},
                "required": ["value"]
            }
        },
        "months": {
            "enum": ["rows", "columns", null],
            "description": "Whether columns named after months become rows; in budgets and observations they do unless told otherwise"
        },
        "year": {
            "type": ["integer", "null"], "minimum": 1900, "maximum": 2199,
            "description": "Of the first of those columns, where their names have none"
        }
    }
})json";

// With it a request reads the import's file as another table than facts.begin said.
constexpr std::string_view kTableChoice = R"json({
    "type": "string",
    "description": "Read the file as this table instead of the one facts.begin named"
})json";

constexpr std::string_view kMerge = R"json({
    "type": ["object", "null"],
    "description": "How the file meets the table that stands: in its place (replace, the default), after it (append), or row by row (upsert)",
    "properties": {
        "mode": {"enum": ["replace", "append", "upsert"]},
        "key": {"type": "array", "items": {"type": "string"}, "description": "Fields that tell rows apart"},
        "removeMissing": {
            "enum": ["none", "sameDays"],
            "description": "sameDays: an upsert removes rows within the file's first and last day that the file no longer has"
        }
    },
    "required": ["mode"]
})json";

constexpr std::string_view kRejectsParams = R"json({
    "type": "object",
    "properties": {
        "import": {"type": "string", "description": "An open import: of its last commit or dry run"},
        "table": {"type": "string", "description": "A table: of the file it came from last"},
        "offset": {"type": "integer", "minimum": 0},
        "limit": {"type": "integer", "minimum": 1, "maximum": 1000}
    },
    "required": []
})json";

constexpr std::string_view kTokenParams = R"json({
    "type": "object",
    "properties": {"token": {"type": "string", "description": "What facts.commit, .drop or .reinstate gave as replaced"}},
    "required": ["token"]
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

Json previewParams() {
    Json schema = schemaOf(kImportParams);
    schema["properties"]["table"] = schemaOf(kTableChoice);
    schema["properties"]["mapping"] = schemaOf(kMapping);
    return schema;
}

Json proposeKeyParams() {
    Json schema = previewParams();
    schema["properties"]["key"] = schemaOf(
        R"json({"type": "array", "items": {"type": "string"}, "description": "Judge this key instead of proposing one"})json");
    return schema;
}

Json commitParams() {
    Json schema = previewParams();
    schema["properties"]["merge"] = schemaOf(kMerge);
    schema["properties"]["dryRun"] =
        schemaOf(R"json({"type": "boolean", "description": "Count the changes and sample them, store nothing"})json");
    return schema;
}

Json dropParams() {
    Json schema = schemaOf(kTableParams);
    schema["properties"]["keep"] =
        schemaOf(R"json({"type": "boolean", "description": "Keep it under a token for facts.reinstate"})json");
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
    return (*session)->preview(withoutNulls(params));
}

FactTablePtr standing(const EngineState& state, std::string_view name) {
    const auto found = state.facts.find(name);
    return found == state.facts.end() ? nullptr : found->second;
}

std::string planCurrency(const EngineState& state) {
    if (!state.planOpen) return {};
    const Json& meta = state.plan.document()["meta"];
    const auto currency = meta.find("currency");
    return currency != meta.end() && currency->is_string() ? currency->get<std::string>() : std::string();
}

ImportSurroundings surroundingsOf(const EngineState& state) {
    return {[&state](std::string_view name) { return standing(state, name); }, planCurrency(state)};
}

Result<Json> proposeKey(EngineState& state, const Json& params) {
    auto session = findImport(state, params["import"]);
    if (!session) return failure(std::move(session.error()));
    return (*session)->proposeKey(withoutNulls(params), surroundingsOf(state));
}

Result<Json> commit(EngineState& state, const Json& params) {
    const std::string id = params["import"];
    auto session = findImport(state, id);
    if (!session) return failure(std::move(session.error()));
    auto outcome = (*session)->commit(withoutNulls(params), surroundingsOf(state));
    if (!outcome) return failure(std::move(outcome.error()));
    if (params.value("dryRun", false)) return std::move(outcome->report);
    // Who restores a snapshot has what it takes the place of.
    const FactTablePtr before = (*session)->restoring() ? nullptr : standing(state, outcome->table->name);
    outcome->report["replaced"] = before == nullptr ? Json() : Json(state.nextToken());
    state.onSuccess = [&state, id, before, table = outcome->table] {
        if (before != nullptr) state.stash(before);
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
    auto table = findTable(state, name);
    if (!table) return failure(std::move(table.error()));
    const bool keep = params.value("keep", false);
    state.onSuccess = [&state, name, keep, before = *table] {
        if (keep) state.stash(before);
        state.facts.erase(name);
    };
    return JsonObject().put("replaced", keep ? Json(state.nextToken()) : Json());
}

Result<FactTablePtr> findStashed(const EngineState& state, const std::string& token) {
    const auto found = state.stashed.find(token);
    if (found != state.stashed.end()) return found->second;
    return failure({.code = "facts.unknown_token", .path = "/token", .params = JsonObject().put("token", token)});
}

Result<Json> reinstate(EngineState& state, const Json& params) {
    const std::string token = params["token"];
    auto table = findStashed(state, token);
    if (!table) return failure(std::move(table.error()));
    const FactTablePtr before = standing(state, (*table)->name);
    Json report = reportOf(**table);
    report["replaced"] = before == nullptr ? Json() : Json(state.nextToken());
    state.onSuccess = [&state, token, before, back = *table] {
        state.stashed.erase(token);
        if (before != nullptr) state.stash(before);
        state.facts.insert_or_assign(back->name, back);
    };
    return report;
}

Result<Json> forget(EngineState& state, const Json& params) {
    const std::string token = params["token"];
    if (auto table = findStashed(state, token); !table) return failure(std::move(table.error()));
    state.onSuccess = [&state, token] { state.stashed.erase(token); };
    return Json::object();
}

Result<Json> fields(EngineState&, const Json& params) {
    const std::string name = params["table"];
    const auto kind = tableKindOf(name);
    if (!kind) return failure(unknownTable(name));
    return describeFields(*kind);
}

Result<Json> rejects(EngineState& state, const Json& params) {
    constexpr std::size_t kUsualPage = 200;
    const auto offset = params.value("offset", std::size_t{0});
    const auto limit = params.value("limit", kUsualPage);
    if (params.contains("import")) {
        auto session = findImport(state, params["import"]);
        if (!session) return failure(std::move(session.error()));
        return (*session)->rejects(offset, limit);
    }
    auto table = findTable(state, params.value("table", "orders"));
    if (!table) return failure(std::move(table.error()));
    return rejectsPage(**table, offset, limit);
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
        {"facts.preview",
         "What an open import has recognised so far: encoding, columns, first rows, the fitting table.",
         previewParams(), bound(preview)},
        {"facts.proposeKey", "Ends an import's file and proposes the fields that tell its rows apart.",
         proposeKeyParams(), bound(proposeKey)},
        {"facts.commit",
         "Ends an import and puts its table in place, or merges it into the table that stands; a failed commit may be "
         "repeated with another mapping.",
         commitParams(), bound(commit)},
        {"facts.rejects", "The rows an import left out, with line, reason and content, page by page.",
         schemaOf(kRejectsParams), bound(rejects)},
        {"facts.reinstate", "Puts back a table that a commit, a removal or another reinstatement took away.",
         schemaOf(kTokenParams), bound(reinstate)},
        {"facts.forget", "Gives up a table kept for facts.reinstate.", schemaOf(kTokenParams), bound(forget)},
        {"facts.fields", "The fields of a table that columns can be mapped to.", onlyTable, bound(fields)},
        {"facts.cancel", "Drops an open import.", onlyImport, bound(cancel)},
        {"facts.list", "The fact tables at hand.", schemaOf(kNoParams),
         [&state](const RequestContext&, const Json&) { return list(state); }},
        {"facts.drop", "Removes a fact table.", dropParams(), bound(drop)},
        {"facts.snapshot", "A table as bytes (column \"bytes\" of the result) to store and restore.", onlyTable,
         bound(snapshot)},
        {"facts.restore", "Opens an import that reads a snapshot; feed it through load(), then facts.commit.",
         onlyTable, bound(restore)},
    };
}

}  // namespace sandtable

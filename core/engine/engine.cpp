// The envelope around every request: parse, find, validate, run, reply; and the only catch-all of the program.
#include "engine/engine.h"

#include <new>
#include <utility>

#include "base/json_reader.h"
#include "base/json_writer.h"
#include "engine/capabilities.h"
#include "engine/document_requests.h"
#include "engine/engine_state.h"
#include "engine/facts_requests.h"
#include "engine/registry.h"
#include "engine/sample_requests.h"
#include "engine/version.h"

namespace sandtable {
namespace {

// A plan is at most 64 levels deep; a patch that carries all of one sits a few levels down in its request.
constexpr JsonLimits kRequestLimits{.depth = 80};
constexpr JsonErrorCodes kRequestJsonErrors{"request.bad_json", "request.too_deep", "request.too_large",
                                            "request.duplicate_key"};

const char* kindName(ErrorKind kind) {
    switch (kind) {
        case ErrorKind::input:
            return "input";
        case ErrorKind::version:
            return "version";
        default:
            return "internal";
    }
}

std::string failureReply(const Errors& errors) {
    Json list = Json::array();
    for (const Error& error : errors) {
        list.push_back({{"code", error.code},
                        {"path", error.path},
                        {"params", error.params},
                        {"kind", kindName(error.kind)},
                        {"detail", error.detail}});
    }
    return writeCompactJson({{"ok", false}, {"errors", std::move(list)}});
}

std::string internalReply(const char* code, const char* detail) noexcept {
    try {
        return failureReply({{.code = code, .path = "", .kind = ErrorKind::internal, .detail = detail}});
    } catch (...) {
        return R"({"ok":false,"errors":[{"code":"engine.out_of_memory","path":"","params":{},"kind":"internal","detail":""}]})";
    }
}

}  // namespace

struct Engine::Impl {
    EngineState state;
    Registry registry;

    Impl() {
        registry.add(documentRequests(state));
        registry.add(factsRequests(state));
        registry.add(sampleBulkRequests(state));
        registry.add(capabilityRequests());
        registry.add(ownRequests());
    }

    std::vector<RequestSpec> ownRequests() {
        const Json none = {{"type", "object"}};
        return {{"engine.requests", "Lists every request with its doc line and params schema.", none,
                 [this](const RequestContext&, const Json&) -> Result<Json> { return registry.list(); }},
                {"engine.version", "Versions of the engine and of the plan format it writes.", none,
                 [](const RequestContext&, const Json&) -> Result<Json> {
                     return Json{{"version", kEngineVersion}, {"planVersion", kPlanVersion}};
                 }}};
    }

    Result<Json> run(std::string_view requestJson) {
        auto request = readJson(requestJson, kRequestJsonErrors, kRequestLimits);
        if (!request) return failure(std::move(request.error()));
        const auto name = request->is_object() ? request->find("request") : request->end();
        if (!request->is_object() || name == request->end() || !name->is_string()) {
            return failure({.code = "request.bad_json",
                            .path = "/request",
                            .detail = R"(expected {"request": name, "params": {}})"});
        }
        auto spec = registry.find(name->get_ref<const std::string&>());
        if (!spec) return failure(std::move(spec.error()));
        Json params = Json::object();
        if (const auto given = request->find("params"); given != request->end()) params = std::move(*given);
        if (auto valid = registry.validate(**spec, params); !valid) return failure(std::move(valid.error()));
        return (*spec)->handler(context(), params);
    }

    RequestContext context() {
        RequestContext view;
        view.plan = &state.plan;
        view.planOpen = state.planOpen;
        view.facts = &state.facts;
        view.progress = state.progress;
        view.derived = state.derived;
        view.keepColumns = [this](ResultColumns columns) { return state.keep(std::move(columns)); };
        return view;
    }

    // Runs `work` to a reply and settles what it left behind: see EngineState::onSuccess.
    template <class Work>
    std::string reply(Work work) noexcept {
        state.onSuccess = nullptr;
        state.onFailure = nullptr;
        const char* code = "engine.internal";
        const char* detail = "";
        std::string kept;  // the exception's text outlives the exception
        Json result;
        try {
            Result<Json> worked = work();
            if (!worked) return failureReply(worked.error());
            result = std::move(*worked);
            std::string text = writeCompactJson(result, R"({"ok":true,"result":)");
            text += '}';
            if (state.onSuccess) state.onSuccess();
            return text;
        } catch (const std::bad_alloc&) {
            code = "engine.out_of_memory";
        } catch (const std::exception& problem) {
            detail = keepText(kept, problem.what());
        } catch (...) {
            detail = "unknown exception";
        }
        takeBack(result);
        return internalReply(code, detail);
    }

    static const char* keepText(std::string& kept, const char* text) noexcept {
        try {
            kept = text;
            return kept.c_str();
        } catch (...) {
            return "";
        }
    }

    void takeBack(const Json& result) noexcept {
        try {
            if (state.onFailure) state.onFailure(result);
        } catch (...) {
            // Nothing better can be done without memory; the page restarts the worker from its journal after engine.out_of_memory.
        }
    }
};

Engine::Engine() : impl_(std::make_unique<Impl>()) {}
Engine::~Engine() = default;

std::string Engine::call(std::string_view requestJson) {
    return impl_->reply([&] { return impl_->run(requestJson); });
}

std::string Engine::load(std::string_view importId, std::span<const std::byte> chunk) {
    return impl_->reply([&] { return feedImport(impl_->state, importId, chunk); });
}

const ResultColumns* Engine::columns(std::string_view resultId) const {
    const auto found = impl_->state.results.find(resultId);
    return found == impl_->state.results.end() ? nullptr : &found->second;
}

void Engine::release(std::string_view resultId) {
    const auto found = impl_->state.results.find(resultId);
    if (found != impl_->state.results.end()) impl_->state.results.erase(found);
}

void Engine::setProgress(ProgressSink sink) { impl_->state.progress = std::move(sink); }

}  // namespace sandtable

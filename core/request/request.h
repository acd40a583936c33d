// RequestSpec and RequestContext: what a capability registers and what its handler may see.
// Handlers are pure in (plan, facts, params) unless registered as a document or bulk verb.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "facts/table.h"
#include "plan/plan.h"
#include "request/derived_cache.h"

namespace sandtable {

// Bulk numbers out: filled by a handler, fetched by name through Engine::column, freed by Engine::release.
struct ResultColumns {
    std::map<std::string, std::vector<double>> doubles;
    std::map<std::string, std::vector<std::int32_t>> ints;
    std::map<std::string, std::vector<std::uint8_t>> bytes;
};

// Returns false when the caller wants to stop; done and total in rows, cells or steps.
using ProgressSink = std::function<bool(double done, double total)>;

// Read side, given to pure capabilities.
struct RequestContext {
    const Plan* plan = nullptr;  // never null; an empty plan when none is open
    bool planOpen = false;
    const std::map<std::string, FactTablePtr, std::less<>>* facts = nullptr;
    ProgressSink progress;                                                     // may be empty
    std::function<std::string(ResultColumns)> keepColumns;                     // -> resultId
    std::shared_ptr<DerivedCache> derived = std::make_shared<DerivedCache>();  // never null

    [[nodiscard]] FactTablePtr table(std::string_view name) const {  // null when absent
        auto it = facts->find(name);
        return it == facts->end() ? nullptr : it->second;
    }
};

// A capability: result = f(plan, facts, params). Proposals return {"patch":[…], …} and change nothing.
using PureHandler = std::function<Result<Json>(const RequestContext&, const Json& params)>;

struct RequestSpec {
    std::string name;  // "<room>.<verb>"
    std::string doc;   // one line, English
    Json params;       // JSON Schema (draft-07) of the params object; validated before the handler runs
    PureHandler handler;
};

}  // namespace sandtable

// What an Engine owns: the open plan, the fact tables, imports under way, kept results.
// Only the document and bulk verbs of this room change it, and only through onSuccess or with an onFailure.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "facts/import_session.h"
#include "request/request.h"

namespace sandtable {

struct EngineState {
    Plan plan = Plan::makeEmpty(Json::object());
    bool planOpen = false;
    std::map<std::string, FactTablePtr, std::less<>> facts;
    std::map<std::string, ImportSession, std::less<>> imports;
    std::map<std::string, ResultColumns, std::less<>> results;
    std::map<std::string, FactTablePtr, std::less<>> stashed;  // tables an import or removal took away, by token
    ProgressSink progress;
    std::shared_ptr<DerivedCache> derived = std::make_shared<DerivedCache>();

    // A failed call must leave everything as it was, also when only the reply could not be built. So a verb leaves what it
    // changes in `onSuccess`, run once the reply stands, or says in `onFailure` how to take back what it had to do at once, given
    // its result when it had come to one.
    std::function<void()> onSuccess;
    std::function<void(const Json& result)> onFailure;

    [[nodiscard]] std::string newImportId() { return "imp-" + std::to_string(++lastImport_); }

    // The token that the next stash() takes, for a reply that is written before.
    [[nodiscard]] std::string nextToken() const { return "kept-" + std::to_string(lastStash_ + 1); }
    // Keeps a table for facts.reinstate. Past kMaxStashed tables or kMaxStashedRows rows the oldest ones go, never the newest.
    void stash(FactTablePtr table);

    // Keeps columns for Engine::column; past kMaxResults the oldest result goes.
    [[nodiscard]] std::string keep(ResultColumns columns);

    static constexpr std::size_t kMaxResults = 64;
    static constexpr std::size_t kMaxStashed = 8;
    static constexpr std::size_t kMaxStashedRows = 8'000'000;

private:
    std::size_t lastImport_ = 0;
    std::size_t lastResult_ = 0;
    std::size_t lastStash_ = 0;
    std::vector<std::string> stashOrder_;
    std::vector<std::string> resultOrder_;
};

}  // namespace sandtable

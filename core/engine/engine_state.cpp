#include "engine/engine_state.h"

namespace sandtable {

void EngineState::stash(FactTablePtr table) {
    std::string token = nextToken();
    ++lastStash_;
    stashed.insert_or_assign(token, std::move(table));
    stashOrder_.push_back(std::move(token));
    std::erase_if(stashOrder_, [&](const std::string& kept) { return !stashed.contains(kept); });
    std::size_t rows = 0;
    for (const auto& entry : stashed) rows += entry.second->rows;
    while (stashOrder_.size() > kMaxStashed || (rows > kMaxStashedRows && stashOrder_.size() > 1)) {
        rows -= stashed.at(stashOrder_.front())->rows;
        stashed.erase(stashOrder_.front());
        stashOrder_.erase(stashOrder_.begin());
    }
}

std::string EngineState::keep(ResultColumns columns) {
    std::string id = "result-" + std::to_string(++lastResult_);
    results.emplace(id, std::move(columns));
    resultOrder_.push_back(id);
    std::erase_if(resultOrder_, [&](const std::string& kept) { return !results.contains(kept); });
    if (resultOrder_.size() > kMaxResults) {
        results.erase(resultOrder_.front());
        resultOrder_.erase(resultOrder_.begin());
    }
    return id;
}

}  // namespace sandtable

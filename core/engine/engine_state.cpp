#include "engine/engine_state.h"

namespace sandtable {

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

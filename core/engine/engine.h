// Engine: the façade. One plan document, the fact tables, the request registry; the only door for CLI and WASM.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "request/request.h"

namespace sandtable {

class Engine {
public:
    Engine();
    ~Engine();
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    // {"request":"targets.decompose","params":{…}} -> {"ok":true,"result":…} | {"ok":false,"errors":[…]}. Never throws; a failed
    // call leaves plan and facts unchanged.
    [[nodiscard]] std::string call(std::string_view requestJson);

    // Bulk bytes for an open import ("facts.begin" -> importId) or restore; same reply envelope.
    // result: {"bytes": total so far, "rows": rows read so far}
    [[nodiscard]] std::string load(std::string_view importId, std::span<const std::byte> chunk);

    // Bulk numbers of a kept result; null when unknown. Valid until release() or the next call that frees it.
    [[nodiscard]] const ResultColumns* columns(std::string_view resultId) const;
    void release(std::string_view resultId);

    void setProgress(ProgressSink sink);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace sandtable

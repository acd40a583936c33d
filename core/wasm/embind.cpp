// The engine as a JavaScript class: with throwing.cpp the only file that includes Emscripten headers.
// Copies bytes in and numbers out; no view of the heap outlives a call. A defect or no memory ends in a JavaScript throw.
#include <emscripten/bind.h>
#include <emscripten/val.h>

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/engine.h"
#include "throwing.h"

namespace {

using emscripten::val;

// Copies a Uint8Array into bytes that C++ owns; Bytes is a container of one-byte numbers.
template <class Bytes>
void copyIn(const val& array, Bytes& bytes) {
    bytes.resize(array["length"].as<std::size_t>());
    const auto* start = reinterpret_cast<const std::uint8_t*>(bytes.data());
    val(emscripten::typed_memory_view(bytes.size(), start)).call<void>("set", array);
}

// A JavaScript string as UTF-8. Lone surrogates become U+FFFD and NUL stays a character, unlike with embind's own conversion.
std::string textOf(const val& text) {
    std::string utf8;
    copyIn(val::global("TextEncoder").new_().call<val>("encode", text), utf8);
    return utf8;
}

val stringOf(const std::string& utf8) {
    const auto* start = reinterpret_cast<const std::uint8_t*>(utf8.data());
    return val::global("TextDecoder")
        .new_()
        .call<val>("decode", val(emscripten::typed_memory_view(utf8.size(), start)));
}

// A typed array of its own: slice() copies, so that heap growth cannot detach it.
template <class Number>
val ownedArray(const std::vector<Number>& numbers) {
    return val(emscripten::typed_memory_view(numbers.size(), numbers.data())).template call<val>("slice");
}

class EngineDoor {
public:
    EngineDoor() { installOutOfMemoryError(); }

    val call(const val& requestJson) { return stringOf(engine_.call(textOf(requestJson))); }

    // Large chunks are copied once, into a buffer that is kept for the next one.
    val load(const std::string& importId, const val& bytes) {
        copyIn(bytes, buffer_);
        return stringOf(engine_.load(importId, std::as_bytes(std::span(buffer_))));
    }

    // Float64Array, Int32Array or Uint8Array; null when there is no such result or column.
    [[nodiscard]] val column(const std::string& resultId, const std::string& name) const {
        const sandtable::ResultColumns* columns = engine_.columns(resultId);
        if (columns == nullptr) return val::null();
        if (const auto found = columns->doubles.find(name); found != columns->doubles.end())
            return ownedArray(found->second);
        if (const auto found = columns->ints.find(name); found != columns->ints.end()) return ownedArray(found->second);
        if (const auto found = columns->bytes.find(name); found != columns->bytes.end())
            return ownedArray(found->second);
        return val::null();
    }

    void release(const std::string& resultId) { engine_.release(resultId); }

    // sink(done, total) -> false to stop; null for none.
    void setProgress(const val& sink) {
        if (sink.isNull() || sink.isUndefined()) return engine_.setProgress(nullptr);
        engine_.setProgress([sink](double done, double total) { return sink(done, total).as<bool>(); });
    }

private:
    sandtable::Engine engine_;
    std::vector<std::uint8_t> buffer_;
};

}  // namespace

EMSCRIPTEN_BINDINGS(sandtable) {
    emscripten::class_<EngineDoor>("Engine")
        .constructor<>()
        .function("call", &EngineDoor::call)
        .function("load", &EngineDoor::load)
        .function("column", &EngineDoor::column)
        .function("release", &EngineDoor::release)
        .function("setProgress", &EngineDoor::setProgress);
}

#include "throwing.h"

#include <emscripten.h>

#include <cstdlib>
#include <new>
#include <typeinfo>

EM_JS(void, throwOutOfMemory, (), { throw new Error('out of memory'); });
EM_JS(void, throwDefect, (const char* type), { throw new Error('C++ exception ' + UTF8ToString(type)); });

void installOutOfMemoryError() { std::set_new_handler(throwOutOfMemory); }

// What the compiler calls for `throw`; in place of Emscripten's own, which brings the tables that a catch would need.
extern "C" {
void* __cxa_allocate_exception(std::size_t size) noexcept { return std::malloc(size); }

[[noreturn]] void __cxa_throw(void*, std::type_info* type, void (*)(void*)) {
    throwDefect(type->name());
    std::abort();
}
}

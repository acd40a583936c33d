// How a call of the engine ends when there is no result to be had: a JavaScript error, since there are no C++ exceptions here.
// The worker reads its message, and the page replaces the engine (docs/adr/0009).
#pragma once

// From now on, running out of memory throws Error('out of memory'); a C++ throw throws Error('C++ exception …') from the start.
void installOutOfMemoryError();

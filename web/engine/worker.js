// The engine worker: a classic script bundled after the Emscripten glue. Starts the engine, then serves the page's jobs.
/* global createSandtableEngine */
import { createHost } from './worker-host.js';

const scope = /** @type {import('./messages.js').WorkerScope} */ (/** @type {unknown} */ (self));

const host = createHost({
  createModule: (wasmBinary) => createSandtableEngine({ wasmBinary, locateFile: (/** @type {string} */ path) => path }),
  post: (message, transfer) => scope.postMessage(message, transfer),
});
scope.addEventListener('message', (event) => void host.receive(event.data));

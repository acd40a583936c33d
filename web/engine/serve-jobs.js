// What makes a worker the engine's worker: it starts the engine on 'init', then serves the page's jobs in order.
import { createHost } from './worker-host.js';

/** @param {typeof createSandtableEngine} createEngine Emscripten's factory */
export function serveJobs(createEngine) {
  const scope = /** @type {import('./messages.js').WorkerScope} */ (/** @type {unknown} */ (self));
  const host = createHost({
    createModule: (wasmBinary) => createEngine({ wasmBinary, locateFile: (/** @type {string} */ path) => path }),
    post: (message, transfer) => scope.postMessage(message, transfer),
  });
  scope.addEventListener('message', (event) => void host.receive(event.data));
}

// The transport without a worker: the engine runs in the calling thread (node, or a worker of the caller's own).
// Messages are handed over as they are: nothing is cloned or transferred on the way.
import { createHost } from './worker-host.js';

/**
 * @param {typeof createSandtableEngine} createEngine Emscripten's factory
 * @returns {import('./messages.js').Transport}
 */
export function createLocalTransport(createEngine) {
  /** @type {((message: import('./messages.js').FromWorker) => void) | null} */
  let receive = null;
  const host = createHost({
    createModule: (wasmBinary) => createEngine({ wasmBinary, locateFile: (/** @type {string} */ path) => path }),
    post: (message) => receive?.(message),
  });
  return {
    // Later, as a worker would: a reply inside post() would nest one job's end in the next one's start.
    post: (message) => queueMicrotask(() => receive && void host.receive(message)),
    onMessage: (listener) => (receive = listener),
    onError: () => {}, // every failure of this thread arrives as a message
    terminate: () => (receive = null),
  };
}

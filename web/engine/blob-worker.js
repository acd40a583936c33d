// The page's transport: a classic worker from a blob, the only kind that starts on file:// in every browser.
import { workerTransport } from './worker-transport.js';

/**
 * @param {string} source text of the worker script
 * @returns {import('./messages.js').Transport}
 */
export function createBlobWorker(source) {
  const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  return workerTransport(new Worker(url), () => URL.revokeObjectURL(url));
}

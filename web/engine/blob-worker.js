// The page's transport: a classic worker from a blob, the only kind that starts on file:// in every browser.
import { startWorker } from '../lib/trusted-types.js';
import { workerTransport } from './worker-transport.js';

/**
 * @param {string} source text of the worker script
 * @returns {import('./messages.js').Transport}
 */
export function createBlobWorker(source) {
  const { worker, end } = startWorker(source);
  return workerTransport(worker, end);
}

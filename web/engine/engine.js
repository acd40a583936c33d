// The page's one engine. Importing it starts nothing: the first request, or engine.start(), does.
import workerSource from 'virtual:engine-worker';
import loadEngineWasm from 'virtual:engine-wasm';
import { createBlobWorker } from './blob-worker.js';
import { EngineClient } from './client.js';

/** @type {ReturnType<typeof loadEngineWasm> | null} */
let wasm = null;

function newEngine() {
  return new EngineClient({
    createTransport: () => createBlobWorker(workerSource),
    loadWasm: async () => {
      wasm ??= loadEngineWasm();
      return wasm.catch((error) => {
        wasm = null; // the next try asks again
        throw error;
      });
    },
  });
}

export const engine = newEngine();

/**
 * Does a job in an engine of its own, of the same bytes, which ends with it: what a file from elsewhere does to it is over then,
 * and neither the open plan nor its data are near.
 * @template T
 * @param {(engine: EngineClient) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function inQuarantine(work) {
  const apart = newEngine();
  try {
    return await work(apart);
  } finally {
    apart.close();
  }
}

export { EngineError } from './errors.js';

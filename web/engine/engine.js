// The page's one engine. Importing it starts nothing: the first request, or engine.start(), does.
import workerSource from 'virtual:engine-worker';
import loadEngineWasm from 'virtual:engine-wasm';
import { createBlobWorker } from './blob-worker.js';
import { EngineClient } from './client.js';

export const engine = new EngineClient({
  createTransport: () => createBlobWorker(workerSource),
  loadWasm: loadEngineWasm,
});

export { EngineError } from './errors.js';

// The engine as a library, dist/engine/sandtable-engine.js (docs/engine.md): the page's client and worker without the page.
import { byteChunks } from './byte-chunks.js';
import { EngineClient } from './client.js';
import { createLocalTransport } from './local-transport.js';
import { workerTransport } from './worker-transport.js';

/**
 * @typedef {import('./sandtable-engine.js').Engine} Engine
 * @typedef {import('./sandtable-engine.js').OpenOptions} OpenOptions
 */

/** Pieces of a file on their way: one is copied while the engine reads the other. */
const IN_FLIGHT = 2;

/** @param {OpenOptions} [options] @returns {Promise<Engine>} */
export async function openEngine({
  worker,
  wasm = new URL(/* @vite-ignore */ './sandtable.wasm', import.meta.url),
} = {}) {
  const createTransport = (worker ?? inPage()) ? startWorker : await localTransport();
  const client = new EngineClient({ createTransport, loadWasm: () => wasmBytes(wasm) });
  await client.call('engine.version'); // starts it
  return new StandaloneEngine(client);
}

const inPage = () => typeof document !== 'undefined' && typeof Worker !== 'undefined';

const startWorker = () =>
  workerTransport(new Worker(new URL(/* @vite-ignore */ './sandtable-worker.js', import.meta.url), { type: 'module' }));

/** The glue is fetched only where it is used. */
async function localTransport() {
  const { default: createEngine } = await import('virtual:engine-glue');
  return () => createLocalTransport(createEngine);
}

/** @param {Uint8Array | ArrayBuffer | URL | string} source */
async function wasmBytes(source) {
  if (source instanceof Uint8Array || source instanceof ArrayBuffer) return source;
  const url = new URL(source, globalThis.location?.href);
  if (url.protocol === 'file:' && globalThis.process?.getBuiltinModule) {
    return await globalThis.process.getBuiltinModule('node:fs/promises').readFile(url); // node's fetch knows no files
  }
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url.href}: HTTP ${response.status}`);
  return await response.arrayBuffer();
}

/** @implements {Engine} */
class StandaloneEngine {
  #client;

  /** @param {EngineClient} client */
  constructor(client) {
    this.#client = client;
  }

  /** @type {Engine['load']} */
  async load(table, bytes, mapping = null, options = {}) {
    const begun = await this.#client.call('facts.begin', { table, fileName: options.fileName ?? table, mapping });
    return await this.#feed(begun.import, bytes, options);
  }

  /** @type {Engine['restore']} */
  async restore(table, bytes, options = {}) {
    const begun = await this.#client.call('facts.restore', { table });
    return await this.#feed(begun.import, bytes, options);
  }

  /**
   * @param {string} importId
   * @param {import('./sandtable-engine.js').ByteSource} source
   * @param {import('./sandtable-engine.js').LoadOptions} options
   */
  async #feed(importId, source, { signal, onProgress }) {
    /** @type {Promise<void>[]} */
    const onTheWay = [];
    let done = 0;
    try {
      for await (const chunk of byteChunks(source)) {
        const { length } = chunk;
        const taken = this.#client.load(importId, chunk, { signal }).then(() => onProgress?.((done += length)));
        taken.catch(() => {}); // seen below, when its turn comes
        onTheWay.push(taken);
        if (onTheWay.length >= IN_FLIGHT) await onTheWay.shift();
      }
      await Promise.all(onTheWay);
      return await this.#client.call('facts.commit', { import: importId }, { signal });
    } catch (error) {
      await this.#client.call('facts.cancel', { import: importId }).catch(() => {}); // gone with the worker, perhaps
      throw error;
    }
  }

  /** @type {Engine['call']} */
  call(request, params = {}, options = {}) {
    const columns = options.columns ?? knownColumns(request, params);
    return this.#client.call(request, params, { ...options, columns });
  }

  /** @type {Engine['column']} */
  column(resultId, name) {
    return this.#client.column(resultId, name);
  }

  /** @type {Engine['release']} */
  async release(resultId) {
    await this.#client.release(resultId);
  }

  /** @type {Engine['save']} */
  async save(table) {
    const { columns } = await this.#client.call('facts.snapshot', { table }, { columns: ['bytes'] });
    return columns.bytes;
  }

  close() {
    this.#client.close();
  }
}

/**
 * The columns of an answer asked with reply:"columns": of a pivot one per axis and measure.
 * @param {string} request
 * @param {{reply?: string, axes?: string[], measures?: string[]}} params
 */
function knownColumns(request, { reply, axes = [], measures = ['amount'] }) {
  if (reply !== 'columns') return undefined;
  if (request === 'performance.trend') return ['value', 'previous', 'previousRatio', 'lastYear', 'lastYearRatio'];
  if (request !== 'sales.pivot') return undefined;
  return [...axes.map((_, at) => `axis${at}`), ...measures.map((_, at) => `measure${at}`)];
}

export { EngineError } from './errors.js';

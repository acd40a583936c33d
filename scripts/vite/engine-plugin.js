// virtual:engine-worker and virtual:engine-wasm: how the page gets its engine, the same way in both builds
// (docs/adr/0004-one-blob-worker-in-both-builds.md). Nothing here knows what the worker does.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { minifiedGlue } from './engine-glue.js';
import { bundleWorker } from './worker-plugin.js';

const WORKER = 'virtual:engine-worker';
const WASM = 'virtual:engine-wasm';
const WASM_ASSET = 'engine/sandtable.wasm';

/**
 * @param {string} path
 * @returns {Promise<Buffer>}
 */
async function readBuilt(path) {
  try {
    return await readFile(path);
  } catch (error) {
    throw new Error(`${path} is missing: build the engine first (cmake --build --preset wasm)`, { cause: error });
  }
}

/**
 * The engine's worker as one classic script: Emscripten's glue, then web/engine/worker.js with everything it imports.
 * @param {string} root of the repository
 */
async function buildWorkerSource(root) {
  const glue = minifiedGlue((await readBuilt(join(root, 'build/wasm/engine/sandtable.js'))).toString('utf8'));
  const { source, modules } = await bundleWorker(root, 'web/engine/worker.js');
  return { source: `${glue}\n${source}`, modules };
}

/** The site fetches the bytes from a file of its own, so that they load in parallel and stay cached. */
function fetchingModule(/** @type {Buffer} */ wasm) {
  const version = createHash('sha256').update(wasm).digest('hex').slice(0, 12);
  return `export default async function loadEngineWasm() {
  const response = await fetch(new URL('${WASM_ASSET}?v=${version}', document.baseURI));
  if (!response.ok) throw new Error('${WASM_ASSET}: HTTP ' + response.status);
  return new Uint8Array(await response.arrayBuffer());
}`;
}

/** The single file carries the bytes: file:// pages cannot fetch. */
function inflatingModule(/** @type {Buffer} */ wasm) {
  return `const packed = '${gzipSync(wasm, { level: 9 }).toString('base64')}';
export default async function loadEngineWasm() {
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  const inflated = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(inflated).arrayBuffer());
}`;
}

/**
 * @param {{root: string, inline: boolean}} options inline: carry the wasm in the script instead of beside it
 * @returns {import('vite').Plugin}
 */
export function enginePlugin({ root, inline }) {
  const wasmPath = join(root, 'build/wasm/engine/sandtable.wasm');
  return {
    name: 'sandtable-engine',
    resolveId(id) {
      return id === WORKER || id === WASM ? `\0${id}` : null;
    },
    async load(id) {
      if (id === `\0${WORKER}`) {
        const { source, modules } = await buildWorkerSource(root);
        modules.forEach((module) => this.addWatchFile(module));
        return `export default ${JSON.stringify(source)};`;
      }
      if (id === `\0${WASM}`) {
        const wasm = await readBuilt(wasmPath);
        this.addWatchFile(wasmPath);
        return inline ? inflatingModule(wasm) : fetchingModule(wasm);
      }
      return null;
    },
    async generateBundle() {
      if (!inline) this.emitFile({ type: 'asset', fileName: WASM_ASSET, source: await readBuilt(wasmPath) });
    },
  };
}

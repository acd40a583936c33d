// What the plugins of scripts/vite provide to web/engine and web/import-formats.
declare module 'virtual:engine-worker' {
  /** Source text of the engine worker: a classic script for a blob worker (Emscripten glue + web/engine/worker.js). */
  const source: string;
  export default source;
}

declare module 'virtual:engine-wasm' {
  /** The bytes of sandtable.wasm: fetched in the site, inflated from inline text in the single file. */
  export default function loadEngineWasm(): Promise<Uint8Array<ArrayBuffer>>;
}

declare module 'virtual:engine-glue' {
  /** Emscripten's factory as a module, for the engine as a library. */
  const createEngine: typeof createSandtableEngine;
  export default createEngine;
}

declare module 'virtual:workbook-worker' {
  /** Source text of the worker that reads workbooks: a classic script for a blob worker (web/import-formats/workbook-worker.js). */
  const source: string;
  export default source;
}

declare module 'virtual:service-worker' {
  /** Address of the site's service worker, relative to the page; null in builds without one. */
  const address: string | null;
  export default address;
}

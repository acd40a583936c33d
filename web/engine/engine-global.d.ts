// Defined by the Emscripten glue that the build puts in front of worker.js.
declare function createSandtableEngine(options: {
  wasmBinary: ArrayBuffer | Uint8Array;
  locateFile: (path: string) => string;
}): Promise<import('./worker-host.js').EngineModule>;

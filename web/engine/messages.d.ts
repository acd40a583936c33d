// The messages between client.js and worker.js. The worker answers every job with exactly one reply, in order.

export type Job =
  | { kind: 'call'; name: string; params: unknown; columns?: string[] }
  | { kind: 'load'; importId: string; bytes: Uint8Array }
  | { kind: 'column'; resultId: string; name: string }
  | { kind: 'release'; resultId: string };

export type ToWorker = { type: 'init'; wasm: ArrayBuffer | Uint8Array } | { type: 'job'; id: number; job: Job };

export type NumberColumn = Float64Array | Int32Array | Uint8Array;

export type FromWorker =
  | { type: 'ready' }
  | { type: 'failed'; code: string; detail: string }
  | { type: 'progress'; id: number; done: number; total: number }
  | { type: 'reply'; id: number; result: unknown }
  /** The engine's reply as it gave it: {"ok": true, "result": …} or {"ok": false, "errors": […]}. */
  | { type: 'text'; id: number; text: string }
  | { type: 'refused'; id: number; errors: import('./errors.js').ErrorRecord[] }
  /** The engine trapped or ran out of memory: this worker must not be used again. */
  | { type: 'crashed'; id: number; code: string; detail: string };

/** A worker as the client sees it: a blob worker in the page, a fake in unit tests. */
export interface Transport {
  post(message: ToWorker, transfer?: Transferable[]): void;
  onMessage(listener: (message: FromWorker) => void): void;
  onError(listener: (detail: string) => void): void;
  terminate(): void;
}

/** What worker.js uses of its global scope (the project's types are the page's, not a worker's). */
export interface WorkerScope {
  postMessage(message: FromWorker, transfer: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<ToWorker>) => void): void;
}

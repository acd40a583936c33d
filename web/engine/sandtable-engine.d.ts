// Types of the engine as a library, dist/engine/sandtable-engine.js (docs/engine.md). Stands alone: it is shipped as it is.

export interface OpenOptions {
  /** Run in a worker of its own. Default: in a page yes, in a worker and under node no. */
  worker?: boolean;
  /** Bytes or address of sandtable.wasm. Default: beside sandtable-engine.js. */
  wasm?: Uint8Array | ArrayBuffer | URL | string;
}

export type ByteSource = Uint8Array | ArrayBuffer | Blob | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>;

/** Which column is which field; what is not named stays as header and content suggest (docs/requests.md#factsbegin). */
export interface Mapping {
  /** Column name -> field, or null to leave the column out. */
  columns?: Record<string, string | null>;
  dateOrder?: 'ymd' | 'dmy' | 'mdy' | null;
  decimal?: '.' | ',' | null;
}

export interface LoadOptions {
  /** Told in the report and in facts.list. */
  fileName?: string;
  /** Aborting a step that runs replaces a worker, and with it all tables; without a worker it waits for the step's end. */
  signal?: AbortSignal;
  /** Bytes taken so far. */
  onProgress?: (bytes: number) => void;
}

export interface CallOptions {
  signal?: AbortSignal;
  onProgress?: (done: number, total: number) => void;
  /** Columns of the result to hand over with the reply; for reply:"columns" they are known. */
  columns?: string[];
}

export type NumberColumn = Float64Array | Int32Array | Uint8Array;

export interface ErrorRecord {
  code: string;
  path?: string;
  params?: Record<string, unknown>;
  kind?: 'input' | 'version' | 'internal';
  detail?: string;
}

/** Everything found wrong with a request; the codes are explained in docs/errors.md. */
export declare class EngineError extends Error {
  constructor(errors: ErrorRecord[]);
  errors: ErrorRecord[];
  get code(): string;
}

/** Order lines in memory and questions about them. Requests run one at a time, in the order they were made. */
export interface Engine {
  /** Reads a CSV file into a table of this name, replacing an earlier one. A failed load leaves the earlier one untouched. */
  load(table: string, bytes: ByteSource, mapping?: Mapping | null, options?: LoadOptions): Promise<any>;
  /** One request of docs/requests.md. Columns asked for arrive as typed arrays in `reply.columns`. */
  call(request: string, params?: object, options?: CallOptions): Promise<any>;
  /** A column of a result that was kept (`reply.resultId`), as an array of the caller's own. */
  column(resultId: string, name: string): Promise<NumberColumn>;
  /** Frees a result that was kept. */
  release(resultId: string): Promise<void>;
  /** A table as bytes, to be stored and restored later. */
  save(table: string): Promise<Uint8Array<ArrayBuffer>>;
  /** Puts a saved table back: much faster than reading the file again. */
  restore(table: string, bytes: ByteSource, options?: LoadOptions): Promise<any>;
  /** Ends the engine and frees its memory. */
  close(): void;
}

/** Starts an engine; rejects with EngineError when it cannot. */
export declare function openEngine(options?: OpenOptions): Promise<Engine>;

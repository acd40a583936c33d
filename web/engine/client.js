// EngineClient: the page's end of the engine worker. One request runs at a time, in order; a worker that is aborted,
// traps or runs out of memory is replaced, and the owner of plan and facts puts them back through the restore hook.
import { signal } from '@preact/signals-core';
import { EngineError, engineFailure } from './errors.js';

/**
 * @typedef {import('./messages.js').Job} Job
 * @typedef {import('./messages.js').FromWorker} FromWorker
 * @typedef {import('./messages.js').Transport} Transport
 * @typedef {import('./messages.js').NumberColumn} NumberColumn
 * @typedef {{signal?: AbortSignal, onProgress?: (done: number, total: number) => void, columns?: string[], isWanted?: () => boolean}} CallOptions
 *   columns: names of the result's bulk columns to fetch and release with it; they arrive as result.columns
 *   isWanted: looked at when the request's turn comes; false drops it with an AbortError, and the worker goes on
 * @typedef {Pick<EngineClient, 'call' | 'load' | 'column' | 'release'>} EngineHandle
 * @typedef {{id: number, job: Job, transfer: Transferable[], options: CallOptions, attempts: number,
 *   resolve: (result: any) => void, reject: (error: unknown) => void, unlisten: () => void}} Pending
 */

/** Requests that change the engine's state: after a crash nobody can know whether they happened, so they fail instead. */
const NOT_REPEATABLE = /^(plan\.(new|open|apply)|facts\.(begin|commit|cancel|restore|drop|snapshot)|sample\.orders)$/;
const MAX_FAILED_STARTS = 2;

export class EngineClient {
  /** @type {import('@preact/signals-core').Signal<'starting' | 'ready' | 'restarting' | 'failed'>} */
  status = signal(/** @type {'starting' | 'ready' | 'restarting' | 'failed'} */ ('starting'));

  #createTransport;
  #loadWasm;
  /** @type {((engine: EngineHandle) => Promise<void>) | null} */
  #restore = null;
  /** @type {Transport | null} */
  #transport = null;
  /** @type {Uint8Array | ArrayBuffer | null} */
  #wasm = null;
  /** @type {Pending[]} */
  #queue = [];
  /** @type {Pending[]} requests of the restore hook: they go before everything else */
  #restoreQueue = [];
  /** @type {Pending | null} */
  #running = null;
  /** @type {EngineError | null} why the engine is not coming back */
  #failure = null;
  #state = /** @type {'idle' | 'starting' | 'restoring' | 'ready'} */ ('idle');
  #failedStarts = 0;
  #nextId = 1;

  /**
   * @param {{createTransport: () => Transport, loadWasm: () => Promise<Uint8Array | ArrayBuffer>}} parts
   */
  constructor({ createTransport, loadWasm }) {
    this.#createTransport = createTransport;
    this.#loadWasm = loadWasm;
  }

  /** Starts loading the engine; requests made before it is ready wait. */
  start() {
    if (this.#state === 'idle') void this.#startWorker();
  }

  /** @param {(engine: EngineHandle) => Promise<void>} restore puts plan and facts into a fresh engine */
  setRestore(restore) {
    this.#restore = restore;
  }

  /**
   * One request. Rejects with EngineError (`.errors`), or with an AbortError when `signal` fires: a request that has not
   * begun is dropped, one that is running is stopped by replacing the worker.
   * @param {string} name "<room>.<verb>"
   * @param {unknown} [params]
   * @param {CallOptions} [options]
   * @returns {Promise<any>}
   */
  call(name, params = {}, options = {}) {
    return this.#enqueue({ kind: 'call', name, params, columns: options.columns }, [], options);
  }

  /**
   * Bytes for an open import. The array's buffer is transferred when the array covers all of it: do not use it afterwards.
   * @param {string} importId
   * @param {Uint8Array<ArrayBuffer>} bytes
   * @param {CallOptions} [options]
   * @returns {Promise<{bytes: number, rows: number}>}
   */
  load(importId, bytes, options = {}) {
    return this.#enqueue({ kind: 'load', importId, bytes }, transferOf(bytes), options);
  }

  /**
   * A bulk column of a kept result, owned by the caller. Prefer `call(…, {columns: […]})`.
   * @param {string} resultId
   * @param {string} name
   * @param {CallOptions} [options]
   * @returns {Promise<NumberColumn>}
   */
  column(resultId, name, options = {}) {
    return this.#enqueue({ kind: 'column', resultId, name }, [], options);
  }

  /**
   * Frees a kept result.
   * @param {string} resultId
   * @returns {Promise<void>}
   */
  release(resultId) {
    return this.#enqueue({ kind: 'release', resultId }, [], {});
  }

  /**
   * @param {Job} job
   * @param {Transferable[]} transfer
   * @param {CallOptions} options
   * @param {Pending[]} [queue]
   */
  #enqueue(job, transfer, options, queue = this.#queue) {
    return new Promise((resolve, reject) => {
      if (options.signal?.aborted) return reject(options.signal.reason);
      if (this.#failure) return reject(this.#failure);
      const pending = { id: this.#nextId++, job, transfer, options, attempts: 0, resolve, reject, unlisten: () => {} };
      const onAbort = () => this.#abort(pending);
      options.signal?.addEventListener('abort', onAbort, { once: true });
      pending.unlisten = () => options.signal?.removeEventListener('abort', onAbort);
      queue.push(pending);
      this.start();
      this.#pump();
    });
  }

  #pump() {
    if (this.#running || !this.#transport) return;
    const queue = this.#state === 'restoring' ? this.#restoreQueue : this.#state === 'ready' ? this.#queue : [];
    let next = queue.shift();
    while (next?.options.isWanted?.() === false) {
      const dropped = next;
      this.#settle(dropped, () => dropped.reject(new DOMException('superseded', 'AbortError')));
      next = queue.shift();
    }
    if (!next) return;
    this.#running = next;
    next.attempts += 1;
    this.#transport.post({ type: 'job', id: next.id, job: next.job }, next.transfer);
  }

  /** @param {Pending} pending */
  #abort(pending) {
    const reason = pending.options.signal?.reason;
    if (this.#running === pending) {
      this.#running = null;
      this.#settle(pending, () => pending.reject(reason));
      void this.#startWorker();
      return;
    }
    for (const queue of [this.#queue, this.#restoreQueue]) {
      const at = queue.indexOf(pending);
      if (at >= 0) queue.splice(at, 1);
    }
    this.#settle(pending, () => pending.reject(reason));
  }

  /** @param {Pending} pending @param {() => void} finish */
  #settle(pending, finish) {
    pending.unlisten();
    finish();
  }

  /** Replaces the worker (if any) with a fresh one and restores plan and facts into it. */
  async #startWorker() {
    const first = this.#state === 'idle';
    this.#transport?.terminate();
    this.#transport = null;
    this.#state = 'starting';
    this.status.value = first ? 'starting' : 'restarting';
    this.#dropRestoreQueue();
    const transport = this.#createTransport();
    this.#transport = transport;
    const isCurrent = () => this.#transport === transport;
    transport.onMessage((message) => isCurrent() && this.#receive(message));
    transport.onError((detail) => isCurrent() && this.#workerDied('engine.crashed', detail));
    try {
      this.#wasm ??= await this.#loadWasm();
    } catch (error) {
      if (isCurrent()) this.#giveUp('engine.not_loaded', String(error));
      return;
    }
    if (isCurrent()) transport.post({ type: 'init', wasm: this.#wasm });
  }

  /** @param {FromWorker} message */
  #receive(message) {
    if (message.type === 'ready') return void this.#onReady();
    if (message.type === 'failed') return this.#giveUp(message.code, message.detail);
    if (message.type === 'crashed') return this.#workerDied(message.code, message.detail);
    const running = this.#running;
    if (!running || running.id !== message.id) return;
    if (message.type === 'progress') return running.options.onProgress?.(message.done, message.total);
    this.#running = null;
    this.#pump(); // the engine goes on with the next job while this reply is read
    if (message.type === 'reply') return this.#settle(running, () => running.resolve(message.result));
    const reply = message.type === 'text' ? JSON.parse(message.text) : { ok: false, errors: message.errors };
    if (reply.ok) this.#settle(running, () => running.resolve(reply.result));
    else this.#settle(running, () => running.reject(new EngineError(reply.errors)));
  }

  async #onReady() {
    const transport = this.#transport;
    this.#state = 'restoring';
    try {
      await this.#restore?.(this.#restoreHandle());
    } catch (error) {
      if (this.#transport === transport) this.#giveUp('engine.not_restored', String(error));
      return;
    }
    if (this.#transport !== transport) return;
    this.#failedStarts = 0;
    this.#state = 'ready';
    this.status.value = 'ready';
    this.#pump();
  }

  /** The engine as the restore hook sees it: its requests pass the waiting ones. @returns {EngineHandle} */
  #restoreHandle() {
    const enqueue = (
      /** @type {Job} */ job,
      /** @type {Transferable[]} */ transfer,
      /** @type {CallOptions} */ options,
    ) => this.#enqueue(job, transfer, options, this.#restoreQueue);
    return {
      call: (name, params = {}, options = {}) =>
        enqueue({ kind: 'call', name, params, columns: options.columns }, [], options),
      load: (importId, bytes, options = {}) => enqueue({ kind: 'load', importId, bytes }, transferOf(bytes), options),
      column: (resultId, name, options = {}) => enqueue({ kind: 'column', resultId, name }, [], options),
      release: (resultId) => enqueue({ kind: 'release', resultId }, [], {}),
    };
  }

  #dropRestoreQueue() {
    for (const pending of this.#restoreQueue.splice(0)) {
      this.#settle(pending, () => pending.reject(engineFailure('engine.crashed')));
    }
  }

  /** @param {string} code @param {string} detail */
  #workerDied(code, detail) {
    const running = this.#running;
    const whileStarting = this.#state !== 'ready';
    this.#running = null;
    if (whileStarting) this.#failedStarts += 1;
    if (running) this.#failOrRepeat(running, code, detail);
    if (this.#failedStarts >= MAX_FAILED_STARTS) this.#giveUp('engine.not_restored', detail);
    else void this.#startWorker();
  }

  /**
   * A pure request is tried once more in the fresh worker (out of memory is often over by then); the rest fails.
   * @param {Pending} pending @param {string} code @param {string} detail
   */
  #failOrRepeat(pending, code, detail) {
    const { job } = pending;
    const repeatable = job.kind === 'call' && !NOT_REPEATABLE.test(job.name) && this.#state === 'ready';
    if (repeatable && pending.attempts < 2) {
      this.#queue.unshift(pending);
      return;
    }
    const request = job.kind === 'call' ? job.name : job.kind;
    this.#settle(pending, () => pending.reject(engineFailure(code, { request }, detail)));
  }

  /** @param {string} code @param {string} detail */
  #giveUp(code, detail) {
    this.#failWith(engineFailure(code, { detail }, detail));
  }

  /** @param {EngineError} failure */
  #failWith(failure) {
    this.#failure = failure;
    this.#transport?.terminate();
    this.#transport = null;
    this.status.value = 'failed';
    const waiting = [
      ...(this.#running ? [this.#running] : []),
      ...this.#restoreQueue.splice(0),
      ...this.#queue.splice(0),
    ];
    this.#running = null;
    for (const pending of waiting) this.#settle(pending, () => pending.reject(failure));
  }

  /** Ends the engine for good: what waits or comes later is rejected with engine.closed. */
  close() {
    this.#failWith(engineFailure('engine.closed'));
  }

  /** Why the engine is not available; null while it is or may be. */
  get failure() {
    return this.#failure;
  }

  /** Tries again after the engine was given up (for example when the wasm download failed). */
  retry() {
    if (!this.#failure) return;
    this.#failure = null;
    this.#failedStarts = 0;
    void this.#startWorker();
  }
}

/** Given away rather than copied, when the array covers its buffer. @param {Uint8Array<ArrayBuffer>} bytes */
const transferOf = (bytes) =>
  bytes.byteOffset === 0 && bytes.byteLength === bytes.buffer.byteLength ? [bytes.buffer] : [];

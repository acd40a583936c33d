// OfflineApp: the page's side of the service worker: whether the app is kept in this browser, and whether a newer version waits. What a
// window has unsaved and how it is told are its owner's business.
import { signal } from '@preact/signals-core';

/**
 * @typedef {import('./types.js').OfflineMessage} OfflineMessage
 * @typedef {import('./types.js').ReplaceAnswer} ReplaceAnswer
 * @typedef {'none' | 'preparing' | 'ready' | 'failed'} OfflineState none: this build has no service worker
 * @typedef {'ready' | 'asking' | 'unsaved' | 'silent' | 'elsewhere'} UpdateState a newer version waits; asking: for all windows to be saved;
 *   unsaved, silent: why it cannot begin yet; elsewhere: another window has begun it, this one goes on with the version it has
 * @typedef {object} OfflineParts
 * @property {string | null} worker address of the service worker; null in a build without one
 * @property {ServiceWorkerContainer | undefined} container the browser's; undefined on pages that are not secure
 * @property {string} script this window runs, relative to the page
 * @property {() => Promise<boolean>} isSaved whether all work of this window is on disk, once what is being written has been
 * @property {() => void} reload
 */

const HOUR_MS = 3_600_000;

export class OfflineApp {
  /** @type {import('@preact/signals-core').Signal<OfflineState>} */
  state;
  /** @type {import('@preact/signals-core').Signal<UpdateState | null>} */
  update = signal(/** @type {UpdateState | null} */ (null));

  #parts;
  /** @type {ServiceWorkerRegistration | null} */
  #registration = null;
  #asked = false;
  /** A service worker answers for this window. */
  #controlled = false;
  #lookedAt = 0;

  /** @param {OfflineParts} parts */
  constructor(parts) {
    this.#parts = parts;
    const possible = parts.container ? 'preparing' : 'failed';
    this.state = signal(/** @type {OfflineState} */ (parts.worker === null ? 'none' : possible));
  }

  /** Registers the service worker; files are brought in the background from then on. */
  async start() {
    const { worker, container } = this.#parts;
    if (worker === null || !container) return;
    this.#controlled = container.controller !== null;
    container.addEventListener('message', (event) => void this.#answer(event));
    container.addEventListener('controllerchange', () => this.#replaced());
    container.startMessages();
    try {
      this.#follow(await container.register(worker, { updateViaCache: 'none' }));
    } catch {
      this.state.value = 'failed'; // storage forbidden to this page, or a host that does not deliver the worker
    }
  }

  /** Asks the host for a newer version, at most once an hour. */
  async look(now = Date.now()) {
    if (!this.#registration || now - this.#lookedAt < HOUR_MS) return;
    this.#lookedAt = now;
    await this.#registration.update().catch(() => {}); // without a network there is nothing newer
  }

  /** The manager wants the newer version: it begins when every window's work is saved. */
  async replace() {
    if (this.update.value === 'elsewhere') return this.#parts.reload();
    const waiting = this.#registration?.waiting;
    if (!waiting) return;
    this.update.value = 'asking';
    this.#asked = true;
    const answer = await this.#send(waiting, { type: 'sandtable:replace' });
    if (answer === 'done') return;
    this.#asked = false;
    this.update.value = answer;
  }

  /** @param {ServiceWorker} worker @param {OfflineMessage} message @returns {Promise<ReplaceAnswer>} */
  #send(worker, message) {
    const { port1, port2 } = new MessageChannel();
    return new Promise((resolve) => {
      port1.onmessage = ({ data }) => {
        port1.close();
        resolve(data);
      };
      worker.postMessage(message, [port2]);
    });
  }

  /** @param {ServiceWorkerRegistration} registration */
  #follow(registration) {
    this.#registration = registration;
    this.#lookedAt = Date.now();
    if (registration.active) this.#kept(registration.active);
    if (registration.waiting) this.update.value ??= 'ready';
    if (registration.installing) this.#watch(registration.installing);
    registration.addEventListener('updatefound', () => {
      if (registration.installing) this.#watch(registration.installing);
    });
  }

  /** @param {ServiceWorker} installing */
  #watch(installing) {
    const first = this.#registration?.active === null;
    installing.addEventListener('statechange', () => {
      if (installing.state === 'installed' && !first) this.update.value = 'ready';
      if (installing.state === 'activated' && first) this.#kept(installing);
      if (installing.state === 'redundant' && first) this.state.value = 'failed';
    });
  }

  /** @param {ServiceWorker} active */
  #kept(active) {
    this.state.value = 'ready';
    active.postMessage({ type: 'sandtable:tidy' });
  }

  #replaced() {
    if (this.#asked) this.#parts.reload();
    else if (this.#controlled) this.update.value = 'elsewhere';
    this.#controlled = true;
  }

  /** @param {MessageEvent<OfflineMessage>} event */
  async #answer({ data, ports }) {
    if (data?.type !== 'sandtable:ask') return;
    ports[0].postMessage({ saved: await this.#parts.isSaved(), script: this.#parts.script });
  }
}

// LiveFollow: when a tab that looks on reads what the writing tab has put on disk: as soon as it is told, when it is looked at
// again, and every so often, because a message may be missed (a frozen tab) or never come (no channel).
import { effect } from '@preact/signals-core';

const EVERY_MS = 2000;

export class LiveFollow {
  #follow;
  /** @type {Promise<void> | null} the reading that is going on */
  #reading = null;
  #again = false;

  /** @param {{looksOn: import('@preact/signals-core').ReadonlySignal<boolean>, follow: () => Promise<void>}} parts */
  constructor({ looksOn, follow }) {
    this.#follow = follow;
    effect(() => (looksOn.value ? this.#watch() : undefined));
  }

  /** Reads what is new. Asked again while it reads, it reads once more. @returns {Promise<void>} */
  now() {
    if (this.#reading) {
      this.#again = true;
      return this.#reading;
    }
    this.#reading = this.#read().finally(() => (this.#reading = null));
    return this.#reading;
  }

  async #read() {
    do {
      this.#again = false;
      await this.#follow();
    } while (this.#again);
  }

  /** @returns {() => void} stops */
  #watch() {
    const look = () => globalThis.document?.visibilityState !== 'hidden' && void this.now();
    const timer = setInterval(look, EVERY_MS);
    /** @type {{unref?: () => void}} */ (/** @type {unknown} */ (timer)).unref?.(); // outside a browser it keeps nothing alive
    globalThis.document?.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      globalThis.document?.removeEventListener('visibilitychange', look);
    };
  }
}

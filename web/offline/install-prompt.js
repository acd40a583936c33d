// InstallPrompt: keeps the browser's offer to install the app until the manager asks for it: no banner of its own comes up.
import { signal } from '@preact/signals-core';

/** @typedef {Event & {prompt: () => Promise<unknown>}} Offer */

export class InstallPrompt {
  /** Whether the browser offers to install the app. */
  available = signal(false);
  /** @type {Offer | null} */
  #offer = null;

  /** @param {EventTarget} page the window @returns {() => void} stops */
  follow(page) {
    const onOffer = (/** @type {Event} */ event) => {
      event.preventDefault();
      this.#keep(/** @type {Offer} */ (event));
    };
    const onInstalled = () => this.#keep(null);
    page.addEventListener('beforeinstallprompt', onOffer);
    page.addEventListener('appinstalled', onInstalled);
    return () => {
      page.removeEventListener('beforeinstallprompt', onOffer);
      page.removeEventListener('appinstalled', onInstalled);
    };
  }

  /** Shows the browser's question. An offer is good for one question; the browser makes another when it wants to. */
  async ask() {
    const offer = this.#offer;
    this.#keep(null);
    await offer?.prompt();
  }

  /** @param {Offer | null} offer */
  #keep(offer) {
    this.#offer = offer;
    this.available.value = offer !== null;
  }
}

// BrowserWindow: the few verbs that a scenario for every browser is written in. A browser's own driver brings the primitives; nothing here
// knows which browser it is.
import { setTimeout as pause } from 'node:timers/promises';
import { attributes, chosen, dropped, pressable, selected } from './page-functions.js';

/** @typedef {{text?: string, timeout?: number, gone?: boolean}} WaitOptions text: that it shows; gone: wait until there is none */
/** @typedef {{name: string, type: string, bytes: Buffer}} MadeFile */

const PATIENCE_MS = 30_000;
const LOOK_EVERY_MS = 50;

export class BrowserWindow {
  /** Uncaught errors and errors on the console, where the browser tells them. @type {string[]} */
  problems = [];

  /** @param {string} _url @returns {Promise<void>} when the page has loaded */
  async goto(_url) {
    throw new Error('a browser brings this');
  }

  /**
   * Runs a function in the page. Function and arguments cross as text: it may use nothing from outside.
   * @template T @template {any[]} A
   * @param {(...args: A) => T | Promise<T>} _work @param {A} _args JSON values
   * @returns {Promise<T>}
   */
  async evaluate(_work, ..._args) {
    throw new Error('a browser brings this');
  }

  /** A real press of the mouse. @param {number} _x @param {number} _y @returns {Promise<void>} */
  async clickAt(_x, _y) {
    throw new Error('a browser brings this');
  }

  /** @param {string} _key as KeyboardEvent.key names it @param {string[]} [_modifiers] @returns {Promise<void>} */
  async press(_key, _modifiers) {
    throw new Error('a browser brings this');
  }

  /** @param {string} _text with real key strokes @returns {Promise<void>} */
  async type(_text) {
    throw new Error('a browser brings this');
  }

  /** The browser ends; its profile stays. @returns {Promise<void>} */
  async close() {
    throw new Error('a browser brings this');
  }

  /**
   * Selectors reach through shadow roots: each word is looked for anywhere below what the word before found.
   * @param {string} selector @param {WaitOptions} [options]
   * @returns {Promise<void>}
   */
  async waitFor(selector, { text = '', timeout = PATIENCE_MS, gone = false } = {}) {
    await this.#until(timeout, `${selector} ${text} ${gone ? 'to go' : ''}`, async () => {
      return (await this.evaluate(chosen, selector, text)).length > 0 !== gone;
    });
  }

  /** Waits until something can be pressed where it is, and presses it. @param {string} selector @param {WaitOptions} [options] */
  async click(selector, { text = '', timeout = PATIENCE_MS } = {}) {
    const place = await this.#until(timeout, `${selector} ${text} to be clickable`, async () => {
      await this.evaluate(chosen, selector, text);
      return this.evaluate(pressable);
    });
    await this.clickAt(place.x, place.y);
  }

  /** What every visible match shows. @param {string} selector @returns {Promise<string[]>} */
  texts(selector) {
    return this.evaluate(chosen, selector, '');
  }

  /** @param {string} selector @returns {Promise<string>} */
  async text(selector) {
    await this.waitFor(selector);
    return (await this.texts(selector))[0];
  }

  /** An attribute of every visible match. @param {string} selector @param {string} name @returns {Promise<string[]>} */
  async attributes(selector, name) {
    await this.waitFor(selector);
    return this.evaluate(attributes, name);
  }

  /** Chooses in a list. @param {string} selector of the select @param {string} value */
  async select(selector, value) {
    await this.waitFor(selector);
    await this.evaluate(selected, value);
  }

  /** Replaces what a field holds. @param {string} selector @param {string} text */
  async fill(selector, text) {
    await this.click(selector);
    await this.press('a', ['Control']);
    await this.type(text);
  }

  /** Drops a file on the window, as from a folder beside it. @param {MadeFile} file */
  dropFile({ name, type, bytes }) {
    return this.evaluate(dropped, name, type, bytes.toString('base64'));
  }

  /**
   * @template T @param {number} timeout @param {string} what @param {() => Promise<T>} look until it finds something
   * @returns {Promise<NonNullable<T>>}
   */
  async #until(timeout, what, look) {
    const end = Date.now() + timeout;
    for (;;) {
      const found = await look();
      if (found) return /** @type {NonNullable<T>} */ (found);
      if (Date.now() > end) throw new Error(`waited ${timeout} ms for ${what}; the page shows ${await this.#shown()}`);
      await pause(LOOK_EVERY_MS);
    }
  }

  async #shown() {
    const texts = await this.texts('main');
    return texts.join(' ').replace(/\s+/g, ' ').slice(0, 600);
  }
}

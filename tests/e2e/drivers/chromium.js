// Chromium of the system with the verbs that every browser shares. What only Chromium can show uses ../harness.js.
import { launchApp } from '../harness.js';
import { BrowserWindow } from './window.js';

class ChromiumWindow extends BrowserWindow {
  #app;

  /** @param {import('../harness.js').App} app */
  constructor(app) {
    super();
    this.#app = app;
    this.problems = app.problems;
  }

  /** @param {string} url @override */
  async goto(url) {
    await this.#app.page.goto(url);
  }

  /** @type {BrowserWindow['evaluate']} @override */
  evaluate = (work, ...args) =>
    // As an expression: the page's policy allows no code from text, the debugger does.
    this.#app.page.evaluate(`(${work})(...${JSON.stringify(args)})`);

  /** @param {number} x @param {number} y @override */
  async clickAt(x, y) {
    await this.#app.page.mouse.click(x, y);
  }

  /** @param {string} key @param {string[]} [modifiers] @override */
  async press(key, modifiers = []) {
    await this.#app.page.keyboard.press([...modifiers, key].join('+'));
  }

  /** @param {string} text @override */
  async type(text) {
    await this.#app.page.keyboard.type(text);
  }

  /** @override */
  async close() {
    await this.#app.close();
  }
}

/** @param {{profile: string, address: string, language?: 'zh' | 'en'}} options @returns {Promise<ChromiumWindow>} with the page at the address */
export const launchChromium = async (options) => new ChromiumWindow(await launchApp(options));

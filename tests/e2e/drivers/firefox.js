// Firefox of the system, driven by WebDriver BiDi.
import { mkdirSync, readdirSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import puppeteer from 'puppeteer-core';
import { findExecutable } from './executable.js';
import { BrowserWindow } from './window.js';

/** @typedef {import('puppeteer-core').KeyInput} KeyInput */

/** The driver puts the profile's settings back after the browser has ended: another start must not come in between. */
const SETTINGS_MS = 5000;

class FirefoxWindow extends BrowserWindow {
  #browser;
  #profile;

  /** @param {import('puppeteer-core').Browser} browser @param {import('puppeteer-core').Page} page @param {string} profile */
  constructor(browser, page, profile) {
    super();
    this.#browser = browser;
    this.#profile = profile;
    this.page = page;
    page.on('pageerror', (error) => this.problems.push(`uncaught: ${/** @type {Error} */ (error).stack ?? error}`));
    page.on('console', (message) => {
      if (message.type() === 'error') this.problems.push(`console error: ${message.text()}`);
    });
  }

  /** @param {string} url @override */
  async goto(url) {
    await this.page.goto(url, { waitUntil: 'load' });
  }

  /** @type {BrowserWindow['evaluate']} @override */
  evaluate = (work, ...args) => this.page.evaluate(/** @type {any} */ (work), ...args);

  /** @param {number} x @param {number} y @override */
  async clickAt(x, y) {
    await this.page.mouse.click(x, y);
  }

  /** @param {string} key @param {string[]} [modifiers] @override */
  async press(key, modifiers = []) {
    const { keyboard } = this.page;
    for (const modifier of modifiers) await keyboard.down(/** @type {KeyInput} */ (modifier));
    await keyboard.press(/** @type {KeyInput} */ (key));
    for (const modifier of modifiers) await keyboard.up(/** @type {KeyInput} */ (modifier));
  }

  /** @param {string} text @override */
  async type(text) {
    await this.page.keyboard.type(text);
  }

  /** @override */
  async close() {
    await this.#browser.close();
    await this.#settingsBack();
  }

  /** Another window on the same profile. */
  async another() {
    return new FirefoxWindow(this.#browser, await this.#browser.newPage(), this.#profile);
  }

  /** Ends the browser the hard way, as a power cut would. */
  async kill() {
    const process = this.#browser.process();
    if (!process) throw new Error('this Firefox was not started here');
    const gone = new Promise((resolve) => process.once('exit', resolve));
    process.kill('SIGKILL');
    await gone;
    await this.#settingsBack();
  }

  async #settingsBack() {
    const end = Date.now() + SETTINGS_MS;
    while (readdirSync(this.#profile).some((name) => name.endsWith('.puppeteer'))) {
      if (Date.now() > end) throw new Error(`the settings of ${this.#profile} were not put back`);
      await pause(10);
    }
  }
}

/**
 * @param {object} options
 * @param {string} options.profile folder; what it keeps is there the next time
 * @param {'zh' | 'en'} [options.language]
 * @param {{width: number, height: number}} [options.viewport]
 * @returns {Promise<FirefoxWindow>} with an empty page
 */
export async function launchFirefox({ profile, language = 'zh', viewport = { width: 1440, height: 900 } }) {
  mkdirSync(profile, { recursive: true });
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: findExecutable('SANDTABLE_FIREFOX', ['firefox-esr', 'firefox']),
    headless: true,
    userDataDir: profile,
    defaultViewport: viewport,
    extraPrefsFirefox: {
      'intl.accept_languages': language === 'zh' ? 'zh-CN' : 'en-US',
      'security.fileuri.strict_origin_policy': true, // as it is for a manager; automation would switch it off
      'ui.prefersReducedMotion': 1,
    },
  });
  return new FirefoxWindow(browser, (await browser.pages())[0] ?? (await browser.newPage()), profile);
}

// Drives the built page in Chromium: over HTTP (dist/site) or as the single file over file:// (dist/sandtable.html).
// A scenario that leaves console errors, uncaught exceptions or requests to other hosts behind fails.
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { serveFolder } from '../../scripts/serve.js';
import { findExecutable } from './drivers/executable.js';

const root = join(import.meta.dirname, '../..');
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const DESKTOP = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };

/** Both ways a manager opens the page. */
export const TARGETS = /** @type {const} */ (['http', 'file']);

/** @typedef {'http' | 'file'} Target */

/**
 * @typedef {object} OpenOptions
 * @property {Target} [target] default http
 * @property {string} [route] for example '#/targets?year=2026'
 * @property {'zh' | 'en'} [language] default zh
 * @property {'light' | 'dark'} [theme] default light
 * @property {{width: number, height: number}} [viewport] default DESKTOP
 * @property {string} [profile] folder of an earlier profile, to come back to; a fresh one otherwise
 * @property {string} [address] of the page, when it is served in another way
 * @property {string} [host] the name the page is asked for by, over http; this computer by default. Any other name is no secure context
 * @property {boolean} [withoutPolicy] the browser ignores the page's Content-Security-Policy: what holds then holds by itself
 * @property {(context: import('playwright-core').BrowserContext) => Promise<void>} [prepare] before the page is opened
 */

/** Chromium of the system. */
export const findChromium = () =>
  findExecutable('SANDTABLE_CHROMIUM', ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']);

/**
 * The browser process (not its children) that owns a profile folder.
 * @param {string} profile
 */
function browserPid(profile) {
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      const words = readFileSync(`/proc/${entry}/cmdline`, 'utf8').split('\0');
      if (words.includes(`--user-data-dir=${profile}`) && !words.some((word) => word.startsWith('--type='))) {
        return Number(entry);
      }
    } catch {
      continue; // the process ended while we looked
    }
  }
  throw new Error(`no browser runs on ${profile}`);
}

/** One open window of the app. */
export class App {
  /** @type {string[]} */ problems = [];
  /** Problems whose text matches one of these are part of the scenario. @type {RegExp[]} */ expected = [];
  #removeProfile;
  #closed = false;

  /**
   * @param {import('playwright-core').BrowserContext} context
   * @param {import('playwright-core').Page} page
   * @param {{url: string, profile: string, removeProfile: boolean}} parts
   */
  constructor(context, page, { url, profile, removeProfile }) {
    this.context = context;
    this.page = page;
    this.url = url;
    this.profile = profile;
    this.#removeProfile = removeProfile;
    this.#watch();
  }

  #watch() {
    const { context, page, problems } = this;
    const origin = new URL(this.url).origin;
    page.on('pageerror', (error) => problems.push(`uncaught: ${error.stack ?? error.message}`));
    page.on('crash', () => problems.push('the page crashed'));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') {
        problems.push(`console ${message.type()}: ${message.text()} (${message.location().url})`);
      }
    });
    context.on('request', (request) => {
      const { protocol, origin: requested } = new URL(request.url());
      if (/^(https?|wss?):$/.test(protocol) && requested !== origin)
        problems.push(`request to another host: ${request.url()}`);
    });
  }

  /** @param {string} route for example '#/targets' */
  async goto(route) {
    await this.page.goto(new URL(route, this.url).href);
  }

  /** @param {'zh' | 'en'} language */
  async setLanguage(language) {
    await this.#setPreference('sandtable.language', language);
  }

  /** @param {'light' | 'dark'} theme */
  async setTheme(theme) {
    await this.#setPreference('sandtable.theme', theme);
  }

  /**
   * @param {string} key
   * @param {string} value
   */
  async #setPreference(key, value) {
    await this.page.evaluate(([name, text]) => localStorage.setItem(name, text), [key, value]);
    await this.page.reload();
  }

  /**
   * WCAG 2.1 A and AA violations of the page as it is now.
   * @returns {Promise<{rule: string, help: string, nodes: string[]}[]>}
   */
  async findViolations() {
    await this.page.evaluate(axeSource);
    return this.page.evaluate(async () => {
      const { axe } = /** @type {any} */ (window);
      const result = await axe.run(document, {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'],
        resultTypes: ['violations'],
      });
      return result.violations.map((/** @type {any} */ violation) => ({
        rule: violation.id,
        help: violation.help,
        nodes: violation.nodes
          .slice(0, 5)
          .map((/** @type {any} */ node) => `${node.target.join(' ')}: ${node.failureSummary}`),
      }));
    });
  }

  /** @param {string} screen named in the failure */
  async assertAccessible(screen) {
    assert.deepEqual(await this.findViolations(), [], `${screen} has accessibility violations`);
  }

  assertNoProblems() {
    const unexpected = this.problems.filter((problem) => !this.expected.some((pattern) => pattern.test(problem)));
    assert.deepEqual(unexpected, [], 'the page reported problems');
  }

  /** Ends the browser the hard way, as a power cut would. The profile stays for the next openApp. */
  async kill() {
    const gone = new Promise((resolve) => this.context.once('close', resolve));
    process.kill(browserPid(this.profile), 'SIGKILL');
    await gone;
    this.#release();
  }

  async close() {
    if (this.#closed) return;
    await this.context.close();
    this.#release();
  }

  #release() {
    this.#closed = true;
    if (this.#removeProfile) removeProfile(this.profile);
  }
}

/** One server for all scenarios of a test process: a profile that is opened again must find the same address. */
let site = /** @type {ReturnType<typeof serveFolder> | null} */ (null);

/**
 * @param {Target} target
 * @returns {Promise<string>} the address of the page
 */
export async function addressOf(target) {
  const built = join(root, target === 'file' ? 'dist/sandtable.html' : 'dist/site/index.html');
  if (!existsSync(built)) throw new Error(`${built} is missing: run \`make site single\` first`);
  if (target === 'file') return pathToFileURL(built).href;
  site ??= serveFolder(join(root, 'dist/site'));
  const { url, unref } = await site;
  unref();
  return url;
}

/** @type {WeakMap<import('node:test').TestContext, (() => Promise<void> | void)[]>} */
const cleanups = new WeakMap();

/**
 * Runs at the end of the test, last come first served, even when another clean-up fails: windows close before their
 * profile goes.
 * @param {import('node:test').TestContext} t
 * @param {() => Promise<void> | void} cleanup
 */
function atEnd(t, cleanup) {
  const stack = cleanups.get(t);
  if (stack) {
    stack.push(cleanup);
    return;
  }
  const fresh = [cleanup];
  cleanups.set(t, fresh);
  t.after(async () => {
    const failures = [];
    for (const step of fresh.reverse()) {
      try {
        await step();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0)
      throw failures.length === 1 ? failures[0] : new AggregateError(failures, failures.join('\n'));
  });
}

/** @param {string} profile */
const removeProfile = (profile) => rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });

/** A folder for a profile that outlives one window; the test removes it at its end. */
export function makeProfile(/** @type {import('node:test').TestContext} */ t) {
  const profile = mkdtempSync(join(tmpdir(), 'sandtable-e2e-'));
  atEnd(t, () => removeProfile(profile));
  return profile;
}

/**
 * Opens the app in a window of its own. At the end of the test the window is closed and its problems fail the test.
 * @param {import('node:test').TestContext} t
 * @param {OpenOptions} [options]
 */
export async function openApp(t, options = {}) {
  const app = await launchApp(options);
  atEnd(t, async () => {
    await app.close();
    app.assertNoProblems();
  });
  return app;
}

/**
 * openApp without a test around it: the caller closes.
 * @param {OpenOptions} options
 */
export async function launchApp({
  target = 'http',
  route = '',
  language = 'zh',
  theme = 'light',
  viewport = DESKTOP,
  profile,
  address,
  host,
  withoutPolicy = false,
  prepare,
}) {
  const served = address ?? (await addressOf(target));
  const url = host ? served.replace('127.0.0.1', host) : served;
  const folder = profile ?? mkdtempSync(join(tmpdir(), 'sandtable-e2e-'));
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: findChromium(),
    headless: true,
    viewport,
    locale: language === 'zh' ? 'zh-CN' : 'en-US',
    timezoneId: 'Asia/Shanghai',
    colorScheme: theme,
    reducedMotion: 'reduce',
    acceptDownloads: true,
    bypassCSP: withoutPolicy,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...(host ? [`--host-resolver-rules=MAP ${host} 127.0.0.1`] : []),
    ],
  });
  await context.addInitScript(
    ([chosenLanguage, chosenTheme]) => {
      if (!/^(https?|file):$/.test(location.protocol)) return; // the browser's own pages have no storage
      if (localStorage.getItem('sandtable.language') === null)
        localStorage.setItem('sandtable.language', chosenLanguage);
      if (localStorage.getItem('sandtable.theme') === null) localStorage.setItem('sandtable.theme', chosenTheme);
    },
    [language, theme],
  );
  await prepare?.(context);
  const page = context.pages()[0] ?? (await context.newPage());
  const app = new App(context, page, { url, profile: folder, removeProfile: !profile });
  await app.goto(route);
  return app;
}

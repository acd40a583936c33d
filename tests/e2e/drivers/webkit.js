// WebKitGTK, driven by its own WebDriver (W3C) on a screen that nobody sees. Its profile goes with the browser: automation is private.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { findExecutable } from './executable.js';
import { KEYS, keyStrokes, mousePress } from './input-actions.js';
import { BrowserWindow } from './window.js';

const START_MS = 20_000;

/** One conversation with a WebDriver. */
class Session {
  #url;

  /** @param {string} url of the driver, then of the session */
  constructor(url) {
    this.#url = url;
  }

  /**
   * @param {'GET' | 'POST' | 'DELETE'} method @param {string} path @param {object} [body]
   * @returns {Promise<any>} the reply's value
   */
  async send(method, path, body) {
    const response = await fetch(this.#url + path, { method, body: body && JSON.stringify(body) });
    const { value } = /** @type {{value: any}} */ (await response.json());
    if (!response.ok) throw new Error(`${method} ${path}: ${value.error}: ${value.message}`);
    return value;
  }

  /** @param {object} capabilities */
  async begin(capabilities) {
    const { sessionId } = await this.send('POST', '/session', { capabilities: { alwaysMatch: capabilities } });
    this.#url += `/session/${sessionId}`;
  }
}

class WebKitWindow extends BrowserWindow {
  #session;
  #stop;
  #closed = false;

  /** @param {Session} session @param {() => Promise<void>} stop ends the driver */
  constructor(session, stop) {
    super();
    this.#session = session;
    this.#stop = stop;
  }

  /** @param {string} url @override */
  async goto(url) {
    await this.#session.send('POST', '/url', { url });
  }

  /** @type {BrowserWindow['evaluate']} @override */
  evaluate = async (work, ...args) => {
    const script = `const done = arguments[arguments.length - 1];
      Promise.resolve().then(() => (${work})(...Array.from(arguments).slice(0, -1)))
        .then((value) => done({ value }), (error) => done({ error: String(error?.stack ?? error) }));`;
    const { value, error } = await this.#session.send('POST', '/execute/async', { script, args });
    if (error) throw new Error(error);
    return value;
  };

  /** @param {number} x @param {number} y @override */
  async clickAt(x, y) {
    await this.#session.send('POST', '/actions', { actions: mousePress(x, y) });
  }

  /** @param {string} key @param {string[]} [modifiers] @override */
  async press(key, modifiers = []) {
    await this.#session.send('POST', '/actions', { actions: keyStrokes([KEYS[key] ?? key], modifiers) });
  }

  /** @param {string} text @override */
  async type(text) {
    await this.#session.send('POST', '/actions', { actions: keyStrokes([...text]) });
  }

  /** @override */
  async close() {
    if (this.#closed) return;
    this.#closed = true;
    await this.#session.send('DELETE', '').finally(this.#stop);
  }
}

/** @returns {Promise<number>} a port that was free a moment ago */
function freePort() {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });
}

/** Whether this computer has it. */
export function hasWebKit() {
  try {
    return Boolean(findExecutable('SANDTABLE_WEBKIT', ['WebKitWebDriver']) && findExecutable('', ['xvfb-run']));
  } catch {
    return false; // the caller skips, visibly
  }
}

/** @returns {Promise<WebKitWindow>} with an empty page and a profile of its own */
export async function launchWebKit() {
  const port = await freePort();
  const driver = spawn(
    findExecutable('', ['xvfb-run']),
    ['-a', '-s', '-screen 0 1440x1000x24', findExecutable('SANDTABLE_WEBKIT', ['WebKitWebDriver']), `--port=${port}`],
    // A process group of its own: the screen and the browser end with it.
    {
      stdio: 'ignore',
      detached: true,
      env: { ...process.env, LANG: 'zh_CN.UTF-8', WEBKIT_DISABLE_COMPOSITING_MODE: '1' },
    },
  );
  const ended = new Promise((resolve) => driver.once('exit', resolve));
  const stop = async () => {
    if (driver.exitCode === null && driver.pid) process.kill(-driver.pid, 'SIGTERM');
    await ended;
  };
  try {
    const session = new Session(`http://127.0.0.1:${port}`);
    await answers(session, driver);
    await session.begin({
      browserName: 'MiniBrowser',
      timeouts: { script: 60_000, pageLoad: 60_000 },
    });
    return new WebKitWindow(session, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

/** @param {Session} session @param {import('node:child_process').ChildProcess} driver */
async function answers(session, driver) {
  for (const end = Date.now() + START_MS; ; await pause(100)) {
    const ready = await session.send('GET', '/status').catch(() => null);
    if (ready?.ready) return;
    if (driver.exitCode !== null || Date.now() > end) throw new Error('WebKitWebDriver does not answer');
  }
}

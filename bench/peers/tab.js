// One browser process with one tab: served with cross-origin isolation (threads, exact clocks), driven through page.js, its memory
// read from /proc. A fresh process for every measurement, so that no engine pays for another's garbage.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import sirv from 'sirv';
import { findChromium } from '../../tests/e2e/harness.js';

const root = join(import.meta.dirname, '../..');

/** The page, the library and the data under one address. @param {string} data folder of the files */
export async function serve(data) {
  const isolated = {
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Cross-Origin-Resource-Policy': 'same-origin',
  };
  const folders = { '/engine/': join(root, 'dist/engine'), '/data/': data, '/': join(root, 'build/bench/site') };
  const handlers = Object.entries(folders).map(([prefix, folder]) => ({
    prefix,
    handle: sirv(folder, { dev: true, etag: true }),
  }));
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(isolated)) response.setHeader(name, value);
    // As deployed: a second visit finds the engine in the cache. The data are to be in the tab's memory once, not twice.
    response.setHeader('Cache-Control', request.url?.startsWith('/data/') ? 'no-store' : 'max-age=3600');
    const found = handlers.find(({ prefix }) => request.url?.startsWith(prefix));
    request.url = `/${request.url?.slice(found?.prefix.length)}`;
    found?.handle(request, response, () => void response.writeHead(404).end());
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(null)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}

/** The processes that run pages of this profile: [] where there is no /proc. @param {string} profile */
function pageProcesses(profile) {
  if (!existsSync('/proc/self/schedstat')) return [];
  /** @type {Map<string, {words: string[], parent: string}>} */
  const processes = new Map();
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const parent = /^PPid:\s+(\d+)/m.exec(textOf(`/proc/${pid}/status`))?.[1] ?? '';
    processes.set(pid, { words: textOf(`/proc/${pid}/cmdline`).split(/[\0 ]/), parent });
  }
  const isOurs = (/** @type {string} */ pid) => {
    for (let at = processes.get(pid); at; at = processes.get(at.parent)) {
      if (at.words.includes(`--user-data-dir=${profile}`)) return true;
    }
    return false;
  };
  return [...processes].flatMap(([pid, { words }]) => (words.includes('--type=renderer') && isOurs(pid) ? [pid] : []));
}

/** Their private memory in bytes. @param {string[]} pids */
function memoryOf(pids) {
  let bytes = 0;
  for (const pid of pids) {
    const rollup = textOf(`/proc/${pid}/smaps_rollup`);
    for (const [, size] of rollup.matchAll(/^(?:Private_Clean|Private_Dirty):\s+(\d+) kB/gm))
      bytes += Number(size) * 1024;
  }
  return bytes || null;
}

/** Processor time of all their threads so far, in ms. @param {string[]} pids */
function processorTimeOf(pids) {
  let nanoseconds = 0;
  for (const pid of pids) {
    for (const task of namesIn(`/proc/${pid}/task`)) {
      nanoseconds += Number(textOf(`/proc/${pid}/task/${task}/schedstat`).split(' ')[0]);
    }
  }
  return nanoseconds / 1e6;
}

/** @param {string} folder */
function namesIn(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return []; // the process ended meanwhile
  }
}

/** @param {string} path */
function textOf(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // the process ended meanwhile
  }
}

/**
 * @typedef {{call: (method: string, ...args: any[]) => Promise<any>, memory: () => Promise<number | null>,
 *   processorTime: () => number, version: string,
 *   close: () => Promise<void>}} Tab
 */

/**
 * @param {string} url
 * @param {string} profile folder; the same one again is the same visitor
 * @returns {Promise<Tab>}
 */
export async function openTab(url, profile) {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findChromium(),
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  const page = context.pages()[0] ?? (await context.newPage());
  /** @type {string[]} */
  const problems = [];
  let crashed = () => {};
  const crash = new Promise((_, reject) => (crashed = () => reject(new Error('the tab ran out of memory'))));
  crash.catch(() => {}); // told by whatever waits for the page then
  page.on('crash', () => crashed());
  page.on('pageerror', (error) => problems.push(error.message));
  await page.goto(url);
  await page.waitForFunction('globalThis.bench');
  const session = await context.newCDPSession(page);
  const pids = pageProcesses(profile);
  return {
    async call(method, ...args) {
      try {
        return await Promise.race([
          page.evaluate((asked) => /** @type {any} */ (globalThis).bench[asked.method](...asked.args), {
            method,
            args,
          }),
          crash,
        ]);
      } catch (error) {
        throw new Error([/** @type {Error} */ (error).message.split('\n')[0], ...problems].join('; '), {
          cause: error,
        });
      }
    },
    async memory() {
      await session.send('HeapProfiler.collectGarbage');
      await session.send('Memory.simulatePressureNotification', { level: 'critical' }); // allocators give back what is free
      return memoryOf(pageProcesses(profile));
    },
    processorTime: () => processorTimeOf(pids),
    version: context.browser()?.version() ?? 'unknown',
    close: () => context.close(),
  };
}

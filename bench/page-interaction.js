// How long the page takes from a change of the address to the picture of the answer, board by board, in Chromium with the built page:
// `node bench/page-interaction.js ROWS [FILE]`: imports ROWS order lines, changes filters, reloads; one JSON line per measurement.
import { join } from 'node:path';
import { launchApp } from '../tests/e2e/harness.js';
import { settle } from '../tests/e2e/sample-region.js';
import { importOrders, readOrders } from '../tests/e2e/steps.js';
import { serializeFilters } from '../web/workspaces/data/filter-address.js';
import { CHANNELS, LAST_DAY, PRODUCT_LINES, REGIONS, writeOrderLines } from './order-lines.js';

const FOLDER = join(import.meta.dirname, '../build/bench');
const TABS = ['overview', 'trend', 'pareto', 'pivot', 'variance', 'anomalies', 'customers'];
/** Boards besides their usual look. @type {Record<string, string>} */
const VIEWS = {
  'trend by region': 'tab=trend&by=region',
  'trend by sku': 'tab=trend&by=sku&top=12',
  'pareto of skus': 'tab=pareto&axis=sku',
  'pareto of all days': 'tab=pareto&days=all',
  'pivot city × month': 'tab=pivot&rows=region,city&cols=month&values=amount,margin',
  'pivot combinations': 'tab=pivot&rows=city,sku&cols=%2C&values=amount,margin&flat=1',
  'pivot of distinct customers': 'tab=pivot&rows=channel&cols=month&values=customers,orders',
  'variance by sku': 'tab=variance&axis=sku',
};
/** Filters that are clicked one after the other: no answer is asked for twice. */
const FILTERS = [
  ...REGIONS.map((region) => ['region', region]),
  ...CHANNELS.map((channel) => ['channel', channel]),
  ...PRODUCT_LINES.slice(0, 5).map((line) => ['productLine', line]),
].map(([dimension, value]) => serializeFilters({ [dimension]: [value] }));
const PERIOD = LAST_DAY.slice(0, 4);

/** @typedef {import('../tests/e2e/harness.js').App} App */
/** @param {object} measurement */
const tell = (measurement) => process.stdout.write(`${JSON.stringify(measurement)}\n`);
const rounded = (/** @type {number} */ ms) => Math.round(ms * 10) / 10;

/**
 * Changes the address and waits for the frame in which every question is answered and every chart drawn. In the page.
 * @param {string} hash
 * @returns {Promise<{ms: number, firstMs: number, asked: number}>} to the last and to the first change on the screen
 */
async function repaint(hash) {
  /** @param {any} value */
  const isQuery = (value) => value !== null && typeof value === 'object' && 'pending' in value && 'result' in value;
  /** Elements with shadow roots, and whether anything below is still on its way. @param {Document | ShadowRoot} scope @param {Element[]} found */
  const collect = (scope, found) => {
    for (const element of scope.querySelectorAll('*')) {
      if (!element.shadowRoot) continue;
      found.push(element);
      collect(element.shadowRoot, found);
    }
    return found;
  };
  const idle = () =>
    collect(document, []).every((element) => {
      const own = Object.values(element).flat().filter(isQuery);
      return (
        own.every(({ pending }) => pending === null) &&
        /** @type {any} */ (element).isUpdatePending !== true &&
        element.shadowRoot?.querySelector('[aria-busy="true"]') === null
      );
    });
  const { engineCalls } = /** @type {any} */ (window);
  const asked = engineCalls.count;
  performance.mark('address');
  const from = performance.now();
  location.hash = hash;
  return new Promise((resolve) => {
    let quiet = 0;
    let firstMs = 0;
    let painted = 0;
    const observer = new MutationObserver(() => {
      if (firstMs === 0) firstMs = performance.now() - from;
    });
    for (const element of collect(document, []))
      if (element.shadowRoot)
        observer.observe(element.shadowRoot, { childList: true, subtree: true, characterData: true });
    const frame = () => {
      const isIdle = idle();
      // The frame after the last change has it on the screen once its own tasks have run.
      if (isIdle && quiet === 0) setTimeout(() => (painted = performance.now()));
      quiet = isIdle ? quiet + 1 : 0;
      if (!isIdle) painted = 0;
      // On a busy machine frames may come before the task that notes the time.
      if (quiet < 4 || painted === 0) return requestAnimationFrame(frame);
      observer.disconnect();
      performance.measure('repaint', { start: 'address', end: painted });
      resolve({ ms: painted - from, firstMs, asked: engineCalls.count - asked });
    };
    requestAnimationFrame(frame);
  });
}

/** Counts what is asked of the engine, and how long it works, without changing either. @param {import('playwright-core').BrowserContext} context */
async function countCalls(context) {
  await context.addInitScript(() => {
    const calls = { count: 0, names: /** @type {Record<string, number[]>} */ ({}) };
    /** @type {any} */ (window).engineCalls = calls;
    const post = Worker.prototype.postMessage;
    /** @type {Map<number, {name: string, from: number}>} */
    const running = new Map();
    Worker.prototype.postMessage = function (/** @type {any} */ message, /** @type {any} */ transfer) {
      if (message?.type === 'job' && message.job.kind === 'call') {
        calls.count += 1;
        running.set(message.id, { name: message.job.name, from: performance.now() });
      }
      if (!(/** @type {any} */ (this).heard)) {
        /** @type {any} */ (this).heard = true;
        this.addEventListener('message', ({ data }) => {
          const job = running.get(data.id);
          if (!job || data.type === 'progress') return;
          running.delete(data.id);
          (calls.names[job.name] ??= []).push(performance.now() - job.from);
        });
      }
      return post.call(this, message, transfer);
    };
  });
}

/** @param {App} app */
const memory = async (app) => {
  const client = await app.context.newCDPSession(app.page);
  const { metrics } = await client.send('Performance.enable').then(() => client.send('Performance.getMetrics'));
  return metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0;
};

/** @param {App} app @param {string} name @param {string} query @param {number} rows */
async function measureBoard(app, name, query, rows) {
  await app.goto(`#/performance?period=${PERIOD}&${query}`);
  await settle(app);
  const times = [];
  const firsts = [];
  let asked = 0;
  await app.page.evaluate('engineCalls.names = {}');
  for (const filter of FILTERS) {
    const hash = `#/performance?period=${PERIOD}&${query}&filters=${encodeURIComponent(filter)}`;
    const one = await app.page.evaluate(repaint, hash);
    times.push(one.ms);
    firsts.push(one.firstMs);
    asked += one.asked;
  }
  const names = await app.page.evaluate(() => /** @type {any} */ (window).engineCalls.names);
  const sorted = times.toSorted((a, b) => a - b);
  const errors = await app.page.locator('st-performance-workspace st-error').count();
  tell({
    bench: 'page',
    board: name,
    rows,
    repaintMs: {
      least: rounded(sorted[0]),
      median: rounded(sorted[sorted.length >> 1]),
      most: rounded(sorted.at(-1) ?? 0),
    },
    firstMs: rounded(firsts.toSorted((a, b) => a - b)[firsts.length >> 1]),
    requests: asked / FILTERS.length,
    engineMs: Object.fromEntries(
      Object.entries(names).map(([request, all]) => [
        request,
        rounded(/** @type {number[]} */ (all).toSorted((a, b) => a - b)[all.length >> 1]),
      ]),
    ),
    ...(errors > 0 ? { errors } : {}),
  });
}

/** @param {number} rows @param {string} [file] */
async function main(rows, file = join(FOLDER, `orders-${rows}.csv`)) {
  const bytes = writeOrderLines(file, rows);
  const app = await launchApp({ prepare: countCalls });
  try {
    app.page.setDefaultTimeout(600_000);
    const start = performance.now();
    await readOrders(app, 'zh', file);
    await app.page.locator('st-import-panel footer button.primary:enabled').waitFor();
    const read = performance.now();
    await importOrders(app);
    tell({
      bench: 'page',
      step: 'import',
      rows,
      megabytes: Math.round(bytes / 1e6),
      readMs: Math.round(read - start),
      buildMs: Math.round(performance.now() - read),
      pageHeapMegabytes: Math.round((await memory(app)) / 1e6),
    });
    const only = process.env.SANDTABLE_BOARD;
    for (const tab of TABS) if (!only || only === tab) await measureBoard(app, tab, `tab=${tab}`, rows);
    for (const [name, query] of Object.entries(VIEWS))
      if (!only || only === name) await measureBoard(app, name, query, rows);
    await app.goto(`#/performance?period=${PERIOD}`);
    await settle(app);
    const again = performance.now();
    await app.page.reload();
    await app.page.locator('st-overview-board st-kpi').first().waitFor();
    tell({ bench: 'page', step: 'reload to first figures', rows, ms: Math.round(performance.now() - again) });
    await settle(app);
    tell({
      bench: 'page',
      step: 'reload settled',
      rows,
      ms: Math.round(performance.now() - again),
      problems: app.problems,
    });
  } finally {
    await app.close();
  }
}

const [rows = '100000', file] = process.argv.slice(2);
await main(Number(rows), file);

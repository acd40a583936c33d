// The engine as a library in Chromium: in a worker of its own, in the page's thread and inside a worker of the caller's.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { chromium } from 'playwright-core';
import { serveFolder } from '../../scripts/serve.js';
import { findChromium } from './harness.js';

// 10 + 20.25 in the east, 3 in the west.
const CSV = 'order,date,region,amount\nA,2024-01-01,east,10\nB,2024-01-02,west,3\nB,2024-02-02,east,20.25\n';

const ASK = `async (options, csv) => {
  const { openEngine } = await import(options.base + 'sandtable-engine.js');
  const engine = await openEngine(options);
  await engine.load('orders', new TextEncoder().encode(csv));
  const { columns } = await engine.call('sales.pivot', { axes: ['region'], reply: 'columns', sort: { by: 'amount' } });
  const refusal = await engine.call('sales.pivot', { axes: ['no'] }).catch((error) => error.code);
  engine.close();
  return { sums: [...columns.measure0], refusal };
}`;

const EXPECTED = { sums: [302_500, 30_000], refusal: 'sales.no_such_dimension' };

test('the library answers in a worker, in the page and in a worker of the caller', async (t) => {
  const { url, unref } = await serveFolder(join(import.meta.dirname, '../../dist/engine'));
  unref();
  const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox', '--disable-gpu'] });
  t.after(() => browser.close());
  const page = await browser.newPage();
  await page.goto(`${url}no-such-page`); // any document of this origin will do
  for (const worker of [undefined, true, false]) {
    const answer = await page.evaluate(`(${ASK})({ base: '${url}', worker: ${worker} }, ${JSON.stringify(CSV)})`);
    assert.deepEqual(answer, EXPECTED, `worker: ${worker}`);
  }
  const inside = await page.evaluate(
    ([source, base, csv]) =>
      new Promise((resolve) => {
        const script = `(${source})({ base: '${base}' }, ${JSON.stringify(csv)}).then(postMessage, (e) => postMessage(String(e)))`;
        const worker = new Worker(URL.createObjectURL(new Blob([script], { type: 'text/javascript' })), {
          type: 'module',
        });
        worker.onmessage = ({ data }) => resolve(data);
      }),
    [ASK, url, CSV],
  );
  assert.deepEqual(inside, EXPECTED);
});

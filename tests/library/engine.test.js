// The built library, dist/engine, as a program of somebody else's would use it: loads files, asks, saves, fails.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';

const built = join(import.meta.dirname, '../../dist/engine');

/** @type {typeof import('../../web/engine/sandtable-engine.js')} */
let library;
/** @type {import('../../web/engine/sandtable-engine.js').Engine} */
let engine;

// Three orders, two of them by one customer; 10.50 + 4.50 + 100 + 2.25 = 117.25.
const CSV = `订单号,日期,大区,客户,金额
A1,2024-01-05,华东,"Wang, Ltd",10.50
A1,2024-01-06,华南,"Wang, Ltd",4.50
A2,2024-02-05,"华东",李记,100
A3,2024-02-29,华南,"Wang, Ltd",2.25
`;
const bytes = new TextEncoder().encode(CSV);

before(async () => {
  library = await import(pathToFileURL(join(built, 'sandtable-engine.js')).href);
  engine = await library.openEngine();
  await engine.load('orders', bytes, null, { fileName: 'orders.csv' });
});
after(() => engine.close());

/** @param {AsyncIterable<any> | Iterable<any>} iterable */
async function* inPieces(iterable, size = 7) {
  for await (const part of iterable) for (let at = 0; at < part.length; at += size) yield part.subarray(at, at + size);
}

test('a load reports rows, exact totals and which column became which field', async () => {
  const report = await engine.load('orders', bytes);
  assert.equal(report.rows, 4);
  assert.equal(report.totals.amount, 1_172_500);
  assert.equal(report.mapping.columns['大区'], 'region');
});

test('a pivot arrives as typed columns: sums by region and month, worked out by hand', async () => {
  const reply = await engine.call('sales.pivot', {
    axes: ['region', 'month'],
    measures: ['amount', 'customers'],
    reply: 'columns',
  });
  const { axis0, axis1, measure0, measure1 } = reply.columns;
  assert.ok(axis0 instanceof Int32Array && measure0 instanceof Float64Array);
  const [regions, months] = reply.axes.map((/** @type {any} */ axis) =>
    axis.members.map((/** @type {any} */ member) => member.key),
  );
  const rows = [...measure0].map((amount, i) => [regions[axis0[i]], months[axis1[i]], amount, measure1[i]]);
  assert.deepEqual(rows.sort(), [
    ['华东', '2024-01', 105_000, 1],
    ['华东', '2024-02', 1_000_000, 1],
    ['华南', '2024-01', 45_000, 1],
    ['华南', '2024-02', 22_500, 1],
  ]);
});

test('a trend arrives as typed columns, series by series: 华东 grew from 10.50 to 100', async () => {
  const reply = await engine.call('performance.trend', { axis: 'region', grain: 'month', reply: 'columns' });
  assert.deepEqual(
    reply.series.map((/** @type {any} */ series) => series.key),
    ['华东', '华南'],
  );
  assert.deepEqual(
    reply.periods.map((/** @type {any} */ period) => period.period),
    ['2024-01', '2024-02'],
  );
  assert.deepEqual([...reply.columns.value], [105_000, 1_000_000, 45_000, 22_500]);
  assert.deepEqual([...reply.columns.lastYear], [NaN, NaN, NaN, NaN]);
  assert.equal(reply.columns.previousRatio.length, 4);
});

test('a reply in rows tells the Pareto of the customers: one of two has 100 of 117.25', async () => {
  const reply = await engine.call('performance.pareto', { axis: 'customer', measure: 'amount' });
  assert.equal(reply.members, 2);
  assert.deepEqual(
    reply.rows.map((/** @type {any} */ row) => [row.key, row.amount]),
    [
      ['李记', 1_000_000],
      ['Wang, Ltd', 172_500],
    ],
  );
  assert.ok(Math.abs(reply.rows[0].share - 100 / 117.25) < 1e-12);
});

test('a file in small pieces, as a stream and as a Blob gives the same table', async () => {
  const stream = new Blob([bytes]).stream();
  for (const source of [inPieces([bytes]), stream, new Blob([bytes]), bytes.buffer]) {
    const report = await engine.load('orders', source);
    assert.deepEqual([report.rows, report.totals.amount], [4, 1_172_500]);
  }
});

test('a mapping decides what a column is', async () => {
  const text = 'when;what;how much\n03/02/2024;x;1,5\n';
  const mapping = /** @type {const} */ ({
    dateOrder: 'dmy',
    decimal: ',',
    columns: { 'how much': 'amount', when: 'day' },
  });
  const other = await library.openEngine();
  const report = await other.load('orders', new TextEncoder().encode(text), mapping);
  assert.deepEqual([report.firstDay, report.totals.amount], ['2024-02-03', 15_000]);
  other.close();
});

test('a saved table restores into another engine', async () => {
  const saved = await engine.save('orders');
  const other = await library.openEngine({ wasm: readFileSync(join(built, 'sandtable.wasm')) });
  await other.restore('orders', saved);
  assert.deepEqual((await other.call('sales.pivot', {})).totals, [1_172_500]);
  other.close();
});

test("a column of a kept result is the caller's until released", async () => {
  const { resultId } = await engine.call('facts.snapshot', { table: 'orders' });
  assert.ok((await engine.column(resultId, 'bytes')) instanceof Uint8Array);
  await engine.release(resultId);
  await assert.rejects(engine.column(resultId, 'bytes'), { code: 'engine.unknown_column' });
});

test('what is wrong is told with code, path and what would be right', async () => {
  await assert.rejects(engine.call('sales.pivot', { axes: ['regoin'] }), (/** @type {any} */ error) => {
    assert.ok(error instanceof library.EngineError);
    assert.equal(error.code, 'sales.no_such_dimension');
    assert.equal(error.errors[0].path, '/axes/0');
    return true;
  });
});

test('a source that fails midway leaves the earlier table untouched', async () => {
  const broken = (async function* () {
    yield bytes.subarray(0, 60);
    throw new Error('the network is gone');
  })();
  await assert.rejects(engine.load('orders', broken), /the network is gone/);
  assert.deepEqual((await engine.call('sales.pivot', {})).totals, [1_172_500]);
});

test('a wasm that is not there, and an engine that is closed, say so', async () => {
  const wasm = pathToFileURL(join(built, 'no-such.wasm'));
  await assert.rejects(library.openEngine({ wasm }), { code: 'engine.not_loaded' });
  const closed = await library.openEngine();
  closed.close();
  await assert.rejects(closed.call('engine.version'), { code: 'engine.closed' });
});

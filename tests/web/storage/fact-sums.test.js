// Order lines summed: exact, missing stays missing, and nothing of a customer or an order is left in the bytes.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readSnapshot, writeSnapshot } from '../../../web/storage/fact-snapshot.js';
import { sumFacts } from '../../../web/storage/fact-sums.js';
import { openPlanFile } from '../../../web/storage/open-plan-file.js';
import { readTable } from './reader-from-docs.js';

const kept = join(import.meta.dirname, '../../fixtures/files/1.0/everything.sandtable');
/** A table as the engine wrote it. */
const { facts } = await openPlanFile(new File([readFileSync(kept)], 'everything.sandtable'));
const [{ bytes: ORDERS }] = facts;

const numbers = (/** @type {number[]} */ ...values) => Float64Array.from(values);
const column = (
  /** @type {any} */ kind,
  /** @type {string} */ key,
  /** @type {Float64Array<ArrayBuffer>} */ values,
  /** @type {string[] | null} */ texts = null,
) => ({
  kind,
  key,
  values: texts,
  numbers: values,
});

test('a table read and written again is the same to the byte', async () => {
  const table = await readSnapshot(ORDERS, () => true);
  const again = await writeSnapshot(table);
  assert.deepEqual(readTable(Buffer.from(again)).columns, readTable(Buffer.from(ORDERS)).columns);
  assert.deepEqual(await readSnapshot(again, () => true), table);
});

test('rows of a day, unit and product line become one; by hand', async () => {
  const { bytes, rows, lines } = await sumFacts(ORDERS, ['region', 'productLine', 'no such']);
  assert.deepEqual([rows, lines], [6, 6]);
  const byRegion = await sumFacts(ORDERS, ['region']);
  assert.equal(byRegion.rows, 5); // two orders of 华东 on 2025-01-06
  const { header, columns } = readTable(Buffer.from(byRegion.bytes));
  assert.deepEqual(columns.day, [20_088, 20_094, 20_147, 20_178, 20_453]);
  assert.deepEqual(columns.region, ['华东', '华东', '华南', '华南', '']);
  assert.deepEqual(columns.amount, [72_345, 992_005_000, -4_500_000, 100, 999_999_999_900]);
  assert.deepEqual(columns.margin, [10_000, 3_002_500, -450_000, 0, 123_456_789_000], 'a missing margin adds nothing');
  assert.deepEqual(columns.line, [0, 0, 0, 0, 0]);
  assert.deepEqual(header.source, { fileName: 'Σ orders.csv', aggregated: true, lines: 6 });
  assert.deepEqual(await sumFacts(byRegion.bytes, ['region']), byRegion, 'summing again changes nothing');
  for (const secret of ['Wang', '李记', 'A1', '上海', 'HYPERLINK', '𠮷野家'])
    assert.ok(!Buffer.from(byRegion.bytes).includes(secret), secret);
  assert.ok(!Buffer.from(bytes).includes('Wang'));
});

test('what is missing everywhere stays missing, and what would not be exact is not added', async () => {
  const most = Number.MAX_SAFE_INTEGER;
  const table = {
    name: 't',
    rows: 5,
    source: {},
    columns: [
      column('day', 'day', numbers(1, 1, 2, 2, 2)),
      column('line', 'line', numbers(2, 3, 4, 5, 6)),
      column('amount', 'amount', numbers(NaN, NaN, most, 1, -1)),
      column('dimension', 'region', numbers(1, 1, 2, 2, 2), ['', 'A', 'B', 'unused']),
    ],
  };
  const { bytes, rows } = await sumFacts(await writeSnapshot(table), ['region']);
  const { columns } = readTable(Buffer.from(bytes));
  assert.equal(rows, 3);
  assert.deepEqual(columns.amount, [null, most, 0]);
  assert.ok(!Buffer.from(bytes).includes('unused'));
});

test('random tables: sums of every day and place are those of an independent adder, at every width', async () => {
  let state = 7;
  const next = (/** @type {number} */ below) => (state = (state * 48_271) % 2_147_483_647) % below;
  for (const scale of [1, 200, 60_000, 3e9, 1e14]) {
    const rows = 70_000; // more than a block
    const days = Float64Array.from({ length: rows }, (_, row) => Math.floor(row / 900) - 5);
    const amount = Float64Array.from({ length: rows }, () =>
      next(20) === 0 ? NaN : Math.floor((next(1e6) / 1e6 - 0.5) * scale),
    );
    const place = Float64Array.from({ length: rows }, () => next(300));
    const texts = ['', ...Array.from({ length: 299 }, (_, i) => `地点 ${i}`)];
    const expected = new Map();
    for (let row = 0; row < rows; row += 1) {
      const key = `${days[row]} ${texts[place[row]]}`;
      const sum = expected.get(key) ?? null;
      expected.set(key, Number.isNaN(amount[row]) ? sum : (sum ?? 0) + amount[row]);
    }
    const columns = [
      column('day', 'day', days),
      column('line', 'line', new Float64Array(rows)),
      column('amount', 'amount', amount),
      column('dimension', 'place', place, texts),
    ];
    const summed = readTable(
      Buffer.from((await sumFacts(await writeSnapshot({ name: 't', rows, source: {}, columns }), ['place'])).bytes),
    ).columns;
    assert.deepEqual(
      new Map(summed.day.map((day, row) => [`${day} ${summed.place[row]}`, summed.amount[row]])),
      expected,
    );
  }
});

// Files of every version that was ever written open, in the page's reader and in one written from the document alone.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { planSchemas } from '../../../scripts/vite/plan-schemas-plugin.js';
import { openPlanFile } from '../../../web/storage/open-plan-file.js';
import { readPacked, readReadable, readTable } from './reader-from-docs.js';

const root = join(import.meta.dirname, '../../..');
const folder = join(root, 'tests/fixtures/files');
const bytesOf = (/** @type {string} */ path) => readFileSync(join(folder, path));
const opened = (/** @type {string} */ path, passphrase = '') =>
  openPlanFile(new File([bytesOf(path)], path), { passphrase: async () => passphrase });

const PLAN = bytesOf('1.0/plan.json').toString('utf8');
/** Typed with a combining accent: the file was saved with a composed one. */
const PASSPHRASE = 'Cafe\u0301 华东 2026';

/** orders.csv by hand, in the order of days; amounts in 1/10,000, days since 1970. */
const ROWS = {
  day: [20_088, 20_094, 20_094, 20_147, 20_178, 20_453],
  order: ['A5', 'A1', 'A2', 'A3', 'A4', 'A6'],
  region: ['华东', '华东', '华东', '华南', '华南', ''],
  customer: ['Wang, Ltd', 'Wang, Ltd', '<b>李记</b>', '=HYPERLINK("x")', '𠮷野家', ''],
  amount: [72_345, 12_005_000, 980_000_000, -4_500_000, 100, 999_999_999_900],
  margin: [10_000, 3_002_500, null, -450_000, 0, 123_456_789_000],
  quantity: [10_000, 30_000, 120_000, -10_000, 10_000, 1_000_000_000],
};

/** @param {Buffer} bytes */
function assertRows(bytes) {
  const { header, columns } = readTable(bytes);
  assert.equal(header.rows, 6);
  for (const [key, values] of Object.entries(ROWS)) assert.deepEqual(columns[key], values, key);
}

for (const name of ['plan-only.sandtable', 'everything.sandtable', 'encrypted.sandtable']) {
  test(`1.0/${name} opens to the byte, for the page and for a reader written from the document`, async () => {
    const file = await opened(`1.0/${name}`, PASSPHRASE);
    assert.equal(file.planText, PLAN);
    assert.equal(file.versionId, '00000000-0000-4000-8000-000000000002');
    assert.deepEqual(file.problems, []);
    const { header, parts } = readPacked(bytesOf(`1.0/${name}`), PASSPHRASE);
    assert.equal(parts['plan.json'].bytes.toString('utf8'), PLAN);
    assert.deepEqual(header.plan, {
      id: 'golden',
      revision: JSON.parse(PLAN).revision,
      checksum: header.plan.checksum,
    });
    assert.equal(file.facts.length, name.startsWith('plan') ? 0 : 1);
    for (const { table, source, bytes } of file.facts) {
      assert.deepEqual([table, source], ['orders', 'orders.csv']);
      assert.deepEqual(Buffer.from(bytes), parts['facts/1'].bytes);
      assertRows(parts['facts/1'].bytes);
    }
  });
}

for (const name of ['plan-only.sandtable.json', 'everything.sandtable.json']) {
  test(`1.0/${name} opens to the byte, for the page and for a reader written from the document`, async () => {
    const file = await opened(`1.0/${name}`);
    assert.equal(file.planText, PLAN);
    const { plan, tables } = readReadable(bytesOf(`1.0/${name}`));
    assert.deepEqual(plan, JSON.parse(PLAN));
    assert.equal(file.facts.length, tables.length);
    for (const [index, { bytes }] of tables.entries()) {
      assert.deepEqual(Buffer.from(file.facts[index].bytes), bytes);
      assertRows(bytes);
    }
  });
}

test('1.0/sums.sandtable opens, and holds sums by hand instead of order lines', async () => {
  const file = await opened('1.0/sums.sandtable');
  assert.equal(file.planText, PLAN);
  assert.equal(file.way.contains, 'aggregates');
  const { header, parts } = readPacked(bytesOf('1.0/sums.sandtable'));
  assert.equal(header.contains, 'aggregates');
  const { header: table, columns } = readTable(parts['facts/1'].bytes);
  assert.deepEqual(Object.keys(columns), ['day', 'line', 'amount', 'margin', 'quantity', 'productLine', 'region']);
  assert.deepEqual([columns.day, columns.region, columns.amount], [ROWS.day, ROWS.region, ROWS.amount]);
  assert.deepEqual(table.source, { fileName: 'Σ orders.csv', aggregated: true, lines: 6 });
});

test('a plan of version 0.9 opens', async () => {
  const { planText, facts } = await opened('0.9/plan.sandtable.json');
  assert.equal(JSON.parse(planText).version, '0.9');
  assert.deepEqual(facts, []);
});

test('a newer minor version opens with what is unknown in the plan kept, and names the parts that stay behind', async () => {
  const { planText, problems } = await opened('future/newer-minor.sandtable');
  assert.match(planText, /"mood": \{"later": 1\.0\}/);
  assert.deepEqual(problems[0].params, { names: ['notes.json'] });
  const { header, parts } = readPacked(bytesOf('future/newer-minor.sandtable'));
  assert.equal(parts['plan.json'].bytes.toString('utf8'), planText);
  assert.equal(header.version.by, 'x');
});

test('a newer major version is refused by name', async () => {
  await assert.rejects(opened('future/newer-major.sandtable'), (/** @type {any} */ error) => {
    assert.deepEqual(error.errors[0].params, { version: '2.1' });
    return error.code === 'file.newer_container';
  });
  assert.throws(() => readPacked(bytesOf('future/newer-major.sandtable')), /version/);
});

test('no kept file goes untested', () => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /sandtable/.test(name));
  assert.equal(files.length, 9);
});

test('the schemas published with the page put every part and collection together', () => {
  const schemas = planSchemas(root);
  const document = JSON.parse(schemas['plan.json']);
  const { collections, ...parts } = document.properties;
  const named = [...Object.values(parts), ...Object.values(collections.properties)].map(
    (/** @type {any} */ schema) => schema.$ref ?? schema.additionalProperties?.$ref,
  );
  const files = named.filter(Boolean).sort();
  assert.deepEqual(
    files,
    Object.keys(schemas)
      .filter((name) => name !== 'plan.json')
      .sort(),
  );
  const plan = JSON.parse(PLAN);
  for (const key of document.required) assert.ok(key in plan, key);
  for (const key of Object.keys(plan.collections)) assert.ok(key in collections.properties, key);
});

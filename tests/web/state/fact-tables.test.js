import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FactTables } from '../../../web/state/fact-tables.js';

/** An engine that takes every chunk but those that begin with 0, and says in which order it was asked. */
function engineThatChecks() {
  /** @type {string[]} */
  const asked = [];
  const refuse = (/** @type {string} */ code) => Promise.reject(Object.assign(new Error(code), { errors: [{ code }] }));
  const engine = {
    call: async (/** @type {string} */ name, /** @type {any} */ params) => {
      asked.push(name);
      if (name === 'facts.restore') return { import: `imp-${params.table}` };
      if (name === 'facts.list') return { tables: [{ name: 'visits' }] };
      if (name === 'facts.snapshot') return { columns: { bytes: new Uint8Array(3) } };
      return {};
    },
    load: async (/** @type {string} */ importId, /** @type {Uint8Array} */ bytes) => {
      asked.push(`load ${bytes[0]}`);
      return bytes[0] === 0 ? refuse('facts.snapshot_corrupt') : {};
    },
  };
  return { engine: /** @type {any} */ (engine), asked };
}

/** @param {Record<string, number[]>} tables first bytes of the chunks */
const storeOf = (tables) =>
  /** @type {any} */ ({
    list: async () => Object.keys(tables).map((table) => ({ table, source: `${table}.csv` })),
    async *chunks(/** @type {string} */ _key, /** @type {string} */ table) {
      for (const first of tables[table]) yield new Uint8Array([first, 1]);
    },
    put: async (
      /** @type {string} */ _key,
      /** @type {string} */ _table,
      /** @type {Uint8Array} */ bytes,
      /** @type {string} */ _source,
      /** @type {(done: number, total: number) => void} */ tell,
    ) => tell(1, bytes.length),
  });

test('a table that the engine finds damaged is told with its source, and the others are restored', async () => {
  const { engine, asked } = engineThatChecks();
  const tables = new FactTables(engine, storeOf({ orders: [5, 0, 7], visits: [8] }));
  const problems = await tables.restoreInto(engine);
  assert.deepEqual(
    problems.map(({ code, params }) => [code, params]),
    [['storage.facts_damaged', { table: 'orders', source: 'orders.csv' }]],
  );
  assert.deepEqual(
    asked.filter((name) => name !== 'load 7'), // may be on its way before the refusal is known
    ['facts.restore', 'load 5', 'load 0', 'facts.cancel', 'facts.restore', 'load 8', 'facts.commit', 'facts.list'],
  );
  assert.deepEqual(tables.list.value, [{ name: 'visits' }]);
});

test('keeping a table tells how far it is, and that it is done', async () => {
  const { engine } = engineThatChecks();
  const tables = new FactTables(engine, storeOf({}));
  /** @type {unknown[]} */
  const told = [];
  tables.saving.subscribe((value) => void told.push(value));
  await tables.keep('orders', 'a.csv');
  assert.deepEqual(told, [null, { table: 'orders', done: 0, total: 0 }, { table: 'orders', done: 1, total: 3 }, null]);
});

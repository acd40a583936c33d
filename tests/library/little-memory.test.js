// Where memory ends: an import that is too large for the engine is refused in words, a fresh engine takes over, plan and tables are back.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { EngineClient } from '../../web/engine/client.js';
import { createLocalTransport } from '../../web/engine/local-transport.js';
import { manyOrders, withLittleMemory } from '../hostile/little-memory.js';
import { hostilePlan } from '../hostile/plans.js';

const engineFolder = join(import.meta.dirname, '../../build/wasm/engine');
const createEngine = createRequire(import.meta.url)(join(engineFolder, 'sandtable.js'));
const wasm = withLittleMemory(readFileSync(join(engineFolder, 'sandtable.wasm')), 64);

const ORDERS = 'Order Date,Region,Sales\n2025-01-05,East,100.50\n2025-02-06,West,20\n';
/** @param {string} text */
const bytesOf = (text) => new TextEncoder().encode(text);

/** @param {EngineClient | import('../../web/engine/client.js').EngineHandle} engine @param {Iterable<Uint8Array<ArrayBuffer>>} chunks */
async function importOrders(engine, chunks) {
  const { import: id } = await engine.call('facts.begin', { table: 'orders', fileName: 'orders.csv' });
  for (const chunk of chunks) await engine.load(id, chunk);
  return engine.call('facts.commit', { import: id });
}

test('a million lines where there is memory for fewer are refused, and the plan is open again in a fresh engine', async (t) => {
  let started = 0;
  const client = new EngineClient({
    createTransport: () => {
      started += 1;
      return createLocalTransport(createEngine);
    },
    loadWasm: async () => wasm,
  });
  t.after(() => client.close());
  const text = JSON.stringify(hostilePlan());
  client.setRestore(async (engine) => {
    await engine.call('plan.open', { text });
    await importOrders(engine, [bytesOf(ORDERS)]);
  });
  const before = await client.call('plan.serialize');
  const tables = await client.call('facts.list');
  assert.equal(tables.tables[0].rows, 2);

  await assert.rejects(importOrders(client, manyOrders()), (/** @type {any} */ error) => {
    assert.deepEqual(
      error.errors.map((/** @type {any} */ { code }) => code),
      ['engine.out_of_memory'],
    );
    return true;
  });
  assert.deepEqual(await client.call('plan.serialize'), before);
  assert.deepEqual(await client.call('facts.list'), tables);
  assert.equal(client.status.value, 'ready');
  assert.equal(started, 2, 'one engine ran out of memory, one took over');

  const pivot = await client.call('sales.pivot', { axes: ['region'], measures: ['amount'] });
  assert.equal(pivot.rows.length, 2, 'questions are answered as before');
});

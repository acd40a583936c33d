// The journal and its snapshots: what is on disk when, and what survives damage.
import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { concat, crc32 } from '../../../web/lib/bytes.js';
import { Connection } from '../../../web/storage/database.js';
import { FactsStore } from '../../../web/storage/facts-store.js';
import { PlanStore } from '../../../web/storage/plan-store.js';
import { freshDatabase } from '../fixtures/visit.js';

/** @typedef {import('../../../web/storage/types.js').JournalEntry} JournalEntry */

const record = {
  key: 'p',
  id: 'doc',
  name: 'P',
  kind: /** @type {const} */ ('plan'),
  language: 'zh',
  revision: 0,
  createdAt: '2026-01-01',
  updatedAt: '2026-01-01',
  deletedAt: null,
  fileState: null,
  fileName: null,
};

/** @param {number} seq @returns {JournalEntry} */
const entry = (seq) => ({
  seq,
  kind: 'apply',
  target: null,
  patch: [{ op: 'add', path: `/${seq}` }],
  inverse: [],
  label: { key: 'k' },
  at: '2026-01-01',
  from: seq - 1,
  to: seq,
  revision: seq,
});

async function openStore() {
  const connection = new Connection(freshDatabase());
  return { db: await connection.database(), connection, store: new PlanStore(connection) };
}

test('an append is acknowledged only after its strict transaction is complete', async () => {
  const { db, store } = await openStore();
  await store.create(record, 'text');
  /** @type {string[]} */
  const order = [];
  const begin = db.transaction.bind(db);
  db.transaction = /** @type {any} */ (
    (/** @type {any} */ names, /** @type {any} */ mode, /** @type {any} */ options) => {
      order.push(`${mode}:${options?.durability}`);
      const tx = begin(names, mode, options);
      void tx.done.then(() => order.push('complete'));
      return tx;
    }
  );
  await store.append(record, entry(1)).then(() => order.push('acknowledged'));
  assert.deepEqual(order, ['readwrite:strict', 'complete', 'acknowledged']);
});

test('an entry and the plan record change together or not at all', async () => {
  const { store } = await openStore();
  await store.create(record, 'text');
  await store.append({ ...record, name: 'first' }, entry(1));
  const other = { ...entry(1), at: '2026-01-02' };
  await assert.rejects(store.append({ ...record, name: 'second tab' }, other), { code: 'storage.conflict' });
  const loaded = await store.load('p');
  assert.equal(loaded.record.name, 'first');
  assert.deepEqual(
    loaded.entries.map(({ seq }) => seq),
    [1],
  );
});

test('an entry whose acknowledgement was lost is not taken for that of another tab', async () => {
  const { store } = await openStore();
  await store.create(record, 'text');
  await store.append({ ...record, revision: 1 }, entry(1));
  await store.append({ ...record, revision: 1 }, entry(1));
  const { entries } = await store.load('p');
  assert.deepEqual(entries, [entry(1)]);
});

test('nothing is appended to a plan whose data was deleted: entries without a snapshot are of no use', async () => {
  const { db, store } = await openStore();
  await assert.rejects(store.append(record, entry(1)), { code: 'storage.no_such_plan' });
  assert.equal(await db.count('journal'), 0);
});

test('folding keeps two snapshot generations and the entries the older one needs', async () => {
  const { store } = await openStore();
  await store.create(record, 'zero');
  for (let seq = 1; seq <= 260; seq += 1) await store.append(record, entry(seq));
  await store.fold('p', { seq: 100, state: 100, text: 'hundred' });
  await store.fold('p', { seq: 260, state: 260, text: 'newest' });
  const { snapshots, entries, lastSeq } = await store.load('p');
  assert.deepEqual(
    snapshots.map(({ seq, text }) => [seq, text]),
    [
      [260, 'newest'],
      [100, 'hundred'],
    ],
  );
  assert.equal(entries[0].seq, 61); // 200 undo steps: 61 … 260
  assert.equal(entries.length, 200);
  assert.equal(lastSeq, 260);
});

test('entries after the older generation stay however many there are', async () => {
  const { store } = await openStore();
  await store.create(record, 'zero');
  for (let seq = 1; seq <= 230; seq += 1) await store.append(record, entry(seq));
  await store.fold('p', { seq: 230, state: 230, text: 'newest' });
  assert.equal((await store.load('p')).entries.length, 230); // the first generation (0) may still need them all
});

test('a damaged snapshot is left out and named; so is a damaged entry', async () => {
  const { db, store } = await openStore();
  await store.create(record, 'zero');
  await store.append(record, entry(1));
  await store.append(record, entry(2));
  await store.fold('p', { seq: 1, state: 1, text: 'one' });
  const snapshot = await db.get('snapshots', ['p', 1]);
  await db.put('snapshots', { ...snapshot, text: 'on3' });
  const stored = await db.get('journal', ['p', 2]);
  await db.put('journal', { ...stored, text: stored.text.replace('/2', '/3') });
  const { snapshots, entries, problems, lastSeq } = await store.load('p');
  assert.deepEqual(
    snapshots.map(({ text }) => text),
    ['zero'],
  );
  assert.deepEqual(
    entries.map(({ seq }) => seq),
    [1],
  );
  assert.deepEqual(
    problems.map(({ code }) => code),
    ['storage.snapshot_damaged', 'storage.entry_damaged'],
  );
  assert.equal(lastSeq, 2);
});

test('a plan that is not there is named', async () => {
  const { store } = await openStore();
  await assert.rejects(store.load('nowhere'), { code: 'storage.no_such_plan' });
});

test('purging removes every trace of one plan and nothing of the others', async () => {
  const { db, connection, store } = await openStore();
  const facts = new FactsStore(connection);
  for (const key of ['p', 'q']) {
    await store.create({ ...record, key }, key);
    await store.append({ ...record, key }, entry(1));
    await facts.put(key, 'orders', new Uint8Array([1, 2, 3]), 'f.csv');
  }
  await store.purge('p');
  const counts = await Promise.all(
    ['plans', 'snapshots', 'journal', 'facts', 'factChunks'].map((name) => db.count(name)),
  );
  assert.deepEqual(counts, [1, 1, 1, 1, 1]);
  assert.equal((await store.load('q')).entries.length, 1);
});

test('a full disk and a missing database have codes of their own', async (t) => {
  const { db, store } = await openStore();
  await store.create(record, 'text');
  const begin = t.mock.method(db, 'transaction', () => {
    throw new DOMException('no room', 'QuotaExceededError');
  });
  await assert.rejects(store.append(record, entry(1)), { code: 'storage.quota' });
  begin.mock.restore();
  t.mock.method(indexedDB, 'open', () => {
    throw new DOMException('private window', 'SecurityError');
  });
  await assert.rejects(new PlanStore(new Connection(freshDatabase())).list(), (/** @type {any} */ error) => {
    assert.equal(error.code, 'storage.unavailable');
    assert.deepEqual(error.errors[0].params, { reason: 'SecurityError' });
    return true;
  });
});

/** @param {FactsStore} facts @param {string} key @param {string} table */
async function bytesOf(facts, key, table) {
  const chunks = [];
  for await (const chunk of facts.chunks(key, table)) chunks.push(chunk);
  return concat(chunks);
}

test('facts are stored in chunks, replaced whole, and given back chunk by chunk', async () => {
  const { db, connection } = await openStore();
  const facts = new FactsStore(connection);
  const bytes = Uint8Array.from({ length: 9 * 1024 * 1024 }, (_, i) => (i * 31) % 256);
  /** @type {number[][]} */
  const told = [];
  await facts.put('p', 'orders', bytes, 'a.csv', (done, total) => told.push([done, total]));
  assert.equal(await db.count('factChunks'), 3);
  assert.deepEqual(told, [
    [0, 9437184],
    [4194304, 9437184],
    [8388608, 9437184],
    [9437184, 9437184],
  ]);
  assert.equal(crc32(await bytesOf(facts, 'p', 'orders')), crc32(bytes));
  for await (const chunk of facts.chunks('p', 'orders')) assert.equal(chunk.byteLength, chunk.buffer.byteLength);
  await facts.copyAll('p', 'q');
  assert.equal(crc32(await bytesOf(facts, 'q', 'orders')), crc32(bytes));
  await facts.put('p', 'orders', new Uint8Array([5]), 'b.csv');
  assert.equal(await db.count('factChunks'), 4);
  assert.deepEqual(await bytesOf(facts, 'p', 'orders'), new Uint8Array([5]));
  assert.equal((await facts.list('p'))[0].source, 'b.csv');
});

test('a missing chunk is told with the table and where it came from, and copies nothing', async () => {
  const { db, connection } = await openStore();
  const facts = new FactsStore(connection);
  await facts.put('p', 'orders', new Uint8Array(5 * 1024 * 1024), 'a.csv');
  await facts.put('q', 'orders', new Uint8Array([7]), 'q.csv');
  const [, last] = await db.getAllKeys('factChunks', IDBKeyRange.bound(['p'], ['p', []]));
  await db.delete('factChunks', /** @type {IDBValidKey} */ (last));
  const damaged = (/** @type {any} */ error) => {
    assert.equal(error.code, 'storage.facts_damaged');
    assert.deepEqual(error.errors[0].params, { table: 'orders', source: 'a.csv' });
    return true;
  };
  await assert.rejects(bytesOf(facts, 'p', 'orders'), damaged);
  await assert.rejects(facts.copyAll('p', 'q'), damaged);
  assert.deepEqual(await bytesOf(facts, 'q', 'orders'), new Uint8Array([7]));
  await assert.rejects(bytesOf(facts, 'p', 'visits'), { code: 'storage.no_such_facts' });
});

// Which generations of a plan stay, and what can be read of one that is damaged.
import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gunzip, fromBase64, crc32 } from '../../../web/lib/bytes.js';
import { Connection } from '../../../web/storage/database.js';
import { keptGenerations } from '../../../web/storage/generations.js';
import { salvage } from '../../../web/storage/salvage.js';
import { FactsStore } from '../../../web/storage/facts-store.js';
import { PlanStore } from '../../../web/storage/plan-store.js';
import { newPlanRecord } from '../../../web/state/plan-records.js';
import { freshDatabase, planWith, setName, startVisit, textOf } from '../fixtures/visit.js';

const WIDE = { hours: 24, days: 14, bytes: Infinity };

/** @param {string[]} instants oldest first; sequence numbers from 1 */
const generations = (...instants) => instants.map((at, index) => ({ seq: index + 1, at, bytes: 10 }));
const inOrder = (/** @type {Set<number>} */ kept) => [...kept].sort((a, b) => a - b);

test('of an hour only the last is kept, but the newest two always', () => {
  const hour = ['10:00', '10:10', '10:20', '11:05', '11:30', '11:40', '11:50'];
  const kept = keptGenerations(generations(...hour.map((time) => `2026-11-23T${time}:00.000Z`)), WIDE);
  assert.deepEqual(inOrder(kept), [3, 6, 7]);
});

test('hours and days count only when the plan was worked on, up to their numbers', () => {
  // 40 Mondays, twice in the same hour of each.
  const mondays = Array.from({ length: 40 }, (_, week) => {
    const day = new Date(Date.UTC(2026, 0, 5 + 7 * week)).toISOString().slice(0, 10);
    return [`${day}T02:10:00.000Z`, `${day}T02:20:00.000Z`];
  }).flat();
  const kept = inOrder(keptGenerations(generations(...mondays), WIDE));
  // The newest two, and the last of each of the latest 24 hours worked (which are 24 Mondays; the days' 14 are among them).
  assert.deepEqual(
    kept,
    [...Array.from({ length: 24 }, (_, i) => 80 - 2 * i), 79].sort((a, b) => a - b),
  );
});

test('days reach further back than hours', () => {
  const instants = Array.from({ length: 20 }, (_, day) =>
    Array.from({ length: 8 }, (_, hour) => `2026-11-${String(day + 1).padStart(2, '0')}T0${hour}:00:00.000Z`),
  ).flat();
  const kept = inOrder(keptGenerations(generations(...instants), WIDE));
  // 24 hours are the last three days; the 14 days reach eleven more days back, one each.
  assert.equal(kept.length, 24 + 11);
  assert.deepEqual(kept.slice(0, 3), [7 * 8, 8 * 8, 9 * 8]);
});

test('the bytes of earlier generations are bounded, and the oldest go first', () => {
  const instants = Array.from({ length: 10 }, (_, hour) => `2026-11-23T0${hour}:00:00.000Z`);
  assert.deepEqual(inOrder(keptGenerations(generations(...instants), { ...WIDE, bytes: 35 })), [6, 7, 8, 9, 10]);
  assert.deepEqual(inOrder(keptGenerations(generations(...instants), { ...WIDE, bytes: 0 })), [9, 10]);
});

/** A plan with a generation in each of five hours, and what its text was in each. */
async function fiveHours() {
  const name = freshDatabase();
  const visit = await startVisit(name);
  const key = await planWith(visit, []);
  const texts = [];
  for (let hour = 1; hour <= 5; hour += 1) {
    const { patch, label } = setName('m', `h${hour}`);
    await visit.session.apply(patch, { label });
    const text = await textOf(visit.engine);
    texts.push(text);
    const seq = hour + 1;
    await visit.plans.fold(key, { seq, state: seq, text });
    const stored = await visit.db.get('snapshots', [key, seq]);
    await visit.db.put('snapshots', { ...stored, at: `2026-11-23T0${hour}:00:00.000Z` });
  }
  await visit.plans.thin(key);
  return { name, visit, key, texts };
}

test('earlier generations are packed and come back as they were', async () => {
  const { visit, key, texts } = await fiveHours();
  const stored = await visit.db.getAll('snapshots');
  assert.deepEqual(
    stored.map(({ seq, text, packed }) => [seq, typeof text, packed instanceof Uint8Array]),
    [0, 2, 3, 4]
      .map((seq) => [seq, 'undefined', true])
      .concat([
        [5, 'string', false],
        [6, 'string', false],
      ]),
  );
  const { snapshots, earlier } = await visit.plans.load(key);
  assert.deepEqual(
    [snapshots.map(({ seq }) => seq), earlier],
    [
      [6, 5],
      [4, 3, 2, 0],
    ],
  );
  const { snapshot } = await visit.plans.generation(key, 3);
  assert.equal(snapshot?.text, texts[1]);
});

test('a plan that is purged while its generations are being packed leaves nothing behind', async () => {
  const { visit, key } = await fiveHours();
  const stored = await visit.db.get('snapshots', [key, 4]);
  await visit.db.put('snapshots', { ...stored, packed: undefined, text: 'not packed yet' });
  const thinning = visit.plans.thin(key);
  await visit.plans.purge(key);
  await thinning;
  assert.equal(await visit.db.count('snapshots'), 0);
});

test('with the newest generations damaged an earlier one opens, and the manager is told what that cost', async () => {
  const { name, visit, key, texts } = await fiveHours();
  for (const seq of [6, 5, 4]) {
    const { packed, ...stored } = await visit.db.get('snapshots', [key, seq]);
    // Half written: the packed one is cut short, the others end in the middle.
    await visit.db.put(
      'snapshots',
      packed ? { ...stored, packed: packed.slice(0, 40) } : { ...stored, text: stored.text.slice(0, 99) },
    );
  }
  await visit.db.delete('journal', IDBKeyRange.bound([key, 0], [key, 4]));
  const again = await startVisit(name);
  await again.session.openPlan(key);
  assert.equal(await textOf(again.engine), texts[1]);
  const problems = again.session.problems.value.map(({ code, params }) => [code, params?.instant ?? params?.count]);
  assert.deepEqual(problems, [
    ['storage.snapshot_damaged', '2026-11-23T05:00:00.000Z'],
    ['storage.snapshot_damaged', '2026-11-23T04:00:00.000Z'],
    ['storage.snapshot_damaged', '2026-11-23T03:00:00.000Z'],
    ['storage.changes_lost', 3],
  ]);
  // What it fell back to is written as a generation of its own, and the next visit is as good as before.
  // The damaged ones stay once more, to be saved as a file; then they go as they come to be among the newest two.
  for (const told of [1, 1, 0]) {
    const next = await startVisit(name);
    await next.session.openPlan(key);
    assert.equal(await textOf(next.engine), texts[1]);
    assert.equal(next.session.problems.value.filter(({ code }) => code === 'storage.changes_lost').length, 0);
    assert.ok(next.session.problems.value.length <= told, `told of ${next.session.problems.value.length} again`);
  }
});

test('the journal bridges damaged generations as far as it reaches', async () => {
  const { name, visit, key, texts } = await fiveHours();
  for (const seq of [6, 5]) {
    const stored = await visit.db.get('snapshots', [key, seq]);
    await visit.db.put('snapshots', { ...stored, crc: '00000000' });
  }
  const again = await startVisit(name);
  await again.session.openPlan(key);
  assert.equal(await textOf(again.engine), texts[4]);
  assert.equal(again.session.problems.value.filter(({ code }) => code === 'storage.changes_lost').length, 0);
});

test('everything that can be read of a damaged plan comes out as one file, each part with its verdict', async () => {
  const connection = new Connection(freshDatabase());
  const [plans, facts] = [new PlanStore(connection), new FactsStore(connection)];
  const record = newPlanRecord(
    { id: 'd', meta: { name: '华东 "2026"' } },
    { kind: 'plan', revision: 0, inFile: false },
  );
  const { key } = record;
  await plans.create(record, 'zero');
  await plans.create({ ...record, key: 'other' }, 'secret of another plan');
  for (const seq of [1, 2, 3]) {
    await plans.fold(key, { seq, state: seq, text: `text ${seq}` });
  }
  await plans.thin(key);
  const db = await connection.database();
  await db.put('snapshots', { ...(await db.get('snapshots', [key, 3])), text: 'text' });
  await db.put('journal', { key, seq: 4, text: '{"seq":', crc: crc32('{"seq":4}') });
  await facts.put(key, 'orders', new Uint8Array(5_000_000).fill(7), 'a.csv');
  const blob = await plans.salvage(key);
  const file = JSON.parse(await blob.text());
  assert.equal(file.format, 'sandtable-salvage');
  assert.equal(file.plan.name, '华东 "2026"');
  assert.deepEqual(
    file.snapshots.map((/** @type {any} */ { seq, text, intact }) => [seq, text, intact]),
    [
      [2, 'text 2', true],
      [3, 'text', false],
    ],
  );
  assert.deepEqual([file.journal[0].text, file.journal[0].intact], ['{"seq":', false]);
  assert.equal(file.tables[0].source, 'a.csv');
  const lengths = file.chunks.map(async (/** @type {any} */ { data }) => {
    const bytes = await gunzip(/** @type {any} */ (fromBase64(data)), 1e8);
    return bytes?.every((byte) => byte === 7) && bytes.length;
  });
  assert.deepEqual(await Promise.all(lengths), [4194304, 805696]);
  assert.deepEqual(file.unreadable, []);
  assert.doesNotMatch(await blob.text(), /another plan/);
});

test('versions and the change log are among what comes out, with the texts that can still be read', async () => {
  const visit = await startVisit(freshDatabase());
  const key = await planWith(visit, ['a']);
  const [first, second] = [
    await visit.session.history.add('named', { label: '初稿' }),
    await visit.session.history.add('named', { label: '定稿' }),
  ];
  const log = await visit.session.history.log();
  await visit.session.history.adopt({ nodes: [], texts: new Map(), changes: log });
  await visit.db.put('versionTexts', { ...(await visit.db.get('versionTexts', [key, second.id])), crc: '00000000' });
  const file = JSON.parse(await (await visit.session.salvage(key)).text());
  const texts = new Map(file.versionTexts.map((/** @type {any} */ { id, ...text }) => [id, text]));
  assert.deepEqual(file.versions.map((/** @type {any} */ { label }) => label).sort(), ['初稿', '定稿']);
  assert.deepEqual([texts.get(first.id).intact, texts.get(second.id).intact], [true, false]);
  assert.equal(texts.get(first.id).text, await textOf(visit.engine));
  assert.equal(file.changes.length, log.length);
});

test('one record that cannot be read does not keep the others back', async () => {
  const { visit, key } = await fiveHours();
  const oneBadSector = {
    getAllKeys: visit.db.getAllKeys.bind(visit.db),
    get: async (/** @type {any} */ store, /** @type {any} */ place) => {
      if (store === 'snapshots' && place[1] === 5) throw new DOMException('disk', 'UnknownError');
      return visit.db.get(store, place);
    },
  };
  const connection = /** @type {any} */ ({ run: async (/** @type {any} */ work) => work(oneBadSector) });
  const file = JSON.parse(await (await salvage(connection, key)).text());
  assert.deepEqual(
    file.snapshots.map((/** @type {any} */ { seq }) => seq),
    [0, 2, 3, 4, 6],
  );
  assert.deepEqual(
    file.unreadable.map((/** @type {any} */ { store, key: place }) => [store, place[1]]),
    [['snapshots', 5]],
  );
});

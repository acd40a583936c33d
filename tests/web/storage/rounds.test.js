// Rounds of sent parts: kept with the text as it was sent; read from file headers of strangers without believing them.
import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Connection } from '../../../web/storage/database.js';
import { roundHeader, roundOfHeader, roundsOfText, textOfRounds } from '../../../web/storage/round-header.js';
import { RoundsStore } from '../../../web/storage/rounds-store.js';
import { freshDatabase } from '../fixtures/visit.js';

/** @typedef {import('../../../web/storage/rounds-store.js').Round} Round */

/** @param {Partial<Round>} [more] @returns {Round} */
const round = (more = {}) => ({
  id: 'r1',
  role: 'sent',
  number: 2,
  planName: '华东 2026',
  roots: ['north'],
  unitName: '上海',
  person: 'wang',
  personName: '王强',
  total: 'proposed',
  sentBy: '梁诗涵',
  sentAt: '2026-11-23T08:00:00.000Z',
  dueAt: '2026-11-30',
  versionId: 'v1',
  checksum: '1232129b',
  fileName: 'a.sandtable',
  returns: [],
  ...more,
});

async function openStore() {
  const connection = new Connection(freshDatabase());
  return { db: await connection.database(), store: new RoundsStore(connection) };
}

test('a round keeps its text when it is noted again, and belongs to its plan alone', async () => {
  const { store } = await openStore();
  await store.put('p', [{ round: round(), text: '{"sent": 1.0}' }]);
  const returned = { versionId: 'v2', at: '2026-11-25', by: '王强', fileName: 'b', mergedAt: null, refused: 0 };
  await store.put('p', [{ round: round({ returns: [returned] }) }]);
  assert.deepEqual(await store.list('p'), [round({ returns: [returned] })]);
  assert.equal(await store.text('p', 'r1'), '{"sent": 1.0}');
  assert.deepEqual(await store.list('p2'), []);
  await store.remove('p', 'r1');
  assert.deepEqual(await store.list('p'), []);
});

test('a damaged or missing text is said, by the part it is of', async () => {
  const { db, store } = await openStore();
  await store.put('p', [{ round: round(), text: 'x'.repeat(1000) }]);
  const stored = await db.get('rounds', ['p', 'r1']);
  stored.packed = stored.packed.slice(0, 5);
  await db.put('rounds', stored);
  await assert.rejects(store.text('p', 'r1'), (/** @type {any} */ { errors: [error] }) => {
    assert.deepEqual([error.code, error.params], ['storage.round_damaged', { unit: '上海' }]);
    return true;
  });
  await assert.rejects(store.text('p', 'nowhere'));
});

test('what a header says of a round comes back as it went', () => {
  const told = roundOfHeader(JSON.parse(JSON.stringify(roundHeader(round(), { by: '王强' }))));
  assert.deepEqual(told, { round: round({ role: 'received', fileName: '' }), returnedBy: '王强' });
});

test('nothing a stranger writes into a header is believed further than its kind and length', () => {
  assert.equal(roundOfHeader(null), null);
  assert.equal(roundOfHeader({}), null);
  assert.equal(roundOfHeader({ id: { toString: 'x' } }), null);
  const told = roundOfHeader({
    id: 'r',
    number: -5,
    planName: 'x'.repeat(10_000),
    roots: ['a', 7, null, ...Array(1000).fill('b')],
    unitName: ['<img src=x onerror=alert(1)>'],
    total: 'anything',
    sentAt: 'not a day',
    dueAt: '2026-1-1',
    __proto__: { personName: 'inherited' },
  });
  assert.equal(told?.round.number, 1);
  assert.equal(told?.round.planName.length, 400);
  assert.deepEqual(told?.round.roots.slice(0, 2), ['a', 'b']);
  assert.ok((told?.round.roots.length ?? 0) <= 500);
  assert.deepEqual([told?.round.unitName, told?.round.sentAt, told?.round.dueAt], ['', '', null]);
  assert.equal(told?.round.total, 'fixed', 'the stricter of the two');
});

const returned = (/** @type {string} */ versionId, /** @type {string | null} */ mergedAt) => ({
  versionId,
  at: `2026-11-2${versionId.slice(1)}T08:00:00.000Z`,
  by: '王强',
  fileName: 'b.sandtable',
  mergedAt,
  refused: 1,
});

test('rounds travel in a plan file, and what is no list of rounds is told apart from none', () => {
  const rounds = [round({ returns: [returned('v2', '2026-11-26T08:00:00.000Z')] }), round({ id: 'r2', dueAt: null })];
  assert.deepEqual(roundsOfText(textOfRounds(rounds)), rounds);
  assert.deepEqual(roundsOfText(null), []);
  for (const broken of ['', '{', 'null', '[]', '{"rounds": 7}']) assert.equal(roundsOfText(broken), null, broken);
  const [told] =
    roundsOfText('{"rounds": [null, {"id": "r", "returns": [7, {"refused": -1, "mergedAt": "x"}]}]}') ?? [];
  assert.deepEqual(
    told.returns.map(({ refused, mergedAt }) => [refused, mergedAt]),
    [
      [0, null],
      [0, null],
    ],
  );
});

test('another copy adds rounds and returns, and takes nothing back', async () => {
  const { store } = await openStore();
  await store.put('p', [{ round: round({ unitName: 'here', returns: [returned('v2', '2026-11-26')] }), text: 'sent' }]);
  const there = round({ unitName: 'there', returns: [returned('v3', null), returned('v2', null)] });
  await store.adopt('p', [there, round({ id: 'r2', sentAt: '2026-11-01' })]);
  const [first, second] = await store.list('p');
  assert.equal(first.unitName, 'here');
  assert.deepEqual(
    first.returns.map(({ versionId, mergedAt }) => [versionId, mergedAt]),
    [
      ['v2', '2026-11-26'],
      ['v3', null],
    ],
  );
  assert.equal(await store.text('p', 'r1'), 'sent');
  assert.equal(second.id, 'r2');
  await assert.rejects(
    store.text('p', 'r2'),
    (/** @type {any} */ { errors: [error] }) => error.code === 'exchange.base_missing',
  );
});

// Whom parts go to, which round is next, and how a round stands.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  daysLate,
  nextNumber,
  owners,
  recipientOf,
  roundState,
  sortedRounds,
  unitRows,
} from '../../../web/workspaces/exchange/exchange-model.js';
import { region } from './region.js';

/** @typedef {import('../../../web/storage/rounds-store.js').Round} Round */

/** @param {Partial<Round>} [more] @returns {Round} */
const round = (more = {}) => ({
  id: 'r',
  role: 'sent',
  number: 1,
  planName: '华东 2026',
  roots: ['north'],
  unitName: '上海',
  person: 'wang',
  personName: '王强',
  total: 'fixed',
  sentBy: '',
  sentAt: '2026-11-20T08:00:00.000Z',
  dueAt: '2026-11-30',
  versionId: 'v1',
  checksum: '00000000',
  fileName: 'a.sandtable',
  returns: [],
  ...more,
});

/** @param {string | null} mergedAt */
const back = (mergedAt) => ({
  versionId: 'v2',
  at: '2026-11-25T08:00:00.000Z',
  by: '',
  fileName: '',
  mergedAt,
  refused: 0,
});

test('a part is late from the day after it was due, and not while it is back', () => {
  const stands = (/** @type {Round} */ one, /** @type {string} */ day) => roundState(one, [one], day);
  assert.equal(stands(round(), '2026-11-29'), 'sent');
  assert.equal(stands(round(), '2026-11-30'), 'sent', 'the day itself is in time');
  assert.equal(stands(round(), '2026-12-01'), 'overdue');
  assert.equal(stands(round({ dueAt: null }), '2036-12-01'), 'sent', 'without a day nothing is late');
  assert.equal(stands(round({ returns: [back(null)] }), '2026-12-01'), 'returned');
  assert.equal(stands(round({ returns: [back('2026-11-26T08:00:00.000Z')] }), '2026-12-01'), 'merged');
  assert.equal(
    stands(round({ returns: [back('2026-11-26'), back(null)] }), '2026-12-01'),
    'returned',
    'a corrected one waits',
  );
  assert.equal(daysLate('2026-11-30', '2026-12-02'), 2);
});

test('a later round of the same units takes the place of one that never came back', () => {
  const [first, second] = [round(), round({ id: 'r2', number: 2 })];
  assert.equal(roundState(first, [first, second], '2026-12-01'), 'replaced');
  assert.equal(roundState(second, [first, second], '2026-11-21'), 'sent');
  const elsewhere = round({ id: 'r3', number: 5, roots: ['south'] });
  assert.equal(roundState(first, [first, elsewhere], '2026-11-21'), 'sent');
});

test('rounds count for the same units, in whatever order they are named', () => {
  const rounds = [round({ roots: ['a', 'b'], number: 3 }), round({ roots: ['a'], number: 7 })];
  assert.equal(nextNumber(rounds, ['b', 'a']), 4);
  assert.equal(nextNumber(rounds, ['a']), 8);
  assert.equal(nextNumber(rounds, ['c']), 1);
});

test('a unit goes to its owner, a person gets the topmost of the units owned', () => {
  const { orgUnits, people } = region().collections;
  assert.deepEqual(recipientOf('unit:north', orgUnits, people), {
    id: 'unit:north',
    roots: ['north'],
    unitName: '上海',
    person: 'wang',
    personName: '王强',
  });
  assert.deepEqual(recipientOf('person:wang', orgUnits, people)?.roots, ['north'], 'n1 is below north');
  assert.equal(recipientOf('unit:gone', orgUnits, people), null);
  assert.equal(recipientOf('unit:constructor', orgUnits, people), null, 'what every object inherits is no unit');
  assert.deepEqual(
    owners(orgUnits, people).map(({ person }) => person.id),
    ['boss', 'wang', 'zhao'],
  );
});

test('the tree shows what is open, and finds units by their owner too', () => {
  const { orgUnits, people } = region({ north: '<img src=x onerror=alert(1)>' }).collections;
  const shown = (/** @type {Parameters<typeof unitRows>[2]} */ options) =>
    unitRows(orgUnits, people, options).map(({ unit }) => unit.id);
  assert.deepEqual(shown({}), ['root', 'north', 'n1', 'n2', 'south', 's1']);
  assert.deepEqual(shown({ isOpen: (_unit, depth) => depth < 1 }), ['root', 'north', 'south']);
  assert.deepEqual(shown({ query: ' 王 ', isOpen: () => false }), ['north', 'n1']);
  assert.deepEqual(shown({ query: 'ONERROR' }), ['north']);
});

test('units above one another in a circle end the tree instead of the page', () => {
  const circle = { a: { id: 'a', name: 'a', parent: 'b' }, b: { id: 'b', name: 'b', parent: 'a' } };
  assert.deepEqual(unitRows(circle, {}), []);
  const people = { p: { id: 'p', name: 'p' } };
  const owned = { x: { id: 'x', name: 'x', ownerId: 'p' }, ...circle };
  assert.deepEqual(
    owners(owned, people).map(({ units }) => units.map(({ id }) => id)),
    [['x']],
  );
});

test('rounds are sorted by day due, by unit, or the latest first', () => {
  const rows = [
    { round: round({ id: '1', unitName: 'b', dueAt: null, sentAt: '2026-01-01' }) },
    { round: round({ id: '2', unitName: 'c', dueAt: '2026-02-01', sentAt: '2026-01-03' }) },
    { round: round({ id: '3', unitName: 'a', dueAt: '2026-03-01', sentAt: '2026-01-02' }) },
  ];
  const ids = (/** @type {'due' | 'unit' | 'sent'} */ order) =>
    sortedRounds(rows, order).map(({ round: { id } }) => id);
  assert.deepEqual(ids('due'), ['2', '3', '1']);
  assert.deepEqual(ids('unit'), ['3', '1', '2']);
  assert.deepEqual(ids('sent'), ['2', '3', '1']);
});

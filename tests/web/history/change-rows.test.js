// Rows of the comparison: periods of one row of numbers together, sums along the tree, filters, and the change log's rows.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changeRows, choicesOf, filtered, sumRows } from '../../../web/workspaces/history/change-rows.js';
import { logRows } from '../../../web/workspaces/history/log-rows.js';

/** @typedef {import('../../../web/workspaces/history/change-rows.js').FieldChange} FieldChange */
/** @typedef {import('../../../web/storage/types.js').Change} Change */

/** @param {string} name @param {string[]} [paths] @param {string} [at] @returns {Change} */
const by = (name, paths = [], at = '2026-11-24T08:00:00.000Z') => ({
  ...{ id: `${at} ${name}`, at, kind: 'apply', label: { key: 'k' }, revision: 1, paths },
  by: { id: name, name },
});

/** @param {string} field @param {unknown} before @param {unknown} after @param {string} [id] @returns {FieldChange} */
const field = (field, before, after, id = 't1') => ({
  ...{ collection: 'targets', id, name: '上海', field, before, after, kind: 'changed' },
  path: `/collections/targets/${id}/${field}`,
});
const EVERYTHING = { person: null, room: null, text: '', derived: false };

test('periods of one row of numbers stand in one row with their sums; another field or another person begins a new one', () => {
  const [ann, bob] = [by('Ann'), by('Bob')];
  const whoMade = (/** @type {string} */ path) => (path.endsWith('values/7') ? bob : ann);
  const rows = changeRows(
    [
      field('values/0', 100, 150),
      field('values/1', 100, 90),
      field('values/7', 5, 6),
      field('reserve/0', 1, 2),
      field('values/0', 10, 20, 't2'),
      field('cells/2026-01/reason', null, 'new'),
    ],
    whoMade,
  );
  assert.deepEqual(
    rows.map(({ field: name, before, after, parts, change }) => [name, before, after, parts.length, change?.by?.name]),
    [
      ['values', 200, 240, 2, 'Ann'],
      ['values/7', 5, 6, 0, 'Bob'],
      ['reserve/0', 1, 2, 0, 'Ann'],
      ['values/0', 10, 20, 0, 'Ann'],
      ['cells/2026-01/reason', null, 'new', 0, 'Ann'],
    ],
  );
});

test('rows are found by person, by part of the plan and by words; what was only worked out is asked for', () => {
  const rows = changeRows(
    [field('values/0', 1, 2), field('computed/0', 1, 2), { ...field('name', 'a', 'b', 'u1'), collection: 'orgUnits' }],
    (path) => (path.includes('values') ? by('Ann') : null),
  );
  const fields = (/** @type {Partial<typeof EVERYTHING>} */ filter) =>
    filtered(rows, { ...EVERYTHING, ...filter }, (row) => `${row.name} ${row.after}`).map((row) => row.field);
  assert.deepEqual(fields({}), ['values/0', 'name']);
  assert.deepEqual(fields({ derived: true }), ['values/0', 'computed/0', 'name']);
  assert.deepEqual(fields({ person: /** @type {any} */ ('Ann') }), ['values/0']);
  assert.deepEqual(fields({ person: /** @type {any} */ ('') }), ['name'], 'those nobody is known for');
  assert.deepEqual(fields({ room: /** @type {any} */ ('orgUnits') }), ['name']);
  assert.deepEqual(fields({ text: ' 上海 B' }), ['name']);
  assert.deepEqual(choicesOf(rows), {
    people: [
      ['', 2],
      ['Ann', 1],
    ],
    rooms: [
      ['targets', 2],
      ['orgUnits', 1],
    ],
  });
});

test('sums stand by set, as deep as their units stand; what is new or gone has no difference', () => {
  const sum = (
    /** @type {string} */ set,
    /** @type {string} */ unit,
    /** @type {any} */ beforeMinor,
    /** @type {any} */ afterMinor,
  ) => ({
    ...{ set, unit, name: unit, beforeMinor, afterMinor },
  });
  const parents = new Map([
    ['top', null],
    ['east', 'top'],
    ['shanghai', 'east'],
    ['loop', 'loop'],
  ]);
  const sets = sumRows(
    [sum('a', 'top', 10, 30), sum('a', 'shanghai', 10, 30), sum('b', 'east', null, 5), sum('b', 'loop', 5, null)],
    parents,
  );
  assert.deepEqual(
    [...sets].map(([set, rows]) => [
      set,
      rows.map(({ unit, depth, differenceMinor }) => [unit, depth, differenceMinor]),
    ]),
    [
      [
        'a',
        [
          ['top', 0, 20],
          ['shanghai', 2, 20],
        ],
      ],
      [
        'b',
        [
          ['east', 1, null],
          ['loop', 100, null],
        ],
      ],
    ],
  );
});

test('the change log is looked through the same way, tables of data included', () => {
  const log = [
    by('Ann', ['/collections/targets/t1/values/0', '/collections/targets/t2/values/0', '/meta/name']),
    { ...by('Bob', []), facts: 'orders' },
  ];
  const told = (/** @type {Partial<typeof EVERYTHING>} */ filter) =>
    logRows(log, { ...EVERYTHING, ...filter }, ({ by: author }) => `done by ${author?.name}`);
  assert.deepEqual(
    told({}).rows.map(({ rooms }) => rooms),
    [['targets', 'meta'], ['facts']],
  );
  assert.deepEqual(told({}).people, [
    ['Ann', 1],
    ['Bob', 1],
  ]);
  assert.equal(told({ room: /** @type {any} */ ('meta') }).rows.length, 1);
  assert.equal(told({ text: 'BOB' }).rows[0].change.facts, 'orders');
});

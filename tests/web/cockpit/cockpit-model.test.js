// The cockpit's figures in the shape of tables and charts.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  countByStatus,
  joinTrends,
  lookBacks,
  pathTo,
  sortRows,
  waterfallSteps,
} from '../../../web/workspaces/cockpit/cockpit-model.js';

/** @param {string} id @param {object} [more] @returns {any} */
const row = (id, more = {}) => ({ id, name: id, status: 'good', gapMinor: null, ...more });
/** @param {string} id @param {number} gapMinor @returns {any} */
const bar = (id, gapMinor) => ({ id, name: id, kind: 'unit', gapMinor });
const byCode = (/** @type {string} */ a, /** @type {string} */ b) => (a < b ? -1 : a > b ? 1 : 0);
const ids = (/** @type {{id: string}[]} */ rows) => rows.map(({ id }) => id).join(' ');

test('rows without a value come last in both directions', () => {
  const rows = [row('none'), row('low', { gapMinor: -5 }), row('zero', { gapMinor: 0 }), row('high', { gapMinor: 7 })];
  assert.equal(ids(sortRows(rows, { key: 'gapMinor', descending: false }, byCode)), 'low zero high none');
  assert.equal(ids(sortRows(rows, { key: 'gapMinor', descending: true }, byCode)), 'high zero low none');
  assert.equal(ids(rows), 'none low zero high', 'the rows given stay in their order');
});

test('equal values keep the order of the organisation', () => {
  const rows = [row('b', { gapMinor: 1 }), row('a', { gapMinor: 1 }), row('c', { gapMinor: 1 })];
  assert.equal(ids(sortRows(rows, { key: 'gapMinor', descending: true }, byCode)), 'b a c');
});

test('names are compared by the language given', () => {
  const chinese = new Intl.Collator('zh-CN').compare;
  const rows = ['西南', '华东', '东北'].map((name) => row(name));
  assert.equal(ids(sortRows(rows, { key: 'name', descending: false }, chinese)), '东北 华东 西南');
});

test('status sorts from bad to good, units without a target last', () => {
  const rows = [row('n', { status: 'none' }), row('g'), row('b', { status: 'bad' }), row('w', { status: 'watch' })];
  assert.equal(ids(sortRows(rows, { key: 'status', descending: false }, byCode)), 'b w g n');
  assert.equal(ids(sortRows(rows, { key: 'status', descending: true }, byCode)), 'g w b n');
});

test('the bars of the waterfall join end to end and add up to the total', () => {
  const steps = waterfallSteps([bar('east', 30), bar('north', -50), bar('south', -10)]);
  assert.deepEqual(
    steps.map(({ id, kind, value, from, to }) => [id, kind, value, from, to]),
    [
      ['north', 'unit', -50, 0, -50],
      ['south', 'unit', -10, -50, -60],
      ['east', 'unit', 30, -60, -30],
      [null, 'total', -30, 0, -30],
    ],
  );
});

test('a waterfall that crosses zero still ends at the sum', () => {
  const steps = waterfallSteps([bar('a', -20), bar('b', 50)]);
  assert.deepEqual(
    steps.map(({ from, to }) => [from, to]),
    [
      [0, -20],
      [-20, 30],
      [0, 30],
    ],
  );
});

test('beyond ten bars the smallest become one, and nothing of the sum is lost', () => {
  const bars = Array.from({ length: 14 }, (_, i) => bar(`u${i}`, (i % 2 === 0 ? -1 : 1) * (i + 1)));
  const steps = waterfallSteps(bars);
  // Sizes 1…14: the nine largest (6…14) stand alone, −1 +2 −3 +4 −5 = −3 is the rest, −1+2−…+14 = 7 the sum.
  assert.equal(steps.length, 11);
  const [others, total] = steps.slice(-2);
  assert.deepEqual([others.kind, others.value, others.count], ['others', -3, 5]);
  assert.deepEqual([total.kind, total.value, total.from, total.to], ['total', 7, 0, 7]);
  assert.equal(others.to, 7);
});

test('exactly ten bars stand alone', () => {
  const steps = waterfallSteps(Array.from({ length: 10 }, (_, i) => bar(`u${i}`, i + 1)));
  assert.deepEqual(
    steps.map(({ kind }) => kind).filter((kind) => kind !== 'unit'),
    ['total'],
  );
});

test('no bars make a total of zero', () => {
  assert.deepEqual(
    waterfallSteps([]).map(({ kind, value }) => [kind, value]),
    [['total', 0]],
  );
});

test('the path runs from the root down to the unit', () => {
  const units = {
    all: { id: 'all', name: 'All', parent: null },
    east: { id: 'east', name: 'East', parent: 'all' },
    sh: { id: 'sh', name: 'Shanghai', parent: 'east' },
  };
  assert.equal(ids(pathTo(units, 'sh')), 'all east sh');
  assert.equal(ids(pathTo(units, 'all')), 'all');
  assert.deepEqual(pathTo(units, 'gone'), []);
  assert.deepEqual(pathTo(units, undefined), []);
});

test('a damaged organisation that runs in a circle still gives a path', () => {
  const units = { a: { id: 'a', name: 'A', parent: 'b' }, b: { id: 'b', name: 'B', parent: 'a' } };
  assert.equal(ids(pathTo(units, 'a')), 'b a');
});

test('statuses are counted', () => {
  const rows = [row('a'), row('b', { status: 'bad' }), row('c', { status: 'bad' }), row('d', { status: 'none' })];
  assert.deepEqual(countByStatus(rows), { good: 1, watch: 0, bad: 2, none: 1 });
});

test('six months are covered by one question, a whole year by two, no month by none', () => {
  const months = Array.from({ length: 12 }, (_, i) => `2026-${String(i + 1).padStart(2, '0')}`);
  assert.deepEqual(lookBacks(months), ['2026-12', '2026-06']);
  assert.deepEqual(lookBacks(months.slice(0, 6)), ['2026-06']);
  assert.deepEqual(lookBacks(months.slice(0, 7)), ['2026-07', '2026-01']);
  assert.deepEqual(lookBacks([]), []);
});

test('a year shows its months and not those of the year before; the direction is that of the latest month', () => {
  const late = {
    trendPeriods: ['2026-02', '2026-03'],
    units: [
      row('east', { trend: [0.9, 1.1], trendDirection: 'up' }),
      row('west', { trend: [null, 0.8], trendDirection: null }),
    ],
  };
  const early = {
    trendPeriods: ['2025-12', '2026-01'],
    units: [row('east', { trend: [0.5, 0.7], trendDirection: 'down' })],
  };
  const rows = joinTrends([row('west'), row('east'), row('new')], [late, early], ['2026-01', '2026-02', '2026-03']);
  assert.deepEqual(
    rows.map(({ id, trend, trendDirection }) => [id, trend, trendDirection]),
    [
      ['west', [null, null, 0.8], null],
      ['east', [0.7, 0.9, 1.1], 'up'],
      ['new', [null, null, null], null],
    ],
  );
  assert.deepEqual(rows[0].trendPeriods, ['2026-01', '2026-02', '2026-03']);
});

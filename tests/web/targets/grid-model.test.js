// The grid's figures: sums over spans, tree, marks, a proposal laid over what stands.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTo, toggled } from '../../../web/workspaces/targets/expansion.js';
import { periodColumns, quarterSpans, shownGrains } from '../../../web/workspaces/targets/period-axis.js';
import { largestMoves } from '../../../web/workspaces/targets/preview-model.js';
import { summarize } from '../../../web/workspaces/targets/table-summary.js';
import { unitsBelow } from '../../../web/workspaces/targets/ledger-model.js';
import { HZ_MARCH_PLUS_5, smallTable } from './small-table.js';

const span = (
  /** @type {import('../../../web/workspaces/targets/grid-model.js').TargetTable} */ table,
  /** @type {string} */ period,
) => {
  const found = table.span(period);
  assert.ok(found, period);
  return found;
};

test('quarters and the year are sums of months', () => {
  const table = smallTable();
  assert.equal(table.value('sh', span(table, '2026-03')), 100);
  assert.equal(table.value('sh', span(table, '2026-Q2')), 300);
  assert.equal(table.value('root', span(table, '2026')), 190 * 12);
  assert.equal(table.reserve('root', span(table, '2026-Q1')), 30);
  assert.equal(table.reserve('sh', span(table, '2026-Q1')), null);
});

test('growth is against the compared year, and unknown where that is unknown', () => {
  const table = smallTable();
  assert.equal(table.growth('sh', span(table, '2026-Q2')), 1);
  assert.equal(table.growth('sh', span(table, '2026')), 1);
  const yearsOnly = smallTable({ history: 'years' });
  assert.equal(yearsOnly.history('sh', span(yearsOnly, '2026')), 600);
  assert.equal(yearsOnly.history('sh', span(yearsOnly, '2026-01')), null);
  const none = smallTable({ history: 'none' });
  assert.equal(none.growth('sh', span(none, '2026')), null);
});

test('columns run Q1, its months, Q2 and so on; weeks of a calendar month have no quarters', () => {
  const { axis } = smallTable();
  const columns = periodColumns(axis, 'month').map(({ period }) => period);
  assert.equal(columns.length, 16);
  assert.deepEqual(columns.slice(0, 5), ['2026-Q1', '2026-01', '2026-02', '2026-03', '2026-Q2']);
  assert.deepEqual(
    periodColumns(axis, 'quarter').map(({ period }) => period),
    ['2026-Q1', '2026-Q2', '2026-Q3', '2026-Q4'],
  );
  assert.deepEqual(periodColumns(axis, 'year'), []);
  const weeks = {
    year: '2026',
    grain: /** @type {const} */ ('week'),
    periods: Array.from({ length: 53 }, (_, i) => `2026-W${i + 1}`),
  };
  assert.deepEqual(shownGrains({ ...weeks, weekBased: false }), ['year', 'week']);
  assert.deepEqual(shownGrains({ ...weeks, weekBased: true }), ['year', 'quarter', 'week']);
  assert.deepEqual(
    quarterSpans({ ...weeks, weekBased: true }).map(({ first, last }) => [first, last]),
    [
      [0, 12],
      [13, 25],
      [26, 38],
      [39, 52],
    ],
  );
});

test('closed units hide everything below them', () => {
  const table = smallTable();
  const names = (/** @type {ReturnType<typeof openTo>} */ isOpen) => table.visibleUnits(isOpen).map(({ id }) => id);
  assert.deepEqual(names(openTo(0, new Set())), ['root']);
  assert.deepEqual(names(openTo(1, new Set())), ['root', 'east', 'west']);
  assert.deepEqual(names(openTo(1, new Set(['east']))), ['root', 'east', 'sh', 'hz', 'west']);
  assert.deepEqual(names(openTo(Infinity, new Set(['east']))), ['root', 'east', 'west']);
  assert.equal(table.openableDepth, 2);
  assert.equal(table.comfortableDepth, 2);
  assert.deepEqual([...toggled(new Set(['east', 'west']), ['east', 'sh'])], ['west', 'sh']);
});

test('a proposal lies over the table without touching it', () => {
  const table = smallTable();
  const proposed = table.withProposal({ nodes: HZ_MARCH_PLUS_5 });
  const march = span(table, '2026-03');
  assert.equal(proposed.value('hz', march), 55);
  assert.equal(proposed.standing('hz', march), 50);
  assert.equal(table.value('hz', march), 50);
  assert.equal(proposed.isChanged('root', march), true);
  assert.equal(proposed.isChanged('root', span(table, '2026-04')), false);
  assert.equal(proposed.isChanged('sh', march), false);
  assert.deepEqual(proposed.changes(march), [
    { unit: 'root', period: '2026-03', beforeMinor: 190, afterMinor: 195 },
    { unit: 'east', period: '2026-03', beforeMinor: 150, afterMinor: 155 },
    { unit: 'hz', period: '2026-03', beforeMinor: 50, afterMinor: 55 },
  ]);
});

test('a preview of all figures says the same as one of the nodes that change', () => {
  const table = smallTable();
  const { values, reserve } = table.view.columns;
  const after = values.slice();
  const march = 2;
  for (const row of [0, 1, 3]) after[row * 12 + march] += 5; // root, east, hz
  const proposed = table.withProposal({ columns: { values: after, reserve } });
  const byNodes = table.withProposal({ nodes: HZ_MARCH_PLUS_5 });
  for (const period of ['2026-03', '2026-Q1', '2026-04', '2026']) {
    assert.deepEqual(proposed.changes(span(table, period)), byNodes.changes(span(table, period)), period);
  }
  assert.equal(proposed.changes(span(table, '2026-Q1')).length, 3);
  assert.equal(proposed.isReserveChanged('root', span(table, '2026-03')), false);
});

test('a reserve that a preview draws on is seen as changed', () => {
  const table = smallTable();
  const reserve = table.view.columns.reserve.slice();
  reserve[0] = 4; // root, January: 10 before
  const proposed = table.withProposal({ columns: { values: table.view.columns.values, reserve } });
  assert.equal(proposed.reserve('root', span(table, '2026-Q1')), 24);
  assert.equal(proposed.isReserveChanged('root', span(table, '2026-Q1')), true);
  assert.equal(proposed.isReserveChanged('root', span(table, '2026-Q2')), false);
});

test('figures of other units or periods than the table has are not laid over it', () => {
  const table = smallTable();
  const columns = { values: new Float64Array(5 * 53), reserve: new Float64Array(5 * 53) };
  assert.deepEqual(table.withProposal({ columns }).changes(span(table, '2026')), []);
});

test("a product line's table shows the line's figures of a proposal, not the sum over lines", () => {
  const periods = { '2026-03': 999 };
  const line = { periods: Object.fromEntries(smallTable().view.periods.map((period) => [period, 52])) };
  const node = { id: 'hz', totalMinor: 0, reserveMinor: 0, periods, reservePeriods: {}, products: { milk: line } };
  const table = smallTable().withProposal({ nodes: [node] }, 'milk');
  assert.equal(table.value('hz', span(table, '2026-03')), 52);
  assert.equal(table.value('root', span(table, '2026-03')), 190);
});

test('the preview lists edited units and those above first, and counts what it leaves out', () => {
  const proposed = smallTable().withProposal({ nodes: HZ_MARCH_PLUS_5 });
  const all = largestMoves(proposed, [{ node: 'hz', period: '2026-03' }], 8);
  assert.deepEqual(
    all.shown.map(({ id, role }) => [id, role]),
    [
      ['root', 'above'],
      ['east', 'above'],
      ['hz', 'edited'],
    ],
  );
  assert.equal(all.rest, 0);
  const cut = largestMoves(proposed, [{ node: 'sh', period: '2026-03' }], 2);
  assert.deepEqual(
    cut.shown.map(({ id }) => id),
    ['root', 'east'],
  );
  assert.equal(cut.rest, 1);
});

test('paths, marks and units below', () => {
  const table = smallTable();
  assert.deepEqual(
    table.pathTo('hz').map(({ id }) => id),
    ['root', 'east', 'hz'],
  );
  assert.equal(table.isLocked('hz', '2026-03'), true);
  assert.equal(table.isOverridden('sh', '2026-Q4'), true);
  assert.deepEqual(
    unitsBelow(table, 'east').map(({ id }) => id),
    ['sh', 'hz'],
  );
  assert.deepEqual(unitsBelow(table, 'west'), []);
});

test('the summary finds marks and the extremes of growth', () => {
  const summary = summarize(smallTable());
  assert.equal(summary.totalMinor, 2280);
  assert.equal(summary.overridden, 2);
  assert.equal(summary.locked, 1);
  assert.deepEqual(summary.firstMark, { unit: 'sh', period: '2026-02' });
  assert.equal(summary.most?.growthRatio, 1);
});

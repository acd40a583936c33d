// The pivot: moving fields, asking per depth, and replies as a tree with totals, shades and a flat list.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  canMove,
  flatQuestion,
  layoutOf,
  moveField,
  pivotQuestions,
  serializeLayout,
  sortedBy,
} from '../../../web/workspaces/performance/pivot-layout.js';
import {
  flatRows,
  heatOf,
  pivotTable,
  placesOf,
  visibleRows,
} from '../../../web/workspaces/performance/pivot-model.js';

/** @typedef {import('../../../web/workspaces/performance/pivot-layout.js').Layout} Layout */

const KNOWN = {
  axes: ['region', 'city', 'channel', 'month', 'rep'],
  measures: ['amount', 'margin', 'orders'],
  usual: { rows: ['region'], cols: ['channel'], values: ['amount'] },
};
/** @param {Record<string, string>} query */
const layout = (query) => layoutOf(query, KNOWN);

test('without an address the usual layout is shown, sorted by its value', () => {
  const shown = layout({});
  assert.deepEqual([shown.rows, shown.cols, shown.values], [['region'], ['channel'], ['amount']]);
  assert.deepEqual(
    [shown.by, shown.descending, shown.top, shown.flat, shown.heat],
    ['amount', true, null, false, true],
  );
});

test('a layout comes back from the address as it was, without columns too', () => {
  /** @type {Layout} */
  const built = {
    rows: ['city', 'rep'],
    cols: [],
    values: ['margin', 'share:amount'],
    by: 'margin',
    descending: false,
    top: 10,
    flat: true,
    heat: false,
  };
  const address = Object.fromEntries(Object.entries(serializeLayout(built)).filter(([, value]) => value !== null));
  assert.deepEqual(layout(/** @type {Record<string, string>} */ (address)), built);
});

test('emptied rows stay empty in the address', () => {
  const moved = moveField(layout({ rows: 'region', cols: 'channel' }), 'region', 'cols');
  assert.deepEqual(layout(/** @type {Record<string, string>} */ (serializeLayout(moved))).rows, []);
});

test('fields the table does not have, doubles and a fifth axis are dropped', () => {
  const shown = layout({
    rows: 'city,nowhere,city,region,rep',
    cols: 'month,channel,city',
    values: 'nothing',
    sort: 'margin~asc',
  });
  assert.deepEqual([shown.rows, shown.cols, shown.values], [['city', 'region', 'rep'], ['month'], ['amount']]);
  assert.equal(shown.by, 'amount');
});

test('fields move between zones and within them; the last value and the last axis stay', () => {
  const start = layout({ rows: 'region,city', cols: 'channel', values: 'amount' });
  assert.deepEqual(moveField(start, 'city', 'cols').cols, ['channel', 'city']);
  assert.deepEqual(moveField(start, 'city', 'rows', 0).rows, ['city', 'region']);
  assert.equal(moveField(start, 'amount', null), start);
  const single = layout({ rows: 'region', cols: ',', values: 'amount' });
  assert.equal(moveField(single, 'region', null), single);
});

test('taking out the sorting measure sorts by the first that is left', () => {
  const start = layout({ values: 'margin,amount', sort: 'margin~asc' });
  assert.equal(moveField(start, 'margin', null).by, 'amount');
});

test('measures are values only, and at most four axes are crossed', () => {
  const full = layout({ rows: 'region,city', cols: 'channel,month', values: 'amount' });
  assert.equal(canMove(full, 'amount', 'rows', true), false);
  assert.equal(canMove(full, 'rep', 'rows', false), false);
  assert.equal(canMove(full, 'month', 'rows', false), true);
  assert.equal(canMove(full, 'rep', 'values', false), false);
});

test('a header sorts descending first, then ascending; names begin with the first', () => {
  const start = layout({ values: 'amount,margin' });
  assert.deepEqual([sortedBy(start, 'margin').by, sortedBy(start, 'margin').descending], ['margin', true]);
  assert.equal(sortedBy(sortedBy(start, 'margin'), 'margin').descending, false);
  assert.equal(sortedBy(start, 'member').descending, false);
});

test('every depth of the rows is asked for, cut to the top only where rows are members and no time', () => {
  const asked = pivotQuestions(layout({ rows: 'city,rep', cols: 'month', values: 'amount', top: '5' }), {
    unit: 'east',
  });
  assert.deepEqual(
    asked.map(({ params }) => params.axes),
    [['month'], ['city', 'month'], ['city', 'rep', 'month']],
  );
  assert.deepEqual(
    asked.map(({ params }) => params.top),
    [undefined, { n: 5, others: true }, { n: 5, others: true }],
  );
  assert.equal(pivotQuestions(layout({ rows: 'month', cols: ',', top: '5' }), {})[1].params.top, undefined);
  assert.deepEqual(flatQuestion(layout({ rows: 'city', cols: 'rep', values: 'amount' }), {}).columns, [
    'axis0',
    'axis1',
    'measure0',
  ]);
});

const AMOUNT = { key: 'amount', unit: /** @type {const} */ ('money') };
const members = (/** @type {string[]} */ ...keys) => keys.map((key) => ({ key, name: key }));

/** East 10 + 20 (Shanghai 10 + 15, Nanjing 0 + 5), West −40 in b only; the rest 3 in a. */
const REPLIES = /** @type {any[]} */ ([
  {
    axes: [{ key: 'channel', kind: 'dimension', members: members('a', 'b') }],
    measures: [AMOUNT],
    totals: [-7],
    groups: 2,
    rows: [
      { at: [0], values: [13] },
      { at: [1], values: [-20] },
    ],
  },
  {
    axes: [
      { key: 'region', kind: 'dimension', members: [...members('East', 'West'), { key: null, others: 4 }] },
      { key: 'channel', kind: 'dimension', members: members('b', 'a') },
    ],
    measures: [AMOUNT],
    totals: [-7],
    groups: 4,
    rows: [
      { at: [0, 1], values: [10] },
      { at: [0, 0], values: [20] },
      { at: [1, 0], values: [-40] },
      { at: [2, 1], values: [3] },
    ],
    subtotals: [
      { at: [0], values: [30] },
      { at: [1], values: [-40] },
      { at: [2], values: [3] },
    ],
  },
  {
    axes: [
      { key: 'region', kind: 'dimension', members: [...members('East', 'West'), { key: null, others: 4 }] },
      { key: 'city', kind: 'dimension', members: members('Shanghai', 'Nanjing', '') },
      { key: 'channel', kind: 'dimension', members: members('a', 'b') },
    ],
    measures: [AMOUNT],
    totals: [-7],
    groups: 5,
    rows: [
      { at: [0, 0, 0], values: [10] },
      { at: [0, 0, 1], values: [15] },
      { at: [0, 1, 1], values: [5] },
      { at: [1, 2, 1], values: [-40] },
      { at: [2, 2, 0], values: [3] },
    ],
    subtotals: [
      { at: [0], values: [30] },
      { at: [0, 0], values: [25] },
      { at: [0, 1], values: [5] },
      { at: [1], values: [-40] },
      { at: [1, 2], values: [-40] },
      { at: [2], values: [3] },
      { at: [2, 2], values: [3] },
    ],
  },
]);

test('replies become a tree: column cells from their own depth, the total of the row last, missing is not zero', () => {
  const table = pivotTable(REPLIES, 1);
  assert.deepEqual(
    table.columns.map(({ path }) => path[0].key),
    ['a', 'b'],
  );
  assert.deepEqual(
    table.rows.map(({ depth, path, cells }) => [depth, path.at(-1)?.key, cells]),
    [
      [0, 'East', [10, 20, 30]],
      [1, 'Shanghai', [10, 15, 25]],
      [1, 'Nanjing', [null, 5, 5]],
      [0, 'West', [null, -40, -40]],
      [1, '', [null, -40, -40]],
      [0, null, [3, null, 3]],
      [1, '', [3, null, 3]],
    ],
  );
  assert.deepEqual(table.totals, [13, -20, -7]);
  assert.equal(table.truncated, false);
});

test("without columns each measure is one, and totals are the reply's own", () => {
  const table = pivotTable(
    /** @type {any} */ ([
      { axes: [], measures: [AMOUNT], totals: [30], groups: 1, rows: [{ at: [], values: [30] }] },
      {
        axes: [{ key: 'city', members: members('S', 'N') }],
        measures: [AMOUNT],
        totals: [30],
        groups: 3,
        rows: [
          { at: [0], values: [25] },
          { at: [1], values: [5] },
        ],
      },
    ]),
    0,
  );
  assert.deepEqual(
    table.rows.map(({ cells }) => cells),
    [[25], [5]],
  );
  assert.deepEqual(table.totals, [30]);
  assert.equal(table.truncated, true, 'three groups, two told');
});

test('a closed row hides what is below it', () => {
  const { rows } = pivotTable(REPLIES, 1);
  const shown = visibleRows(rows, (row) => row.path[0].key !== 'East');
  assert.deepEqual(
    shown.map(({ path }) => path.at(-1)?.key),
    ['East', 'West', '', null, ''],
  );
});

test('shades grow with the size of the deepest cells and keep the sign; totals and parents have none', () => {
  const table = pivotTable(REPLIES, 1);
  const heat = heatOf(table);
  const [east, shanghai, , , west] = table.rows;
  assert.equal(heat(west, 1), -5);
  assert.equal(heat(shanghai, 0), 2); // 10 of 40: the second fifth
  assert.equal(heat(shanghai, 2), 0);
  assert.equal(heat(east, 0), 0);
});

test('flat rows are sorted across all combinations, missing values last either way', () => {
  const reply = {
    axes: [{ members: members('x', 'y') }, { members: members('1', '2') }],
    measures: [AMOUNT],
    groups: 4,
    columns: { axis0: [0, 0, 1, 1], axis1: [0, 1, 0, 1], measure0: [5, NaN, -3, 9] },
  };
  const order = { most: 10, compareNames: (/** @type {string} */ a, /** @type {string} */ b) => a.localeCompare(b) };
  const keys = (/** @type {boolean} */ descending) =>
    flatRows(reply, { by: 0, descending, ...order }).map(({ path }) => path.map(({ key }) => key).join(''));
  assert.deepEqual(keys(false), ['y1', 'x1', 'y2', 'x2']);
  assert.deepEqual(keys(true), ['y2', 'x1', 'y1', 'x2']);
  assert.equal(flatRows(reply, { by: 0, descending: true, ...order }).at(-1)?.values[0], null);
  assert.equal(flatRows(reply, { by: null, descending: true, ...order, most: 1 })[0].path[0].key, 'y');
});

test('a cell of the rest has no place of its own', () => {
  assert.deepEqual(placesOf(['region', 'city'], members('East', '')), [
    { axis: 'region', key: 'East' },
    { axis: 'city', key: '' },
  ]);
  assert.equal(placesOf(['region'], [{ key: null, others: 4 }]), null);
});

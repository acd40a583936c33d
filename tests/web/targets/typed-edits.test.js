// From typed and pasted cells to changes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isSingleLeafCell, readEdits } from '../../../web/workspaces/targets/typed-edits.js';
import { smallTable } from './small-table.js';

const FORMAT = /** @type {const} */ ({ unit: 'count', unitExponent: 0, minorDigits: 0 });

test('a pasted range becomes edits; cells that say the same and blanks are left alone', () => {
  const read = readEdits(
    smallTable(),
    [
      { unit: 'sh', key: '2026-01', text: '100' },
      { unit: 'sh', key: '2026-02', text: '120' },
      { unit: 'sh', key: '2026-03', text: '' },
      { unit: 'hz', key: '2026-Q1', text: '+10%' },
    ],
    FORMAT,
  );
  assert.deepEqual(read.edits, [
    { node: 'sh', period: '2026-02', valueMinor: 120 },
    { node: 'hz', period: '2026-Q1', valueMinor: 165 },
  ]);
  assert.deepEqual(read.reverts, []);
  assert.deepEqual(read.unreadable, []);
});

test('Delete on overridden cells takes the overrides back, elsewhere it does nothing', () => {
  const read = readEdits(
    smallTable(),
    [
      { unit: 'sh', key: '2026-02', text: '' },
      { unit: 'sh', key: '2026-03', text: ' ' },
    ],
    FORMAT,
  );
  assert.deepEqual(read.reverts, [{ node: 'sh', period: '2026-02' }]);
  assert.deepEqual(read.edits, []);
});

test('the growth column sets the year from last year', () => {
  const read = readEdits(smallTable(), [{ unit: 'east', key: 'growth', text: '10' }], FORMAT);
  assert.deepEqual(read.edits, [{ node: 'east', period: '2026', valueMinor: 990 }]);
});

test('what cannot be read is named with its place', () => {
  const read = readEdits(smallTable(), [{ unit: 'sh', key: '2026-02', text: 'n/a' }], FORMAT);
  assert.deepEqual(read.unreadable, [{ unit: 'sh', period: '2026-02', text: 'n/a', error: 'unreadableCount' }]);
});

test('only one finest cell of a leaf needs no preview', () => {
  const table = smallTable();
  const edit = (/** @type {string} */ node, /** @type {string} */ period) => [{ node, period, valueMinor: 1 }];
  assert.equal(isSingleLeafCell(table, edit('sh', '2026-02')), true);
  assert.equal(isSingleLeafCell(table, edit('sh', '2026-Q1')), false);
  assert.equal(isSingleLeafCell(table, edit('east', '2026-02')), false);
  assert.equal(isSingleLeafCell(table, [...edit('sh', '2026-01'), ...edit('sh', '2026-02')]), false);
});

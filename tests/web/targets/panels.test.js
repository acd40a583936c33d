// Ledger, mismatch and course: the lists and findings of the side panels.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { biggestShift } from '../../../web/workspaces/targets/course-finding.js';
import { ledgerMoves } from '../../../web/workspaces/targets/ledger-model.js';
import { mismatchRows } from '../../../web/workspaces/targets/mismatch-model.js';
import { cellActions } from '../../../web/workspaces/targets/cell-actions.js';
import { smallTable } from './small-table.js';

test('the ledger lists the moves of this set, newest first', () => {
  const move = (/** @type {string} */ id, /** @type {string} */ at, set = 'revenue-2026-base') => ({
    id,
    set,
    unit: 'root',
    toUnit: 'east',
    period: '2026',
    kind: /** @type {const} */ ('draw'),
    amountMinor: 5,
    at,
  });
  const moves = {
    a: move('a', '2026-01-01'),
    b: move('b', '2026-02-01'),
    c: move('c', '2026-03-01', 'units-2026-base'),
  };
  assert.deepEqual(
    ledgerMoves(moves, smallTable()).map(({ id, unitName, toName }) => [id, unitName, toName]),
    [
      ['b', 'ROOT', 'EAST'],
      ['a', 'ROOT', 'EAST'],
    ],
  );
});

test('the mismatch shows the first level, the selected path and whoever proposed', () => {
  const table = smallTable();
  const unit = (/** @type {string} */ id, /** @type {number | null} */ bottomUpMinor) => ({
    id,
    name: id,
    topDownMinor: 100,
    bottomUpMinor,
    gapMinor: bottomUpMinor === null ? null : bottomUpMinor - 100,
    ownMinor: bottomUpMinor,
    complete: true,
  });
  const units = [unit('root', 90), unit('east', 90), unit('sh', null), unit('hz', 40), unit('west', null)];
  assert.deepEqual(
    mismatchRows(units, table, 'root').map(({ id, depth }) => [id, depth]),
    [
      ['root', 0],
      ['east', 1],
      ['hz', 2],
      ['west', 1],
    ],
  );
  assert.deepEqual(
    mismatchRows(units, table, 'east').map(({ id }) => id),
    ['root', 'east', 'sh', 'hz', 'west'],
  );
});

test('the finding of a course is the month whose share of the year moves most', () => {
  assert.deepEqual(biggestShift([30, 30, 40], [30, 30, 40]), null);
  const shift = biggestShift([20, 30, 50], [30, 30, 40]);
  assert.equal(shift?.index, 0);
  assert.ok(Math.abs(Number(shift?.shareShift) + 0.1) < 1e-12);
  assert.equal(biggestShift([1, 2], [1, null]), null);
  assert.equal(biggestShift([1, 2], [1, 2, 3]), null);
});

test('a locked cell offers to unlock, an overridden one to revert, nothing can be changed read-only', () => {
  const table = smallTable();
  const ids = (/** @type {string} */ unit, /** @type {string} */ period, readOnly = false) =>
    cellActions(table, { unit, period }, { readOnly }).map(({ id }) => id);
  assert.deepEqual(ids('hz', '2026-03'), ['why', 'unlock', 'limits', 'chart', 'copy']);
  assert.deepEqual(ids('sh', '2026-02'), ['why', 'lock', 'revert', 'limits', 'chart', 'copy']);
  assert.deepEqual(ids('root', '2026', true), ['why', 'chart', 'ledger', 'copy']);
});

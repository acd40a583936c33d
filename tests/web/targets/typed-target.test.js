// What typing into a target cell means, worked out by hand.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseGrowthTarget, parseTarget } from '../../../web/workspaces/targets/typed-target.js';

/** A cell of 1,000,000.00 yuan in a column of 万元, last year 900,000.00. */
const cell = /** @type {const} */ ({
  currentMinor: 1_000_000_00,
  historyMinor: 900_000_00,
  unit: 'money',
  unitExponent: 4,
  minorDigits: 2,
});

test('a bare number is in the unit of the column, a typed unit wins', () => {
  assert.deepEqual(parseTarget('120', cell), { valueMinor: 1_200_000_00 });
  assert.deepEqual(parseTarget('120万', cell), { valueMinor: 1_200_000_00 });
  assert.deepEqual(parseTarget('１２０万元', cell), { valueMinor: 1_200_000_00 });
  assert.deepEqual(parseTarget('1.2m', cell), { valueMinor: 1_200_000_00 });
  assert.deepEqual(parseTarget('1200000元', cell), { valueMinor: 1_200_000_00 });
  assert.deepEqual(parseTarget('¥1,200,000', cell), { valueMinor: 1_200_000_00 });
  assert.deepEqual(parseTarget('+500元', cell), { valueMinor: 1_000_500_00 });
  assert.deepEqual(parseTarget('1 2', cell), { error: 'unreadable' });
  assert.deepEqual(parseTarget('=120.5', cell), { valueMinor: 1_205_000_00 });
});

test('a percentage with a sign changes, with = it is a share, bare it is asked back', () => {
  assert.deepEqual(parseTarget('+5%', cell), { valueMinor: 1_050_000_00 });
  assert.deepEqual(parseTarget('−5 %', cell), { valueMinor: 950_000_00 });
  assert.deepEqual(parseTarget('=105%', cell), { valueMinor: 1_050_000_00 });
  assert.deepEqual(parseTarget('5%', cell), { error: 'barePercent' });
});

test('a factor multiplies', () => {
  for (const text of ['=1.1x', '1.1x', 'x1.1', '*1.1', '×1.1', '1.1倍', '=1.1X']) {
    assert.deepEqual(parseTarget(text, cell), { valueMinor: 1_100_000_00 }, text);
  }
});

test('an amount with a sign is a difference', () => {
  assert.deepEqual(parseTarget('+30万', cell), { valueMinor: 1_300_000_00 });
  assert.deepEqual(parseTarget('-30', cell), { valueMinor: 700_000_00 });
  assert.deepEqual(parseTarget('-300万', cell), { error: 'negative' });
});

test('growth over last year starts from last year', () => {
  assert.deepEqual(parseTarget('同比+10%', cell), { valueMinor: 990_000_00 });
  assert.deepEqual(parseTarget('yoy-10%', cell), { valueMinor: 810_000_00 });
  assert.deepEqual(parseTarget('同比+10%', { ...cell, historyMinor: null }), { error: 'noHistory' });
});

test('relative edits are exact: no binary fraction comes in between', () => {
  // 1.15 × 100,005 fen is 115,005.75, rounded half away from zero; 1.005 × 100 is 100.5.
  assert.deepEqual(parseTarget('=1.15x', { ...cell, currentMinor: 100_005 }), { valueMinor: 115_006 });
  assert.deepEqual(parseTarget('=1.005x', { ...cell, currentMinor: 100 }), { valueMinor: 101 });
  assert.deepEqual(parseTarget('+0.1%', { ...cell, currentMinor: 9_007_199_254_740_000 }), { error: 'tooLarge' });
});

test('nothing typed takes an override back; nonsense is refused', () => {
  assert.deepEqual(parseTarget(' ', cell), { revert: true });
  assert.deepEqual(parseTarget('abc', cell), { error: 'unreadable' });
  assert.deepEqual(parseTarget('1,2,3', cell), { error: 'unreadable' });
});

test('counts are whole numbers', () => {
  const count = { ...cell, unit: /** @type {const} */ ('count'), unitExponent: 0, minorDigits: 0, currentMinor: 40 };
  assert.deepEqual(parseTarget('1.2万', count), { valueMinor: 12_000 });
  assert.deepEqual(parseTarget('+10%', count), { valueMinor: 44 });
  assert.deepEqual(parseTarget('1.5', count), { error: 'unreadableCount' });
});

test('a growth rate typed into the growth column sets the year from last year', () => {
  assert.deepEqual(parseGrowthTarget('8', 900_000_00), { valueMinor: 972_000_00 });
  assert.deepEqual(parseGrowthTarget('8％', 900_000_00), { valueMinor: 972_000_00 });
  assert.deepEqual(parseGrowthTarget('-3.5%', 900_000_00), { valueMinor: 868_500_00 });
  assert.deepEqual(parseGrowthTarget('8', 0), { error: 'noHistory' });
  assert.deepEqual(parseGrowthTarget('much', 900_000_00), { error: 'unreadableGrowth' });
  assert.deepEqual(parseGrowthTarget('', 900_000_00), { revert: true });
});

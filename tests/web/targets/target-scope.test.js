// Which set the address asks for, and which years the data offers.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { coveredYears, planningYear, scopeOf, tiersPresent } from '../../../web/workspaces/targets/target-scope.js';

const set = (/** @type {string} */ metric, /** @type {string} */ year, tier = 'base') => ({
  id: `${metric}-${year}-${tier}`,
  metric,
  year,
  tier,
  grain: /** @type {const} */ ('month'),
});
const SETS = Object.fromEntries(
  [set('revenue', '2025'), set('revenue', '2026'), set('revenue', '2026', 'stretch'), set('units', '2026')].map((s) => [
    s.id,
    s,
  ]),
);
const PARTS = { targetSets: SETS, fallbackYear: '2027' };

test('without an address the newest set of revenue is shown', () => {
  const scope = scopeOf({}, PARTS);
  assert.equal(scope.set?.id, 'revenue-2026-base');
  assert.equal(scope.depth, null);
  assert.equal(scope.grain, 'month');
});

test('the shared period chooses a year that has targets, the own year always rules', () => {
  assert.equal(scopeOf({ period: '2025-Q1' }, PARTS).year, '2025');
  assert.equal(scopeOf({ period: '2019' }, PARTS).year, '2026');
  assert.equal(scopeOf({ period: '2025', year: '2028' }, PARTS).year, '2028');
  assert.equal(scopeOf({ period: '2025', year: '2028' }, PARTS).set, null);
});

test('a metric without sets starts at the year to plan', () => {
  assert.equal(scopeOf({ metric: 'margin' }, PARTS).year, '2027');
});

test('tiers that exist, unknown words in the address fall back', () => {
  const scope = scopeOf({ tier: 'moon', depth: 'x', panel: 'none' }, PARTS);
  assert.equal(scope.tier, 'base');
  assert.equal(scope.depth, null);
  assert.equal(scope.panel, '');
  assert.deepEqual(tiersPresent(SETS, scope), ['base', 'stretch']);
  assert.equal(scopeOf({ depth: 'all' }, PARTS).depth, Infinity);
});

test('a year is complete when the orders begin in its first and end in its last month', () => {
  const years = (/** @type {string} */ firstDay, /** @type {string} */ lastDay, start = 1) =>
    coveredYears({ firstDay, lastDay }, start).map(({ year, complete }) => `${year}${complete ? '' : '*'}`);
  assert.deepEqual(years('2023-01-02', '2025-12-30'), ['2023', '2024', '2025']);
  assert.deepEqual(years('2022-11-05', '2024-06-30'), ['2022*', '2023', '2024*']);
  assert.deepEqual(years('2024-04-01', '2025-03-31', 4), ['2024']);
  assert.deepEqual(years('2024-03-31', '2025-03-31', 4), ['2023*', '2024']);
  assert.deepEqual(coveredYears(undefined, 1), []);
});

test('the year to plan follows the last complete one', () => {
  assert.equal(
    planningYear(
      [
        { year: '2024', complete: true },
        { year: '2025', complete: false },
      ],
      '2025-06-01',
    ),
    '2025',
  );
  assert.equal(planningYear([{ year: '2025', complete: false }], '2025-06-01'), '2025');
  assert.equal(planningYear([], '2026-02-01'), '2026');
});

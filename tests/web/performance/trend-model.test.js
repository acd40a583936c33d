// Growth, usual swings and runs of a trend, worked out by hand.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  baseOf,
  growth,
  judgeChange,
  lastPoint,
  minorToAmount,
  streak,
  usualSwing,
} from '../../../web/workspaces/performance/trend-model.js';
import { targetVariance } from '../../../web/workspaces/performance/target-variance.js';

/** A series whose periods grew by these ratios, one after the other. @param {number[]} changes */
function seriesOf(changes) {
  let value = 100;
  const points = changes.map((change, i) => {
    const previous = value;
    value *= 1 + change;
    return {
      period: `2026-${String(i + 1).padStart(2, '0')}`,
      value,
      partial: false,
      elapsedRatio: 1,
      previous: { period: '', value: previous },
      lastYear: null,
      targetMinor: null,
    };
  });
  return { key: null, points };
}

test('growth needs something to grow from', () => {
  assert.equal(growth(112, 100)?.toFixed(4), '0.1200');
  assert.equal(growth(0, 100), -1);
  assert.equal(growth(5, 0), null);
  assert.equal(growth(5, -10), null);
  assert.equal(growth(null, 10), null);
  assert.equal(growth(5, undefined), null);
});

test('a point is compared with last year, the one before, or its target in the unit of facts', () => {
  const point = {
    period: '2026-03',
    value: 5,
    partial: false,
    elapsedRatio: 1,
    previous: { period: '2026-02', value: 4 },
    lastYear: { period: '2025-03', value: 3 },
    targetMinor: 600,
  };
  assert.equal(baseOf(point, 'mom', 2)?.value, 4);
  assert.equal(baseOf(point, 'yoy', 2)?.value, 3);
  assert.equal(baseOf(point, 'target', 2)?.value, 60_000); // 6.00 → 6.0000
  assert.equal(baseOf({ ...point, targetMinor: null }, 'target', 2), null);
  assert.equal(
    baseOf({ ...point, partial: true, elapsedRatio: 0.25 }, 'target', 2)?.value,
    15_000,
    'a quarter into the period',
  );
  assert.equal(minorToAmount(7, 0), 70_000); // yen have no decimals
});

test('the usual swing is the median and robust spread of the changes before the last', () => {
  // changes 1 … 7 %: median 4 %, median deviation 2 %, times 1.4826
  const swing = usualSwing(seriesOf([0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.07, 0.5]), 'mom');
  assert.equal(swing?.changes, 7);
  assert.equal(swing?.median.toFixed(6), '0.040000');
  assert.equal(swing?.spread.toFixed(6), '0.029652');
  assert.equal(judgeChange(0.5, swing), 'unusual');
  assert.equal(judgeChange(0.09, swing), 'usual');
});

test('with few periods, or none that differ, nothing is said about what is usual', () => {
  assert.equal(usualSwing(seriesOf([0.1, 0.2, 0.1]), 'mom'), null);
  const flat = usualSwing(seriesOf(Array(9).fill(0)), 'mom');
  assert.equal(judgeChange(0.2, flat), 'unknown');
  assert.equal(judgeChange(null, null), 'unknown');
});

test('runs count whole periods in one direction, the running one left out', () => {
  assert.equal(streak(seriesOf([0.1, -0.1, 0.1, 0.2, 0.3])), 3);
  assert.equal(streak(seriesOf([0.1, -0.1, -0.1])), -2);
  const running = seriesOf([0.1, 0.1, -0.5]);
  running.points[2].partial = true;
  assert.equal(streak(running), 2);
  assert.equal(streak({ key: null, points: [] }), 0);
});

test('the last point is the last with a value', () => {
  const series = seriesOf([0.1, 0.1]);
  series.points[1].value = /** @type {any} */ (null);
  assert.equal(lastPoint(series)?.period, '2026-01');
  assert.equal(lastPoint(undefined), null);
});

test('the gap to target is that of the children, in the unit of facts, and adds up', () => {
  const unit = (
    /** @type {string} */ id,
    /** @type {string | null} */ parent,
    /** @type {number | null} */ actualMinor,
    /** @type {number | null} */ target,
  ) => ({
    id,
    name: id,
    parent,
    actualMinor,
    toDateTargetMinor: target,
    targetMinor: target,
  });
  const units = [
    unit('root', null, 300, 400),
    unit('a', 'root', 100, 250),
    unit('b', 'root', 200, 150),
    unit('c', 'root', null, null),
  ];
  const variance = targetVariance({ units }, null, 2);
  assert.deepEqual(
    variance.nodes.map(({ key, gap }) => [key, gap]),
    [
      ['a', -15_000],
      ['b', 5000],
    ],
  );
  assert.equal(variance.gap, -10_000);
  assert.deepEqual(
    targetVariance({ units }, 'a', 2).nodes.map(({ key }) => key),
    ['a'],
    'a unit without children stands alone',
  );
});

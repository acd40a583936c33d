// When a chart is drawn anew: the key of what it shows.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chartKey } from '../../../web/charts/chart-options.js';

const chart = (/** @type {number[]} */ data, /** @type {string[][]} */ rows) => {
  const unit = rows[0][0];
  return [{ series: [{ data, formatter: (/** @type {number} */ value) => `${value} ${unit}` }] }, { rows }];
};

test('options made anew from the same answer are the same chart; other data or other texts are not', () => {
  assert.equal(chartKey(chart([1, 2], [['a', '1']])), chartKey(chart([1, 2], [['a', '1']])));
  assert.notEqual(chartKey(chart([1, 2], [['a', '1']])), chartKey(chart([1, 3], [['a', '1']])));
  assert.notEqual(
    chartKey(chart([1, 2], [['a', '1']])),
    chartKey(chart([1, 2], [['b', '1']])),
    'another unit or language',
  );
  assert.notEqual(chartKey([{ max: () => 1 }]), chartKey([{ max: () => 2 }]));
  assert.notEqual(chartKey(['light']), chartKey(['dark']));
});

// Charts, customer grid and export as pure functions: sums stay exact, names stay text, cut points are checked.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { currency, language, unitMode } from '../../../web/i18n/index.js';
import { plainCell, plainRows } from '../../../web/charts/chart-files.js';
import { contributionChart, largestNodes } from '../../../web/workspaces/performance/contribution-chart.js';
import {
  axisName,
  measureHeader,
  measureText,
  memberName,
  shortName,
} from '../../../web/workspaces/performance/measures.js';
import {
  areCuts,
  parseCell,
  parseCuts,
  rangeOf,
  recencyByFrequency,
  serializeCuts,
} from '../../../web/workspaces/performance/rfm-model.js';
import { courseChart, measureAxis, pointName } from '../../../web/workspaces/performance/trend-charts.js';
import { effectSteps, nodeSteps, stepsChart, zoomed } from '../../../web/workspaces/performance/variance-chart.js';

const PAINT = {
  ink: 'ink',
  muted: 'muted',
  line: 'line',
  surface: 'surface',
  accent: 'accent',
  good: 'good',
  watch: 'watch',
  bad: 'bad',
  soft: 'soft',
  entity: () => 'entity',
};

beforeEach(() => {
  language.value = 'zh';
  unitMode.value = 'one';
  currency.value = { code: 'CNY', minorDigits: 2 };
});

/** @param {string} key @param {number} gap */
const node = (key, gap) => ({ key, name: key, base: 1000, current: 1000 + gap, gap });

test('members: no value, nobody, the rest, weekdays and periods have words', () => {
  assert.equal(memberName('city', { key: '' }), '（无）');
  assert.equal(memberName('org:city', { key: '' }), '（未归属）');
  assert.equal(memberName('city', { key: null, others: 1234 }), '其他 1,234 个');
  assert.equal(memberName('weekday', { key: '7' }), '周日');
  assert.equal(memberName('monthOfYear', { key: '3' }), '3月');
  assert.equal(memberName('quarter', { key: '2026-Q1' }), '2026年一季度');
  assert.equal(memberName('customer', { key: 'C-1', name: '' }), 'C-1');
  language.value = 'en';
  assert.equal(memberName('city', { key: null, others: 1 }), '1 other');
  assert.equal(memberName('city', { key: '' }), '(none)');
});

test('measures: money in the unit on screen, average orders in currency units, points of a missing value are a dash', () => {
  unitMode.value = 'mid';
  assert.equal(measureText(123_456_789, { key: 'amount', unit: 'money' }), '1.23');
  assert.equal(measureText(123_456.7, { key: 'averageOrder', unit: 'money' }), '12.35');
  assert.equal(measureHeader({ key: 'averageOrder', unit: 'money' }), '客单价 (元)');
  assert.equal(measureText(30_000, { key: 'quantity', unit: 'quantity' }), '3');
  assert.equal(measureText(null, { key: 'amount', unit: 'money' }), '—');
  assert.equal(measureText(0, { key: 'amount', unit: 'money' }), '0.00');
  assert.equal(measureHeader({ key: 'share:amount', unit: 'ratio' }), '销售额占比');
  assert.equal(axisName('org:city'), '组织 · 城市');
});

test('steps of the effects run from base to current without a break; nothing is left out but zeros', () => {
  const variance = {
    base: { amount: 1000 },
    current: { amount: 1300 },
    gap: 300,
    effects: [
      { key: 'volume', amount: 500 },
      { key: 'price', amount: -200 },
      { key: 'mix', amount: 0 },
    ],
    nodes: [],
  };
  const steps = effectSteps(variance, { base: '去年', current: '本期' });
  assert.deepEqual(
    steps.map(({ from, to }) => [from, to]),
    [
      [0, 1000],
      [1000, 1500],
      [1500, 1300],
      [0, 1300],
    ],
  );
});

test('steps of the nodes add up to the gap, the rest as one', () => {
  const nodes = Array.from({ length: 30 }, (_, i) => node(`n${i}`, (i % 2 === 0 ? 1 : -1) * (i + 1)));
  const gap = nodes.reduce((sum, one) => sum + one.gap, 0);
  const steps = nodeSteps({ base: { amount: 0 }, current: { amount: 0 }, gap, effects: [], nodes }, 'city');
  const parts = steps.filter(({ kind }) => kind === 'step');
  assert.equal(
    parts.reduce((sum, { value }) => sum + value, 0),
    gap,
  );
  assert.equal(parts.at(-1)?.to, gap);
  assert.equal(steps.at(-2)?.name, '其他 20 个');
});

test('bars of steps cross zero in two pieces that meet there', () => {
  const steps = /** @type {any[]} */ ([{ name: 'a', value: -30, from: 10, to: -20, kind: 'step', key: 'a' }]);
  const [below, left, right] = /** @type {any} */ (
    stepsChart(steps, PAINT, { column: '差额', signedTotals: true }).option
  ).series;
  assert.deepEqual([below.data[0], left.data[0].value, right.data[0].value], [0, -20, 10]);
});

test('the scale leaves zero only where the steps would be hair lines beside both totals', () => {
  const steps = (/** @type {number} */ change) =>
    /** @type {any[]} */ ([
      { kind: 'total', from: 0, to: 1000 },
      { kind: 'step', from: 1000, to: 1000 + change },
      { kind: 'total', from: 0, to: 1000 + change },
    ]);
  assert.equal(zoomed(steps(900)), 0);
  assert.equal(zoomed(steps(20)), 990);
});

test('contributions keep the total when the smallest become one', () => {
  const nodes = Array.from({ length: 20 }, (_, i) => node(`n${i}`, i));
  const shown = largestNodes(nodes, 8);
  assert.equal(shown.length, 9);
  assert.deepEqual([shown[8].key, shown[8].others], [null, 12]);
  assert.equal(
    shown.reduce((sum, one) => sum + one.current, 0),
    nodes.reduce((sum, one) => sum + one.current, 0),
  );
  assert.equal(contributionChart(nodes, 'city', PAINT, { axisName: '城市', against: '同比' }).table.rows.length, 20);
});

test('a running period is marked by a sign and words, and missing last year is a dash', () => {
  const point = {
    period: '2026-03',
    value: 10_000,
    partial: true,
    elapsedRatio: 0.5,
    previous: null,
    lastYear: null,
    targetMinor: null,
  };
  assert.equal(pointName(point), '2026年3月 ◔');
  const { table } = courseChart(
    { asOf: '2026-03-15', grain: 'month', measure: 'amount', unit: 'money', series: [{ key: null, points: [point] }] },
    PAINT,
    { minorDigits: 2 },
  );
  assert.deepEqual(table.rows, [['2026年3月 ◔', '1.00', '—', '—']]);
});

test('axis labels have decimals only where whole numbers would repeat', () => {
  const money = { key: 'amount', unit: /** @type {const} */ ('money') };
  const label = (/** @type {number} */ value, /** @type {number[]} */ drawn) =>
    measureAxis(money, drawn).axisLabel.formatter(value);
  assert.equal(label(5_000, [9_000]), '0.50');
  assert.equal(label(50_000, [90_000]), '5.0');
  assert.equal(label(500_000, [900_000]), '50');
  assert.equal(label(0, []), '0');
  assert.equal(measureAxis({ key: 'marginRatio', unit: 'ratio' }, [0.3]).axisLabel.formatter(0.295), '29.5%');
});

test('long names are cut for charts, by characters and not inside one', () => {
  assert.equal(shortName('短名'), '短名');
  assert.equal([...shortName('𠮷'.repeat(10_000))].length, 40);
});

test('saved tables have plain numbers, and text that looks like a formula is left to the writer', () => {
  assert.equal(plainCell('−1,234.50'), '-1234.50');
  assert.equal(plainCell('+12.3%'), '12.3%');
  assert.equal(plainCell('—'), '');
  assert.deepEqual(
    plainRows({ columns: [{ name: '名称' }, { name: '金额', number: true }], rows: [['=1+1', '1,000']] }),
    [
      ['名称', '金额'],
      ['=1+1', '1000'],
    ],
  );
});

test('the customer grid sums over the monetary score', () => {
  const grid = recencyByFrequency([
    [5, 5, 5, 3, 300],
    [5, 5, 1, 2, 20],
    [1, 1, 1, 7, 7],
  ]);
  assert.equal(grid.length, 25);
  assert.deepEqual(grid[24], { recency: 5, frequency: 5, customers: 5, amount: 320 });
  assert.deepEqual(grid[0], { recency: 1, frequency: 1, customers: 7, amount: 7 });
});

test('ranges of scores: the latest days score five, the most orders score five', () => {
  const cuts = [30, 90, 180, 365];
  assert.deepEqual(rangeOf(cuts, 5, true), { above: null, upTo: 30 });
  assert.deepEqual(rangeOf(cuts, 1, true), { above: 365, upTo: null });
  assert.deepEqual(rangeOf([1, 2, 4, 8], 3, false), { above: 2, upTo: 4 });
});

test('cut points are four numbers that do not fall, and survive the address', () => {
  const cuts = { recency: [30, 90, 180, 365], frequency: [1, 2, 2, 8], monetary: [0, 1e6, 2e6, 5e6] };
  assert.deepEqual(parseCuts(serializeCuts(cuts)), cuts);
  assert.equal(parseCuts('1,2,3/1,2,3,4/1,2,3,4'), null);
  assert.equal(parseCuts('4,3,2,1/1,2,3,4/1,2,3,4'), null);
  assert.equal(parseCuts(',2,3,4/1,2,3,4/1,2,3,4'), null);
  assert.equal(areCuts([1, 2, Infinity, 4]), false);
  assert.deepEqual(parseCell('5-4'), [5, 4, null]);
  assert.equal(parseCell('6-1'), null);
});

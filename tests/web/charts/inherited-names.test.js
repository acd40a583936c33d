// ECharts looks texts and names up in plain objects: names that objects inherit must neither be found there nor written to.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import LRU from 'zrender/lib/core/LRU.js';
import { init } from '../../../web/charts/echarts.js';
import { givenName, withSafeNames } from '../../../web/charts/safe-names.js';

const INHERITED = Object.getOwnPropertyNames(Object.prototype);
const WATCHED = [
  Object.prototype,
  Function.prototype,
  Array.prototype,
  Object,
  ...INHERITED.map((name) => /** @type {any} */ ({})[name]),
];

/** Everything that could be written to through an inherited name, with what it has of its own. */
const ownNames = () =>
  WATCHED.map((object) => (object instanceof Object ? Object.getOwnPropertyNames(object).sort() : []));

/** @param {object} option @returns {string} the drawing */
function drawn(option) {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: 900, height: 400 });
  chart.setOption(withSafeNames({ animation: false, ...option }));
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}

const data = INHERITED.map((name, at) => ({ name, value: at + 1 }));
const axes = { xAxis: { type: 'category', data: INHERITED, axisLabel: { interval: 0 } }, yAxis: {}, legend: {} };
const label = { show: true, formatter: '{b}' };

const CHARTS = {
  bars: { ...axes, series: [{ type: 'bar', name: 'constructor', data: data.map(({ value }) => value), label }] },
  lines: { ...axes, series: INHERITED.map((name) => ({ type: 'line', name, data: data.map(({ value }) => value) })) },
  pie: { legend: {}, series: [{ type: 'pie', data, label }] },
  scatter: {
    ...axes,
    series: [{ type: 'scatter', name: '__proto__', data: data.map(({ value }, at) => [at, value]), label }],
  },
  heatmap: {
    xAxis: { type: 'category', data: INHERITED },
    yAxis: { type: 'category', data: INHERITED },
    visualMap: { min: 0, max: 20 },
    series: [{ type: 'heatmap', data: data.map(({ value }, at) => [at, at, value]), label }],
  },
  dataset: {
    dataset: { dimensions: ['name', 'amount'], source: INHERITED.map((name) => [name, 1]) },
    xAxis: { type: 'category' },
    yAxis: {},
    series: [{ type: 'bar', label: { show: true, formatter: () => '__proto__' } }],
  },
};

for (const [kind, option] of Object.entries(CHARTS)) {
  test(`${kind} of names that objects inherit are drawn with their names and change nothing`, () => {
    const before = ownNames();
    const drawings = [drawn(option), drawn(option)]; // the second finds what the first has left in caches
    assert.deepEqual(ownNames(), before);
    for (const svg of drawings) assert.ok(svg.includes('__proto__'), 'the name is drawn');
  });
}

test('a name comes back from a click as it was given', () => {
  for (const name of [...INHERITED, 'East', '']) assert.equal(givenName(withSafeNames(name)), name);
  assert.equal(givenName(undefined), undefined);
});

test('widths remembered by text are found by that text, also where objects inherit something of that name', () => {
  const before = ownNames();
  const widths = new LRU(INHERITED.length);
  for (const [at, text] of INHERITED.entries()) {
    assert.equal(widths.get(text), undefined, text);
    widths.put(text, at);
  }
  for (const [at, text] of INHERITED.entries()) assert.equal(widths.get(text), at, text);
  assert.deepEqual(ownNames(), before);
});

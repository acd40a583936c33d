// The cockpit's two charts as ECharts options with their tables and findings. Formatting only; figures come in ready.
import { axisMoney } from '../../charts/axes.js';
import { seriesColor, statusColors, token } from '../../charts/colors.js';
import { count, figure, money, period, t } from '../../i18n/index.js';
import { waterfallSteps } from './cockpit-model.js';

/** @typedef {import('./cockpit-model.js').GapBar} GapBar */
/** @typedef {{heading: string, option: object, table: {columns: {name: string, number?: boolean}[], rows: string[][]}}} Chart */

/** @param {string} metricUnit */
const formatterOf = (metricUnit) =>
  metricUnit === 'money'
    ? (/** @type {number | null} */ value) => money(value)
    : (/** @type {number | null} */ value) => count(value);

/** @param {string} metricUnit */
const axisOf = (metricUnit) => (metricUnit === 'money' ? axisMoney() : { type: /** @type {const} */ ('value') });

/** @param {ReturnType<typeof waterfallSteps>[number]} step */
const stepName = (step) => step.name ?? t(`cockpit.bar.${step.kind}`, { count: step.count });

/**
 * Which children carry the gap; horizontal bars that add up to it.
 * @param {readonly GapBar[]} bars
 * @param {string} metricUnit
 * @param {'up' | 'down'} direction down: less is better, so a positive gap is the bad one
 * @returns {Chart & {steps: ReturnType<typeof waterfallSteps>}}
 */
export function gapChart(bars, metricUnit, direction) {
  const steps = waterfallSteps(bars);
  const format = formatterOf(metricUnit);
  const colors = statusColors();
  const favourable = direction === 'up' ? 1 : -1;
  const color = (/** @type {number} */ value) => (value * favourable < 0 ? colors.bad : colors.good);
  const total = steps[steps.length - 1];
  const shown = figure(Math.abs(total.value), metricUnit === 'money' ? 'money' : 'count');
  const size = `${shown.text} ${shown.unit}`.trim();
  const [worst] = [...steps.slice(0, -1)].sort((a, b) => favourable * (a.value - b.value));
  const finding = total.value * favourable < 0 ? 'cockpit.waterfall.behind' : 'cockpit.waterfall.ahead';
  return {
    steps,
    heading: t(finding, { size, name: worst ? stepName(worst) : '' }),
    option: {
      grid: { left: 8, right: 72, top: 8, bottom: 8, containLabel: true },
      xAxis: axisOf(metricUnit),
      yAxis: {
        type: 'category',
        inverse: true,
        data: steps.map(stepName),
        axisLabel: { width: 110, overflow: 'truncate' },
      },
      series: [
        {
          type: 'bar',
          stack: 'gap',
          silent: true,
          itemStyle: { color: 'transparent' },
          decal: { symbol: 'none' },
          tooltip: { show: false },
          data: steps.map(({ from, to }) =>
            from * to < 0 ? 0 : from < 0 || to < 0 ? Math.max(from, to) : Math.min(from, to),
          ),
        },
        ...crossingSeries(steps, color, format),
      ],
    },
    table: {
      columns: [{ name: t('cockpit.column.name') }, { name: t('cockpit.column.gapMinor'), number: true }],
      rows: steps.map((step) => [stepName(step), format(step.value)]),
    },
  };
}

/**
 * The visible part of each bar: a step that crosses zero is drawn as a piece on either side of it.
 * @param {ReturnType<typeof waterfallSteps>} steps
 * @param {(value: number) => string} color
 * @param {(value: number | null) => string} format
 */
function crossingSeries(steps, color, format) {
  const pieces = (/** @type {1 | -1} */ side) =>
    steps.map(({ from, to, value }) => {
      const near = from * side > 0 ? from * side : 0;
      const far = to * side > 0 ? to * side : 0;
      return { value: side * Math.abs(far - near), itemStyle: { color: color(value) } };
    });
  const label = {
    show: true,
    position: 'right',
    color: token('--st-ink'),
    formatter: (/** @type {{dataIndex: number}} */ { dataIndex }) => format(steps[dataIndex].value),
  };
  const tooltip = {
    valueFormatter: (/** @type {unknown} */ _value, /** @type {number} */ index) => format(steps[index].value),
  };
  return [
    { type: 'bar', stack: 'gap', barMaxWidth: 18, data: pieces(-1), label: { ...label, show: false }, tooltip },
    { type: 'bar', stack: 'gap', barMaxWidth: 18, data: pieces(1), label, tooltip },
  ];
}

/**
 * Targets, actuals and last year along the fiscal year.
 * @param {{periods: string[], targetMinor: (number | null)[], actualMinor: (number | null)[],
 *   lastYearMinor: (number | null)[], cumulativeTarget: (number | null)[], cumulativeActual: (number | null)[]}} series
 * @param {string} metricUnit
 * @param {'each' | 'cumulative'} mode
 * @returns {Chart}
 */
export function courseChart(series, metricUnit, mode) {
  const format = formatterOf(metricUnit);
  const cumulative = mode === 'cumulative';
  const actual = cumulative ? series.cumulativeActual : series.actualMinor;
  const target = cumulative ? series.cumulativeTarget : series.targetMinor;
  const known = actual.filter((value) => value !== null).length;
  const reached = actual.filter(
    (value, i) => value !== null && target[i] !== null && value >= Number(target[i]),
  ).length;
  const hasTarget = target.some((value) => value !== null);
  const tooltip = { valueFormatter: (/** @type {any} */ value) => format(typeof value === 'number' ? value : null) };
  const names = {
    actual: t('cockpit.series.actual'),
    target: t('cockpit.series.target'),
    lastYear: t('cockpit.series.lastYear'),
  };
  return {
    heading: hasTarget
      ? t(cumulative ? 'cockpit.course.cumulativeFinding' : 'cockpit.course.finding', { reached, known })
      : t('cockpit.course.noTarget'),
    option: {
      grid: { left: 8, right: 16, top: 36, bottom: 8, containLabel: true },
      legend: { top: 0, right: 0, data: Object.values(names).slice(0, cumulative ? 2 : 3) },
      tooltip: { trigger: 'axis' },
      xAxis: { type: 'category', data: series.periods.map((name) => period(name, { short: true })) },
      yAxis: axisOf(metricUnit),
      series: [
        {
          name: names.actual,
          type: cumulative ? 'line' : 'bar',
          barMaxWidth: 22,
          data: actual,
          itemStyle: { color: seriesColor('actual') },
          tooltip,
        },
        {
          name: names.target,
          type: 'line',
          step: cumulative ? false : 'middle',
          symbol: 'none',
          lineStyle: { type: 'dashed', width: 2 },
          itemStyle: { color: seriesColor('target') },
          data: target,
          tooltip,
        },
        ...(cumulative
          ? []
          : [
              {
                name: names.lastYear,
                type: 'line',
                symbol: 'circle',
                symbolSize: 4,
                lineStyle: { width: 1 },
                itemStyle: { color: token('--st-muted') },
                data: series.lastYearMinor,
                tooltip,
              },
            ]),
      ],
    },
    table: {
      columns: [{ name: t('cockpit.series.period') }, ...Object.values(names).map((name) => ({ name, number: true }))],
      rows: series.periods.map((name, i) => [
        period(name),
        format(actual[i]),
        format(target[i]),
        format(series.lastYearMinor[i]),
      ]),
    },
  };
}

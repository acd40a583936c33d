// The cockpit's two charts as ECharts options with their tables and findings. Formatting only; figures come in ready.
import { axisMoney } from '../../charts/axes.js';
import { seriesColor, statusColors, token } from '../../charts/colors.js';
import { count, figure, money, moneyUnit, period, t } from '../../i18n/index.js';
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
 * Which children carry the gap; horizontal bars that join end to end and add up to it, their figures in a column beside.
 * @param {readonly GapBar[]} bars
 * @param {string} metricUnit
 * @param {'up' | 'down'} direction down: less is better, so a positive gap is the bad one
 * @returns {Chart & {steps: ReturnType<typeof waterfallSteps>}}
 */
export function gapChart(bars, metricUnit, direction) {
  const steps = waterfallSteps(bars);
  const unit = metricUnit === 'money' ? 'money' : 'count';
  const format = (/** @type {number} */ value) => figure(value, unit, { signed: true }).text;
  const favourable = direction === 'up' ? 1 : -1;
  const total = steps[steps.length - 1];
  const shown = figure(Math.abs(total.value), unit);
  const size = `${shown.text} ${shown.unit}`.trim();
  const units = steps.filter(({ kind }) => kind === 'unit');
  const [worst] = [...units].sort((a, b) => favourable * (a.value - b.value));
  const behind = total.value * favourable < 0 && worst && worst.value * favourable < 0;
  const finding = behind ? 'behind' : total.value * favourable < 0 ? 'short' : 'ahead';
  return {
    steps,
    heading: t(`cockpit.waterfall.${finding}`, { size, name: worst ? stepName(worst) : '' }),
    option: {
      grid: { left: 8, right: 8, top: 4, bottom: 4, containLabel: true },
      xAxis: { ...axisOf(metricUnit), axisLabel: { show: false }, splitNumber: 4 },
      yAxis: gapAxes(steps, format),
      series: gapSeries(steps, favourable, format),
    },
    table: {
      columns: [{ name: t('cockpit.column.name') }, { name: gapColumnName(unit), number: true }],
      rows: steps.map((step) => [stepName(step), format(step.value)]),
    },
  };
}

/** @param {'money' | 'count'} unit */
const gapColumnName = (unit) =>
  unit === 'money' ? `${t('cockpit.column.gapMinor')} (${moneyUnit()})` : t('cockpit.column.gapMinor');

/**
 * Names on the left, figures on the right: beside the bars they never cover one another.
 * @param {ReturnType<typeof waterfallSteps>} steps
 * @param {(value: number) => string} format
 */
function gapAxes(steps, format) {
  const bare = { type: 'category', inverse: true, axisLine: { show: false }, axisTick: { show: false } };
  const ink = token('--st-ink');
  return [
    { ...bare, data: steps.map(stepName), axisLabel: { width: 110, overflow: 'truncate', color: ink } },
    { ...bare, position: 'right', data: steps.map(({ value }) => format(value)), axisLabel: { color: ink } },
  ];
}

/**
 * An unseen bar from zero to where each step begins, and the step itself on it: as a piece on either side of zero.
 * @param {ReturnType<typeof waterfallSteps>} steps
 * @param {number} favourable 1 when more is better, −1 when less is
 * @param {(value: number) => string} format
 */
function gapSeries(steps, favourable, format) {
  const colors = statusColors();
  const color = (/** @type {(typeof steps)[number]} */ { kind, value }) => {
    if (kind === 'total') return token('--st-ink');
    if (kind !== 'unit' && kind !== 'others') return token('--st-muted');
    return value * favourable < 0 ? colors.bad : colors.good;
  };
  const pieces = (/** @type {1 | -1} */ side) =>
    steps.map((step) => {
      const near = Math.max(0, step.from * side);
      const far = Math.max(0, step.to * side);
      return { value: side * Math.abs(far - near), itemStyle: { color: color(step), decal: { symbol: 'none' } } };
    });
  const below = steps.map(({ from, to }) =>
    from * to <= 0 ? 0 : Math.sign(from) * Math.min(Math.abs(from), Math.abs(to)),
  );
  const bar = { type: 'bar', stack: 'gap', barMaxWidth: 16 };
  const tooltip = {
    valueFormatter: (/** @type {unknown} */ _value, /** @type {number} */ index) => format(steps[index].value),
  };
  return [
    {
      ...bar,
      silent: true,
      itemStyle: { color: 'transparent', decal: { symbol: 'none' } },
      tooltip: { show: false },
      data: below,
    },
    { ...bar, data: pieces(-1), tooltip },
    { ...bar, data: pieces(1), tooltip },
  ];
}

/**
 * Targets, actuals and last year along the fiscal year.
 * @param {{periods: string[], targetMinor: (number | null)[], actualMinor: (number | null)[],
 *   lastYearMinor: (number | null)[], cumulativeTarget: (number | null)[], cumulativeActual: (number | null)[]}} series
 * @param {string} metricUnit
 * @param {'each' | 'cumulative'} mode
 * @param {ReadonlySet<string>} running periods that are not over yet: too early to say whether they reach their target
 * @returns {Chart}
 */
export function courseChart(series, metricUnit, mode, running) {
  const format = formatterOf(metricUnit);
  const cumulative = mode === 'cumulative';
  const actual = cumulative ? series.cumulativeActual : series.actualMinor;
  const target = cumulative ? series.cumulativeTarget : series.targetMinor;
  const over = series.periods.map((name, i) => actual[i] !== null && target[i] !== null && !running.has(name));
  const known = over.filter(Boolean).length;
  const reached = over.filter((isOver, i) => isOver && Number(actual[i]) >= Number(target[i])).length;
  const hasTarget = target.some((value) => value !== null);
  const tooltip = { valueFormatter: (/** @type {any} */ value) => format(typeof value === 'number' ? value : null) };
  const names = {
    actual: t('cockpit.series.actual'),
    target: t('cockpit.series.target'),
    lastYear: t('cockpit.series.lastYear'),
  };
  const shown = Object.values(names).slice(0, cumulative ? 2 : 3);
  return {
    heading:
      hasTarget && known > 0
        ? t(cumulative ? 'cockpit.course.cumulativeFinding' : 'cockpit.course.finding', { reached, known })
        : t(hasTarget ? 'cockpit.course.cumulativeFinding' : 'cockpit.course.noTarget'),
    option: {
      grid: { left: 8, right: 16, top: 36, bottom: 8, containLabel: true },
      legend: { top: 0, right: 0, data: shown },
      tooltip: { trigger: 'axis' },
      xAxis: { type: 'category', data: series.periods.map((name) => period(name, { short: true })) },
      yAxis: axisOf(metricUnit),
      series: [
        {
          name: names.actual,
          type: cumulative ? 'line' : 'bar',
          barMaxWidth: 22,
          data: actual,
          itemStyle: { color: seriesColor('actual'), decal: { symbol: 'none' } },
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
      columns: [{ name: t('cockpit.series.period') }, ...shown.map((name) => ({ name, number: true }))],
      rows: series.periods.map((name, i) => [
        period(name),
        ...[actual[i], target[i], series.lastYearMinor[i]].slice(0, shown.length).map(format),
      ]),
    },
  };
}

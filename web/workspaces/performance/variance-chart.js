// From the base to the current amount in steps that join end to end: volume, price, mix, new, lost; or node by node.
import { t } from '../../i18n/index.js';
import { axisName, measureHeader, measureText, measureWithUnit, memberName, shortName } from './measures.js';
import { measureAxis } from './trend-charts.js';

/** @typedef {import('./reading.js').Variance} Variance */
/** @typedef {{name: string, value: number, from: number, to: number, kind: 'total' | 'step', key: string | null}} Step */

const AMOUNT = /** @type {import('./measures.js').Measure} */ ({ key: 'amount', unit: 'money' });
const MOST = 10;

/**
 * Steps of the effects between the two totals; an effect of nothing is left out.
 * @param {Variance} variance
 * @param {{base: string, current: string}} words
 * @returns {Step[]}
 */
export function effectSteps({ base, current, effects }, words) {
  let at = base.amount;
  const steps = effects
    .filter(({ amount }) => amount !== 0)
    .map(({ key, amount }) => {
      const from = at;
      at += amount;
      return {
        name: t(`performance.effect.${key}`),
        value: amount,
        from,
        to: at,
        kind: /** @type {const} */ ('step'),
        key,
      };
    });
  return [
    { name: words.base, value: base.amount, from: 0, to: base.amount, kind: 'total', key: null },
    ...steps,
    { name: words.current, value: current.amount, from: 0, to: current.amount, kind: 'total', key: null },
  ];
}

/** The largest effect, for the chart's title. @param {Variance} variance */
export function effectFinding({ effects }) {
  const [largest] = [...effects].sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount));
  if (!largest || largest.amount === 0) return t('performance.variance.effects');
  const change = measureWithUnit(largest.amount, AMOUNT, { signed: true });
  return t('performance.variance.effectFinding', { effect: t(`performance.effect.${largest.key}`), change });
}

/** The node with the largest difference, for the chart's title. @param {Variance} variance @param {string} axis */
export function nodeFinding({ nodes }, axis) {
  const [largest] = [...nodes].sort((a, b) => Math.abs(b.gap) - Math.abs(a.gap));
  if (!largest || largest.gap === 0) return t('performance.variance.nodes', { axis: axisName(axis) });
  const change = measureWithUnit(largest.gap, AMOUNT, { signed: true });
  return t('performance.variance.nodeFinding', { name: shortName(memberName(axis, largest)), change });
}

/**
 * The nodes that carry most of the gap one by one, the rest as one step, so that all add up to the gap.
 * @param {Variance} variance
 * @param {string} axis
 * @returns {Step[]}
 */
export function nodeSteps({ nodes, gap }, axis) {
  const sorted = [...nodes].filter((node) => node.gap !== 0).sort((a, b) => Math.abs(b.gap) - Math.abs(a.gap));
  const shown = sorted.length > MOST + 1 ? sorted.slice(0, MOST) : sorted;
  const rest = sorted.slice(shown.length);
  let at = 0;
  const step = (/** @type {string} */ name, /** @type {number} */ value, /** @type {string | null} */ key) => {
    const from = at;
    at += value;
    return { name, value, from, to: at, kind: /** @type {const} */ ('step'), key };
  };
  const steps = [...shown]
    .sort((a, b) => a.gap - b.gap)
    .map((node) => step(shortName(memberName(axis, node)), node.gap, node.key));
  if (rest.length > 0) {
    const name = memberName(axis, { key: null, others: rest.length });
    steps.push(
      step(
        name,
        rest.reduce((sum, node) => sum + node.gap, 0),
        null,
      ),
    );
  }
  return [...steps, { name: t('performance.variance.gap'), value: gap, from: 0, to: gap, kind: 'total', key: null }];
}

/**
 * Horizontal bars from `from` to `to`, on both sides of zero, the figures in a column beside.
 * @param {readonly Step[]} steps
 * @param {import('./paint.js').Paint} paint
 * @param {{column: string, signedTotals: boolean}} words
 * @returns {import('./trend-charts.js').Chart}
 */
export function stepsChart(steps, paint, { column, signedTotals }) {
  const text = (/** @type {Step} */ { value, kind }) =>
    measureText(value, AMOUNT, { signed: kind === 'step' || signedTotals });
  const bare = { type: 'category', inverse: true, axisLine: { show: false }, axisTick: { show: false } };
  const color = (/** @type {Step} */ { kind, key, value }) => {
    if (kind === 'total') return paint.ink;
    if (key === null) return paint.muted;
    return value < 0 ? paint.bad : paint.good;
  };
  const low = zoomed(steps);
  const side = (/** @type {1 | -1} */ sign) =>
    steps.map((step) => {
      const from = step.kind === 'total' && low !== 0 ? low : step.from;
      const near = Math.max(0, Math.min(from * sign, step.to * sign));
      const far = Math.max(0, Math.max(from * sign, step.to * sign));
      return { value: sign * (far - near), itemStyle: { color: color(step), decal: { symbol: 'none' } } };
    });
  const below = steps.map((step) => {
    const from = step.kind === 'total' && low !== 0 ? low : step.from;
    return from * step.to <= 0 ? 0 : Math.sign(from) * Math.min(Math.abs(from), Math.abs(step.to));
  });
  const bar = { type: 'bar', stack: 'steps', barMaxWidth: 18 };
  const tooltip = {
    valueFormatter: (/** @type {unknown} */ _value, /** @type {number} */ index) =>
      measureWithUnit(steps[index].value, AMOUNT),
  };
  return {
    option: {
      grid: { left: 8, right: 8, top: 4, bottom: 4, containLabel: true },
      xAxis: {
        ...measureAxis(AMOUNT),
        axisLabel: { show: false },
        splitLine: { show: false },
        ...(low !== 0 ? { min: low } : {}),
      },
      yAxis: [
        {
          ...bare,
          data: steps.map(({ name }) => name),
          axisLabel: { width: 130, overflow: 'truncate', color: paint.ink },
        },
        { ...bare, position: 'right', data: steps.map(text), axisLabel: { color: paint.ink } },
      ],
      series: [
        { ...bar, silent: true, itemStyle: { color: 'transparent' }, tooltip: { show: false }, data: below },
        { ...bar, name: column, data: side(-1), tooltip },
        { ...bar, name: column, data: side(1), tooltip },
      ],
    },
    table: {
      columns: [
        { name: t('performance.column.name') },
        { name: t('performance.withUnit', { name: column, unit: measureHeader(AMOUNT) }), number: true },
      ],
      rows: steps.map((step) => [step.name, text(step)]),
    },
  };
}

/**
 * Bars start at zero; only where the steps would be hair lines beside the totals does the scale begin later.
 * @param {readonly Step[]} steps
 */
export function zoomed(steps) {
  const totals = steps.filter(({ kind, from }) => kind === 'total' && from === 0);
  if (totals.length < 2) return 0;
  const ends = steps.flatMap(({ from, to, kind }) => (kind === 'step' ? [from, to] : [to]));
  const least = Math.min(...ends);
  const most = Math.max(...ends);
  if (least <= 0 || most - least > most / 4) return 0;
  return Math.max(0, least - (most - least) / 2);
}

// Automatic reading: what changed, how much, where and how sure, from the boards' own replies. Rules only; no causes are guessed.
import { memberName, measureName, measureWithUnit, differenceText, shortName } from './measures.js';
import { count, period, ratio, t } from '../../i18n/index.js';
import { unitsBelow } from './attainment-chart.js';
import { direction, money, signedRatio } from './reading-words.js';
import { baseOf, growth, judgeChange, lastPoint, minorToAmount, streak, usualSwing } from './trend-model.js';

/**
 * @typedef {import('./measures.js').Measure} Measure
 * @typedef {import('./question.js').Comparison} Comparison
 * @typedef {{key: string, params: Record<string, string | number>, query: Record<string, string | null>}} Line
 *   a sentence and the change of the address that shows its numbers
 */

/** What a change is against, in words. @param {Comparison} against */
const againstText = (against) => t(`performance.than.${against}`);

/**
 * How one measure stands against its comparison, and whether such a change is usual.
 * @param {import('./trend-model.js').Trend} trend one series
 * @param {{against: Comparison, minorDigits: number, tab?: string}} options
 * @returns {Line[]}
 */
export function readChange(trend, { against, minorDigits, tab = 'trend' }) {
  const [series] = trend.series;
  const point = lastPoint(series);
  if (!point) return [];
  const measure = { key: trend.measure, unit: trend.unit };
  const base = baseOf(point, against, minorDigits);
  const shown = {
    measure: measureName(measure.key),
    period: point.period,
    value: measureWithUnit(point.value, measure),
  };
  const query = { tab, measure: measure.key };
  if (base?.value === null || base?.value === undefined) {
    return [{ key: 'performance.reading.alone', params: { ...shown, against: againstText(against) }, query }];
  }
  const change = growth(point.value, base.value);
  const difference = /** @type {number} */ (point.value) - base.value;
  const size =
    measure.unit === 'ratio'
      ? differenceText(difference, measure)
      : change === null
        ? measureWithUnit(difference, measure, { signed: true })
        : signedRatio(change);
  const lines = [
    {
      key: `performance.reading.${point.partial ? 'changeToDate' : 'change'}`,
      params: { ...shown, against: againstText(against), base: measureWithUnit(base.value, measure), change: size },
      query,
    },
  ];
  const sure = against === 'target' ? null : howSure(series, change, against);
  return sure ? [...lines, { ...sure, query }] : lines;
}

/** @param {import('./trend-model.js').Series} series @param {number | null} change @param {'yoy' | 'mom'} against */
function howSure(series, change, against) {
  const swing = usualSwing(series, against);
  const verdict = judgeChange(change, swing);
  if (!swing || verdict === 'unknown') return null;
  return {
    key: `performance.reading.${verdict}`,
    params: {
      low: signedRatio(swing.median - 2 * swing.spread),
      high: signedRatio(swing.median + 2 * swing.spread),
      count: swing.changes,
    },
  };
}

/** Runs of three periods and more. @param {import('./trend-model.js').Trend} trend @returns {Line[]} */
export function readStreak(trend) {
  const run = streak(trend.series[0] ?? { points: [] });
  if (Math.abs(run) < 3) return [];
  const params = { measure: measureName(trend.measure), count: Math.abs(run), direction: direction(run) };
  return [
    { key: 'performance.reading.streak', params, query: { tab: 'trend', grain: trend.grain, measure: trend.measure } },
  ];
}

/** The best and the weakest of the whole periods, and how far apart. @param {import('./trend-model.js').Trend} trend @returns {Line[]} */
export function readExtremes(trend) {
  const whole = (trend.series[0]?.points ?? []).filter(({ partial, value }) => !partial && value !== null);
  if (whole.length < 3) return [];
  const sorted = [...whole].sort((a, b) => Number(a.value) - Number(b.value));
  const [low, high] = [sorted[0], sorted[sorted.length - 1]];
  if (low.value === high.value) return [];
  const measure = { key: trend.measure, unit: trend.unit };
  const params = {
    measure: measureName(measure.key),
    high: period(high.period),
    highValue: measureWithUnit(high.value, measure),
    low: period(low.period),
    lowValue: measureWithUnit(low.value, measure),
    count: whole.length,
  };
  return [
    {
      key: 'performance.reading.extremes',
      params,
      query: { tab: 'trend', grain: trend.grain, measure: trend.measure },
    },
  ];
}

/**
 * @typedef {{key: string, name?: string, base: number, current: number, gap: number, effects?: Record<string, number>}} Node
 * @typedef {{base: {amount: number}, current: {amount: number}, gap: number, effects: {key: string, amount: number}[], nodes: Node[]}} Variance
 */

/**
 * Who carries a gap and who goes the other way.
 * @param {Variance} variance
 * @param {{axis: string, tab?: string}} options
 * @returns {Line[]}
 */
export function readNodes(variance, { axis, tab = 'variance' }) {
  const { gap } = variance;
  const along = variance.nodes.filter((node) => node.gap * gap > 0).sort((a, b) => Math.abs(b.gap) - Math.abs(a.gap));
  const against = variance.nodes.filter((node) => node.gap * gap < 0).sort((a, b) => Math.abs(b.gap) - Math.abs(a.gap));
  const line = (/** @type {string} */ key, /** @type {Node} */ node) => ({
    key: `performance.reading.${key}`,
    params: {
      name: shortName(memberName(axis, node)),
      change: money(node.gap),
      direction: direction(node.gap),
      share: ratio(Math.abs(node.gap / gap)),
    },
    query: { tab, axis },
  });
  return [
    ...along.slice(0, 1).map((node) => line('carries', node)),
    ...against.slice(0, 1).map((node) => line('offsets', node)),
  ];
}

/** The gap and its largest effect. @param {Variance} variance @returns {Line[]} */
export function readEffects({ gap, effects, base, current }) {
  const [largest] = [...effects].sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount));
  const query = { tab: 'variance' };
  /** @type {Line[]} */
  const lines = [
    {
      key: 'performance.reading.gap',
      params: {
        base: money(base.amount),
        current: money(current.amount),
        change: money(gap),
        direction: direction(gap),
      },
      query,
    },
  ];
  if (largest && largest.amount !== 0) {
    const params = {
      effect: t(`performance.effect.${largest.key}`),
      change: money(largest.amount),
      direction: direction(largest.amount),
    };
    lines.push({ key: 'performance.reading.effect', params, query });
  }
  return lines;
}

/**
 * Sales as orders times their size: arithmetic, not a cause.
 * @param {import('./trend-model.js').Trend} orders @param {import('./trend-model.js').Trend} averageOrder
 * @param {{against: Comparison}} options
 * @returns {Line[]}
 */
export function readOrders(orders, averageOrder, { against }) {
  if (against === 'target') return [];
  const changes = [orders, averageOrder].map((trend) => {
    const point = lastPoint(trend.series[0]);
    return point ? growth(point.value, baseOf(point, against, 2)?.value) : null;
  });
  const [ordersChange, averageChange] = changes;
  if (ordersChange === null || averageChange === null) return [];
  const params = { orders: signedRatio(ordersChange), average: signedRatio(averageChange) };
  return [
    {
      key: 'performance.reading.orders',
      params,
      query: { tab: 'trend', measure: Math.abs(ordersChange) > Math.abs(averageChange) ? 'orders' : 'averageOrder' },
    },
  ];
}

/**
 * @typedef {{members: number, total: number, classes: {key: string, members: number, amount: number, share: number}[],
 *   headShare: {topPercent: number, share: number}, gini: number | null, hhi: number | null,
 *   negatives?: {members: number, amount: number}}} Pareto
 */

/** How concentrated sales are. @param {Pareto} pareto @param {{axis: string, axisName: string}} options @returns {Line[]} */
export function readPareto({ members, headShare, classes, hhi, negatives }, { axis, axisName }) {
  const query = { tab: 'pareto', axis };
  const [first] = classes;
  /** @type {Line[]} */
  const lines = [
    {
      key: 'performance.reading.head',
      params: { axis: axisName, top: ratio(headShare.topPercent, 0), share: ratio(headShare.share), count: members },
      query,
    },
  ];
  if (first)
    lines.push({
      key: 'performance.reading.classA',
      params: { members: first.members, count: members, share: ratio(first.share) },
      query,
    });
  if (hhi !== null && hhi > 0)
    lines.push({
      key: 'performance.reading.hhi',
      params: { equal: count(1 / hhi, 1), count: members, axis: axisName },
      query,
    });
  if (negatives && negatives.members > 0) {
    lines.push({
      key: 'performance.reading.negatives',
      params: { count: negatives.members, amount: money(negatives.amount) },
      query,
    });
  }
  return lines;
}

/**
 * @typedef {{key: string, name?: string, period: string, value: number, expected: number, low: number, high: number, score: number,
 *   direction: 'up' | 'down' | 'high' | 'low', partial?: boolean}} Finding
 * @typedef {{expectedFalseAlarms: number, checked: number, findings: Finding[], found?: number}} Anomalies
 *   found: all there are; findings: the strongest of them
 */

/** How many findings are more than chance, and the strongest. @param {Anomalies} anomalies @param {{axis: string, measure: Measure}} options @returns {Line[]} */
export function readAnomalies({ expectedFalseAlarms, checked, findings, found = findings.length }, { axis, measure }) {
  const query = { tab: 'anomalies', axis };
  const params = { count: found, checked, expected: count(expectedFalseAlarms, 1) };
  const lines = [
    {
      key: `performance.reading.${found === 0 ? 'noFindings' : found > 2 * expectedFalseAlarms ? 'findings' : 'chance'}`,
      params,
      query,
    },
  ];
  const off = (/** @type {Finding} */ { value, expected }) => Math.abs(value - expected);
  const [top] = [...findings].sort((a, b) => off(b) - off(a));
  if (!top) return lines;
  const strongest = {
    name: shortName(memberName(axis, top)),
    period: period(top.period),
    measure: measureName(measure.key),
    value: measureWithUnit(top.value, measure),
    low: measureWithUnit(top.low, measure),
    high: measureWithUnit(top.high, measure),
    direction: top.value > top.high ? 'up' : 'down',
  };
  const up = findings.filter((finding) => finding.value > finding.expected).length;
  const sides = { up, down: findings.length - up, members: new Set(findings.map(({ key }) => key)).size };
  return [
    ...lines,
    { key: 'performance.reading.strongest', params: strongest, query: { ...query, member: top.key } },
    ...(findings.length > 1 ? [{ key: 'performance.reading.sides', params: sides, query }] : []),
  ];
}

/**
 * How far the unit shown is against its target to date, and who below it is furthest behind and furthest ahead.
 * @param {{units: import('./attainment-chart.js').Unit[]}} attainment
 * @param {{unit: string | null, minorDigits: number}} options unit: null is the root
 * @returns {Line[]}
 */
export function readAttainment(attainment, { unit, minorDigits }) {
  const at = attainment.units.find(({ id, parent }) => (unit === null ? parent === null : id === unit));
  const line = (/** @type {string} */ key, /** @type {import('./attainment-chart.js').Unit} */ row) => ({
    key: `performance.reading.${key}`,
    params: {
      name: shortName(memberName('org', { key: row.id, name: row.name })),
      ratio: ratio(row.attainmentRatio),
      gap: money(minorToAmount(row.gapMinor, minorDigits) ?? 0),
      direction: direction(row.gapMinor ?? 0),
    },
    query: { tab: 'variance', against: 'target', unit: row.parent === null ? null : row.id },
  });
  const below = unitsBelow(attainment, unit).filter(({ id }) => id !== at?.id);
  const [first] = below;
  const last = below.at(-1);
  return [
    ...(at && at.attainmentRatio !== null ? [line('attainment', at)] : []),
    ...(first && Number(first.attainmentRatio) < 1 ? [line('furthestBehind', first)] : []),
    ...(last && last !== first && Number(last.attainmentRatio) >= 1 ? [line('furthestAhead', last)] : []),
  ];
}

/**
 * @typedef {{key: string, customers: number, amount: number, share: number}} Segment
 */

/** Who the customers are and where sales are at stake. @param {{customers: number, segments: Segment[]}} rfm @returns {Line[]} */
export function readCustomers({ customers, segments }) {
  const query = (/** @type {string} */ segment) => ({ tab: 'customers', segment, cell: null });
  const sized = segments.filter((segment) => segment.customers > 0);
  const [largest] = [...sized].sort((a, b) => b.amount - a.amount);
  if (!largest) return [];
  const line = (/** @type {string} */ key, /** @type {Segment} */ segment) => ({
    key: `performance.reading.${key}`,
    params: {
      segment: t(`performance.segment.${segment.key}`),
      customers: count(segment.customers),
      count: customers,
      amount: money(segment.amount),
      share: ratio(segment.share),
      members: ratio(segment.customers / customers),
    },
    query: query(segment.key),
  });
  const atRisk = sized.find(({ key }) => key === 'cantLose') ?? sized.find(({ key }) => key === 'atRisk');
  const fresh = sized.find(({ key }) => key === 'new' || key === 'newCustomers');
  return [
    line('segment', largest),
    ...(atRisk && atRisk !== largest ? [line('risk', atRisk)] : []),
    ...(fresh && fresh !== largest ? [line('fresh', fresh)] : []),
  ];
}

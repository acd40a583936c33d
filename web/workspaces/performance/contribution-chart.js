// Who contributes how much, and how that compares: horizontal bars with a tick where the comparison stood.
import { t } from '../../i18n/index.js';
import { ratio } from '../../i18n/index.js';
import { axisName, measureHeader, measureText, measureWithUnit, memberName, shortName } from './measures.js';
import { changeText, measureAxis } from './trend-charts.js';

/** @typedef {import('./reading.js').Node} Node */
/** @typedef {import('./trend-charts.js').Chart} Chart */

const MOST = 8;
const AMOUNT = /** @type {import('./measures.js').Measure} */ ({ key: 'amount', unit: 'money' });

/**
 * The largest nodes, the rest as one; `key` null is the rest.
 * @param {readonly Node[]} nodes
 * @returns {(Omit<Node, 'key'> & {key: string | null, others?: number})[]}
 */
export function largestNodes(nodes, most = MOST) {
  const sorted = [...nodes]
    .filter(({ base, current }) => base !== 0 || current !== 0)
    .sort((a, b) => b.current - a.current);
  if (sorted.length <= most + 1) return sorted;
  const rest = sorted.slice(most);
  const sum = (/** @type {'base' | 'current' | 'gap'} */ field) => rest.reduce((total, node) => total + node[field], 0);
  return [
    ...sorted.slice(0, most),
    { key: null, others: rest.length, base: sum('base'), current: sum('current'), gap: sum('gap') },
  ];
}

/** Who is largest, for the chart's title. @param {readonly Node[]} nodes @param {string} axis */
export function contributionFinding(nodes, axis) {
  const [first] = largestNodes(nodes);
  const total = nodes.reduce((sum, { current }) => sum + current, 0);
  if (!first || first.key === null || total <= 0)
    return t('performance.contribution.heading', { axis: axisName(axis) });
  const params = {
    axis: axisName(axis),
    name: shortName(memberName(axis, first)),
    share: ratio(first.current / total),
  };
  return t('performance.contribution.finding', params);
}

/**
 * @param {readonly Node[]} nodes
 * @param {string} axis
 * @param {import('./paint.js').Paint} paint
 * @param {{axisName: string, against: string}} words
 * @returns {Chart & {shown: ReturnType<typeof largestNodes>}}
 */
export function contributionChart(nodes, axis, paint, { axisName: nameOfAxis, against }) {
  const shown = largestNodes(nodes);
  const total = nodes.reduce((sum, { current }) => sum + current, 0);
  const names = shown.map((node) => shortName(memberName(axis, node)));
  const share = (/** @type {number} */ value) => (total === 0 ? null : value / total);
  const bare = { type: 'category', inverse: true, axisLine: { show: false }, axisTick: { show: false } };
  return {
    shown,
    option: {
      grid: { left: 8, right: 8, top: 4, bottom: 4, containLabel: true },
      xAxis: { ...measureAxis(AMOUNT), axisLabel: { show: false }, splitLine: { show: false } },
      yAxis: [
        { ...bare, data: names, axisLabel: { width: 120, overflow: 'truncate', color: paint.ink } },
        {
          ...bare,
          position: 'right',
          data: shown.map(({ current, base }) => `${ratio(share(current))}  ${changeText(current, base)}`),
          axisLabel: { color: paint.ink },
        },
      ],
      series: [
        {
          name: t('performance.series.current'),
          type: 'bar',
          barMaxWidth: 16,
          tooltip: { valueFormatter: (/** @type {number} */ value) => measureWithUnit(value, AMOUNT) },
          data: shown.map(({ key, current }) => ({
            value: current,
            itemStyle: { color: key === null ? paint.muted : paint.accent, decal: { symbol: 'none' } },
          })),
        },
        {
          name: against,
          type: 'scatter',
          symbol: 'rect',
          symbolSize: [3, 20],
          itemStyle: { color: paint.ink },
          tooltip: { valueFormatter: (/** @type {number} */ value) => measureWithUnit(value, AMOUNT) },
          data: shown.map(({ base }) => base),
        },
      ],
    },
    table: {
      columns: [
        { name: nameOfAxis },
        { name: measureHeader(AMOUNT), number: true },
        { name: t('performance.column.share'), number: true },
        { name: t('performance.withUnit', { name: against, unit: measureHeader(AMOUNT) }), number: true },
        { name: t('performance.column.change'), number: true },
      ],
      rows: [...nodes]
        .sort((a, b) => b.current - a.current)
        .map((node) => [
          memberName(axis, node),
          measureText(node.current, AMOUNT),
          ratio(share(node.current)),
          measureText(node.base, AMOUNT),
          changeText(node.current, node.base),
        ]),
    },
  };
}

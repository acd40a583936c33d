// The concentration curve: the share of sales that the largest members make up, and where the classes end.
import { count, ratio, t } from '../../i18n/index.js';
import { measureHeader, measureText, memberName } from './measures.js';
import { axisRatio } from '../../charts/axes.js';

/**
 * @typedef {{key: string, name?: string, amount: number, share: number, cumulativeShare: number, class: string, rank: number}} Row
 * @typedef {import('./reading.js').Pareto & {unit: import('./measures.js').Unit, curve: {memberRatio: number, share: number}[], rows: Row[]}} Reply
 */

/**
 * @param {Reply} pareto
 * @param {{axis: string, measure: import('./measures.js').Measure}} what
 * @param {import('./paint.js').Paint} paint
 * @returns {import('./trend-charts.js').Chart}
 */
export function paretoChart({ curve, classes, members, rows }, { axis, measure }, paint) {
  const percent = (/** @type {number} */ value) => ratio(value, 0);
  let ended = 0;
  const ends = classes.slice(0, -1).map(({ key, members: inClass }) => {
    ended += inClass;
    return { key, at: members === 0 ? 0 : ended / members };
  });
  return {
    option: {
      grid: { top: 24, right: 24 },
      tooltip: {
        trigger: 'axis',
        formatter: (/** @type {any[]} */ [point]) =>
          t('performance.pareto.point', { members: percent(point.value[0]), share: ratio(point.value[1]) }),
      },
      xAxis: { ...axisRatio(), type: 'value', max: 1, splitLine: { show: false } },
      yAxis: { ...axisRatio(), max: (/** @type {{max: number}} */ { max }) => Math.max(1, max) },
      series: [
        {
          name: t('performance.pareto.curve'),
          type: 'line',
          symbol: 'none',
          lineStyle: { color: paint.accent, width: 2 },
          itemStyle: { color: paint.accent },
          areaStyle: { color: paint.accent, opacity: 0.08 },
          data: [[0, 0], ...curve.map(({ memberRatio, share }) => [memberRatio, share])],
          markLine: {
            symbol: 'none',
            silent: true,
            label: { color: paint.ink, position: 'end', rotate: 0, formatter: (/** @type {any} */ { name }) => name },
            lineStyle: { color: paint.muted, type: 'dashed' },
            data: ends.map(({ key, at }) => ({ xAxis: at, name: `${key} ${percent(at)}` })),
          },
        },
        {
          name: t('performance.pareto.equal'),
          type: 'line',
          symbol: 'none',
          silent: true,
          lineStyle: { color: paint.muted, width: 1, type: 'dotted' },
          itemStyle: { color: paint.muted },
          data: [
            [0, 0],
            [1, 1],
          ],
        },
      ],
    },
    table: {
      columns: [
        { name: t('performance.column.rank'), number: true },
        { name: t('performance.column.name') },
        { name: measureHeader(measure), number: true },
        { name: t('performance.column.share'), number: true },
        { name: t('performance.column.cumulative'), number: true },
        { name: t('performance.column.class') },
      ],
      rows: rows.map((row) => [
        count(row.rank),
        memberName(axis, row),
        measureText(row.amount, measure),
        ratio(row.share),
        ratio(row.cumulativeShare),
        row.class,
      ]),
    },
  };
}

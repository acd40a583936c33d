// One member's course with the band it was expected in; what lies outside is marked by shape and colour.
import { period, t } from '../../i18n/index.js';
import { measureHeader, measureText, measureWithUnit } from './measures.js';
import { measureAxis } from './trend-charts.js';

/** @typedef {{periods: string[], values: (number | null)[], expected: (number | null)[], low: (number | null)[], high: (number | null)[], flags: boolean[]}} MemberSeries */

/**
 * @param {MemberSeries} series
 * @param {import('./measures.js').Measure} measure
 * @param {import('./paint.js').Paint} paint
 * @param {number} [last] periods shown
 * @returns {import('./trend-charts.js').Chart}
 */
export function bandChart(series, measure, paint, last = 52) {
  const from = Math.max(0, series.periods.length - last);
  const cut = (/** @type {any[]} */ list) => list.slice(from);
  const [periods, values, expected, low, high, flags] = [
    series.periods,
    series.values,
    series.expected,
    series.low,
    series.high,
    series.flags,
  ].map(cut);
  const valueFormatter = (/** @type {number | null} */ value) => measureWithUnit(value, measure);
  const quiet = {
    type: 'line',
    symbol: 'none',
    silent: true,
    stack: 'band',
    lineStyle: { opacity: 0 },
    tooltip: { show: false },
  };
  const outside = t('performance.anomalies.outside');
  return {
    option: {
      legend: { data: [t('performance.anomalies.value'), t('performance.anomalies.expected'), outside] },
      grid: { top: 32 },
      xAxis: { type: 'category', boundaryGap: false, data: periods.map((name) => period(name, { short: true })) },
      yAxis: measureAxis(measure, [...values, ...high]),
      series: [
        { ...quiet, name: 'low', data: low, itemStyle: { color: 'transparent' } },
        {
          ...quiet,
          name: 'band',
          areaStyle: { color: paint.accent, opacity: 0.14 },
          itemStyle: { color: paint.accent },
          data: high.map((value, i) => (value === null || low[i] === null ? null : value - low[i])),
        },
        {
          name: t('performance.anomalies.expected'),
          type: 'line',
          symbol: 'none',
          lineStyle: { color: paint.muted, type: 'dashed', width: 1.5 },
          itemStyle: { color: paint.muted },
          tooltip: { valueFormatter },
          data: expected,
        },
        {
          name: t('performance.anomalies.value'),
          type: 'line',
          symbol: 'none',
          lineStyle: { color: paint.accent, width: 2 },
          itemStyle: { color: paint.accent },
          tooltip: { valueFormatter },
          data: values,
        },
        {
          name: outside,
          type: 'scatter',
          symbol: 'diamond',
          symbolSize: 11,
          itemStyle: { color: paint.bad },
          tooltip: { valueFormatter },
          data: values.map((value, i) => (flags[i] ? value : null)),
        },
      ],
    },
    table: {
      columns: [
        { name: t('performance.column.period') },
        ...['value', 'expected', 'low', 'high'].map((name) => ({
          name: t('performance.withUnit', { name: t(`performance.anomalies.${name}`), unit: measureHeader(measure) }),
          number: true,
        })),
        { name: outside },
      ],
      rows: periods.map((name, i) => [
        period(name),
        ...[values, expected, low, high].map((list) => measureText(list[i], measure)),
        flags[i] ? '◆' : '',
      ]),
    },
  };
}

// How far each unit is against its target to date: bars of what was sold, a tick where the target stands, the ratio beside.
import { ratio, t } from '../../i18n/index.js';
import { measureHeader, measureText, measureWithUnit, memberName, shortName } from './measures.js';
import { minorToAmount } from './trend-model.js';
import { measureAxis } from './trend-charts.js';

/**
 * @typedef {{id: string, name: string, parent: string | null, targetMinor: number | null, toDateTargetMinor: number | null,
 *   actualMinor: number | null, gapMinor: number | null, attainmentRatio: number | null, fullRatio: number | null,
 *   status: 'good' | 'watch' | 'bad' | 'none'}} Unit a row of performance.attainment
 */

const MOST = 12;
const AMOUNT = /** @type {import('./measures.js').Measure} */ ({ key: 'amount', unit: 'money' });

/**
 * The units right below one, those without any target left out, furthest behind first; the unit itself when nobody is below it.
 * @param {{units: Unit[]}} attainment
 * @param {string | null} unit null is the root
 */
export function unitsBelow({ units }, unit) {
  const at = units.find(({ id, parent }) => (unit === null ? parent === null : id === unit));
  const below = units.filter(({ parent }) => parent === at?.id);
  return (below.length > 0 ? below : at ? [at] : [])
    .filter(({ attainmentRatio }) => attainmentRatio !== null)
    .sort((a, b) => Number(a.attainmentRatio) - Number(b.attainmentRatio));
}

/** Who is furthest behind, or that nobody is. @param {readonly Unit[]} units as unitsBelow gives them */
export function attainmentFinding(units) {
  const [last] = units;
  if (!last) return t('performance.attainment.heading');
  const params = {
    name: shortName(memberName('org', { key: last.id, name: last.name })),
    ratio: ratio(last.attainmentRatio),
  };
  return t(`performance.attainment.${Number(last.attainmentRatio) < 1 ? 'behind' : 'ahead'}`, params);
}

/**
 * @param {readonly Unit[]} units as unitsBelow gives them
 * @param {import('./paint.js').Paint} paint
 * @param {{minorDigits: number, unitName: string}} options
 * @returns {import('./trend-charts.js').Chart & {shown: readonly Unit[]}}
 */
export function attainmentChart(units, paint, { minorDigits, unitName }) {
  const shown = units.slice(0, MOST);
  const amount = (/** @type {number | null} */ minor) => minorToAmount(minor, minorDigits);
  const name = (/** @type {Unit} */ unit) => memberName('org', { key: unit.id, name: unit.name });
  const bare = { type: 'category', inverse: true, axisLine: { show: false }, axisTick: { show: false } };
  const color = { good: paint.good, watch: paint.watch, bad: paint.bad, none: paint.muted };
  const valueFormatter = (/** @type {number | null} */ value) => measureWithUnit(value, AMOUNT);
  return {
    shown,
    option: {
      grid: { left: 8, right: 8, top: 4, bottom: 4, containLabel: true },
      xAxis: { ...measureAxis(AMOUNT), axisLabel: { show: false }, splitLine: { show: false } },
      yAxis: [
        {
          ...bare,
          data: shown.map((unit) => shortName(name(unit))),
          axisLabel: { width: 120, overflow: 'truncate', color: paint.ink },
        },
        {
          ...bare,
          position: 'right',
          data: shown.map(({ attainmentRatio }) => ratio(attainmentRatio)),
          axisLabel: { color: paint.ink },
        },
      ],
      series: [
        {
          name: t('performance.series.current'),
          type: 'bar',
          barMaxWidth: 16,
          tooltip: { valueFormatter },
          data: shown.map(({ actualMinor, status }) => ({
            value: amount(actualMinor),
            itemStyle: { color: color[status], decal: { symbol: 'none' } },
          })),
        },
        {
          name: t('performance.attainment.toDate'),
          type: 'scatter',
          symbol: 'rect',
          symbolSize: [3, 20],
          itemStyle: { color: paint.ink },
          tooltip: { valueFormatter },
          data: shown.map(({ toDateTargetMinor }) => amount(toDateTargetMinor)),
        },
      ],
    },
    table: {
      columns: [
        { name: unitName },
        { name: measureHeader(AMOUNT), number: true },
        { name: t('performance.attainment.toDate'), number: true },
        { name: t('performance.column.gap'), number: true },
        { name: t('performance.attainment.ratio'), number: true },
        { name: t('performance.series.target'), number: true },
        { name: t('performance.attainment.full'), number: true },
      ],
      rows: units.map((unit) => [
        name(unit),
        measureText(amount(unit.actualMinor), AMOUNT),
        measureText(amount(unit.toDateTargetMinor), AMOUNT),
        measureText(amount(unit.gapMinor), AMOUNT, { signed: true }),
        ratio(unit.attainmentRatio),
        measureText(amount(unit.targetMinor), AMOUNT),
        ratio(unit.fullRatio),
      ]),
    },
  };
}

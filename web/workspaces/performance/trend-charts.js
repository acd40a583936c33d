// A measure along the periods as chart and table: present, last year, target; or one line per member.
import { period, t } from '../../i18n/index.js';
import {
  differenceText,
  measureHeader,
  measureName,
  measureText,
  measureWithUnit,
  memberName,
  shortName,
  unitText,
} from './measures.js';
import { baseOf, growth, lastPoint, minorToAmount } from './trend-model.js';
import { ratio } from '../../i18n/index.js';
import { withSign } from '../../lib/numbers.js';

/** @typedef {import('./trend-model.js').Trend} Trend */
/** @typedef {import('./paint.js').Paint} Paint */
/** @typedef {{option: object, table: {columns: {name: string, number?: boolean}[], rows: (string | null)[][]}}} Chart */

/** Periods still running stand out by more than colour. */
const PARTIAL = '◔';

/** @param {import('./trend-model.js').Point} point @param {boolean} [short] */
export const pointName = ({ period: name, partial }, short = false) =>
  `${period(name, { short })}${partial ? ` ${PARTIAL}` : ''}`;

/**
 * A value axis with as many decimals as its labels need to differ.
 * @param {import('./measures.js').Measure} measure
 * @param {readonly (number | null | undefined)[]} [values] what is drawn
 */
export function measureAxis(measure, values = []) {
  const digits = axisDigits(measure, values);
  const formatter = (/** @type {number} */ value) => measureText(value, measure, { digits });
  return { type: /** @type {const} */ ('value'), axisLabel: { formatter } };
}

/** @param {import('./measures.js').Measure} measure @param {readonly (number | null | undefined)[]} values */
function axisDigits(measure, values) {
  if (measure.unit === 'ratio') return 1;
  const most = Math.max(0, ...values.map((value) => Math.abs(value ?? 0)));
  const shown = Number(measureText(most, measure, { digits: 3 }).replaceAll(',', ''));
  return shown === 0 || shown >= 10 ? 0 : shown >= 2 ? 1 : 2;
}

/** Axis labels of periods: the year where it begins. @param {string[]} periods */
function axisNames(periods) {
  return periods.map((name, i) => {
    const short = period(name, { short: true });
    const newYear = i === 0 || periods[i - 1].slice(0, 4) !== name.slice(0, 4);
    return name.length > 4 && newYear ? `${short}\n${name.slice(0, 4)}` : short;
  });
}

/**
 * One series with last year beside it and the target as a line.
 * @param {Trend} trend
 * @param {Paint} paint
 * @param {{minorDigits: number}} options
 * @returns {Chart}
 */
export function courseChart(trend, paint, { minorDigits }) {
  const measure = { key: trend.measure, unit: trend.unit };
  const points = trend.series[0]?.points ?? [];
  const targets = points.map(({ targetMinor }) => minorToAmount(targetMinor ?? null, minorDigits));
  const hasTarget = targets.some((value) => value !== null);
  const isSum = measure.unit !== 'ratio' && measure.unit !== 'price';
  const valueFormatter = (/** @type {number | null} */ value) => measureWithUnit(value, measure);
  const drawn = [...points.map(({ value }) => value), ...targets];
  const series = [
    {
      name: measureName(measure.key),
      type: isSum ? 'bar' : 'line',
      barMaxWidth: 28,
      tooltip: { valueFormatter },
      symbolSize: 6,
      data: points.map(({ value, partial }) => ({
        value,
        itemStyle: { color: paint.accent, opacity: partial ? 0.55 : 1, decal: { symbol: 'none' } },
      })),
      lineStyle: { color: paint.accent },
    },
    {
      name: t('performance.series.lastYear'),
      type: 'line',
      symbol: 'none',
      lineStyle: { color: paint.muted, width: 1.5, type: 'dashed' },
      itemStyle: { color: paint.muted },
      tooltip: { valueFormatter },
      data: points.map(({ lastYear }) => lastYear?.value ?? null),
    },
    ...(hasTarget
      ? [
          {
            name: t('performance.series.target'),
            type: 'line',
            step: 'middle',
            symbol: 'none',
            lineStyle: { color: paint.watch, width: 2 },
            itemStyle: { color: paint.watch },
            tooltip: { valueFormatter },
            data: targets,
          },
        ]
      : []),
  ];
  return {
    option: {
      legend: { data: series.map(({ name }) => name) },
      grid: { top: 32 },
      xAxis: { type: 'category', data: axisNames(points.map(({ period: name }) => name)), axisTick: { show: false } },
      yAxis: { ...measureAxis(measure, drawn), scale: !isSum },
      series,
    },
    table: courseTable(points, measure, hasTarget ? targets : null),
  };
}

/**
 * What the last point says, for the chart's title.
 * @param {Trend} trend
 * @param {import('./question.js').Comparison} against
 * @param {number} minorDigits
 */
export function courseFinding(trend, against, minorDigits) {
  const measure = { key: trend.measure, unit: trend.unit };
  const point = lastPoint(trend.series[0]);
  const base = point && baseOf(point, against, minorDigits);
  if (!point || base?.value === null || base?.value === undefined) {
    return t('performance.course.heading', { measure: measureName(measure.key) });
  }
  const ofRatio = measure.unit === 'ratio' || growth(point.value, base.value) === null;
  return t('performance.course.finding', {
    measure: measureName(measure.key),
    period: period(point.period),
    partial: point.partial ? 'yes' : 'no',
    against: t(`performance.than.${against}`),
    change: ofRatio
      ? differenceText(/** @type {number} */ (point.value) - base.value, measure)
      : changeText(point.value, base.value),
  });
}

/** @param {import('./trend-model.js').Point[]} points @param {import('./measures.js').Measure} measure @param {(number | null)[] | null} targets */
function courseTable(points, measure, targets) {
  const header = measureHeader(measure);
  return {
    columns: [
      { name: t('performance.column.period') },
      { name: header, number: true },
      { name: t('frame.delta.mom'), number: true },
      { name: t('frame.delta.yoy'), number: true },
      ...(targets ? [{ name: t('performance.series.target'), number: true }] : []),
    ],
    rows: points.map((point, i) => [
      pointName(point),
      measureText(point.value, measure),
      changeText(point.value, point.previous?.value),
      changeText(point.value, point.lastYear?.value),
      ...(targets ? [measureText(targets[i], measure)] : []),
    ]),
  };
}

/** @param {number | null | undefined} value @param {number | null | undefined} base */
export const changeText = (value, base) => withSign(ratio(growth(value, base)));

/**
 * One line per member, largest first.
 * @param {Trend} trend
 * @param {string} axis
 * @param {Paint} paint
 * @returns {Chart}
 */
export function membersChart(trend, axis, paint) {
  const measure = { key: trend.measure, unit: trend.unit };
  const periods = trend.series[0]?.points.map(({ period: name }) => name) ?? [];
  const names = trend.series.map((series) => shortName(memberName(axis, series)));
  return {
    option: {
      legend: { data: names },
      grid: { top: 32 },
      xAxis: { type: 'category', data: axisNames(periods), boundaryGap: false },
      yAxis: measureAxis(
        measure,
        trend.series.flatMap(({ points }) => points.map(({ value }) => value)),
      ),
      series: trend.series.map((series, i) => {
        const color = paint.entity(`${axis}:${series.key ?? 'others'}`);
        return {
          name: names[i],
          type: 'line',
          symbolSize: 5,
          lineStyle: { color },
          itemStyle: { color },
          tooltip: { valueFormatter: (/** @type {number | null} */ value) => measureWithUnit(value, measure) },
          data: series.points.map(({ value }) => value),
        };
      }),
    },
    table: {
      columns: [
        { name: t('performance.column.period') },
        ...trend.series.map((series) => ({
          name: unitText(measure)
            ? t('performance.withUnit', { name: memberName(axis, series), unit: unitText(measure) })
            : memberName(axis, series),
          number: true,
        })),
      ],
      rows: periods.map((_, i) => [
        pointName(trend.series[0].points[i]),
        ...trend.series.map(({ points }) => measureText(points[i]?.value, measure)),
      ]),
    },
  };
}

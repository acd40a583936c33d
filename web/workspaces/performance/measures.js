// Measures and members as a manager reads them: their names, units and formatting. Figures come in as the engine gives them.
import { amount, count, day, figure, hasMessage, moneyUnit, period, ratio, t, withUnit } from '../../i18n/index.js';
import { MISSING, formatExact, withSign } from '../../lib/numbers.js';
import { fieldName } from '../data/column-mapping.js';
import { isPeriod, isUnits } from './question.js';

/** @typedef {'money' | 'count' | 'quantity' | 'ratio' | 'price'} Unit as sales.pivot names them */
/** @typedef {{key: string, unit: Unit}} Measure */
/** @typedef {{key: string | null, name?: string, others?: number}} Member key null: the rest, as many as `others` */

/** Money of one order or piece is read in currency units, whatever the unit switch says. */
const SMALL_MONEY = new Set(['averageOrder', 'meanAmount']);
const UNITS = /** @type {Record<string, Unit>} */ ({
  quantity: 'quantity',
  lines: 'count',
  orders: 'count',
  customers: 'count',
  averagePrice: 'price',
  marginRatio: 'ratio',
});
const RELATIONS = ['share', 'cumulativeShare', 'rank'];

/** Sums and counts: shares of them can be told. @param {string} key of a measure */
export const isAdditive = (key) => ['amount', 'margin', 'quantity', 'cost', 'lines', 'orders'].includes(key);

/** The unit a measure has before an answer says so. @param {string} key @returns {Unit} */
export function unitOfMeasure(key) {
  const [relation] = key.split(':');
  if (relation === 'rank') return 'count';
  if (RELATIONS.includes(relation)) return 'ratio';
  if (relation === 'distinct') return 'count';
  return UNITS[key] ?? 'money';
}

/** @param {string} key @returns {string} */
export function measureName(key) {
  const [head, ...rest] = key.split(':');
  if (RELATIONS.includes(head)) return t(`performance.measure.${head}`, { name: measureName(rest.join(':')) });
  if (head === 'distinct') return t('performance.measure.distinct', { name: fieldName(rest.join(':')) });
  return t(`performance.measure.${key}`);
}

/** The unit as a header or axis says it; '' for plain counts and percentages. @param {Measure} measure */
export function unitText({ key, unit }) {
  if (unit === 'money') return moneyUnit(SMALL_MONEY.has(key) ? 'one' : undefined);
  return unit === 'price' ? moneyUnit('one') : '';
}

/** Name and unit, for column headers. @param {Measure} measure */
export function measureHeader(measure) {
  const unit = unitText(measure);
  return unit ? t('performance.withUnit', { name: measureName(measure.key), unit }) : measureName(measure.key);
}

/**
 * A value of a measure as text, without its unit.
 * @param {number | null | undefined} value
 * @param {Measure} measure
 * @param {{signed?: boolean, digits?: number}} [options]
 */
export function measureText(value, measure, { signed = false, digits } = {}) {
  const text = plainText(value, measure, digits);
  return signed ? withSign(text) : text;
}

/** @param {number | null | undefined} value @param {Measure} measure @param {number} [digits] */
function plainText(value, { key, unit }, digits) {
  if (value === null || value === undefined || Number.isNaN(value)) return MISSING;
  switch (unit) {
    case 'money':
      return amount(value, SMALL_MONEY.has(key) ? { mode: 'one', digits: digits ?? 2 } : { digits });
    case 'ratio':
      return ratio(value, digits ?? 1);
    case 'quantity':
      return count(value / 10_000, digits ?? 2);
    case 'price':
      return count(value, digits ?? 2);
    default:
      return count(value, digits ?? 1);
  }
}

/** With its unit, for sentences and tooltips. @param {number | null | undefined} value @param {Measure} measure @param {{signed?: boolean}} [options] */
export const measureWithUnit = (value, measure, options) =>
  withUnit({ text: measureText(value, measure, options), unit: unitText(measure) });

/** Every digit there is, for titles. @param {number | null | undefined} value @param {Measure} measure */
export function measureExact(value, { unit }) {
  if (value === null || value === undefined) return '';
  if (unit === 'money') return figure(value, 'amount').exact;
  if (unit === 'quantity') return formatExact(value, 4, 0);
  return String(value);
}

/** A difference in a measure's own unit; of a ratio in percentage points. @param {number | null} value @param {Measure} measure */
export const differenceText = (value, measure) =>
  measure.unit === 'ratio'
    ? value === null
      ? MISSING
      : t('performance.points', { points: withSign(count(value * 100, 1)) })
    : measureText(value, measure, { signed: true });

// ---- axes and members ---------------------------------------------------------------------------------------------

/** @param {string} axis */
export function axisName(axis) {
  if (axis === 'org') return t('performance.axis.org');
  if (isUnits(axis)) return t('performance.axis.level', { level: levelName(axis.slice(4)) });
  if (isPeriod(axis) || hasMessage(`performance.axis.${axis}`)) return t(`performance.axis.${axis}`);
  return fieldName(axis);
}

/** Levels are named by the columns they came from; a manager's own level has its own name. @param {string} level */
const levelName = (level) => (hasMessage(`data.field.${level}`) ? t(`data.field.${level}`) : level.replace(/^x:/, ''));

/** @param {string} axis @param {Member} member */
export function memberName(axis, { key, name, others = 0 }) {
  if (key === null) return t('performance.others', { count: others });
  if (axis === 'whole') return t('performance.axis.whole');
  if (axis === 'newCustomer' && key) return t(`performance.newCustomer.${key}`);
  if (key === '') return t(isUnits(axis) ? 'performance.nobody' : 'performance.none');
  if (axis === 'day') return day(key);
  if (axis === 'weekday') return t('performance.weekday', { day: key });
  if (axis === 'monthOfYear') return period(`2000-${key.padStart(2, '0')}`, { short: true });
  return isPeriod(axis) ? period(key) : name || key;
}

const CHART_NAME = 40;

/** A name cut for a chart: tooltips and axes cannot wrap a name of any length. @param {string} name */
export const shortName = (name) => {
  const signs = [...name.slice(0, CHART_NAME * 4)];
  return signs.length > CHART_NAME ? `${signs.slice(0, CHART_NAME - 1).join('')}…` : name;
};

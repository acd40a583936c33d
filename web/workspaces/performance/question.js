// What the address asks of the performance workspace: tab, filters, comparison, lines to show; and how a click narrows it. Pure.
import { shiftPeriod } from '../../lib/periods.js';
import { parseFilters, serializeFilters, setFilter } from '../data/filter-address.js';

/** @typedef {import('../data/filter-address.js').Filters} Filters */
/** @typedef {{axis: string, key: string}} Place a member of an axis; key '' is rows without a value */
/** @typedef {Record<string, string | null>} Query changes to the address; null takes a parameter away */

export const TABS = ['overview', 'trend', 'pareto', 'pivot', 'variance', 'anomalies', 'customers', 'boards'];
export const COMPARISONS = /** @type {const} */ (['yoy', 'mom', 'target']);
/** @typedef {typeof COMPARISONS[number]} Comparison */

/** Fiscal periods a click can make the period shown. */
const PERIOD_AXES = new Set(['year', 'quarter', 'month', 'week']);
/** Cycles have no day of their own: no filter says "all Mondays". */
const CYCLES = new Set(['weekday', 'monthOfYear']);
/** Who is new depends on the days looked at: not to be kept as a filter while other boards look at other days. */
export const NEW_CUSTOMER = 'newCustomer';
const DAY_MS = 86_400_000;

/** @param {Record<string, string>} query */
export const tabOf = ({ tab }) => (TABS.includes(tab) ? tab : 'overview');

/** @param {Record<string, string>} query @returns {Comparison} */
export const comparisonOf = ({ against }) => COMPARISONS.find((name) => name === against) ?? 'yoy';

/** A list in the address; undefined when the address does not name it. @param {string | undefined} text */
export const listOf = (text) => (text === undefined ? undefined : text.split(',').filter(Boolean));

/** The engine says null for rows without a value. @param {Filters} filters */
export const engineFilters = (filters) =>
  Object.fromEntries(Object.entries(filters).map(([key, values]) => [key, values.map((value) => value || null)]));

/**
 * The params every sales question shares, as the address has them.
 * @param {Record<string, string>} query
 * @param {string} [period] left out: all days
 * @returns {Record<string, unknown>}
 */
export function subjectOf({ filters, unit }, period) {
  /** @type {Record<string, unknown>} */
  const subject = {};
  const parsed = parseFilters(filters);
  if (Object.keys(parsed).length > 0) subject.filters = engineFilters(parsed);
  if (unit) subject.unit = unit;
  if (period) subject.period = period;
  return subject;
}

/**
 * The period to compare with: a year earlier or the one before.
 * @param {string} period
 * @param {'yoy' | 'mom'} against
 */
export const comparedPeriod = (period, against) =>
  against === 'mom' ? shiftPeriod(period, -1) : `${Number(period.slice(0, 4)) - 1}${period.slice(4)}`;

/** Whether a click on a member of this axis can narrow what is shown. @param {Place} place */
export const canNarrow = ({ axis, key }) => {
  if (CYCLES.has(axis) || isDays(axis) || axis === NEW_CUSTOMER) return false;
  return PERIOD_AXES.has(axis) || isUnits(axis) ? key !== '' : true;
};

/** @param {string} axis */
export const isUnits = (axis) => axis === 'org' || axis.startsWith('org:');
/** @param {string} axis */
const isDays = (axis) => ['day', 'calendarYear', 'calendarQuarter', 'calendarMonth', 'isoWeek'].includes(axis);
/** @param {string} axis */
export const isPeriod = (axis) => PERIOD_AXES.has(axis) || isDays(axis);

/**
 * The address after a click on members: units become the unit, periods the period, everything else a filter.
 * A member that is the only value of its filter already takes the filter away again.
 * @param {Record<string, string>} query
 * @param {Place[]} places
 * @returns {Query}
 */
export function narrowed(query, places) {
  /** @type {Query} */
  const changes = {};
  let filters = parseFilters(query.filters);
  for (const place of places.filter(canNarrow)) {
    if (PERIOD_AXES.has(place.axis)) changes.period = place.key;
    else if (isUnits(place.axis)) changes.unit = place.key;
    else {
      const alone = filters[place.axis]?.length === 1 && filters[place.axis][0] === place.key;
      filters = setFilter(filters, place.axis, alone ? [] : [place.key]);
    }
  }
  return { ...changes, filters: serializeFilters(filters) || null };
}

/** Columns from the coarse to the fine; going into a member of one shows the next. */
const CHAINS = [
  ['region', 'province', 'city', 'district', 'store', 'rep', 'customerName', 'customer'],
  ['productLine', 'category', 'subcategory', 'brand', 'product', 'sku'],
];

/** Whether the filters leave only one member of a column. @param {Record<string, string>} query @param {string} axis */
export const isNarrowed = ({ filters }, axis) => parseFilters(filters)[axis]?.length === 1;

/**
 * What to break down by after going into a member: units have their own levels, columns the next finer one the table has.
 * @param {string} axis
 * @param {readonly string[]} known columns of the table
 * @returns {string | null} null: as without a choice; the axis itself at the end of its chain
 */
export function nextAxis(axis, known) {
  if (isUnits(axis)) return null;
  const chain = CHAINS.find((keys) => keys.includes(axis));
  return chain?.slice(chain.indexOf(axis) + 1).find((key) => known.includes(key)) ?? axis;
}

// ---- the lines behind a number ------------------------------------------------------------------------------------

/** @param {Place[]} places @returns {string} as the address carries them; '~' for the lines of everything shown */
export const serializePlaces = (places) =>
  serializeFilters(Object.fromEntries(places.map(({ axis, key }) => [axis, [key]]))) || '~';

/** @param {string | undefined} text @returns {Place[] | null} null: no lines are asked for */
export function parsePlaces(text) {
  if (!text) return null;
  return Object.entries(parseFilters(text)).map(([axis, [key]]) => ({ axis, key }));
}

/**
 * Params of sales.records for the lines behind a number at some places.
 * @param {Record<string, unknown>} subject what is shown altogether
 * @param {Place[]} places
 */
export function recordsSubject(subject, places) {
  const params = { ...subject };
  let filters = /** @type {Record<string, (string | null)[]>} */ ({ ...(subject.filters ?? {}) });
  for (const { axis, key } of places) {
    if (PERIOD_AXES.has(axis)) params.period = key;
    else if (isDays(axis)) Object.assign(params, daysOf(axis, key));
    else if (isUnits(axis)) Object.assign(params, key === '' ? { unattributed: true, unit: null } : { unit: key });
    else if (!CYCLES.has(axis)) filters = { ...filters, [axis]: [key || null] };
  }
  return Object.keys(filters).length > 0 ? { ...params, filters } : params;
}

/** First and last day of a calendar period. @param {string} axis @param {string} key */
function daysOf(axis, key) {
  if (axis === 'day') return { from: key, to: key };
  const [year, part = ''] = key.split('-');
  const y = Number(year);
  const iso = (/** @type {number} */ time) => new Date(time).toISOString().slice(0, 10);
  if (axis === 'isoWeek') {
    // Week 1 holds 4 January (ISO 8601).
    const fourth = Date.UTC(y, 0, 4);
    const weekday = (new Date(fourth).getUTCDay() + 6) % 7;
    const monday = fourth - weekday * DAY_MS + (Number(part.slice(1)) - 1) * 7 * DAY_MS;
    return { from: iso(monday), to: iso(monday + 6 * DAY_MS) };
  }
  const [first, months] =
    axis === 'calendarYear'
      ? [0, 12]
      : axis === 'calendarQuarter'
        ? [(Number(part.slice(1)) - 1) * 3, 3]
        : [Number(part) - 1, 1];
  return { from: iso(Date.UTC(y, first, 1)), to: iso(Date.UTC(y, first + months, 0)) };
}

// What a pivot is built of: fields in rows, columns and values; moving them by pointer or keyboard; its form in the address. Pure.
import { isAdditive } from './measures.js';
import { listOf } from './question.js';

/** @typedef {'rows' | 'cols' | 'values'} Zone */
/** @typedef {{rows: string[], cols: string[], values: string[], by: string, descending: boolean, top: number | null, flat: boolean, heat: boolean}} Layout
 *   by: a measure of `values` or 'member'; flat: every combination is a row of its own, sorted across all of them */

export const ZONES = /** @type {Zone[]} */ (['rows', 'cols', 'values']);
/** The engine crosses four axes at most. */
export const MOST_AXES = 4;
export const MOST_VALUES = 6;

/**
 * @param {Record<string, string>} query
 * @param {{axes: readonly string[], measures: readonly string[], usual: Pick<Layout, 'rows' | 'cols' | 'values'>}} known
 *   what the table has, and the layout without an address
 * @returns {Layout}
 */
export function layoutOf(query, { axes, measures, usual }) {
  const among = (/** @type {string | undefined} */ text, /** @type {readonly string[]} */ all) =>
    listOf(text)?.filter((key, i, list) => all.includes(key) && list.indexOf(key) === i);
  const rows = (among(query.rows, axes) ?? usual.rows).slice(0, MOST_AXES);
  const cols = (among(query.cols, axes) ?? usual.cols)
    .filter((key) => !rows.includes(key))
    .slice(0, MOST_AXES - rows.length);
  const values = among(query.values, [...measures, ...relations(measures)])?.slice(0, MOST_VALUES) ?? usual.values;
  const shown = values.length > 0 ? values : usual.values;
  const [by, order] = (query.sort ?? '').split('~');
  return {
    rows,
    cols,
    values: shown,
    by: shown.includes(by) || by === 'member' ? by : shown[0],
    descending: order !== 'asc',
    top: /^\d+$/.test(query.top ?? '') ? Number(query.top) : null,
    flat: query.flat === '1',
    heat: query.heat !== '0',
  };
}

/** Shares and ranks of sums and counts. @param {readonly string[]} measures */
export const relations = (measures) => measures.filter(isAdditive).flatMap((key) => [`share:${key}`, `rank:${key}`]);

/** @param {Layout} layout @returns {Record<string, string | null>} */
export const serializeLayout = ({ rows, cols, values, by, descending, top, flat, heat }) => ({
  rows: rows.join(',') || ',',
  cols: cols.join(',') || ',',
  values: values.join(','),
  sort: `${by}~${descending ? 'desc' : 'asc'}`,
  top: top === null ? null : String(top),
  flat: flat ? '1' : null,
  heat: heat ? null : '0',
});

/** Where a field stands, null while unused. @param {Layout} layout @param {string} field @returns {Zone | null} */
export const zoneOf = (layout, field) => ZONES.find((zone) => layout[zone].includes(field)) ?? null;

/**
 * Whether a field may go to a zone: measures are values, everything else rows or columns, four of them at most.
 * @param {Layout} layout @param {string} field @param {Zone} zone @param {boolean} isMeasure
 */
export function canMove(layout, field, zone, isMeasure) {
  if (isMeasure !== (zone === 'values')) return false;
  if (layout[zone].includes(field)) return true;
  if (isMeasure) return layout.values.length < MOST_VALUES;
  const others = [...layout.rows, ...layout.cols].filter((key) => key !== field);
  return others.length < MOST_AXES;
}

/**
 * The layout with a field at a place; zone null takes it out. The last value and the last axis stay.
 * @param {Layout} layout @param {string} field @param {Zone | null} zone @param {number} [index] at the end when left out
 * @returns {Layout}
 */
export function moveField(layout, field, zone, index = Infinity) {
  /** @type {Layout} */
  const next = { ...layout };
  for (const name of ZONES) next[name] = layout[name].filter((key) => key !== field);
  if (zone) next[zone] = [...next[zone].slice(0, index), field, ...next[zone].slice(index)];
  if (next.values.length === 0 || next.rows.length + next.cols.length === 0) return layout;
  if (!next.values.includes(next.by) && next.by !== 'member') next.by = next.values[0];
  return next;
}

/** Clicking a header: by it descending, then ascending. Members begin with the first. @param {Layout} layout @param {string} by @returns {Layout} */
export const sortedBy = (layout, by) => ({
  ...layout,
  by,
  descending: layout.by === by ? !layout.descending : by !== 'member',
});

/**
 * One question per depth of the rows: 0 is the totals of the columns, the last the leaves. Sums cannot stand in for distinct
 * counts and ratios, so the engine is asked for every level.
 * @param {Layout} layout
 * @param {Record<string, unknown>} subject
 */
export function pivotQuestions({ rows, cols, values, by, descending, top }, subject) {
  return Array.from({ length: rows.length + 1 }, (_, depth) => ({
    request: 'sales.pivot',
    params: {
      ...subject,
      axes: [...rows.slice(0, depth), ...cols],
      measures: values,
      sort: { by, descending },
      ...(top !== null && depth > 0 && isTopAxis(rows[0]) ? { top: { n: top, others: true } } : {}),
      subtotals: true,
      limit: MOST_GROUPS,
    },
  }));
}

export const MOST_GROUPS = 20_000;
/** Time is never cut to its largest parts. @param {string} axis */
export const isTopAxis = (axis) =>
  ![
    'year',
    'quarter',
    'month',
    'week',
    'day',
    'calendarYear',
    'calendarQuarter',
    'calendarMonth',
    'isoWeek',
    'weekday',
    'monthOfYear',
  ].includes(axis);

/** Every combination as a row. @param {Layout} layout @param {Record<string, unknown>} subject */
export function flatQuestion({ rows, cols, values }, subject) {
  const axes = [...rows, ...cols];
  return {
    request: 'sales.pivot',
    params: { ...subject, axes, measures: values, reply: 'columns' },
    columns: [...axes.map((_, i) => `axis${i}`), ...values.map((_, i) => `measure${i}`)],
  };
}

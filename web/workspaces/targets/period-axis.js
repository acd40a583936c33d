// Which columns a target set's year has: the year, its quarters where they nest, and the finest periods, as spans of the
// engine's columns. Pure; names periods only as the engine does.

/**
 * @typedef {'year' | 'quarter' | 'month' | 'week'} Grain
 * @typedef {{period: string, grain: Grain, first: number, last: number}} Span an inclusive run of finest periods
 */

const QUARTERS = 4;

/**
 * Quarters nest over months always, over weeks only in a week-based calendar (13 weeks each, the 53rd in the last).
 * @param {{year: string, grain: 'month' | 'week', periods: readonly string[], weekBased: boolean}} axis
 * @returns {Span[]} in order; empty where quarters cut weeks in two
 */
export function quarterSpans({ year, grain, periods, weekBased }) {
  if (grain === 'week' && !weekBased) return [];
  const length = grain === 'week' ? 13 : 3;
  return Array.from({ length: QUARTERS }, (_, i) => ({
    period: `${year}-Q${i + 1}`,
    grain: /** @type {const} */ ('quarter'),
    first: i * length,
    last: i === QUARTERS - 1 ? periods.length - 1 : (i + 1) * length - 1,
  }));
}

/**
 * The finest columns a manager can ask for, coarse to fine.
 * @param {{year: string, grain: 'month' | 'week', periods: readonly string[], weekBased: boolean}} axis
 * @returns {Grain[]}
 */
export const shownGrains = (axis) => [
  'year',
  ...(quarterSpans(axis).length > 0 ? [/** @type {const} */ ('quarter')] : []),
  axis.grain,
];

/**
 * The year as a span.
 * @param {{year: string, periods: readonly string[]}} axis
 * @returns {Span}
 */
export const yearSpan = ({ year, periods }) => ({ period: year, grain: 'year', first: 0, last: periods.length - 1 });

/**
 * The period columns of the grid, left to right: Q1, its months, Q2 …; the year itself is not among them.
 * @param {{year: string, grain: 'month' | 'week', periods: readonly string[], weekBased: boolean}} axis
 * @param {Grain} shown finest grain to show
 * @returns {Span[]}
 */
export function periodColumns(axis, shown) {
  if (shown === 'year') return [];
  const quarters = quarterSpans(axis);
  if (shown === 'quarter') return quarters;
  const finest = axis.periods.map((period, i) => ({ period, grain: axis.grain, first: i, last: i }));
  if (quarters.length === 0) return finest;
  return quarters.flatMap((quarter) => [quarter, ...finest.slice(quarter.first, quarter.last + 1)]);
}

/**
 * Every column by its period's name.
 * @param {{year: string, grain: 'month' | 'week', periods: readonly string[], weekBased: boolean}} axis
 * @returns {Map<string, Span>}
 */
export function spansByPeriod(axis) {
  const spans = [yearSpan(axis), ...quarterSpans(axis), ...periodColumns({ ...axis }, axis.grain)];
  return new Map(spans.map((span) => [span.period, span]));
}

// Points of performance.trend: growth, what they are compared with, how much they usually swing, runs up or down. Pure.

/**
 * @typedef {{period: string, value: number | null}} Base
 * @typedef {{period: string, value: number | null, partial: boolean, elapsedRatio: number | null,
 *   previous: Base | null, lastYear: Base | null, targetMinor: number | null, targetToDateMinor?: number | null}} Point
 *   targetToDateMinor: as the plan spreads the target; without it, by elapsed working days
 * @typedef {{key: string | null, name?: string, others?: number, points: Point[]}} Series
 * @typedef {{asOf: string, grain: string, measure: string, unit: import('./measures.js').Unit, series: Series[]}} Trend
 */

/** From minor units to 1/10,000, the unit of fact sums. @param {number | null} minor @param {number} minorDigits */
export const minorToAmount = (minor, minorDigits) => (minor === null ? null : minor * 10 ** (4 - minorDigits));

/**
 * How much a value grew: 0.12 is +12 %. Null where there is nothing to grow from: a base that is missing, zero or negative.
 * @param {number | null | undefined} value
 * @param {number | null | undefined} base
 */
export const growth = (value, base) =>
  value === null || value === undefined || base === null || base === undefined || base <= 0 ? null : value / base - 1;

/**
 * What a point is compared with: as far into its period as the point itself when it is not over.
 * @param {Point} point
 * @param {import('./question.js').Comparison} against
 * @param {number} minorDigits of the plan's money
 * @returns {Base | null}
 */
export function baseOf(point, against, minorDigits) {
  if (against === 'yoy') return point.lastYear;
  if (against === 'mom') return point.previous;
  const target = minorToAmount(point.targetMinor, minorDigits);
  if (target === null) return null;
  const toDate = minorToAmount(point.targetToDateMinor ?? null, minorDigits);
  if (toDate !== null) return { period: point.period, value: toDate };
  // As far into the period as the point itself.
  return { period: point.period, value: point.partial ? target * (point.elapsedRatio ?? 1) : target };
}

/** The series' last point with a value. @param {Series | undefined} series */
export const lastPoint = (series) => series?.points.findLast(({ value }) => value !== null) ?? null;

/** @param {readonly number[]} values @returns {number} */
function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Changes a swing can be told from. */
const LEAST_CHANGES = 6;
/** Median absolute deviation to standard deviation of a normal distribution. */
const TO_SIGMA = 1.4826;

/**
 * How much the series' changes usually spread: median and robust standard deviation of the growth of its complete periods
 * before the last point. Null with too few of them.
 * @param {Series} series
 * @param {'yoy' | 'mom'} against
 */
export function usualSwing(series, against) {
  const last = lastPoint(series);
  const changes = series.points
    .filter((point) => point !== last && !point.partial)
    .map((point) => growth(point.value, against === 'yoy' ? point.lastYear?.value : point.previous?.value))
    .filter((change) => change !== null);
  if (changes.length < LEAST_CHANGES) return null;
  const middle = median(changes);
  return {
    median: middle,
    spread: TO_SIGMA * median(changes.map((change) => Math.abs(change - middle))),
    changes: changes.length,
  };
}

/** Beyond so many robust deviations a change is called unusual. */
const UNUSUAL = 2;

/** @param {number | null} change @param {ReturnType<typeof usualSwing>} swing @returns {'usual' | 'unusual' | 'unknown'} */
export function judgeChange(change, swing) {
  if (change === null || swing === null || swing.spread === 0) return 'unknown';
  return Math.abs(change - swing.median) > UNUSUAL * swing.spread ? 'unusual' : 'usual';
}

/**
 * How many complete periods in a row, up to the last one, grew (positive) or fell (negative) against the one before.
 * @param {Series} series
 */
export function streak(series) {
  let run = 0;
  for (const point of series.points.filter(({ partial, value }) => !partial && value !== null).reverse()) {
    const base = point.previous?.value;
    const sign = base === null || base === undefined ? 0 : Math.sign(/** @type {number} */ (point.value) - base);
    if (sign === 0 || (run !== 0 && sign !== Math.sign(run))) break;
    run += sign;
  }
  return run;
}

// TargetPoints: the targets that belong to the points of a trend of sales: the plan has them by unit, month and week only.
import { EngineQuery } from '../../state/engine-query.js';
import { router } from '../../state/router.js';
import { view } from '../../state/view.js';
import { hasTargets } from './performance-scope.js';
import { lastPoint } from './trend-model.js';

/** @typedef {import('./trend-model.js').Trend} Trend */

/**
 * A trend whose points know their targets; what the engine told already stays.
 * @param {Trend} trend
 * @param {{periods: string[], targetMinor: (number | null)[]} | null} series reply of performance.series
 * @returns {Trend}
 */
export function withTargets(trend, series) {
  const targets = new Map(series?.periods.map((period, i) => [period, series.targetMinor[i]]) ?? []);
  return {
    ...trend,
    series: trend.series.map((one) => ({
      ...one,
      points: one.points.map((point) => ({
        ...point,
        targetMinor: point.targetMinor ?? targets.get(point.period) ?? null,
      })),
    })),
  };
}

/**
 * A trend whose last point knows its target as the plan spreads it to the day.
 * @param {Trend} trend
 * @param {{targetMinor: number | null, toDateTargetMinor: number | null}} unit row of performance.attainment
 * @returns {Trend}
 */
export function withLastTarget(trend, { targetMinor, toDateTargetMinor }) {
  const [series] = trend.series;
  const last = lastPoint(series);
  const points = series.points.map((point) =>
    point === last ? { ...point, targetMinor, targetToDateMinor: toDateTargetMinor } : point,
  );
  return { ...trend, series: [{ ...series, points }] };
}

export class TargetPoints {
  #series;

  /**
   * @param {import('lit').ReactiveControllerHost} host
   * @param {() => {grain: string, measure: string}} ask reads signals
   */
  constructor(host, ask) {
    this.#series = new EngineQuery(host, () => {
      const { grain, measure } = ask();
      const { filters, unit } = router.query.value;
      // Targets are set for units, not for customers or products: with other filters there is nothing to compare with.
      if (!hasTargets() || filters || measure !== 'amount' || (grain !== 'month' && grain !== 'week')) return null;
      return {
        request: 'performance.series',
        params: { metric: 'revenue', period: view.period.value.slice(0, 4), grain, ...(unit ? { node: unit } : {}) },
      };
    });
  }

  /** @param {Trend} trend */
  applyTo = (trend) => withTargets(trend, this.#series.result);
}

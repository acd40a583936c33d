// The colours charts are drawn with, as the theme has them now. Options take them as an argument, so that they can be tested.
import { seriesColor, statusColors, token } from '../../charts/colors.js';

/**
 * @typedef {{ink: string, muted: string, line: string, surface: string, accent: string, good: string, watch: string, bad: string,
 *   soft: string, entity: (id: string) => string}} Paint
 */

/** @returns {Paint} */
export function paint() {
  const { good, watch, bad } = statusColors();
  return {
    ink: token('--st-ink'),
    muted: token('--st-muted'),
    line: token('--st-line-strong'),
    surface: token('--st-surface'),
    accent: token('--st-series-1'),
    soft: token('--st-accent-soft'),
    good,
    watch,
    bad,
    entity: seriesColor,
  };
}

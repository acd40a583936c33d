// The sample region's recipe: which days it covers and the target it comes with, so that every screen has something to say.
import { today } from '../lib/dates.js';

const GROWTH = 0.1;
const RESERVE = 0.03;

/**
 * The sample's "today": the real one, or last December while the year is too young to tell a story.
 * @param {string} now ISO day
 */
export function sampleDay(now = today()) {
  const [year, month] = now.split('-').map(Number);
  return month >= 3 ? now : `${year - 1}-12-20`;
}

/**
 * Asks for the running year's target: last year's sales grown, a small reserve held at the top.
 * @param {{call: (request: string, params: object) => Promise<any>}} engine holding the sample's plan and orders
 * @param {string} day the sample's today
 * @returns {Promise<any[]>} the patch that sets the target
 */
export async function sampleTarget(engine, day) {
  const year = Number(day.slice(0, 4));
  const { parts } = await engine.call('plan.get', { parts: ['orgUnits'] });
  const units = /** @type {{id: string, parent?: string | null}[]} */ (Object.values(parts.orgUnits));
  const top = units.find(({ parent }) => !parent);
  const { patch } = await engine.call('targets.decompose', {
    metric: 'revenue',
    year: String(year),
    totalMinor: null,
    method: 'growth',
    historyYears: [String(year - 2), String(year - 1)],
    growth: { defaultRatio: GROWTH },
    seasonality: 'history',
    reserveRatio: 0,
    reserveRatios: top ? { [top.id]: RESERVE } : {},
  });
  return patch;
}

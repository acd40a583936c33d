// A region of two cities for the tests: month values 100, 200 … so that every sum is checked in one's head.
import { TargetTable } from '../../../web/workspaces/targets/grid-model.js';

const PERIODS = Array.from({ length: 12 }, (_, i) => `2026-${String(i + 1).padStart(2, '0')}`);

/**
 * root (reserve 10 a month) ─ east (no reserve) ─ sh 100, hz 50; west 30 a month, a leaf.
 * @param {{history?: 'months' | 'years' | 'none'}} [options] what is known of last year: every month half of the target
 */
export function smallTable({ history = 'months' } = {}) {
  const monthly = { root: 190, east: 150, sh: 100, hz: 50, west: 30 };
  const unit = (
    /** @type {keyof typeof monthly} */ id,
    /** @type {string | null} */ parent,
    /** @type {number} */ depth,
    /** @type {boolean} */ leaf,
  ) => ({
    id,
    name: id.toUpperCase(),
    parent,
    level: ['root', 'region', 'city'][depth],
    depth,
    leaf,
    totalMinor: monthly[id] * 12,
    reserveMinor: id === 'root' ? 120 : 0,
    historyMinor: history === 'none' ? null : monthly[id] * 6,
    growthRatio: history === 'none' ? null : 1,
    locked: id === 'hz' ? ['2026-03'] : [],
    overridden: id === 'sh' ? ['2026-02', '2026-Q4'] : [],
  });
  const units = [
    unit('root', null, 0, false),
    unit('east', 'root', 1, false),
    unit('sh', 'east', 2, true),
    unit('hz', 'east', 2, true),
    unit('west', 'root', 1, true),
  ];
  const spread = (/** @type {(id: keyof typeof monthly) => number} */ valueOf) =>
    Float64Array.from(units.flatMap(({ id }) => PERIODS.map(() => valueOf(/** @type {any} */ (id)))));
  return new TargetTable({
    set: 'revenue-2026-base',
    metric: 'revenue',
    year: '2026',
    grain: 'month',
    periods: PERIODS,
    units,
    columns: {
      values: spread((id) => monthly[id]),
      reserve: spread((id) => (id === 'root' ? 10 : 0)),
      history:
        history === 'months'
          ? spread((id) => monthly[id] / 2)
          : Float64Array.from(units.map(({ historyMinor }) => historyMinor ?? NaN)),
    },
  });
}

/** The proposal that raises hz's March by 5, with its ancestors. */
export const HZ_MARCH_PLUS_5 = ['hz', 'east', 'root'].map((id) => {
  const monthly = { hz: 50, east: 150, root: 190 }[/** @type {'hz' | 'east' | 'root'} */ (id)];
  const periods = Object.fromEntries(PERIODS.map((period) => [period, monthly + (period === '2026-03' ? 5 : 0)]));
  const reserve = id === 'root' ? 10 : 0;
  return {
    id,
    totalMinor: monthly * 12 + 5,
    reserveMinor: reserve * 12,
    periods,
    reservePeriods: Object.fromEntries(PERIODS.map((period) => [period, reserve])),
  };
});

// Which target set the address asks for, and how it is to be looked at. Pure: reads a query and the plan's parts.

/**
 * @typedef {{id: string, metric: string, year: string, tier: string, grain: 'month' | 'week', byProduct?: boolean,
 *   spec?: Record<string, any>}} TargetSet a targetSets record
 * @typedef {{metric: string, year: string, tier: string, set: TargetSet | null, product: string, grain: string, depth: number | null,
 *   compare: boolean, panel: string, unit: string | null}} Scope depth: levels open, null where the address leaves it to the size
 */

export const TIERS = ['base', 'stretch', 'challenge'];
export const PANELS = ['chart', 'ledger', 'mismatch'];
export const DEFAULT_METRIC = 'revenue';

/**
 * @param {Record<string, string>} query of the address
 * @param {{targetSets: Record<string, TargetSet>, fallbackYear: string}} parts fallbackYear: the year to plan next
 * @returns {Scope}
 */
export function scopeOf(query, { targetSets, fallbackYear }) {
  const metric = query.metric ?? DEFAULT_METRIC;
  const tier = TIERS.includes(query.tier) ? query.tier : 'base';
  const years = yearsWithTargets(targetSets, metric);
  const asked = query.year ?? query.period?.slice(0, 4);
  const year = query.year ?? (asked && years.includes(asked) ? asked : (years.at(-1) ?? fallbackYear));
  const sets = Object.values(targetSets).filter((set) => set.metric === metric && String(set.year) === year);
  const set = sets.find((candidate) => candidate.tier === tier) ?? null;
  const depth = query.depth === 'all' ? Infinity : Number(query.depth);
  return {
    metric,
    year,
    tier,
    set,
    product: query.product ?? '',
    grain: query.grain ?? set?.grain ?? 'month',
    depth: Number.isNaN(depth) ? null : depth,
    compare: query.compare === 'rows',
    panel: PANELS.includes(query.panel) ? query.panel : '',
    unit: query.unit ?? null,
  };
}

/** @param {Record<string, TargetSet>} targetSets @param {string} metric @returns {string[]} ascending */
export function yearsWithTargets(targetSets, metric) {
  const years = Object.values(targetSets)
    .filter((set) => set.metric === metric)
    .map(({ year }) => String(year));
  return [...new Set(years)].sort();
}

/** Tiers of one metric and year that have a set. @param {Record<string, TargetSet>} targetSets @param {Scope} scope */
export const tiersPresent = (targetSets, { metric, year }) =>
  TIERS.filter((tier) =>
    Object.values(targetSets).some((set) => set.metric === metric && String(set.year) === year && set.tier === tier),
  );

/**
 * The fiscal years that the orders touch, and whether each is complete: begun by its first month and seen into its last.
 * @param {{firstDay: string | null, lastDay: string | null} | undefined} table as facts.list describes it
 * @param {number} startMonth first month of the fiscal year, 1…12
 * @returns {{year: string, complete: boolean}[]} ascending
 */
export function coveredYears(table, startMonth) {
  if (!table?.firstDay || !table.lastDay) return [];
  const slotOf = (/** @type {string} */ day) => {
    const [year, month] = day.split('-').map(Number);
    const shifted = year * 12 + month - startMonth;
    return { year: Math.floor(shifted / 12), slot: shifted % 12 };
  };
  const first = slotOf(table.firstDay);
  const last = slotOf(table.lastDay);
  return Array.from({ length: last.year - first.year + 1 }, (_, i) => {
    const year = first.year + i;
    return {
      year: String(year),
      complete: (year > first.year || first.slot === 0) && (year < last.year || last.slot === 11),
    };
  });
}

/**
 * The year to plan: the one after the last complete year of data, or the running year when none is complete.
 * @param {readonly {year: string, complete: boolean}[]} years
 * @param {string} today ISO day
 */
export function planningYear(years, today) {
  const complete = years.filter((year) => year.complete).at(-1);
  if (complete) return String(Number(complete.year) + 1);
  return years.at(-1)?.year ?? today.slice(0, 4);
}

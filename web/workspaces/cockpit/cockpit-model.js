// The cockpit's figures as charts and tables want them. Pure: no engine, no screen.

/**
 * @typedef {'good' | 'watch' | 'bad' | 'none'} Status
 * @typedef {{id: string, name: string, parent: string | null, level: string, leaf: boolean, path?: string[],
 *   targetMinor: number | null, toDateTargetMinor: number | null, actualMinor: number | null, gapMinor: number | null,
 *   attainmentRatio: number | null, fullRatio: number | null, projectionMinor: number | null,
 *   projectionRatio: number | null, status: Status, lastYearMinor: number | null, yoyRatio: number | null, trend: (number | null)[],
 *   trendDirection: 'up' | 'down' | 'flat' | null, trendPeriods?: string[]}} UnitRow a row of performance.cockpit;
 *   trendPeriods: what the trend's values are of, when that is not the period itself and those before it
 * @typedef {{id: string, name: string | null, kind: 'unit' | 'reserve' | 'unattributed' | 'overlap', gapMinor: number}} GapBar
 * @typedef {{key: keyof UnitRow, descending: boolean}} Order
 */

/** From what needs attention to what does not; without a target there is nothing to judge. */
const STATUS_RANK = { bad: 0, watch: 1, good: 2, none: null };

/** @param {UnitRow} row @param {keyof UnitRow} key what the row is sorted by, null when it has no such value */
const sortValue = (row, key) => (key === 'status' ? STATUS_RANK[row.status] : row[key]);

/**
 * Rows in the order asked; rows without a value come last either way, equal ones keep the organisation's order.
 * @param {readonly UnitRow[]} rows
 * @param {Order} order
 * @param {(a: string, b: string) => number} compareNames
 */
export function sortRows(rows, { key, descending }, compareNames) {
  const sign = descending ? -1 : 1;
  return [...rows].sort((a, b) => {
    const left = sortValue(a, key);
    const right = sortValue(b, key);
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    if (typeof left === 'string' || typeof right === 'string') return sign * compareNames(String(left), String(right));
    return sign * (Number(left) - Number(right));
  });
}

/**
 * The bars of a gap waterfall: the largest shortfalls and surpluses in size order, the rest as one, the sum last.
 * Each bar floats from `from` to `to`; the last stands on zero.
 * @param {readonly GapBar[]} bars parts that add up to the gap
 * @param {number} most bars shown apart
 * @returns {{id: string | null, name: string | null, kind: GapBar['kind'] | 'others' | 'total', value: number, from: number,
 *   to: number, count: number}[]}
 */
export function waterfallSteps(bars, most = 10) {
  const bySize = [...bars].sort((a, b) => Math.abs(b.gapMinor) - Math.abs(a.gapMinor));
  const apart = bySize.slice(0, bySize.length > most ? most - 1 : most);
  const rest = bySize.slice(apart.length);
  const ordered = apart.sort((a, b) => a.gapMinor - b.gapMinor);
  let level = 0;
  /** @param {GapBar} bar */
  const step = (bar) => {
    const from = level;
    level += bar.gapMinor;
    return { id: bar.id, name: bar.name, kind: bar.kind, value: bar.gapMinor, from, to: level, count: 1 };
  };
  const steps = /** @type {ReturnType<typeof waterfallSteps>} */ (ordered.map(step));
  if (rest.length > 0) {
    const value = rest.reduce((sum, { gapMinor }) => sum + gapMinor, 0);
    steps.push({ id: null, name: null, kind: 'others', value, from: level, to: level + value, count: rest.length });
    level += value;
  }
  steps.push({ id: null, name: null, kind: 'total', value: level, from: 0, to: level, count: bars.length });
  return steps;
}

/**
 * From the root down to a unit, the unit included.
 * @param {Record<string, {id: string, name: string, parent?: string | null}>} orgUnits
 * @param {string | undefined} unitId
 */
export function pathTo(orgUnits, unitId) {
  const path = [];
  const seen = new Set();
  for (let at = unitId; at && orgUnits[at] && !seen.has(at); at = orgUnits[at].parent ?? undefined) {
    seen.add(at);
    path.unshift(orgUnits[at]);
  }
  return path;
}

/**
 * How many of the rows have each status.
 * @param {readonly UnitRow[]} rows
 */
export function countByStatus(rows) {
  const counts = { good: 0, watch: 0, bad: 0, none: 0 };
  for (const { status } of rows) counts[status] += 1;
  return counts;
}

/** Periods that performance.attainment looks back over, the asked one included. */
const LOOK_BACK = 6;

/**
 * The months to ask about so that their look-backs cover all of them, the latest first.
 * @param {readonly string[]} months in order
 */
export function lookBacks(months) {
  const ends = [];
  for (let end = months.length; end > 0; end -= LOOK_BACK) ends.push(months[end - 1]);
  return ends;
}

/**
 * Gives rows the attainment of these months as their trend; the direction is the latest month's.
 * @param {readonly UnitRow[]} rows
 * @param {readonly {trendPeriods: string[], units: UnitRow[]}[]} answers of performance.attainment, the latest month first
 * @param {readonly string[]} months
 * @returns {UnitRow[]}
 */
export function joinTrends(rows, answers, months) {
  /** @type {Map<string, Map<string, number | null>>} */
  const ratios = new Map();
  for (const { trendPeriods, units } of answers) {
    for (const { id, trend } of units) {
      const known = ratios.get(id) ?? new Map();
      trendPeriods.forEach((period, i) => known.set(period, trend[i]));
      ratios.set(id, known);
    }
  }
  const directions = new Map(answers[0].units.map(({ id, trendDirection }) => [id, trendDirection]));
  return rows.map((row) => ({
    ...row,
    trend: months.map((month) => ratios.get(row.id)?.get(month) ?? null),
    trendDirection: directions.get(row.id) ?? null,
    trendPeriods: [...months],
  }));
}

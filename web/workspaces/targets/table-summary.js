// A target table in a few figures, for the sentences above it. Pure.
import { yearSpan } from './period-axis.js';

/**
 * @typedef {{id: string, name: string, growthRatio: number}} Grower
 */

/**
 * @param {import('./grid-model.js').TargetTable} table
 */
export function summarize(table) {
  const year = yearSpan(table.axis);
  const root = table.units[0];
  const growers = table
    .childrenOf(root.id)
    .map(({ id, name }) => ({ id, name, growthRatio: table.growth(id, year) }))
    .filter((unit) => unit.growthRatio !== null)
    .sort((a, b) => Number(b.growthRatio) - Number(a.growthRatio));
  let overridden = 0;
  let locked = 0;
  /** @type {{unit: string, period: string} | null} */
  let firstMark = null;
  table.units.forEach(({ id, locked: locks, overridden: overrides }) => {
    locked += locks.length;
    overridden += overrides.length;
    const mark = overrides[0] ?? locks[0];
    if (mark && !firstMark) firstMark = { unit: id, period: mark };
  });
  return {
    totalMinor: table.value(root.id, year),
    growthRatio: table.growth(root.id, year),
    most: /** @type {Grower | undefined} */ (growers[0]),
    least: /** @type {Grower | undefined} */ (growers.at(-1)),
    overridden,
    locked,
    firstMark: /** @type {{unit: string, period: string} | null} */ (firstMark),
  };
}

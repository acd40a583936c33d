// The gap to target in the shape of performance.variance: by unit only, since targets know neither volume nor price. Pure.
import { minorToAmount } from './trend-model.js';

/** @typedef {{id: string, name: string, parent: string | null, actualMinor: number | null, toDateTargetMinor: number | null, targetMinor: number | null}} Unit */

/**
 * @param {{units: Unit[]}} attainment reply of performance.attainment
 * @param {string | null} unit whose children are shown; null is the root; a unit without children stands alone
 * @param {number} minorDigits
 */
export function targetVariance({ units }, unit, minorDigits) {
  const at = units.find(({ id, parent }) => (unit === null ? parent === null : id === unit));
  const children = units.filter(({ parent }) => parent === at?.id);
  const amount = (/** @type {number | null} */ minor) => minorToAmount(minor, minorDigits) ?? 0;
  const nodes = (children.length > 0 ? children : at ? [at] : [])
    .filter(({ targetMinor, actualMinor }) => targetMinor !== null || actualMinor !== null)
    .map(({ id, name, actualMinor, toDateTargetMinor }) => {
      const base = amount(toDateTargetMinor);
      const current = amount(actualMinor);
      return { key: id, name, base, current, gap: current - base };
    });
  const sum = (/** @type {'base' | 'current'} */ field) => nodes.reduce((total, node) => total + node[field], 0);
  const [base, current] = [sum('base'), sum('current')];
  return { base: { amount: base }, current: { amount: current }, gap: current - base, effects: [], nodes };
}

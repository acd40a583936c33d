// The rows of a decomposition's preview and its course over the year, from the nodes targets.decompose proposes. Pure.

/**
 * @typedef {{id: string, name: string, parent: string | null, totalMinor: number, reserveMinor: number,
 *   periods: Record<string, number>}} Node
 * @typedef {{id: string, name: string, beforeMinor: number | null, afterMinor: number, growthRatio: number | null}} PreviewRow
 */

/**
 * @param {readonly Node[]} nodes
 * @param {import('../grid-model.js').TargetTable | null} standing
 * @param {ReadonlyMap<string, number | null>} lastYear actuals by unit
 * @returns {{rows: PreviewRow[], root: PreviewRow & {reserveMinor: number}}} rows: the root's children, in the organisation's order
 */
export function previewRows(nodes, standing, lastYear) {
  const rowOf = (/** @type {Node} */ node) => {
    const base = lastYear.get(node.id) ?? null;
    return {
      id: node.id,
      name: node.name,
      beforeMinor: standing?.unit(node.id)?.totalMinor ?? null,
      afterMinor: node.totalMinor,
      growthRatio: base !== null && base > 0 ? node.totalMinor / base - 1 : null,
    };
  };
  const root = /** @type {Node} */ (nodes.find(({ parent }) => parent === null));
  const rows = nodes.filter(({ parent }) => parent === root.id).map(rowOf);
  return { rows, root: { ...rowOf(root), reserveMinor: root.reserveMinor } };
}

/**
 * The root's course as weights around 1, by twelfths: weeks are gathered into twelve runs of nearly equal length.
 * @param {readonly Node[]} nodes
 * @returns {{periods: string[], weights: number[]}}
 */
export function seasonOf(nodes) {
  const root = nodes.find(({ parent }) => parent === null);
  const entries = Object.entries(root?.periods ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  const sum = entries.reduce((total, [, minor]) => total + minor, 0);
  if (sum === 0) return { periods: [], weights: [] };
  const slots = Math.min(12, entries.length);
  const weights = Array.from({ length: slots }, () => 0);
  /** @type {string[]} */
  const periods = [];
  entries.forEach(([name, minor], i) => {
    const slot = Math.floor((i * slots) / entries.length);
    if (periods.length === slot) periods.push(name);
    weights[slot] += (minor / sum) * slots;
  });
  return { periods, weights };
}

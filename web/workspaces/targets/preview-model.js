// What a change preview lists: the edited units, those above, and the nearest units that move most. Pure.

/**
 * @typedef {{id: string, name: string, beforeMinor: number, afterMinor: number, role: 'edited' | 'above' | 'moved'}} Move
 */

/**
 * Moves of a proposal, at the edited period (the year for several): ancestors first, then the largest children and siblings.
 * What lies deeper follows from these and is only counted.
 * @param {import('./grid-model.js').TargetTable} table with the proposal laid over it
 * @param {readonly {node: string, period: string}[]} cells edited
 * @param {number} most
 * @returns {{period: string, shown: Move[], rest: number}} rest: moved units not listed
 */
export function largestMoves(table, cells, most) {
  const periods = new Set(cells.map(({ period }) => period));
  const span = table.span(periods.size === 1 ? [...periods][0] : table.axis.year) ?? table.span(table.axis.year);
  if (!span) return { period: table.axis.year, shown: [], rest: 0 };
  const edited = new Set(cells.map(({ node }) => node));
  const above = new Set(cells.flatMap(({ node }) => table.pathTo(node).map(({ id }) => id)));
  const moves = table.changes(span).map(({ unit, beforeMinor, afterMinor }) => ({
    id: unit,
    name: table.unit(unit)?.name ?? unit,
    beforeMinor,
    afterMinor,
    role: /** @type {Move['role']} */ (edited.has(unit) ? 'edited' : above.has(unit) ? 'above' : 'moved'),
  }));
  const size = (/** @type {Move} */ move) => Math.abs(move.afterMinor - move.beforeMinor);
  const first = moves.filter(({ role }) => role !== 'moved').slice(0, most);
  // Children of an edited unit and of those above it: its siblings and theirs.
  const near = (/** @type {Move} */ { id }) => above.has(table.unit(id)?.parent ?? '');
  const others = moves.filter((move) => move.role === 'moved' && near(move)).sort((a, b) => size(b) - size(a));
  const shown = [...first, ...others].slice(0, most);
  return { period: span.period, shown, rest: moves.length - shown.length };
}

// The reserve ledger of one set as a list, newest first, and who a unit's reserve can go to. Pure.

/**
 * @typedef {{id: string, set: string, unit: string, toUnit: string | null, period: string, kind: 'draw' | 'return',
 *   amountMinor: number, reason?: string, author?: string, at?: string}} ReserveMove a reserveMoves record
 */

/**
 * @param {Record<string, ReserveMove>} moves
 * @param {import('./grid-model.js').TargetTable} table
 */
export function ledgerMoves(moves, table) {
  const nameOf = (/** @type {string | null} */ id) => (id === null ? '' : (table.unit(id)?.name ?? id));
  return Object.values(moves)
    .filter(({ set }) => set === table.view.set)
    .sort((a, b) => (b.at ?? '').localeCompare(a.at ?? '') || b.id.localeCompare(a.id, 'en', { numeric: true }))
    .map((move) => ({ ...move, unitName: nameOf(move.unit), toName: nameOf(move.toUnit) }));
}

/** Everything below a unit, in the organisation's order. @param {import('./grid-model.js').TargetTable} table @param {string} id */
export function unitsBelow(table, id) {
  const at = table.units.findIndex((unit) => unit.id === id);
  if (at < 0) return [];
  let end = at + 1;
  while (end < table.units.length && table.units[end].depth > table.units[at].depth) end += 1;
  return table.units.slice(at + 1, end);
}

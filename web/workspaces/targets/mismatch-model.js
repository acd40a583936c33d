// Which units a mismatch list shows: the selected unit's path, its children, and every unit that proposed something. Pure.

/**
 * @typedef {{id: string, name: string, topDownMinor: number, bottomUpMinor: number | null, gapMinor: number | null,
 *   ownMinor: number | null, complete: boolean}} MismatchUnit
 */

/**
 * @param {readonly MismatchUnit[]} units in the organisation's order
 * @param {import('./grid-model.js').TargetTable} table
 * @param {string} selected
 * @returns {(MismatchUnit & {depth: number})[]}
 */
export function mismatchRows(units, table, selected) {
  const shown = new Set(table.pathTo(selected).map(({ id }) => id));
  for (const { id } of table.childrenOf(selected)) shown.add(id);
  const root = table.units[0];
  for (const { id } of table.childrenOf(root.id)) shown.add(id);
  for (const { id, bottomUpMinor } of units) if (bottomUpMinor !== null) shown.add(id);
  return units.filter(({ id }) => shown.has(id)).map((unit) => ({ ...unit, depth: table.unit(unit.id)?.depth ?? 0 }));
}

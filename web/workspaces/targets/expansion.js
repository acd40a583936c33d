// Which units of a tree are open. Pure.

/**
 * Those above the chosen depth, except the ones turned by hand.
 * @param {number} depth levels to open; 0 shows the root alone
 * @param {ReadonlySet<string>} turned ids the manager opened or closed since
 * @returns {(unit: {id: string, depth: number}) => boolean}
 */
export const openTo = (depth, turned) => (unit) => unit.depth < depth !== turned.has(unit.id);

/** @param {ReadonlySet<string>} turned @param {readonly string[]} ids @returns {ReadonlySet<string>} with each id flipped */
export function toggled(turned, ids) {
  const next = new Set(turned);
  for (const id of ids) if (!next.delete(id)) next.add(id);
  return next;
}

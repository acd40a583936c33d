// From what was typed or pasted into the grid to a change that can be proposed: cells in minor units, cells to revert,
// and texts that mean nothing, each with its place. Pure.
import { parseGrowthTarget, parseTarget } from './typed-target.js';

/**
 * @typedef {import('./grid-model.js').TargetTable} TargetTable
 * @typedef {{unit: string, key: string, text: string}} TypedCell key: a period, or "growth"
 * @typedef {{node: string, period: string, valueMinor: number}} CellEdit
 * @typedef {{unit: string, period: string, text: string, error: string}} Unreadable
 * @typedef {{edits: CellEdit[], reverts: {node: string, period: string}[], unreadable: Unreadable[]}} ReadEdits
 */

/**
 * Reads typed cells. Blank cells of a pasted range are left alone; a lone Delete (or a range of blanks) takes overrides back.
 * @param {TargetTable} table
 * @param {readonly TypedCell[]} typed
 * @param {{unit: 'money' | 'count', unitExponent: number, minorDigits: number}} format
 * @returns {ReadEdits}
 */
export function readEdits(table, typed, format) {
  /** @type {ReadEdits} */
  const read = { edits: [], reverts: [], unreadable: [] };
  const allBlank = typed.every(({ text }) => text.trim() === '');
  for (const cell of typed) {
    const period = cell.key === 'growth' ? table.axis.year : cell.key;
    const span = table.span(period);
    if (!span || !table.unit(cell.unit)) continue;
    const current = table.standing(cell.unit, span);
    const historyMinor = table.history(cell.unit, span);
    const parsed =
      cell.key === 'growth'
        ? parseGrowthTarget(cell.text, historyMinor)
        : parseTarget(cell.text, { currentMinor: current, historyMinor, ...format });
    if ('error' in parsed) {
      read.unreadable.push({ unit: cell.unit, period, text: cell.text, error: parsed.error });
    } else if ('revert' in parsed) {
      if (allBlank && table.isOverridden(cell.unit, period)) read.reverts.push({ node: cell.unit, period });
    } else if (parsed.valueMinor !== current) {
      read.edits.push({ node: cell.unit, period, valueMinor: parsed.valueMinor });
    }
  }
  return read;
}

/**
 * Whether an edit touches one finest cell of one leaf only, so that nothing is spread.
 * @param {TargetTable} table
 * @param {readonly CellEdit[]} edits
 */
export function isSingleLeafCell(table, edits) {
  if (edits.length !== 1) return false;
  const span = table.span(edits[0].period);
  return Boolean(table.unit(edits[0].node)?.leaf) && span !== null && span.first === span.last;
}

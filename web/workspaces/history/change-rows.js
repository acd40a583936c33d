// Rows of the list of changes: what exchange.compare says of single fields, with the periods of one row of numbers taken together, and
// what the filters leave. Pure; words are field-words.js.
import { personOf } from './attribution.js';

/**
 * @typedef {{path: string, collection: string, id: string | null, name: string | null, field: string, kind: 'added' | 'removed' | 'changed',
 *   before: unknown, after: unknown}} FieldChange as exchange.compare gives them
 * @typedef {{key: string, collection: string, id: string | null, name: string | null, field: string, kind: FieldChange['kind'],
 *   before: unknown, after: unknown, parts: FieldChange[], change: import('../../storage/types.js').Change | null, derived: boolean}} ChangeRow parts: the
 *   single periods when there are several, before and after their sums; change: who made it, null when the log does not tell; derived:
 *   worked out from other fields
 * @typedef {{person: string | null, room: string | null, text: string, derived: boolean}} Filter room: collection or part of the plan;
 *   derived: also what is worked out from other fields
 */

/** Fields whose numbers stand one for a period, and may be added up. */
const SERIES = /^(values|reserve|computed)\/\d+$/;

/** What the breakdown of a target worked out before it was edited: no decision of anybody's. @param {FieldChange} change */
export const isDerived = ({ collection, field }) => collection === 'targets' && /^computed(\/|$)/.test(field);

/**
 * @param {FieldChange[]} changes in the order of the document
 * @param {(path: string) => import('../../storage/types.js').Change | null} whoMade
 * @returns {ChangeRow[]}
 */
export function changeRows(changes, whoMade) {
  /** @type {ChangeRow[]} */
  const rows = [];
  for (const one of changes) {
    const change = whoMade(one.path);
    const series = SERIES.test(one.field) && typeof one.before === 'number' && typeof one.after === 'number';
    const key = series ? `/collections/${one.collection}/${one.id}/${one.field.split('/')[0]}` : one.path;
    const last = rows.at(-1);
    if (series && last?.key === key && personOf(last.change?.by ?? null) === personOf(change?.by ?? null)) {
      add(last, one, change);
    } else {
      rows.push({ ...one, key, parts: series ? [one] : [], change, derived: isDerived(one) });
    }
  }
  return rows.map((row) => (row.parts.length === 1 ? { ...row, parts: [] } : row));
}

/** @param {ChangeRow} row @param {FieldChange} one @param {ChangeRow['change']} change */
function add(row, one, change) {
  row.field = one.field.split('/')[0];
  row.before = Number(row.before) + Number(one.before);
  row.after = Number(row.after) + Number(one.after);
  row.parts.push(one);
  if (change && (!row.change || change.at > row.change.at)) row.change = change;
}

/**
 * @param {ChangeRow[]} rows
 * @param {Filter} filter
 * @param {(row: ChangeRow) => string} words all that is shown of a row, to look for text in
 */
export function filtered(rows, { person, room, text, derived }, words) {
  const wanted = text.trim().toLowerCase();
  return rows.filter(
    (row) =>
      (derived || !row.derived) &&
      (person === null || personOf(row.change?.by ?? null) === person) &&
      (room === null || row.collection === room) &&
      (wanted === '' || words(row).toLowerCase().includes(wanted)),
  );
}

/**
 * What there is to filter by, most frequent first.
 * @param {ChangeRow[]} rows
 * @returns {{people: [string, number][], rooms: [string, number][]}}
 */
export function choicesOf(rows) {
  return {
    people: counted(rows.map(({ change }) => personOf(change?.by ?? null))),
    rooms: counted(rows.map(({ collection }) => collection)),
  };
}

/** @param {string[]} names @returns {[string, number][]} */
export function counted(names) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

/**
 * Rows of the table of sums: units in the order of the tree, as deep as they stand below the topmost one that changed.
 * @typedef {{set: string, unit: string, name: string, beforeMinor: number | null, afterMinor: number | null}} Sum as exchange.compare gives it
 * @typedef {Sum & {depth: number, differenceMinor: number | null}} SumRow
 * @param {Sum[]} sums
 * @param {Map<string, string | null>} parents of the units of both versions
 * @returns {Map<string, SumRow[]>} by set
 */
export function sumRows(sums, parents) {
  /** @type {Map<string, SumRow[]>} */
  /** @type {Map<string, SumRow[]>} */
  const sets = new Map();
  for (const sum of sums) {
    const { beforeMinor, afterMinor } = sum;
    const differenceMinor = beforeMinor === null || afterMinor === null ? null : afterMinor - beforeMinor;
    const rows = sets.get(sum.set) ?? [];
    rows.push({ ...sum, depth: depthOf(sum.unit, parents), differenceMinor });
    sets.set(sum.set, rows);
  }
  return sets;
}

/** @param {string} unit @param {Map<string, string | null>} parents */
function depthOf(unit, parents) {
  let depth = 0;
  for (let above = parents.get(unit); above && depth < 100; above = parents.get(above)) depth += 1;
  return depth;
}

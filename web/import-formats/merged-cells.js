// Cells that a sheet has merged downwards: their text counts for every row they span. A sheet lists them behind its rows, so they are
// looked for before the rows are read.
import { attribute } from './xml-scanner.js';
import { textOf } from './xml-part.js';
import { cellAt } from './cell-values.js';

/** @typedef {{top: number, bottom: number, column: number}} TallCell rows from 1, column from 0 */

const OPENING = /<(?:[\w.-]+:)?mergeCell\s[^>]*>/g;
const LONGEST_TAG = 200;
const MOST = 200_000;

/**
 * @param {import('./xml-part.js').Package} file
 * @param {import('./zip-archive.js').ZipEntry} entry of the sheet
 * @param {(packedDone: number) => void} onProgress
 * @returns {Promise<TallCell[]>} by top row
 */
export async function readTallCells(file, entry, onProgress) {
  /** @type {TallCell[]} */
  const tall = [];
  let rest = '';
  for await (const { text, packedDone } of textOf(file, entry)) {
    const joined = rest + text;
    if (joined.includes('mergeCell')) take(joined, tall, entry.name);
    const cut = joined.lastIndexOf('<');
    rest = cut >= 0 && joined.length - cut < LONGEST_TAG ? joined.slice(cut) : joined.slice(-LONGEST_TAG);
    onProgress(packedDone);
  }
  return tall.sort((a, b) => a.top - b.top || a.column - b.column);
}

/** @param {string} text @param {TallCell[]} tall @param {string} part */
function take(text, tall, part) {
  for (const [tag] of text.matchAll(OPENING)) {
    const [from, to] = (attribute(tag.slice(1, -1), 'ref') ?? '').split(':');
    if (!to || tall.length >= MOST) continue;
    const first = cellAt(from, part);
    const last = cellAt(to, part);
    if (last.row > first.row) tall.push({ top: first.row, bottom: last.row, column: first.column });
  }
}

// Order lines as tables show and files carry them: columns in reading order, measures as plain decimals. Pure.
import { plainDecimal } from '../../lib/numbers.js';
import { FIELDS, MEASURES } from './fields.js';

/** Where the line is, when and how much, then who, where and what; the company's own columns last. */
const READING_ORDER = ['line', 'day', ...MEASURES, ...FIELDS];

/**
 * @template {{columns: string[], rows: (string | number | null)[][]}} Page
 * @param {Page} page
 * @returns {Page}
 */
export function inReadingOrder(page) {
  const rank = (/** @type {string} */ key) => (READING_ORDER.includes(key) ? READING_ORDER.indexOf(key) : Infinity);
  const order = page.columns.map((_, i) => i).sort((a, b) => rank(page.columns[a]) - rank(page.columns[b]) || a - b);
  return {
    ...page,
    columns: order.map((i) => page.columns[i]),
    rows: page.rows.map((row) => order.map((i) => row[i])),
  };
}

/**
 * A page of lines as a CSV file carries it: reading order, plain decimals.
 * @template {{columns: string[], rows: (string | number | null)[][]}} Page
 * @param {Page} page
 * @returns {Page}
 */
export function csvPage(page) {
  const ordered = inReadingOrder(page);
  return { ...ordered, rows: ordered.rows.map((row) => row.map((cell, i) => plainCell(ordered.columns[i], cell))) };
}

/** A measure in plain decimal, everything else as it is. @param {string} column @param {string | number | null} cell */
export function plainCell(column, cell) {
  if (!MEASURES.has(column) || typeof cell !== 'number') return cell;
  return Number(plainDecimal(cell, 4));
}

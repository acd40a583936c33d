// Cells copied from a spreadsheet, as the text a file with the same cells would have: a line per row, line breaks in cells become
// blanks. Excel quotes a cell only when it holds a tab, a quote with something special beside it, or a line break.
import { parseTsv } from '../lib/delimited.js';
import { TableLines } from './table-lines.js';

/**
 * @param {string} text of the clipboard
 * @param {string} name of the file to make
 * @returns {File | null} CSV in UTF-8; null when the text holds no cells in columns
 */
export function fileOfCells(text, name) {
  const rows = parseTsv(text.replace(/^\ufeff/, '').replaceAll('\0', ''));
  if (!text.includes('\t')) return null;
  const lines = new TableLines();
  const written = rows.map((cells, i) => lines.push([{ row: i + 1, cells, repeats: [] }]));
  return new File([...written, lines.end()], `${name}.csv`, { type: 'text/csv' });
}

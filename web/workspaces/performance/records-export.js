// All order lines behind a number as a CSV file, read page by page: progress between pages, and a way to stop.
import { csvLines } from '../../lib/delimited.js';
import { inReadingOrder, plainCell } from '../data/record-columns.js';

const PAGE = 500;

/**
 * @typedef {{columns: string[], rows: (string | number | null)[][], total: number}} Page
 * @param {(window: {offset: number, limit: number}) => Promise<Page>} read one page of the lines
 * @param {{columnName: (key: string) => string, signal: AbortSignal, onProgress: (done: number, total: number) => void}} options
 * @returns {Promise<string[]>} pieces of the file; rejects with the signal's reason when stopped
 */
export async function exportLines(read, { columnName, signal, onProgress }) {
  const pieces = ['\ufeff'];
  let done = 0;
  for (let total = Infinity; done < total;) {
    signal.throwIfAborted();
    const page = inReadingOrder(await read({ offset: done, limit: PAGE }));
    total = page.total;
    if (done === 0) pieces.push(csvLines([page.columns.map(columnName)]));
    if (page.rows.length === 0) break;
    pieces.push(csvLines(page.rows.map((row) => row.map((cell, i) => plainCell(page.columns[i], cell)))));
    done += page.rows.length;
    onProgress(done, total);
  }
  signal.throwIfAborted();
  return pieces;
}

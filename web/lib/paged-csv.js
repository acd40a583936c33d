// A long table as a CSV file, read page by page: progress between pages, and a way to stop. Knows no request.
import { csvLines } from './delimited.js';

/** Rows of one request: large enough that the way to the worker does not count, small enough to stop soon. */
const PAGE = 5000;

/**
 * @typedef {string | number | null | undefined} Cell
 * @typedef {{rows: Cell[][], total: number, columns?: string[]}} Page
 * @typedef {(window: {offset: number, limit: number}) => Promise<Page>} ReadPage may give fewer rows than asked for
 */

/**
 * @param {ReadPage} read
 * @param {{header: (page: Page) => Cell[], signal: AbortSignal, onProgress: (done: number, total: number) => void}} options
 *   header: named once, from the first page
 * @returns {Promise<string[]>} pieces of the file; rejects with the signal's reason when stopped
 */
export async function pagedCsv(read, { header, signal, onProgress }) {
  const pieces = ['\ufeff'];
  let done = 0;
  for (let total = Infinity; done < total;) {
    signal.throwIfAborted();
    const page = await read({ offset: done, limit: PAGE });
    total = page.total;
    if (done === 0) pieces.push(csvLines([header(page)]));
    if (page.rows.length === 0) break;
    pieces.push(csvLines(page.rows));
    done += page.rows.length;
    onProgress(done, total);
  }
  signal.throwIfAborted();
  return pieces;
}

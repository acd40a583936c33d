// The worker that unfolds workbooks: opens one, then gives a sheet piece by piece, each only when the page asks for it.
import { FormatError } from './format-error.js';
import { Workbook } from './workbook.js';

/**
 * @typedef {{type: 'open', file: Blob} | {type: 'read', sheet: number} | {type: 'next'}} ToWorkbook
 * @typedef {{type: 'opened', sheets: import('./workbook.js').SheetInfo[]}
 *   | {type: 'piece', bytes: Uint8Array<ArrayBuffer>, done: number, total: number}
 *   | {type: 'progress', done: number, total: number}
 *   | {type: 'end', notes: import('./format-error.js').ErrorRecord[]}
 *   | {type: 'refused', errors: import('./format-error.js').ErrorRecord[]}
 *   | {type: 'broken', detail: string}} FromWorkbook
 * @typedef {{postMessage: (message: FromWorkbook, transfer: Transferable[]) => void,
 *   addEventListener: (type: 'message', listener: (event: MessageEvent<ToWorkbook>) => void) => void}} Scope
 */

const scope = /** @type {Scope} */ (/** @type {unknown} */ (self));
const PROGRESS_MS = 100;

/** @type {Workbook | null} */
let workbook = null;
/** @type {AsyncGenerator<import('./workbook.js').Piece> | null} */
let pieces = null;
/** @type {import('./format-error.js').ErrorRecord[]} */
let notes = [];
let toldAt = 0;

/** @param {FromWorkbook} message @param {Transferable[]} [transfer] */
const post = (message, transfer = []) => scope.postMessage(message, transfer);

/** @param {number} done @param {number} total */
function tell(done, total) {
  const now = performance.now();
  if (now - toldAt < PROGRESS_MS) return;
  toldAt = now;
  post({ type: 'progress', done, total });
}

async function next() {
  const { value, done } = (await pieces?.next()) ?? { value: undefined, done: true };
  if (done || !value) return post({ type: 'end', notes });
  post({ type: 'piece', ...value }, [value.bytes.buffer]);
}

/** @param {ToWorkbook} message */
async function serve(message) {
  if (message.type === 'open') {
    workbook = await Workbook.open(message.file);
    post({ type: 'opened', sheets: workbook.sheets });
  } else if (message.type === 'read') {
    notes = [];
    pieces = workbook?.read(message.sheet, { onNotes: (told) => (notes = told), onProgress: tell }) ?? null;
    await next();
  } else {
    await next();
  }
}

scope.addEventListener('message', ({ data }) => {
  serve(data).catch((error) => {
    if (error instanceof FormatError) post({ type: 'refused', errors: error.errors });
    else post({ type: 'broken', detail: String(error) });
  });
});

// The page's end of the workbook worker. Loaded, with the worker's source, only when a workbook comes.
import workerSource from 'virtual:workbook-worker';
import { startWorker } from '../lib/trusted-types.js';
import { FormatError } from './format-error.js';

/**
 * @typedef {import('./workbook-worker.js').ToWorkbook} ToWorkbook
 * @typedef {import('./workbook-worker.js').FromWorkbook} FromWorkbook
 * @typedef {{bytes: Uint8Array<ArrayBuffer>, done: number, total: number}} Piece
 */

/** One open workbook; `close` ends its worker, whatever it is doing. */
export class WorkbookClient {
  /** @type {import('./workbook.js').SheetInfo[]} */
  sheets = [];
  /** What the last sheet that was read had to say. @type {import('./format-error.js').ErrorRecord[]} */
  notes = [];
  #worker;
  #end;
  /** @type {((message: FromWorkbook) => void) | null} */
  #answer = null;
  /** @type {((reason: unknown) => void) | null} */
  #closed = null;
  /** @type {(done: number, total: number) => void} */
  #onProgress = () => {};

  constructor() {
    const { worker, end } = startWorker(workerSource);
    this.#worker = worker;
    this.#end = end;
    this.#worker.addEventListener('message', ({ data }) => this.#receive(data));
    this.#worker.addEventListener('error', (event) => {
      event.preventDefault();
      this.#receive({ type: 'broken', detail: event.message || 'worker error' });
    });
  }

  /** @param {Blob} file @returns {Promise<WorkbookClient>} rejects with FormatError */
  static async open(file) {
    const client = new WorkbookClient();
    try {
      const opened = await client.#ask({ type: 'open', file });
      if (opened.type === 'opened') client.sheets = opened.sheets;
      return client;
    } catch (error) {
      client.close();
      throw error;
    }
  }

  /**
   * A sheet as CSV in UTF-8, piece by piece.
   * @param {number} sheet
   * @param {(done: number, total: number) => void} onProgress between the pieces
   * @returns {AsyncGenerator<Piece>} rejects with FormatError
   */
  async *read(sheet, onProgress) {
    this.notes = [];
    this.#onProgress = onProgress;
    let message = await this.#ask({ type: 'read', sheet });
    while (message.type === 'piece') {
      yield message;
      message = await this.#ask({ type: 'next' });
    }
    if (message.type === 'end') this.notes = message.notes;
  }

  close() {
    this.#end();
    this.#closed?.(new DOMException('the workbook was closed', 'AbortError'));
  }

  /** @param {ToWorkbook} message @returns {Promise<FromWorkbook>} */
  #ask(message) {
    return new Promise((resolve, reject) => {
      this.#closed = reject;
      this.#answer = (answer) => {
        if (answer.type === 'refused') reject(errorOf(answer.errors));
        else if (answer.type === 'broken') reject(new FormatError('workbook.reader_failed', { detail: answer.detail }));
        else resolve(answer);
      };
      this.#worker.postMessage(message);
    });
  }

  /** @param {FromWorkbook} message */
  #receive(message) {
    if (message.type === 'progress') return this.#onProgress(message.done, message.total);
    const answer = this.#answer;
    this.#answer = null;
    answer?.(message);
  }
}

/** @param {import('./format-error.js').ErrorRecord[]} errors */
const errorOf = ([{ code, params }]) => new FormatError(code, params);

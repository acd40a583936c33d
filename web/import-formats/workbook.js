// Workbook: an .xlsx file opened for reading: its sheets by name, and one of them as CSV text in UTF-8, piece by piece. Holds the
// shared texts and one piece of the sheet at a time; runs the same in a worker and in tests.
import { FormatError } from './format-error.js';
import { kindOf } from './file-kind.js';
import { InflateMeter } from './inflate-meter.js';
import { ZipArchive } from './zip-archive.js';
import { findParts } from './workbook-parts.js';
import { readSharedStrings } from './shared-strings.js';
import { readCellStyles } from './cell-styles.js';
import { readTallCells } from './merged-cells.js';
import { SheetReader } from './sheet-reader.js';
import { TableLines, columnLetters } from './table-lines.js';
import { textOf } from './xml-part.js';

/**
 * @typedef {import('./format-error.js').ErrorRecord} ErrorRecord
 * @typedef {{bytes: Uint8Array<ArrayBuffer>, done: number, total: number}} Piece done, total: packed bytes of the sheet, read twice
 * @typedef {{name: string, hidden: boolean}} SheetInfo
 */

const PIECE_BYTES = 1024 * 1024;
export class Workbook {
  #file;
  #parts;
  /** @type {SheetInfo[]} */
  sheets;

  /** @param {import('./xml-part.js').Package} file @param {import('./workbook-parts.js').WorkbookParts} parts */
  constructor(file, parts) {
    this.#file = file;
    this.#parts = parts;
    this.sheets = parts.sheets.map(({ name, hidden }) => ({ name, hidden }));
  }

  /**
   * @param {Blob} blob
   * @param {import('./inflate-meter.js').Limits} [limits]
   * @returns {Promise<Workbook>} @throws {FormatError}
   */
  static async open(blob, limits) {
    if ((await kindOf(blob)) === 'compound') throw await oldFormat(blob);
    const file = { archive: await ZipArchive.open(blob), meter: new InflateMeter(limits) };
    return new Workbook(file, await findParts(file));
  }

  /**
   * One sheet as CSV.
   * @param {number} index
   * @param {{onNotes?: (notes: ErrorRecord[]) => void, onProgress?: (done: number, total: number) => void}} [listeners] notes: told at
   *   the end, what was left out and why; progress: packed bytes, while no piece is complete
   * @returns {AsyncGenerator<Piece>} @throws {FormatError}
   */
  async *read(index, { onNotes = () => {}, onProgress = () => {} } = {}) {
    const { entry } = this.#parts.sheets[index];
    const stringBytes = this.#parts.strings?.packedBytes ?? 0;
    const total = stringBytes + 2 * entry.packedBytes;
    const context = {
      strings: await readSharedStrings(this.#file, this.#parts.strings, (done) => onProgress(done, total)),
      styles: await readCellStyles(this.#file, this.#parts.styles),
      date1904: this.#parts.date1904,
      mostCells: this.#file.meter.limits.cells,
    };
    const tall = await readTallCells(this.#again(), entry, (done) => onProgress(stringBytes + done, total));
    const lines = new TableLines(tall);
    const reader = new SheetReader(entry.name, context);
    let waiting = '';
    for await (const { text, packedDone } of textOf(this.#file, entry)) {
      waiting += lines.push(reader.push(text));
      const done = stringBytes + entry.packedBytes + packedDone;
      onProgress(done, total);
      if (waiting.length < PIECE_BYTES) continue;
      yield { bytes: new TextEncoder().encode(waiting), done, total };
      waiting = '';
    }
    reader.end();
    waiting += lines.end();
    yield { bytes: new TextEncoder().encode(waiting), done: total, total };
    onNotes(notesOf(reader, lines));
  }

  /** The same file with a meter of its own: looking twice at a part does not make it larger. */
  #again() {
    return { archive: this.#file.archive, meter: new InflateMeter(this.#file.meter.limits) };
  }
}

/** @param {SheetReader} reader @param {TableLines} lines @returns {ErrorRecord[]} */
function notesOf(reader, lines) {
  /** @type {ErrorRecord[]} */
  const notes = [];
  if (lines.firstBeyond) {
    const { row, column } = lines.firstBeyond;
    notes.push({
      code: 'workbook.cells_beyond',
      params: { count: lines.beyond, cell: `${columnLetters(column)}${row}` },
    });
  }
  if (reader.errorCells > 0) notes.push({ code: 'workbook.error_cells', params: { count: reader.errorCells } });
  return notes;
}

/** A compound file is an .xls of before 2007, or a workbook behind a password (MS-OFFCRYPTO 1.3.2). @param {Blob} blob */
async function oldFormat(blob) {
  const utf16 = new TextDecoder('utf-16le').decode(await blob.slice(0, 16 * 1024 * 1024).arrayBuffer());
  return utf16.includes('EncryptedPackage')
    ? new FormatError('workbook.encrypted', {})
    : new FormatError('workbook.other_format', { format: 'xls' });
}

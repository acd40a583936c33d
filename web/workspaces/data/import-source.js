// What is imported, whatever it is: a text file in some encoding or a sheet of a workbook, as pieces of CSV text in UTF-8.
import { toUtf8 } from './text-encoding.js';

/**
 * @typedef {import('../../storage/types.js').ErrorRecord} ErrorRecord
 * @typedef {{bytes: Uint8Array<ArrayBuffer>, done: number, total: number}} Piece done, total: bytes of the file
 * @typedef {{encoding?: string, sheet?: number, delimiter?: string}} Reading how the manager says it is to be read; delimiter '': as found
 * @typedef {{
 *   pieces: (reading: {encoding: string, sheet: number}, onProgress: (done: number, total: number) => void) => AsyncGenerator<Piece>,
 *   sheets: {name: string, hidden: boolean}[],
 *   notes: ErrorRecord[],
 *   close: () => void,
 * }} Source notes: what the last reading left out
 */

const PIECE_BYTES = 1024 * 1024;

/**
 * @param {File} file @param {'text' | 'workbook'} kind
 * @returns {Promise<Source>} rejects with FormatError when it is a workbook that cannot be opened
 */
export const openSource = async (file, kind) => (kind === 'text' ? textSource(file) : workbookSource(file));

/** @param {File} file @returns {Source} */
function textSource(file) {
  return {
    sheets: [],
    notes: [],
    close: () => {},
    async *pieces({ encoding }) {
      const convert = toUtf8(encoding);
      for (let at = 0; at < file.size; at += PIECE_BYTES) {
        const done = Math.min(at + PIECE_BYTES, file.size);
        const bytes = new Uint8Array(await file.slice(at, done).arrayBuffer());
        yield { bytes: convert(bytes, done === file.size), done, total: file.size };
      }
    },
  };
}

/** @param {File} file @returns {Promise<Source>} */
async function workbookSource(file) {
  const { WorkbookClient } = await import('../../import-formats/workbook-client.js');
  const client = await WorkbookClient.open(file);
  return {
    sheets: client.sheets,
    get notes() {
      return client.notes;
    },
    close: () => client.close(),
    async *pieces({ sheet }, onProgress) {
      // Packed bytes of one sheet: as a share of the whole file they mean something to a reader.
      for await (const piece of client.read(sheet, onProgress)) yield piece;
    },
  };
}

/** The sheet to begin with: the first that is not hidden. @param {Source['sheets']} sheets */
export const firstSheet = (sheets) =>
  Math.max(
    0,
    sheets.findIndex(({ hidden }) => !hidden),
  );

// What a file is by its first bytes, whatever its name says. Small: it is looked at before anything of a format is loaded.

const ZIP = [0x50, 0x4b];
const COMPOUND_FILE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/** @param {Uint8Array} bytes @param {number[]} start */
const startsWith = (bytes, start) => start.every((byte, i) => bytes[i] === byte);

/**
 * @param {Blob} file
 * @returns {Promise<'zip' | 'compound' | 'other'>} zip: .xlsx and its relatives; compound: .xls, or a workbook behind a password
 */
export async function kindOf(file) {
  const head = new Uint8Array(await file.slice(0, 8).arrayBuffer());
  if (startsWith(head, ZIP)) return 'zip';
  return startsWith(head, COMPOUND_FILE) ? 'compound' : 'other';
}

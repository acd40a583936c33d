// One XML part of an archive: its bytes as text (UTF-8, or UTF-16 with its mark) through a scanner.
import { FormatError } from './format-error.js';
import { XmlScanner } from './xml-scanner.js';

/**
 * @typedef {import('./zip-archive.js').ZipArchive} ZipArchive
 * @typedef {import('./zip-archive.js').ZipEntry} ZipEntry
 * @typedef {import('./inflate-meter.js').InflateMeter} InflateMeter
 * @typedef {{archive: ZipArchive, meter: InflateMeter}} Package an open workbook file
 */

/**
 * The text of a part, in pieces.
 * @param {Package} file
 * @param {ZipEntry} entry
 * @returns {AsyncGenerator<{text: string, packedDone: number}>}
 */
export async function* textOf({ archive, meter }, entry) {
  /** @type {TextDecoder | null} */
  let decoder = null;
  for await (const { bytes, packedDone } of archive.read(entry, meter)) {
    decoder ??= new TextDecoder(encodingOf(bytes), { fatal: true });
    yield { text: decode(decoder, bytes, entry), packedDone };
  }
  if (decoder) yield { text: decode(decoder, undefined, entry), packedDone: entry.packedBytes };
}

/** @param {Uint8Array} bytes the first of the part */
function encodingOf(bytes) {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}

/** @param {TextDecoder} decoder @param {Uint8Array | undefined} bytes @param {ZipEntry} entry */
function decode(decoder, bytes, entry) {
  try {
    return decoder.decode(bytes, { stream: bytes !== undefined });
  } catch {
    // A fatal decoder throws for one reason only.
    throw new FormatError('workbook.damaged', { part: entry.name, line: 'none', reason: 'xml_encoding' });
  }
}

/**
 * Runs a small part through a handler.
 * @param {Package} file
 * @param {ZipEntry} entry
 * @param {(scanner: () => XmlScanner) => import('./xml-scanner.js').XmlHandler} makeHandler
 * @param {(packedDone: number) => void} [onProgress]
 */
export async function scanPart(file, entry, makeHandler, onProgress = () => {}) {
  /** @type {XmlScanner} */
  const scanner = new XmlScanner(
    entry.name,
    makeHandler(() => scanner),
  );
  for await (const { text, packedDone } of textOf(file, entry)) {
    scanner.push(text);
    onProgress(packedDone);
  }
  scanner.end();
}

/** Excel's own escape for characters XML cannot hold: _x000D_; _x005F_ is the underscore itself. @param {string} text */
export const unescapeCell = (text) =>
  text.includes('_x')
    ? text.replace(/_x([0-9a-f]{4})_/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;

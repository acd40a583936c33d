// ZipArchive: the parts of a zip file by name, from its directory, inflated piece by piece. Reads slices of the file, never
// the whole. Inflating is fflate's; the directory is read here because a workbook's parts are needed in another order than
// they stand in, and because the directory, not what lies between, says what the archive holds (APPNOTE.TXT 6.3.10, 4.3).
import { Inflate } from 'fflate';
import { FormatError } from './format-error.js';

/**
 * @typedef {{name: string, method: number, encrypted: boolean, crc: number, packedBytes: number, bytes: number, headerAt: number}} ZipEntry
 * @typedef {import('./inflate-meter.js').InflateMeter} InflateMeter
 */

const END_SIGNATURE = 0x06054b50;
const END64_LOCATOR_SIGNATURE = 0x07064b50;
const END64_SIGNATURE = 0x06064b50;
const ENTRY_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const END_BYTES = 22;
const LONGEST_COMMENT = 0xffff;
const MOST_ENTRIES = 20_000;
const LARGEST_DIRECTORY = 16 * 1024 * 1024;
const READ_BYTES = 256 * 1024;
/** So little goes into the inflater at once that what comes out of it (at most 1,032 times as much) fits in memory. */
const STEP_BYTES = 8 * 1024;
const STORED = 0;
const DEFLATED = 8;

const damaged = (/** @type {string} */ reason, /** @type {Record<string, unknown>} */ where = {}) =>
  new FormatError('workbook.damaged', { part: 'none', line: 'none', ...where, reason });

export class ZipArchive {
  #file;
  #entries;

  /** @param {Blob} file @param {Map<string, ZipEntry>} entries */
  constructor(file, entries) {
    this.#file = file;
    this.#entries = entries;
  }

  /** @param {Blob} file @returns {Promise<ZipArchive>} @throws {FormatError} workbook.damaged */
  static async open(file) {
    const { at, size, count } = await findDirectory(file);
    const bytes = await viewOf(file, at, size);
    /** @type {Map<string, ZipEntry>} */
    const entries = new Map();
    let offset = 0;
    for (let i = 0; i < count; i += 1) {
      const { entry, next } = readEntry(bytes, offset);
      // Part names are the same whatever their case (ECMA-376-2, 6.2.2.3); a second part of one name is somebody's trick.
      const key = entry.name.toLowerCase();
      if (entries.has(key)) throw damaged('part_twice', { part: entry.name });
      entries.set(key, entry);
      offset = next;
    }
    return new ZipArchive(file, entries);
  }

  /** @param {string} name as the package writes it, without a leading slash @returns {ZipEntry | undefined} */
  find(name) {
    return this.#entries.get(name.toLowerCase());
  }

  get names() {
    return [...this.#entries.keys()];
  }

  /**
   * The content of a part, in pieces, checked against its checksum at the end.
   * @param {ZipEntry} entry
   * @param {InflateMeter} meter
   * @returns {AsyncGenerator<{bytes: Uint8Array, packedDone: number}>} @throws {FormatError}
   */
  async *read(entry, meter) {
    const part = entry.name;
    if (entry.encrypted) throw new FormatError('workbook.encrypted', {});
    if (entry.method !== STORED && entry.method !== DEFLATED) throw damaged('method', { part });
    const start = await this.#dataAt(entry);
    const unpack = entry.method === STORED ? stored() : inflated(part);
    let crc = 0xffffffff;
    let bytes = 0;
    for (let at = 0; at < entry.packedBytes; at += READ_BYTES) {
      const size = Math.min(READ_BYTES, entry.packedBytes - at);
      const packed = new Uint8Array(await bufferOf(this.#file, start + at, size));
      for (let step = 0; step < size; step += STEP_BYTES) {
        const end = Math.min(step + STEP_BYTES, size);
        for (const piece of unpack(packed.subarray(step, end), at + end === entry.packedBytes)) {
          bytes += piece.length;
          meter.count(entry, bytes, piece.length);
          crc = crcOf(piece, crc);
          yield { bytes: piece, packedDone: at + end };
        }
      }
    }
    if (bytes !== entry.bytes || (crc ^ 0xffffffff) >>> 0 !== entry.crc) throw damaged('checksum', { part });
  }

  /** Where the content begins: behind a local header whose names may be longer than the directory's. @param {ZipEntry} entry */
  async #dataAt(entry) {
    const header = await viewOf(this.#file, entry.headerAt, 30);
    if (header.getUint32(0, true) !== LOCAL_SIGNATURE) throw damaged('directory', { part: entry.name });
    const at = entry.headerAt + 30 + header.getUint16(26, true) + header.getUint16(28, true);
    if (at + entry.packedBytes > this.#file.size) throw damaged('cut_short', { part: entry.name });
    return at;
  }
}

/** @param {Blob} file */
async function findDirectory(file) {
  const tailAt = Math.max(0, file.size - END_BYTES - LONGEST_COMMENT);
  const tail = await viewOf(file, tailAt, file.size - tailAt);
  let at = tail.byteLength - END_BYTES;
  while (at >= 0 && !isEnd(tail, at)) at -= 1;
  if (at < 0) throw damaged('cut_short');
  const end = {
    count: tail.getUint16(at + 10, true),
    size: tail.getUint32(at + 12, true),
    at: tail.getUint32(at + 16, true),
  };
  const large = end.count === 0xffff || end.size === 0xffffffff || end.at === 0xffffffff;
  const found = large ? await findLargeDirectory(file, tail, at) : end;
  if (found.count > MOST_ENTRIES || found.size > LARGEST_DIRECTORY) throw damaged('directory');
  if (found.at + found.size > file.size) throw damaged('cut_short');
  return found;
}

/** The end record is the one whose comment reaches to the end of the file. @param {DataView} tail @param {number} at */
const isEnd = (tail, at) =>
  tail.getUint32(at, true) === END_SIGNATURE && at + END_BYTES + tail.getUint16(at + 20, true) === tail.byteLength;

/** Zip64. @param {Blob} file @param {DataView} tail @param {number} endAt in the tail */
async function findLargeDirectory(file, tail, endAt) {
  const locator = endAt - 20;
  if (locator < 0 || tail.getUint32(locator, true) !== END64_LOCATOR_SIGNATURE) throw damaged('directory');
  const record = await viewOf(file, long(tail, locator + 8), 56);
  if (record.getUint32(0, true) !== END64_SIGNATURE) throw damaged('directory');
  return { count: long(record, 32), size: long(record, 40), at: long(record, 48) };
}

/** @param {DataView} view @param {number} at */
function long(view, at) {
  const value = Number(view.getBigUint64(at, true));
  if (!Number.isSafeInteger(value)) throw damaged('directory');
  return value;
}

/** @param {DataView} view of the directory @param {number} at */
function readEntry(view, at) {
  if (at + 46 > view.byteLength || view.getUint32(at, true) !== ENTRY_SIGNATURE) throw damaged('directory');
  const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) => view.getUint16(at + field, true));
  const next = at + 46 + nameLength + extraLength + commentLength;
  if (next > view.byteLength) throw damaged('directory');
  const name = new TextDecoder().decode(new Uint8Array(view.buffer, view.byteOffset + at + 46, nameLength));
  const flags = view.getUint16(at + 8, true);
  /** @type {ZipEntry} */
  const entry = {
    name: name.replaceAll('\\', '/').replace(/^\/+/, ''),
    method: view.getUint16(at + 10, true),
    encrypted: (flags & 0x41) !== 0,
    crc: view.getUint32(at + 16, true),
    packedBytes: view.getUint32(at + 20, true),
    bytes: view.getUint32(at + 24, true),
    headerAt: view.getUint32(at + 42, true),
  };
  takeLargeSizes(view, at + 46 + nameLength, extraLength, entry);
  return { entry, next };
}

/** Zip64 sizes stand in the extra field, only those that are too large for their own. @param {DataView} view @param {number} at @param {number} length @param {ZipEntry} entry */
function takeLargeSizes(view, at, length, entry) {
  for (let field = at; field + 4 <= at + length; field += 4 + view.getUint16(field + 2, true)) {
    if (view.getUint16(field, true) !== 0x0001) continue;
    const fieldEnd = field + 4 + view.getUint16(field + 2, true);
    let value = field + 4;
    for (const key of /** @type {const} */ (['bytes', 'packedBytes', 'headerAt'])) {
      if (entry[key] !== 0xffffffff) continue;
      if (value + 8 > fieldEnd || fieldEnd > at + length) throw damaged('directory', { part: entry.name });
      entry[key] = long(view, value);
      value += 8;
    }
  }
}

/** @returns {(packed: Uint8Array, last: boolean) => Uint8Array[]} */
const stored = () => (packed) => [packed];

/** @param {string} part @returns {(packed: Uint8Array, last: boolean) => Uint8Array[]} */
function inflated(part) {
  /** @type {Uint8Array[]} */
  let out = [];
  const inflate = new Inflate((piece) => piece.length > 0 && out.push(piece));
  return (packed, last) => {
    out = [];
    try {
      inflate.push(packed, last);
    } catch {
      throw damaged('deflate', { part }); // fflate throws for bad blocks and for an end that comes too early
    }
    return out;
  };
}

const CRC_TABLE = new Uint32Array(256).map((_, index) => {
  let crc = index;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

/** @param {Uint8Array} bytes @param {number} crc so far */
function crcOf(bytes, crc) {
  let value = crc;
  for (let i = 0; i < bytes.length; i += 1) value = CRC_TABLE[(value ^ bytes[i]) & 0xff] ^ (value >>> 8);
  return value;
}

/** @param {Blob} file @param {number} at @param {number} size */
async function bufferOf(file, at, size) {
  if (at < 0 || at + size > file.size) throw damaged('cut_short');
  return file.slice(at, at + size).arrayBuffer();
}

/** @param {Blob} file @param {number} at @param {number} size */
const viewOf = async (file, at, size) => new DataView(await bufferOf(file, at, size));

// The bytes of a fact table (docs/file-format.md, core/facts/snapshot_format.h) as columns and back: what a file needs that
// holds less than the whole table. Reading trusts the engine, which has just written the bytes; the checksums are its business.
import { Crc32, concat } from '../lib/bytes.js';

/**
 * @typedef {{kind: 'day' | 'line' | 'amount' | 'dimension', key: string, values: string[] | null,
 *   numbers: Float64Array<ArrayBuffer>}} Column numbers: days, lines, 1/10,000 (missing: NaN), or places in `values`, which begins with ''
 * @typedef {{name: string, rows: number, source: Record<string, unknown>, columns: Column[]}} Table
 */

const MAGIC = new TextEncoder().encode('STFACTS\u0001');
const BLOCK_ROWS = 65_536;
const TEXT_BLOCK_BYTES = 1 << 20;
const NUMBER_HEADER = 10;

// ---- reading --------------------------------------------------------------------------------------------------------

/** Lets the page answer between two columns: a million rows take a second in all. */
export const breathe = () => new Promise((resolve) => setTimeout(resolve));

class Blocks {
  #at = MAGIC.length;

  /** @param {Uint8Array<ArrayBuffer>} bytes */
  constructor(bytes) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  /** Where the content of the next block begins and ends. @returns {[number, number]} */
  next() {
    const begin = this.#at + 8;
    const end = begin + this.view.getUint32(this.#at, true);
    this.#at = end;
    return [begin, end];
  }
}

/**
 * The columns that are wanted; the others are passed over.
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {(column: {kind: string, key: string}) => boolean} wanted
 * @returns {Promise<Table>}
 */
export async function readSnapshot(bytes, wanted) {
  const blocks = new Blocks(bytes);
  const text = new TextDecoder('utf-8', { ignoreBOM: true });
  const { name, rows, source, columns: described } = JSON.parse(text.decode(bytes.subarray(...blocks.next())));
  const columns = [];
  for (const { kind, key = kind, values: count = 0 } of described) {
    const values = kind === 'dimension' ? readTexts(blocks, count, text) : null;
    const numbers = wanted({ kind, key }) ? new Float64Array(rows) : null;
    for (let row = 0; row < rows; row += BLOCK_ROWS) {
      const [begin] = blocks.next();
      if (numbers) readNumbers(blocks.view, begin, numbers.subarray(row, row + BLOCK_ROWS));
    }
    if (!numbers) continue;
    columns.push({ kind, key, values, numbers });
    await breathe();
  }
  return { name, rows, source, columns };
}

/** @param {Blocks} blocks @param {number} count @param {TextDecoder} text */
function readTexts(blocks, count, text) {
  const values = [];
  while (values.length < count) {
    const [begin, end] = blocks.next();
    for (let at = begin; at < end;) {
      const length = blocks.view.getUint32(at, true);
      values.push(text.decode(blocks.bytes.subarray(at + 4, at + 4 + length)));
      at += 4 + length;
    }
  }
  return values;
}

/** @param {DataView} view @param {number} begin @param {Float64Array} out */
function readNumbers(view, begin, out) {
  const width = view.getUint8(begin);
  const flag = view.getUint8(begin + 1);
  const exact = view.getBigInt64(begin + 2, true) - BigInt(flag);
  const low = Number(exact);
  const at = begin + NUMBER_HEADER;
  for (let row = 0; row < out.length; row += 1) {
    if (width === 8) {
      // The number itself may be beyond 2^53 where the value is not.
      const number = view.getBigUint64(at + row * 8, true);
      out[row] = flag && number === 0n ? NaN : Number(exact + number);
      continue;
    }
    const number = numberAt(view, at + row * width, width);
    out[row] = flag && number === 0 ? NaN : low + number;
  }
}

/** @param {DataView} view @param {number} at @param {number} width 0, 1, 2 or 4 */
function numberAt(view, at, width) {
  if (width === 1) return view.getUint8(at);
  if (width === 2) return view.getUint16(at, true);
  return width === 4 ? view.getUint32(at, true) : 0;
}

// ---- writing --------------------------------------------------------------------------------------------------------

/** @param {Table} table @returns {Promise<Uint8Array<ArrayBuffer>>} */
export async function writeSnapshot({ name, rows, source, columns }) {
  const described = columns.map(({ kind, key, values }) => {
    if (kind === 'amount') return { kind, key };
    return kind === 'dimension' ? { kind, key, values: values?.length ?? 0 } : { kind };
  });
  const header = new TextEncoder().encode(JSON.stringify({ name, rows, source, columns: described }));
  const pieces = [MAGIC, ...block(header)];
  for (const { kind, values, numbers } of columns) {
    await breathe();
    if (values) pieces.push(...textBlocks(values));
    for (let row = 0; row < rows; row += BLOCK_ROWS)
      pieces.push(...block(numberBlock(numbers.subarray(row, Math.min(rows, row + BLOCK_ROWS)), kind === 'amount')));
  }
  return concat([...pieces, ...block(new Uint8Array())]);
}

/** @param {Uint8Array} content @returns {Uint8Array[]} */
function block(content) {
  const head = new Uint8Array(8);
  const view = new DataView(head.buffer);
  view.setUint32(0, content.length, true);
  view.setUint32(4, new Crc32().add(content).value, true);
  return [head, content];
}

/** @param {string[]} values @returns {Uint8Array[]} */
function textBlocks(values) {
  const encoder = new TextEncoder();
  /** @type {Uint8Array[]} */
  let pieces = [];
  let bytes = 0;
  const blocks = [];
  for (const value of values) {
    const text = encoder.encode(value);
    const length = new Uint8Array(4);
    new DataView(length.buffer).setUint32(0, text.length, true);
    pieces.push(length, text);
    bytes += 4 + text.length;
    if (bytes < TEXT_BLOCK_BYTES) continue;
    blocks.push(...block(concat(pieces)));
    [pieces, bytes] = [[], 0];
  }
  return pieces.length > 0 ? [...blocks, ...block(concat(pieces))] : blocks;
}

/** @param {Float64Array} values @param {boolean} mayMiss */
function numberBlock(values, mayMiss) {
  let [low, high, flag] = [Infinity, -Infinity, 0];
  for (const value of values) {
    if (Number.isNaN(value)) flag = 1;
    else [low, high] = [Math.min(low, value), Math.max(high, value)];
  }
  if (low > high) [low, high] = [0, 0]; // all missing, or none at all
  if (!mayMiss) flag = 0;
  const largest = BigInt(high) - BigInt(low) + BigInt(flag);
  const width = largest === 0n ? 0 : largest < 0x100n ? 1 : largest < 0x10000n ? 2 : largest < 0x100000000n ? 4 : 8;
  const content = new Uint8Array(NUMBER_HEADER + values.length * width);
  const view = new DataView(content.buffer);
  view.setUint8(0, width);
  view.setUint8(1, flag);
  view.setBigInt64(2, BigInt(low), true);
  for (let row = 0; row < values.length && width > 0; row += 1) {
    const at = NUMBER_HEADER + row * width;
    const missing = Number.isNaN(values[row]);
    if (width === 8) view.setBigUint64(at, missing ? 0n : BigInt(values[row]) - BigInt(low) + BigInt(flag), true);
    else setNumber(view, at, width, missing ? 0 : values[row] - low + flag);
  }
  return content;
}

/** @param {DataView} view @param {number} at @param {number} width @param {number} number */
function setNumber(view, at, width, number) {
  if (width === 1) view.setUint8(at, number);
  else if (width === 2) view.setUint16(at, number, true);
  else view.setUint32(at, number, true);
}

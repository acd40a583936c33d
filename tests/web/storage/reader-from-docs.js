// A reader of plan files written from docs/file-format.md alone: it shares no line with the page, so that a file that both open
// alike is what the document says.
import { createDecipheriv, pbkdf2Sync } from 'node:crypto';
import { crc32, gunzipSync } from 'node:zlib';

const checksum = (/** @type {Buffer} */ bytes) => (crc32 ? crc32(bytes) : crcOf(bytes)).toString(16).padStart(8, '0');

/** CRC-32 of IEEE 802.3, bit by bit, where node's zlib does not offer it. @param {Buffer} bytes */
function crcOf(bytes) {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}

/** @param {boolean} holds @param {string} what */
function must(holds, what) {
  if (!holds) throw new Error(what);
}

/** @param {any[]} entries @param {Buffer} payload @returns {Record<string, {entry: any, bytes: Buffer}>} */
function partsOf(entries, payload) {
  let at = 0;
  const parts = Object.create(null);
  for (const entry of entries) {
    const packed = payload.subarray(at, (at += entry.packedBytes));
    const bytes = entry.codec === 'gzip' ? gunzipSync(packed, { maxOutputLength: entry.bytes + 1 }) : packed;
    must(bytes.length === entry.bytes && checksum(bytes) === entry.crc32, entry.name);
    parts[entry.name] = { entry, bytes };
  }
  must(at === payload.length, 'packedBytes');
  return parts;
}

/** @param {Buffer} file @param {string} [passphrase] */
export function readPacked(file, passphrase = '') {
  must(file.subarray(0, 8).equals(Buffer.from('89535442 4c0d0a1a'.replace(' ', ''), 'hex')), 'magic');
  const end = file.length - 4;
  must(checksum(file.subarray(0, end)) === file.readUInt32LE(end).toString(16).padStart(8, '0'), 'checksum');
  must(file.readUInt16LE(8) === 1, 'version');
  const begin = 20 + file.readUInt32LE(12);
  must(24 + file.readUInt32LE(12) + file.readUInt32LE(16) === file.length, 'lengths');
  const header = JSON.parse(file.toString('utf8', 20, begin));
  const payload = file.subarray(begin, end);
  if (!header.crypto) return { header, parts: partsOf(header.parts, payload) };
  const { iterations, salt, iv } = header.crypto;
  must(iterations >= 600_000 && iterations <= 5_000_000, 'iterations');
  const key = pbkdf2Sync(passphrase.normalize('NFC'), Buffer.from(salt, 'base64'), iterations, 32, 'sha256');
  const cipher = createDecipheriv('aes-256-gcm', key, Buffer.from(iv, 'base64'));
  cipher.setAAD(file.subarray(0, begin));
  cipher.setAuthTag(payload.subarray(-16));
  const plain = Buffer.concat([cipher.update(payload.subarray(0, -16)), cipher.final()]);
  const inner = JSON.parse(plain.toString('utf8', 4, 4 + plain.readUInt32LE(0)));
  return { header: inner, parts: partsOf(inner.parts, plain.subarray(4 + plain.readUInt32LE(0))) };
}

/** @param {Buffer} file */
export function readReadable(file) {
  const { embedded, ...plan } = JSON.parse(file.toString('utf8').replace(/^\ufeff/, ''));
  const tables = Object.entries(embedded?.facts ?? {}).map(([table, part]) => {
    const bytes = gunzipSync(Buffer.from(part.data, 'base64'));
    must(bytes.length === part.bytes && checksum(bytes) === part.crc32, table);
    return { table, source: part.source, bytes };
  });
  return { plan, tables };
}

/**
 * The rows of a table: column by column, missing as null, days and amounts as the integers they are.
 * @param {Buffer} bytes @returns {{header: any, columns: Record<string, (number | string | null)[]>}}
 */
export function readTable(bytes) {
  must(bytes.toString('latin1', 0, 7) === 'STFACTS' && bytes[7] === 1, 'snapshot');
  let at = 8;
  const block = () => {
    const size = bytes.readUInt32LE(at);
    const content = bytes.subarray(at + 8, at + 8 + size);
    must(
      checksum(content) ===
        bytes
          .readUInt32LE(at + 4)
          .toString(16)
          .padStart(8, '0'),
      'block',
    );
    at += 8 + size;
    return content;
  };
  const header = JSON.parse(block().toString('utf8'));
  const numbers = () => {
    /** @type {(number | null)[]} */
    const values = [];
    while (values.length < header.rows) {
      const content = block();
      const [width, flag, low] = [content[0], content[1], content.readBigInt64LE(2)];
      for (let row = 0, end = Math.min(65_536, header.rows - values.length); row < end; row += 1) {
        let number = 0n;
        for (let byte = width - 1; byte >= 0; byte -= 1)
          number = number * 256n + BigInt(content[10 + row * width + byte]);
        values.push(flag && number === 0n ? null : Number(low + number - BigInt(flag)));
      }
    }
    return values;
  };
  const words = (/** @type {number} */ count) => {
    /** @type {string[]} */
    const entries = [];
    while (entries.length < count) {
      const content = block();
      for (let from = 0; from < content.length;) {
        const length = content.readUInt32LE(from);
        entries.push(content.toString('utf8', from + 4, from + 4 + length));
        from += 4 + length;
      }
    }
    return entries;
  };
  const columns = Object.create(null);
  for (const { kind, key = kind, values } of header.columns) {
    const dictionary = kind === 'dimension' ? words(values) : null;
    columns[key] = numbers().map((value) => (dictionary ? dictionary[Number(value)] : value));
  }
  must(block().length === 0 && at === bytes.length, 'end');
  return { header, columns };
}

// A small zip writer for tests: what real programs write, and what only somebody hostile would. Nothing of the page is used.
import { crc32 as nodeCrc32, deflateRawSync } from 'node:zlib';

/**
 * @typedef {{name: string, content: string | Uint8Array, method?: 0 | 8, lie?: Partial<{crc: number, bytes: number, flags: number, method: number}>}} Part
 *   lie: what the archive says instead of the truth
 */

const CRC_TABLE = Array.from({ length: 256 }, (_, n) => {
  let crc = n;
  for (let k = 0; k < 8; k += 1) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
  return crc >>> 0;
});

/** Node has its own from 20.15 on. @param {Uint8Array} bytes */
function crc32(bytes) {
  if (nodeCrc32) return nodeCrc32(bytes);
  let crc = 0xffffffff;
  for (const byte of bytes) crc = CRC_TABLE[(crc ^ byte) & 0xff] ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

/** @param {Part[]} parts @returns {Buffer} */
export function zip(parts) {
  const bodies = [];
  const directory = [];
  let at = 0;
  for (const { name, content, method = 8, lie = {} } of parts) {
    const bytes = Buffer.from(content);
    const packed = method === 8 ? deflateRawSync(bytes) : bytes;
    const nameBytes = Buffer.from(name);
    const fields = { crc: crc32(bytes), bytes: bytes.length, flags: 0x800, method, ...lie };
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(fields.flags, 2);
    common.writeUInt16LE(fields.method, 4);
    common.writeUInt32LE(fields.crc, 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(fields.bytes, 18);
    common.writeUInt16LE(nameBytes.length, 22);
    const body = Buffer.concat([Buffer.from('PK\x03\x04'), common, nameBytes, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), common, tail, nameBytes]));
    bodies.push(body);
    at += body.length;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(entries.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...bodies, entries, Buffer.from('PK\x05\x06'), end]);
}

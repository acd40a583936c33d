// The frame of a *.sandtable file: magic, version, lengths, a JSON header, the payload and a checksum over all of it.
// docs/file-format.md describes the same to the outside. What the header says is header.js, what is in the payload parts.js.
import { Crc32 } from '../../lib/bytes.js';
import { storageFailure } from '../storage-error.js';

/** 0x89 shows whether a carrier keeps 8 bits, the line ends whether one rewrote them, 0x1a ends the text for old terminals. */
export const MAGIC = Uint8Array.of(0x89, 0x53, 0x54, 0x42, 0x4c, 0x0d, 0x0a, 0x1a);
/** What is written here. A newer minor may add fields and parts; a newer major cannot be read. */
export const VERSION = Object.freeze({ major: 1, minor: 0 });
/** Before the header: magic, u16 major, u16 minor, u32 bytes of the header, u32 bytes of the payload; little-endian. */
export const PREFIX_BYTES = 20;
const CRC_BYTES = 4;

const MEGABYTE = 1024 * 1024;

/**
 * @typedef {{fileBytes: number, headerBytes: number, parts: number, planBytes: number, totalBytes: number, ratio: number,
 *   ratioFromBytes: number}} Limits
 */

/**
 * What a file may ask of its reader. The writer keeps to the same, so that whatever was saved opens again.
 * @type {Readonly<Limits>}
 */
export const LIMITS = Object.freeze({
  fileBytes: 256 * MEGABYTE,
  headerBytes: MEGABYTE,
  parts: 64,
  planBytes: 256 * MEGABYTE,
  /** all parts together, unpacked */
  totalBytes: 1024 * MEGABYTE,
  /** unpacked to packed, for parts larger than `ratioFromBytes` */
  ratio: 250,
  ratioFromBytes: 32 * MEGABYTE,
});

/**
 * @typedef {{minor: number, head: Uint8Array<ArrayBuffer>, headerText: string, payload: Uint8Array<ArrayBuffer>}} Frame
 *   head: every byte before the payload, which is what encryption vouches for
 */

/** @param {Uint8Array} bytes the first of a file */
export const hasMagic = (bytes) => bytes.length >= MAGIC.length && MAGIC.every((byte, at) => bytes[at] === byte);

/** Whether a file says it is one of ours, whatever its name is. @param {Blob} blob */
export const isContainer = async (blob) => {
  const start = new Uint8Array(await blob.slice(0, 5).arrayBuffer());
  return start.length === 5 && MAGIC.subarray(0, 5).every((byte, at) => start[at] === byte);
};

/**
 * Everything before the payload.
 * @param {string} headerText
 * @param {number} payloadBytes
 */
export function headOf(headerText, payloadBytes) {
  const header = new TextEncoder().encode(headerText);
  const head = new Uint8Array(PREFIX_BYTES + header.length);
  const view = new DataView(head.buffer);
  head.set(MAGIC);
  view.setUint16(8, VERSION.major, true);
  view.setUint16(10, VERSION.minor, true);
  view.setUint32(12, header.length, true);
  view.setUint32(16, payloadBytes, true);
  head.set(header, PREFIX_BYTES);
  return head;
}

/** The checksum that ends a file. @param {Uint8Array[]} pieces all before it @returns {Uint8Array<ArrayBuffer>} */
export function trailerOf(pieces) {
  const crc = new Crc32();
  for (const piece of pieces) crc.add(piece);
  const trailer = new Uint8Array(CRC_BYTES);
  new DataView(trailer.buffer).setUint32(0, crc.value, true);
  return trailer;
}

/** @param {number} headBytes @param {number} payloadBytes */
export const fileBytesOf = (headBytes, payloadBytes) => headBytes + payloadBytes + CRC_BYTES;

/** Unverified: only the whole file can be checked. @param {DataView} view */
const prefixOf = (view) => ({
  major: view.getUint16(8, true),
  minor: view.getUint16(10, true),
  headerBytes: view.getUint32(12, true),
  payloadBytes: view.getUint32(16, true),
});

/**
 * Takes a whole file apart. The checksum comes first, so that damage is told apart from a newer version and a wrong passphrase.
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @returns {Frame} file.not_sandtable, file.cut_short {bytes, expectedBytes}, file.damaged, file.newer_container {version},
 *   file.header_damaged {where}
 */
export function frameOf(bytes) {
  if (!hasMagic(bytes)) {
    const begun = MAGIC.subarray(0, 5).every((byte, at) => bytes[at] === byte);
    throw storageFailure(begun ? 'file.damaged' : 'file.not_sandtable');
  }
  if (bytes.length < PREFIX_BYTES + CRC_BYTES) throw cutShort(bytes.length, PREFIX_BYTES + CRC_BYTES);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const { major, minor, headerBytes, payloadBytes } = prefixOf(view);
  const stored = view.getUint32(bytes.length - CRC_BYTES, true);
  const expected = fileBytesOf(PREFIX_BYTES + headerBytes, payloadBytes);
  if (new Crc32().add(bytes.subarray(0, -CRC_BYTES)).value !== stored) {
    throw bytes.length < expected ? cutShort(bytes.length, expected) : storageFailure('file.damaged');
  }
  if (major !== VERSION.major) throw storageFailure('file.newer_container', { version: `${major}.${minor}` });
  if (headerBytes > LIMITS.headerBytes || expected !== bytes.length) throw headerDamaged('lengths');
  const head = bytes.subarray(0, PREFIX_BYTES + headerBytes);
  return {
    minor,
    head,
    headerText: decoded(head.subarray(PREFIX_BYTES), 'header'),
    payload: bytes.subarray(head.length, head.length + payloadBytes),
  };
}

/**
 * The header alone, from the first megabyte of a file. Nothing is verified: for a list or a question, never for a decision.
 * @param {Blob} blob
 * @returns {Promise<{minor: number, headerText: string}>}
 */
export async function peekFrame(blob) {
  const bytes = new Uint8Array(await blob.slice(0, PREFIX_BYTES + LIMITS.headerBytes).arrayBuffer());
  if (!hasMagic(bytes)) throw storageFailure('file.not_sandtable');
  if (bytes.length < PREFIX_BYTES) throw cutShort(bytes.length, PREFIX_BYTES + CRC_BYTES);
  const { major, minor, headerBytes } = prefixOf(new DataView(bytes.buffer));
  if (major !== VERSION.major) throw storageFailure('file.newer_container', { version: `${major}.${minor}` });
  if (headerBytes > LIMITS.headerBytes) throw headerDamaged('lengths');
  if (bytes.length < PREFIX_BYTES + headerBytes) throw cutShort(blob.size, PREFIX_BYTES + headerBytes + CRC_BYTES);
  return { minor, headerText: decoded(bytes.subarray(PREFIX_BYTES, PREFIX_BYTES + headerBytes), 'header') };
}

/** UTF-8 as it is: a byte order mark is content, a malformed sequence a refusal. @param {Uint8Array} bytes @param {string} field */
export function decoded(bytes, field) {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw headerDamaged(field); // the decoder's only failure: not UTF-8
  }
}

/** @param {number} bytes @param {number} expectedBytes */
const cutShort = (bytes, expectedBytes) => storageFailure('file.cut_short', { bytes, expectedBytes });

/** The checksum is right, yet the header makes no sense: written by a defect or with intent. @param {string} where */
export const headerDamaged = (where) => storageFailure('file.header_damaged', { where });

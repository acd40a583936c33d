// The parts of a *.sandtable file: the plan, what it came from, its history, its fact tables; each packed and checked alone.
import { crc32, gunzip, gzip } from '../../lib/bytes.js';
import { storageFailure } from '../storage-error.js';
import { LIMITS, decoded, headerDamaged } from './layout.js';

/** @typedef {import('./layout.js').Limits} Limits */
/**
 * @typedef {import('./header.js').PartEntry} PartEntry
 * @typedef {{table: string, source: string, bytes: Uint8Array<ArrayBuffer>}} FactsPart source: where the rows came from, '' when unknown
 * @typedef {{plan: string, base?: string | null, history?: string | null, rounds?: string | null, facts?: FactsPart[]}} Content
 * @typedef {{plan: string, base: string | null, history: string | null, rounds: string | null, facts: FactsPart[],
 *   unknown: string[]}} ReadContent
 *   unknown: parts of a newer version, which were left where they are
 * @typedef {{entry: PartEntry, packed: Uint8Array<ArrayBuffer>}} PackedPart
 */

const TEXT_PARTS = /** @type {const} */ (['plan', 'base', 'history', 'rounds']);

/**
 * A part as it goes into a file. One that would unfold beyond what a reader allows is kept as it is.
 * @param {string} name
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {{table?: string, source?: string}} [about]
 * @param {Pick<Limits, 'ratio' | 'ratioFromBytes'>} [limits]
 * @returns {Promise<PackedPart>}
 */
export async function packPart(name, bytes, about = {}, limits = LIMITS) {
  const zipped = await gzip(bytes);
  const codec = unfoldsTooFar(bytes.length, zipped.length, limits) ? 'none' : 'gzip';
  const packed = codec === 'gzip' ? zipped : bytes;
  const entry = { name, codec, bytes: bytes.length, packedBytes: packed.length, crc32: crc32(bytes), ...about };
  return { entry: /** @type {PartEntry} */ (entry), packed };
}

/** @param {string} name @param {string} text */
export const packText = (name, text) => packPart(name, new TextEncoder().encode(text));

/** @param {FactsPart} part @param {number} number */
export const packFacts = ({ table, source, bytes }, number) =>
  packPart(`facts/${number}`, bytes, { table, source: source.slice(0, 1000) });

/** @param {Content} content @returns {Promise<PackedPart[]>} */
export async function packContent({ facts = [], ...texts }) {
  const parts = [];
  for (const name of TEXT_PARTS) {
    const text = texts[name];
    if (typeof text === 'string') parts.push(await packText(`${name}.json`, text));
  }
  for (const [index, part] of facts.entries()) parts.push(await packFacts(part, index + 1));
  return parts;
}

/** @param {number} bytes @param {number} packedBytes @param {Pick<Limits, 'ratio' | 'ratioFromBytes'>} limits */
const unfoldsTooFar = (bytes, packedBytes, { ratio, ratioFromBytes }) =>
  bytes > ratioFromBytes && bytes > ratio * packedBytes;

/**
 * Refuses, before anything is unpacked, what would take more than a reader gives.
 * @param {PartEntry[]} entries
 * @param {number} packedBytes what there is of packed parts
 * @param {Limits} limits
 */
function checkSizes(entries, packedBytes, limits) {
  const sum = (/** @type {'bytes' | 'packedBytes'} */ field) =>
    entries.reduce((total, entry) => total + entry[field], 0);
  if (sum('packedBytes') !== packedBytes) throw headerDamaged('parts.packedBytes');
  const megabytes = Math.ceil(sum('bytes') / 1e6);
  if (sum('bytes') > limits.totalBytes) throw storageFailure('file.bomb', { part: 'parts', megabytes });
  for (const { name, codec, bytes, packedBytes: packed } of entries) {
    if (codec === 'none' && bytes !== packed) throw headerDamaged('parts.bytes');
    const tooLong = name.endsWith('.json') && bytes > limits.planBytes;
    if (tooLong || (codec === 'gzip' && unfoldsTooFar(bytes, packed, limits)))
      throw storageFailure('file.bomb', { part: name, megabytes: Math.ceil(bytes / 1e6) });
  }
}

/**
 * Unpacks the parts, which lie back to back in the order of their entries.
 * @param {PartEntry[]} entries
 * @param {Uint8Array<ArrayBuffer>} packed
 * @param {Limits} [limits]
 * @returns {Promise<ReadContent>} file.header_damaged, file.bomb {part, megabytes}, file.part_damaged {part}
 */
export async function unpackParts(entries, packed, limits = LIMITS) {
  checkSizes(entries, packed.length, limits);
  /** @type {ReadContent} */
  const content = { plan: '', base: null, history: null, rounds: null, facts: [], unknown: [] };
  let at = 0;
  for (const entry of entries) {
    const piece = packed.subarray(at, (at += entry.packedBytes));
    const text = TEXT_PARTS.find((name) => entry.name === `${name}.json`);
    if (text) content[text] = decoded(await unpacked(entry, piece), entry.name);
    else if (entry.table !== undefined)
      content.facts.push({ table: entry.table, source: entry.source ?? '', bytes: await unpacked(entry, piece) });
    else content.unknown.push(entry.name);
  }
  return content;
}

/** @param {PartEntry} entry @param {Uint8Array<ArrayBuffer>} piece @returns {Promise<Uint8Array<ArrayBuffer>>} */
async function unpacked(entry, piece) {
  const bytes = entry.codec === 'none' ? piece.slice() : await inflated(entry, piece);
  if (!bytes || bytes.length !== entry.bytes || crc32(bytes) !== entry.crc32)
    throw storageFailure('file.part_damaged', { part: entry.table ?? entry.name });
  return bytes;
}

/** Stops as soon as more comes out than was announced. @param {PartEntry} entry @param {Uint8Array<ArrayBuffer>} piece */
async function inflated({ bytes }, piece) {
  try {
    return await gunzip(piece, bytes);
  } catch (error) {
    if (error instanceof RangeError) throw storageFailure('file.no_memory', { megabytes: Math.ceil(bytes / 1e6) });
    return null; // not gzip or cut short: reported as damaged by the caller, which names the part
  }
}

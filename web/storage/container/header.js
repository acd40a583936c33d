// The header of a *.sandtable file: what is in it. Everything that is read is checked field by field and copied; what is not
// known here is left alone, so that a newer minor version may add to it.
import { LIMITS, headerDamaged } from './layout.js';

/**
 * @typedef {'plan' | 'slice' | 'return'} Kind
 * @typedef {'everything' | 'aggregates' | 'plan'} Contains
 * @typedef {{id: string, parents: string[]}} FileVersion which version of the plan this is and which it came from
 * @typedef {{name: string, codec: 'gzip' | 'none', bytes: number, packedBytes: number, crc32: string, table?: string,
 *   source?: string}} PartEntry bytes and crc32 are of the unpacked part
 * @typedef {{cipher: string, kdf: string, iterations: number, salt: string, iv: string}} CryptoHeader salt and iv in base64
 * @typedef {{format: 'sandtable', kind: Kind, contains: Contains, plan: {id: string, revision: number, checksum: string},
 *   version: FileVersion, writer: string, at: string, round: Record<string, unknown> | null, parts: PartEntry[]}} Header
 * @typedef {{format: 'sandtable', kind: Kind, contains: Contains, plan: {id: string, revision: number}, version: {id: string},
 *   crypto: CryptoHeader}} ClearHeader what an encrypted file says to everybody
 */

const KINDS = new Set(['plan', 'slice', 'return']);
const CONTENTS = new Set(['everything', 'aggregates', 'plan']);
const PART_NAME = /^(?:[a-z][a-z0-9_-]{0,31}\.json|facts\/[0-9]{1,3})$/;
const CRC = /^[0-9a-f]{8}$/;
const MAX_PARENTS = 64;

/** A file's own words: sorted keys, no white space, so that equal contents make equal bytes. @param {Header | ClearHeader} header */
export const headerText = (header) => JSON.stringify(sorted(header));

/** @param {any} value @returns {any} */
function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.keys(value)
      .filter((key) => value[key] !== undefined && value[key] !== null)
      .sort()
      .map((key) => [key, sorted(value[key])]),
  );
}

/**
 * @param {string} text
 * @returns {Header | ClearHeader} ClearHeader when it has `crypto`; file.header_damaged {where}
 */
export function parsedHeader(text) {
  const raw = record(parsed(text), 'header');
  if (raw.format !== 'sandtable') throw headerDamaged('format');
  const plan = record(raw.plan, 'plan');
  const version = record(raw.version, 'version');
  const clear = {
    format: /** @type {const} */ ('sandtable'),
    kind: /** @type {Kind} */ (oneOf(raw.kind, KINDS, 'kind')),
    contains: /** @type {Contains} */ (oneOf(raw.contains, CONTENTS, 'contains')),
  };
  const planId = words(plan.id, 200, 'plan.id');
  const revision = whole(plan.revision, Number.MAX_SAFE_INTEGER, 'plan.revision');
  const versionId = words(version.id, 200, 'version.id');
  if (Object.hasOwn(raw, 'crypto')) {
    const crypto = /** @type {CryptoHeader} */ (record(raw.crypto, 'crypto')); // seal.js checks it before it works with it
    return { ...clear, plan: { id: planId, revision }, version: { id: versionId }, crypto };
  }
  return {
    ...clear,
    plan: { id: planId, revision, checksum: checksum(plan.checksum, 'plan.checksum') },
    version: {
      id: versionId,
      parents: list(version.parents, MAX_PARENTS, 'version.parents').map((id) => words(id, 200, 'version.parents')),
    },
    writer: words(raw.writer, 200, 'writer'),
    at: words(raw.at, 40, 'at'),
    round: Object.hasOwn(raw, 'round') ? record(raw.round, 'round') : null,
    parts: partEntries(raw.parts),
  };
}

/** @param {unknown} raw @returns {PartEntry[]} */
function partEntries(raw) {
  const entries = list(raw, LIMITS.parts, 'parts').map(partEntry);
  const names = new Set(entries.map(({ name }) => name));
  const tables = entries.flatMap(({ table }) => (table === undefined ? [] : [table]));
  if (names.size !== entries.length || new Set(tables).size !== tables.length) throw headerDamaged('parts');
  if (!names.has('plan.json')) throw headerDamaged('plan.json');
  return entries;
}

/** @param {unknown} raw @returns {PartEntry} */
function partEntry(raw) {
  const part = record(raw, 'parts');
  const name = words(part.name, 40, 'parts.name');
  if (!PART_NAME.test(name)) throw headerDamaged('parts.name');
  if (part.codec !== 'gzip' && part.codec !== 'none') throw headerDamaged('parts.codec');
  const entry = {
    name,
    codec: /** @type {'gzip' | 'none'} */ (part.codec),
    bytes: whole(part.bytes, Number.MAX_SAFE_INTEGER, 'parts.bytes'),
    packedBytes: whole(part.packedBytes, LIMITS.fileBytes, 'parts.packedBytes'),
    crc32: checksum(part.crc32, 'parts.crc32'),
  };
  if (!name.startsWith('facts/')) return entry;
  return {
    ...entry,
    table: words(part.table, 400, 'parts.table'),
    source: words(part.source, 10_000, 'parts.source', 0),
  };
}

// ---- checks ---------------------------------------------------------------------------------------------------------

/** @param {string} text @returns {unknown} */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw headerDamaged('header'); // not JSON, or nested beyond what the browser reads
  }
}

/** @param {unknown} value @param {string} field @returns {Record<string, unknown>} */
function record(value, field) {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) throw headerDamaged(field);
  return /** @type {Record<string, unknown>} */ (value);
}

/** @param {unknown} value @param {number} limit @param {string} field @returns {unknown[]} */
function list(value, limit, field) {
  if (!Array.isArray(value) || value.length > limit) throw headerDamaged(field);
  return value;
}

/** @param {unknown} value @param {number} limit @param {string} field @param {number} [atLeast] @returns {string} */
function words(value, limit, field, atLeast = 1) {
  if (typeof value !== 'string' || value.length < atLeast || value.length > limit) throw headerDamaged(field);
  return value;
}

/** @param {unknown} value @param {number} limit @param {string} field @returns {number} */
function whole(value, limit, field) {
  if (!Number.isSafeInteger(value) || Number(value) < 0 || Number(value) > limit) throw headerDamaged(field);
  return Number(value);
}

/** @param {unknown} value @param {string} field @returns {string} */
function checksum(value, field) {
  if (typeof value !== 'string' || !CRC.test(value)) throw headerDamaged(field);
  return value;
}

/** @param {unknown} value @param {Set<string>} choices @param {string} field @returns {string} */
function oneOf(value, choices, field) {
  if (typeof value !== 'string' || !choices.has(value)) throw headerDamaged(field);
  return value;
}

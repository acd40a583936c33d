// history.json of a *.sandtable file: the versions a plan came from, the documents of as many as there is room for, and who changed what.
// docs/file-format.md describes the same to the outside. What is read is checked field by field and copied; what makes no sense is left out
// and counted: a file's past must never keep its plan from being opened.
import { crc32 } from '../../lib/bytes.js';
import { lineDelta, withLineDelta } from '../../lib/line-delta.js';
import { storageFailure } from '../storage-error.js';
import { packText } from './parts.js';

/**
 * @typedef {import('../types.js').VersionNode} VersionNode
 * @typedef {import('../types.js').Change} Change
 * @typedef {import('../types.js').Author} Author
 * @typedef {{nodes: VersionNode[], texts: Map<string, string>, changes: Change[]}} Past versions, newest first; the documents there are of
 *   them, by version; the change log, newest first
 */

const FORMAT = 'sandtable-history';
/** What a file carries at most. The oldest documents go first, then the oldest changes, then the oldest versions. */
export const LIMITS = Object.freeze({
  packedBytes: 2 * 1024 * 1024,
  nodes: 2000,
  changes: 5000,
  /** of all documents together, unpacked: what saving and opening have to go through */
  characters: 48 * 1024 * 1024,
});
/** A reader takes a longer one for no history. */
const MOST_CHARACTERS = 64 * 1024 * 1024;

/**
 * @param {string} plan the document the file holds, which the documents of its past are told by
 * @param {Past} past
 * @param {Author} by who saves
 * @param {typeof LIMITS} [limits]
 * @returns {Promise<import('./parts.js').PackedPart>}
 */
export async function packHistory(plan, past, by, limits = LIMITS) {
  const texts = deltasOf(plan, past, limits.characters);
  let nodes = past.nodes.slice(0, limits.nodes);
  let changes = past.changes.slice(0, limits.changes);
  for (;;) {
    const content = { format: FORMAT, version: 1, by, nodes, texts, changes };
    const part = await packText('history.json', JSON.stringify(content));
    if (part.entry.packedBytes <= limits.packedBytes) return part;
    if (texts.length > 0) texts.length >>= 1;
    else if (changes.length > 0) changes = changes.slice(0, changes.length >> 1);
    else nodes = nodes.slice(0, nodes.length >> 1);
  }
}

/** Each by the one before it: versions differ little from the next. @param {string} plan @param {Past} past @param {number} characters */
function deltasOf(plan, { nodes, texts }, characters) {
  const deltas = [];
  let base = plan;
  let left = characters;
  for (const { id } of nodes) {
    const text = texts.get(id);
    if (text === undefined) continue;
    left -= text.length;
    if (left < 0) break;
    deltas.push({ id, lines: lineDelta(base, text) });
    base = text;
  }
  return deltas;
}

/**
 * @param {string} json of anybody
 * @param {string} plan the document of the file
 * @returns {Past & {by: Author | null, problems: import('../types.js').ErrorRecord[]}} problems: file.history_partial {count, where},
 *   file.history_unreadable
 */
export function readHistory(json, plan) {
  const raw = json.length <= MOST_CHARACTERS ? parsed(json) : null;
  const nothing = { nodes: [], texts: new Map(), changes: [], by: null };
  if (raw?.format !== FORMAT || raw.version !== 1)
    return { ...nothing, problems: storageFailure('file.history_unreadable').errors };
  /** @type {string[]} where something was left out */
  const refused = [];
  const nodes = checked(raw.nodes, 'nodes', LIMITS.nodes, versionNode, refused);
  const changes = checked(raw.changes, 'changes', LIMITS.changes, change, refused);
  const texts = textsOf(raw.texts, nodes, plan, refused);
  const partial = { count: refused.length, where: refused[0] };
  const problems = refused.length > 0 ? storageFailure('file.history_partial', partial).errors : [];
  return { nodes, texts, changes, by: author(raw.by) ?? null, problems };
}

/** @param {string} json @returns {any} null when it is no JSON object */
function parsed(json) {
  try {
    return Object(JSON.parse(json));
  } catch {
    return null; // not JSON, or nested beyond what the browser reads
  }
}

/**
 * The entries that make sense, no more than a limit, none twice.
 * @template {{id: string}} T
 * @param {unknown} list @param {string} name @param {number} limit @param {(raw: any) => T | null} check @param {string[]} refused
 * @returns {T[]}
 */
function checked(list, name, limit, check, refused) {
  if (!Array.isArray(list)) {
    if (list !== undefined) refused.push(name);
    return [];
  }
  /** @type {Map<string, T>} */
  const sound = new Map();
  for (const [index, raw] of list.entries()) {
    const one = index < limit ? check(Object(raw)) : null;
    if (one && !sound.has(one.id)) sound.set(one.id, one);
    else refused.push(`${name}[${index}]`);
  }
  return [...sound.values()];
}

/** @param {unknown} list @param {VersionNode[]} nodes @param {string} plan @param {string[]} refused */
function textsOf(list, nodes, plan, refused) {
  const checksums = new Map(nodes.map(({ id, checksum }) => [id, checksum]));
  /** @type {Map<string, string>} */
  const texts = new Map();
  let base = plan;
  let left = LIMITS.characters;
  for (const [index, raw] of (Array.isArray(list) ? list : []).entries()) {
    const { id, lines } = Object(raw);
    const text = checksums.has(id) && !texts.has(id) ? withLineDelta(base, lines, left) : null;
    if (text === null || crc32(text) !== checksums.get(id)) {
      refused.push(`texts[${index}]`);
      break; // those that follow are told by this one
    }
    texts.set(id, text);
    left -= text.length;
    base = text;
  }
  return texts;
}

// ---- entries --------------------------------------------------------------------------------------------------------

const KINDS = new Set(['named', 'file', 'slice', 'return', 'merge']);
const CHANGE_KINDS = new Set(['apply', 'undo', 'redo']);
const LABEL_KEY = /^[a-zA-Z][a-zA-Z0-9_.]{0,99}$/;

/** @param {any} raw @returns {VersionNode | null} */
function versionNode({ id, parents, kind, label, at, by, revision, checksum }) {
  const sound =
    words(id, 200) &&
    Array.isArray(parents) &&
    parents.length <= 64 &&
    parents.every((parent) => words(parent, 200)) &&
    KINDS.has(kind) &&
    words(label, 1000, 0) &&
    isInstant(at) &&
    author(by) !== undefined &&
    Number.isSafeInteger(revision) &&
    revision >= 0 &&
    typeof checksum === 'string' &&
    /^([0-9a-f]{8})?$/.test(checksum);
  return sound ? { id, parents: [...parents], kind, label, at, by: author(by) ?? null, revision, checksum } : null;
}

/** @param {any} raw @returns {Change | null} */
function change({ id, at, by, kind, label, facts, revision, paths }) {
  const said = labelOf(label);
  const sound =
    words(id, 300) &&
    isInstant(at) &&
    id.startsWith(at) && // the store is in the order of ids
    author(by) !== undefined &&
    CHANGE_KINDS.has(kind) &&
    said !== null &&
    (facts === undefined || words(facts, 400)) &&
    Number.isSafeInteger(revision) &&
    Array.isArray(paths) &&
    paths.length <= 500 &&
    paths.every((path) => words(path, 2000));
  if (!sound) return null;
  const known = { id, at, by: author(by) ?? null, kind, label: said, revision, paths: [...paths] };
  return facts === undefined ? known : { ...known, facts };
}

/** @param {any} raw @returns {import('../types.js').Label | null} */
function labelOf(raw) {
  const { key, params } = Object(raw);
  if (typeof key !== 'string' || !LABEL_KEY.test(key)) return null;
  if (params === undefined) return { key };
  if (params === null || typeof params !== 'object' || Array.isArray(params)) return null;
  const entries = Object.entries(params).filter(([name, value]) => LABEL_KEY.test(name) && plain(value));
  return { key, params: Object.fromEntries(entries.slice(0, 20)) };
}

/** @param {unknown} value */
const plain = (value) => value === null || typeof value === 'number' || words(value, 1000, 0);

/** @param {any} raw @returns {Author | null | undefined} undefined: makes no sense */
function author(raw) {
  if (raw === null || raw === undefined) return null;
  const { id, name } = Object(raw);
  return words(id, 200) && words(name, 1000, 0) ? { id, name } : undefined;
}

/** @param {unknown} value @param {number} limit @param {number} [atLeast] */
const words = (value, limit, atLeast = 1) =>
  typeof value === 'string' && value.length >= atLeast && value.length <= limit;

/** @param {unknown} value */
export const isInstant = (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\dT[0-9:.]{5,15}Z$/.test(value);

// Plan files of either format: their names, and what is in one. The content says which format it is, not the name.
import { safeFileName } from '../lib/browser-files.js';
import { isInstant, readHistory } from './container/history.js';
import { isContainer } from './container/layout.js';
import { readContainer } from './container/read.js';
import { MAX_FILE_BYTES, unpackPlanFile } from './plan-file.js';
import { storageFailure } from './storage-error.js';

/**
 * @typedef {import('./types.js').ErrorRecord} ErrorRecord
 * @typedef {'container' | 'json'} Format
 * @typedef {{format: Format, contains: import('./container/header.js').Contains, key: CryptoKey | null, history?: boolean}} SaveWay how
 *   a plan is saved; key: encrypted with the passphrase it stands for; history: false leaves out its past
 * @typedef {{planText: string, facts: import('./container/parts.js').FactsPart[], way: SaveWay, versionId: string | null,
 *   kind: import('./container/header.js').Kind, round: Record<string, unknown> | null, base: string | null, rounds: string | null,
 *   past: Past, problems: ErrorRecord[]}} OpenedFile way: how it was saved; round, base: of a slice or a return; rounds: that were sent; problems: what could not be
 *   taken over
 * @typedef {import('./container/history.js').Past} Past of a file that is opened: its own version first
 */

/** @type {Readonly<Record<Format, string>>} */
export const SUFFIXES = Object.freeze({ container: '.sandtable', json: '.sandtable.json' });

/**
 * "华东 2026 2026-03-05.sandtable"
 * @param {string} planName
 * @param {string} isoDay
 * @param {Format} format
 */
export const planFileName = (planName, isoDay, format) => `${safeFileName(`${planName} ${isoDay}`)}${SUFFIXES[format]}`;

/** @param {string} name a file's name @returns {boolean} */
export const looksLikePlanFile = (name) => /\.(?:json|sandtable)$/i.test(name);

/** Whether a file named like this is of a format. @param {string} name @param {Format} format */
export const isNamedLike = (name, format) => /\.json$/i.test(name) === (format === 'json');

/**
 * Reads a chosen or dropped file of either format.
 * @param {File} file
 * @param {{passphrase?: import('./container/read.js').AskPassphrase}} [options]
 * @returns {Promise<OpenedFile>} rejects with StorageError (codes file.…), or an AbortError when no passphrase was given
 */
export async function openPlanFile(file, { passphrase } = {}) {
  refuseSize(file);
  if (!(await readable(file, isContainer))) return openText(file);
  const { plan, facts, base, history, rounds, header, key, unknown } = await readContainer(file, { passphrase });
  const left = unknown.length > 0 ? storageFailure('file.parts_unknown', { names: unknown }).errors : [];
  const way = { format: /** @type {const} */ ('container'), contains: header.contains, key };
  const { kind, round, version } = header;
  const { by, problems, ...told } = history === null ? NO_HISTORY : readHistory(history, plan);
  const past = {
    nodes: [ownVersion(header, file, by), ...told.nodes.filter(({ id }) => id !== version.id)],
    texts: new Map([...told.texts, [version.id, plan]]),
    changes: told.changes,
  };
  const opened = { planText: plan, facts, way, versionId: version.id, kind, round, base, rounds, past };
  return { ...opened, problems: [...left, ...problems] };
}

const NO_HISTORY = Object.freeze({ by: null, problems: [], nodes: [], texts: new Map(), changes: [] });

/**
 * The version that a file is.
 * @param {import('./container/header.js').Header} header @param {File} file @param {import('./types.js').Author | null} by who saved it
 * @returns {import('./types.js').VersionNode}
 */
const ownVersion = ({ kind, version: { id, parents }, at, plan: { revision, checksum } }, file, by) => ({
  id,
  parents,
  kind: kind === 'plan' ? 'file' : kind,
  label: file.name.slice(0, 1000),
  at: isInstant(at) ? at : new Date(file.lastModified).toISOString(),
  by,
  revision,
  checksum,
});

/** @param {File} file @returns {Promise<OpenedFile>} */
async function openText(file) {
  const text = await readable(file, () => file.text());
  if (!/^\ufeff?\s*\{/.test(text) && !/\.json$/i.test(file.name)) throw storageFailure('file.not_sandtable');
  const { planText, facts } = await unpackPlanFile(text);
  const contains = facts.length > 0 ? 'everything' : 'plan';
  const past = { nodes: [], texts: new Map(), changes: [] };
  const nothing = { versionId: null, round: null, base: null, rounds: null, past, problems: [] };
  return { planText, facts, way: { format: 'json', contains, key: null }, kind: 'plan', ...nothing };
}

/** @param {File} file */
function refuseSize(file) {
  if (file.size > MAX_FILE_BYTES) {
    throw storageFailure('file.too_large', {
      name: file.name,
      megabytes: Math.ceil(file.size / 1e6),
      limitMegabytes: Math.floor(MAX_FILE_BYTES / 1e6),
    });
  }
  if (file.size === 0) throw storageFailure('file.empty', { name: file.name });
}

/** @template T @param {File} file @param {(file: File) => Promise<T>} read @returns {Promise<T>} file.unreadable {name} */
async function readable(file, read) {
  try {
    return await read(file);
  } catch (error) {
    throw storageFailure('file.unreadable', { name: file.name }, String(error));
  }
}

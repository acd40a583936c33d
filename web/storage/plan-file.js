// Plan files (*.sandtable.json): the plan's canonical text, and optionally its facts in a last part named "embedded".
// The plan part is kept byte for byte; the engine never sees "embedded".
import { crc32, fromBase64, gunzip, gzip, toBase64 } from '../lib/bytes.js';
import { safeFileName } from '../lib/browser-files.js';
import { storageFailure } from './storage-error.js';

/**
 * @typedef {{codec: 'gzip+base64', bytes: number, crc32: string, source: string, data: string}} EmbeddedTable
 *   bytes and crc32 are of the inflated snapshot
 * @typedef {{facts: Record<string, EmbeddedTable>}} Embedded
 * @typedef {{table: string, source: string, bytes: Uint8Array<ArrayBuffer>}} FactsPart
 */

export const PLAN_FILE_SUFFIX = '.sandtable.json';
/** Browsers hold no longer text than about 512 MB; half of it leaves room to work. */
export const MAX_FILE_BYTES = 256 * 1024 * 1024;
const MAX_FACTS_BYTES = 1024 * 1024 * 1024;
/** Starts the embedded part in files written here. No plan text holds it: JSON strings have no line breaks. */
const MARK = ',\n  "embedded": ';

/**
 * "华东 2026 2026-03-05.sandtable.json"
 * @param {string} planName
 * @param {string} isoDay
 */
export const planFileName = (planName, isoDay) => `${safeFileName(`${planName} ${isoDay}`)}${PLAN_FILE_SUFFIX}`;

/** @param {string} name a file's name @returns {boolean} */
export const looksLikePlanFile = (name) => /\.json$/i.test(name);

/**
 * @param {string} planText canonical text as plan.serialize gives it
 * @param {FactsPart[]} [facts]
 * @returns {Promise<string>}
 */
export async function packPlanFile(planText, facts = []) {
  if (facts.length === 0) return planText;
  /** @type {Embedded} */
  const embedded = { facts: {} };
  for (const { table, source, bytes } of facts) {
    const data = toBase64(await gzip(bytes));
    embedded.facts[table] = { codec: 'gzip+base64', bytes: bytes.length, crc32: crc32(bytes), source, data };
  }
  const head = planText.replace(/\s*\}\s*$/, '');
  return `${head}${MARK}${JSON.stringify(embedded)}\n}\n`;
}

/**
 * Takes a plan file apart.
 * @param {string} text
 * @returns {Promise<{planText: string, facts: FactsPart[]}>} file.not_json, file.not_a_plan, file.embedded_damaged {table}
 */
export async function unpackPlanFile(text) {
  const { planText, embedded } = splitEmbedded(text.replace(/^\ufeff/, ''));
  const facts = [];
  for (const [table, part] of Object.entries(embedded?.facts ?? {})) facts.push(await unpackTable(table, part));
  return { planText, facts };
}

/** @param {string} text @returns {{planText: string, embedded: Embedded | null}} */
function splitEmbedded(text) {
  const mark = text.lastIndexOf(MARK);
  const end = text.lastIndexOf('}');
  if (mark > 0 && end > mark) {
    const embedded = parseJson(text.slice(mark + MARK.length, end));
    if (embedded) return { planText: `${text.slice(0, mark)}\n}\n`, embedded };
  }
  // Written or reformatted by something else: the plan part has to be written anew.
  const whole = parseJson(text);
  if (whole === undefined) throw storageFailure('file.not_json');
  if (whole?.format !== 'sandtable-plan') throw storageFailure('file.not_a_plan');
  if (!whole.embedded) return { planText: text, embedded: null };
  const { embedded, ...plan } = whole;
  return { planText: JSON.stringify(plan), embedded };
}

/** @param {string} text @returns {any} undefined when it is not JSON */
function parseJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // the caller says which file it was
  }
}

/**
 * @param {string} table
 * @param {EmbeddedTable} part
 * @returns {Promise<FactsPart>}
 */
async function unpackTable(table, part) {
  const packed = part.codec === 'gzip+base64' && typeof part.data === 'string' ? fromBase64(part.data) : null;
  const bytes = packed && (await inflate(packed));
  if (!bytes || bytes.length !== part.bytes || crc32(bytes) !== part.crc32) {
    throw storageFailure('file.embedded_damaged', { table });
  }
  return { table, source: sourceName(part.source), bytes };
}

/** What earlier versions of this page wrote instead of the name. */
const NO_NAME = '[object Object]';

/** @param {unknown} source @returns {string} '' when the file does not say where the data came from */
const sourceName = (source) => (typeof source === 'string' && source !== NO_NAME ? source : '');

/** @param {Uint8Array<ArrayBuffer>} packed */
async function inflate(packed) {
  try {
    return await gunzip(packed, MAX_FACTS_BYTES);
  } catch {
    return null; // not gzip or cut short: reported as damaged by the caller
  }
}

/**
 * The text of a chosen or dropped file.
 * @param {File} file
 * @returns {Promise<string>} file.too_large {bytes, limitBytes}, file.empty, file.unreadable
 */
export async function readPlanFile(file) {
  if (file.size > MAX_FILE_BYTES) {
    throw storageFailure('file.too_large', {
      name: file.name,
      megabytes: Math.ceil(file.size / 1e6),
      limitMegabytes: 268,
    });
  }
  if (file.size === 0) throw storageFailure('file.empty', { name: file.name });
  try {
    return await file.text();
  } catch (error) {
    throw storageFailure('file.unreadable', { name: file.name }, String(error));
  }
}

// Plan files as readable text (*.sandtable.json): the plan's canonical text, and optionally its facts in a last part named
// "embedded". The plan part is kept byte for byte; the engine never sees "embedded". Packed files are container/.
import { crc32, fromBase64, gunzip, gzip, toBase64 } from '../lib/bytes.js';
import { packFacts } from './container/parts.js';
import { storageFailure } from './storage-error.js';

/**
 * @typedef {{codec: 'gzip+base64', bytes: number, crc32: string, source: string, data: string}} EmbeddedTable
 *   bytes and crc32 are of the inflated snapshot
 * @typedef {{facts: Record<string, EmbeddedTable>}} Embedded
 * @typedef {import('./container/parts.js').FactsPart} FactsPart
 * @typedef {import('./container/parts.js').PackedPart} PackedPart
 */

/** Browsers hold no longer text than about 512 MB; half of it leaves room to work. */
export const MAX_FILE_BYTES = 256 * 1024 * 1024;
const MAX_FACTS_BYTES = 1024 * 1024 * 1024;
/** Starts the embedded part in files written here. No plan text holds it: JSON strings have no line breaks. */
const MARK = ',\n  "embedded": ';

/**
 * @param {string} planText canonical text as plan.serialize gives it
 * @param {FactsPart[]} [facts]
 * @returns {Promise<string>}
 */
export const packPlanFile = async (planText, facts = []) =>
  embedded(planText, await Promise.all(facts.map((part, index) => packFacts(part, index + 1))));

/**
 * The same with tables that have been packed already.
 * @param {string} planText
 * @param {PackedPart[]} parts
 * @returns {Promise<string>} file.too_large_to_save {megabytes, limitMegabytes}
 */
export async function embedded(planText, parts) {
  const bytes = textFileBytes(planText, parts);
  if (bytes > MAX_FILE_BYTES) {
    const limitMegabytes = Math.floor(MAX_FILE_BYTES / 1e6);
    throw storageFailure('file.too_large_to_save', { megabytes: Math.ceil(bytes / 1e6), limitMegabytes });
  }
  if (parts.length === 0) return planText;
  /** @type {Embedded} a table may be called __proto__: not a name to assign to in an ordinary object */
  const inFile = { facts: Object.create(null) };
  for (const { entry, packed } of parts) {
    const data = toBase64(entry.codec === 'gzip' ? packed : await gzip(packed));
    inFile.facts[String(entry.table)] = { ...embeddedEntry(entry), data };
  }
  return `${headOf(planText)}${MARK}${JSON.stringify(inFile)}${TAIL}`;
}

const TAIL = '\n}\n';
const headOf = (/** @type {string} */ planText) => planText.replace(/\s*\}\s*$/, '');

/** @param {PackedPart['entry']} entry */
const embeddedEntry = ({ bytes, crc32: crc, source }) => ({
  codec: /** @type {const} */ ('gzip+base64'),
  bytes,
  crc32: crc,
  source: source ?? '',
});

/**
 * How long the file will be; to the byte unless a table is stored as it is.
 * @param {string} planText @param {PackedPart[]} parts
 */
export function textFileBytes(planText, parts) {
  const length = (/** @type {string} */ text) => new TextEncoder().encode(text).length;
  if (parts.length === 0) return length(planText);
  const facts = Object.fromEntries(parts.map(({ entry }) => [entry.table, { ...embeddedEntry(entry), data: '' }]));
  const base64 = parts.reduce((sum, { packed }) => sum + 4 * Math.ceil(packed.length / 3), 0);
  return length(headOf(planText) + MARK + JSON.stringify({ facts }) + TAIL) + base64;
}

/**
 * Takes a plan file apart.
 * @param {string} text
 * @returns {Promise<{planText: string, facts: FactsPart[]}>} file.not_json, file.not_a_plan, file.embedded_damaged {table},
 *   file.bomb {part, megabytes}
 */
export async function unpackPlanFile(text) {
  const { planText, embedded } = splitEmbedded(text.replace(/^\ufeff/, ''));
  const facts = [];
  for (const [table, part] of checkedTables(embedded)) facts.push(await unpackTable(table, part));
  return { planText, facts };
}

/**
 * The tables of a file, after a look at what they say of themselves; nothing is unpacked before all of them have been looked at.
 * @param {unknown} embedded
 * @returns {[string, EmbeddedTable][]}
 */
function checkedTables(embedded) {
  if (embedded === null) return [];
  if (!isRecord(embedded) || !isRecord(embedded.facts ?? {})) throw damagedTable('embedded');
  const tables = Object.entries(embedded.facts ?? {});
  let total = 0;
  for (const [table, part] of tables) {
    const whole = isRecord(part) && Number.isSafeInteger(part.bytes) && Number(part.bytes) >= 0;
    if (!whole || part.codec !== 'gzip+base64' || typeof part.data !== 'string') throw damagedTable(table);
    total += Number(part.bytes);
    if (total > MAX_FACTS_BYTES) throw storageFailure('file.bomb', { part: table, megabytes: Math.ceil(total / 1e6) });
  }
  return /** @type {any} */ (tables);
}

/** @param {unknown} value @returns {value is Record<string, any>} */
const isRecord = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** @param {string} table */
const damagedTable = (table) => storageFailure('file.embedded_damaged', { table });

/** @param {string} text @returns {{planText: string, embedded: unknown}} embedded: null when there is none */
function splitEmbedded(text) {
  const mark = text.lastIndexOf(MARK);
  const end = text.lastIndexOf('}');
  if (mark > 0 && end > mark) {
    const embedded = parseJson(text.slice(mark + MARK.length, end));
    if (embedded !== undefined) return { planText: `${text.slice(0, mark)}\n}\n`, embedded };
  }
  // Written or reformatted by something else: the plan part has to be written anew.
  const whole = parseJson(text);
  if (whole === undefined) throw storageFailure('file.not_json');
  if (whole?.format !== 'sandtable-plan') throw storageFailure('file.not_a_plan');
  if (!Object.hasOwn(whole, 'embedded')) return { planText: text, embedded: null };
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
  const packed = fromBase64(part.data);
  const bytes = packed && (await inflate(packed, part.bytes));
  if (!bytes || bytes.length !== part.bytes || crc32(bytes) !== part.crc32) throw damagedTable(table);
  return { table, source: sourceName(part.source), bytes };
}

/** What earlier versions of this page wrote instead of the name. */
const NO_NAME = '[object Object]';

/** @param {unknown} source @returns {string} '' when the file does not say where the data came from */
const sourceName = (source) => (typeof source === 'string' && source !== NO_NAME ? source : '');

/** Stops as soon as more comes out than was announced. @param {Uint8Array<ArrayBuffer>} packed @param {number} bytes */
async function inflate(packed, bytes) {
  try {
    return await gunzip(packed, bytes);
  } catch {
    return null; // not gzip or cut short: reported as damaged by the caller
  }
}

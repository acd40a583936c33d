// Everything of a plan that this browser can still read, sound or not, as one JSON file: for plans that cannot be opened any more.
// Reads record by record, so that one that cannot be read does not keep the others back. Nothing is changed.
import { crc32, gzip, toBase64 } from '../lib/bytes.js';
import { unpackText } from './generations.js';

/** @typedef {import('./database.js').Connection} Connection */
/** @typedef {{store: string, key: IDBValidKey, reason: string}} Unreadable */

export const SALVAGE_FORMAT = 'sandtable-salvage';

/**
 * @param {Connection} connection
 * @param {string} key plan
 * @returns {Promise<Blob>} {format, version, at, plan, snapshots: [{seq, state, at, crc, intact, text}], journal: [{seq, crc, intact,
 *   text}], versions: [records], versionTexts: [{id, crc, intact, text}], changes: [records], tables: [records], chunks: [{table,
 *   generation, index, codec, data}], unreadable: [{store, key, reason}]}
 */
export async function salvage(connection, key) {
  /** @type {Unreadable[]} */
  const unreadable = [];
  const all = (/** @type {string} */ store) => records(connection, store, key, unreadable);
  const head = { format: SALVAGE_FORMAT, version: 1, at: new Date().toISOString() };
  /** @type {string[]} texts that make up the file: chunks of tables are large, and are not held twice */
  const parts = [JSON.stringify(head).slice(0, -1)];
  const plans = await all('plans');
  parts.push(`,"plan":${JSON.stringify(plans[0] ?? null)}`);
  parts.push(`,"snapshots":${JSON.stringify(await Promise.all((await all('snapshots')).map(readable)))}`);
  parts.push(`,"journal":${JSON.stringify((await all('journal')).map(withVerdict))}`);
  parts.push(`,"versions":${JSON.stringify(await all('versions'))}`);
  parts.push(`,"versionTexts":${JSON.stringify(await Promise.all((await all('versionTexts')).map(readable)))}`);
  parts.push(`,"changes":${JSON.stringify(await all('changes'))}`);
  parts.push(`,"tables":${JSON.stringify(await all('facts'))},"chunks":[`);
  let separator = '';
  for await (const { bytes, ...place } of eachRecord(connection, 'factChunks', key, unreadable)) {
    const chunk = { ...place, codec: 'gzip+base64', data: toBase64(await gzip(bytes)) };
    parts.push(`${separator}${JSON.stringify(chunk)}`);
    separator = ',';
  }
  parts.push(`],"unreadable":${JSON.stringify(unreadable)}}\n`);
  return new Blob(parts, { type: 'application/json' });
}

/** @param {any} stored */
async function readable({ packed, ...stored }) {
  const text = packed instanceof Uint8Array ? await unpackText(/** @type {any} */ (packed)) : stored.text;
  return withVerdict({ ...stored, text });
}

/** @param {any} stored @returns {object} with `intact`: whether the text is the one that was written */
const withVerdict = (stored) => ({
  ...stored,
  intact: typeof stored.text === 'string' && crc32(stored.text) === stored.crc,
});

/** @param {Connection} connection @param {string} store @param {string} key @param {Unreadable[]} unreadable */
async function records(connection, store, key, unreadable) {
  const found = [];
  for await (const record of eachRecord(connection, store, key, unreadable)) found.push(record);
  return found;
}

/**
 * @param {Connection} connection @param {string} store @param {string} key plan @param {Unreadable[]} unreadable gets the others
 * @returns {AsyncGenerator<any>}
 */
async function* eachRecord(connection, store, key, unreadable) {
  const range = store === 'plans' ? IDBKeyRange.only(key) : IDBKeyRange.bound([key], [key, []]);
  for (const place of await connection.run((db) => db.getAllKeys(store, range))) {
    try {
      const record = await connection.run((db) => db.get(store, place));
      if (record !== undefined) yield record;
    } catch (error) {
      unreadable.push({ store, key: place, reason: String(error) });
    }
  }
}

// VersionsStore: the versions of the plans of this browser: where they come from, and the texts of as many as there is room for.
// What a version means and when one is made is not known here.
import { crc32 } from '../lib/bytes.js';
import { STRICT } from './database.js';
import { packText, unpackText } from './generations.js';
import { storageFailure } from './storage-error.js';

/**
 * @typedef {import('./types.js').VersionNode} VersionNode
 * @typedef {VersionNode & {bytes: number}} ListedVersion bytes: its text takes in the store, 0 when only the node is there
 * @typedef {VersionNode & {key: string, crc?: string, packed?: Uint8Array<ArrayBuffer>, text?: string}} StoredVersion
 */

/** Texts of one plan take at most so much, and no more than so many are kept; nodes stay, they are what merging needs. */
export const LIMITS = { texts: 60, bytes: 16 * 1024 * 1024 };

export class VersionsStore {
  #connection;

  /** @param {import('./database.js').Connection} connection */
  constructor(connection) {
    this.#connection = connection;
  }

  /**
   * Keeps a version. One that is there already keeps its text when none is given.
   * @param {string} key plan
   * @param {VersionNode} node
   * @param {string | null} text canonical plan text; null: known from another copy's lineage only
   */
  async put(key, node, text) {
    const packed = text === null ? null : await packText(text);
    const content = text === null ? null : { crc: crc32(text), ...(packed ? { packed } : { text }) };
    await this.#connection.run(async (db) => {
      const tx = db.transaction('versions', 'readwrite', STRICT);
      const present = content ? null : await tx.store.get([key, node.id]);
      await Promise.all([tx.store.put({ ...present, ...node, ...content, key }), tx.done]);
    });
  }

  /** @param {string} key plan @returns {Promise<ListedVersion[]>} newest first */
  async list(key) {
    const stored = await this.#all(key);
    return stored
      .map(({ key: _key, crc: _crc, packed, text, ...node }) => ({ ...node, bytes: sizeOf({ packed, text }) }))
      .sort((a, b) => (a.at === b.at ? (a.id < b.id ? -1 : 1) : a.at < b.at ? 1 : -1));
  }

  /**
   * @param {string} key plan @param {string} id
   * @returns {Promise<string | null>} null when the version is not known or its text was let go; storage.version_damaged {label, instant}
   */
  async text(key, id) {
    /** @type {StoredVersion | undefined} */
    const stored = await this.#connection.run((db) => db.get('versions', [key, id]));
    if (!stored || sizeOf(stored) === 0) return null;
    const text = stored.packed ? await unpackText(stored.packed) : stored.text;
    if (typeof text === 'string' && crc32(text) === stored.crc) return text;
    throw storageFailure('storage.version_damaged', { label: stored.label, instant: stored.at });
  }

  /**
   * Lets go of texts beyond the limits, oldest first; those that must stay do not count. Nodes always stay.
   * @param {string} key plan
   * @param {{stay?: Set<string>, limits?: {texts: number, bytes: number}}} [options] stay: ids of versions others may come back to
   * @returns {Promise<string[]>} ids of the versions whose texts went
   */
  async thin(key, { stay = new Set(), limits = LIMITS } = {}) {
    let { texts, bytes } = limits;
    const going = (await this.list(key))
      .filter(({ id, kind, bytes: size }) => size > 0 && kind !== 'named' && !stay.has(id))
      .filter(({ bytes: size }) => {
        texts -= 1;
        bytes -= size;
        return texts < 0 || bytes < 0;
      })
      .map(({ id }) => id);
    if (going.length === 0) return [];
    await this.#connection.run(async (db) => {
      const tx = db.transaction('versions', 'readwrite', STRICT);
      for (const id of going) {
        const stored = await tx.store.get([key, id]);
        if (!stored) continue;
        await tx.store.put(withoutText(stored));
      }
      await tx.done;
    });
    return going;
  }

  /** Gives another plan the same past. @param {string} fromKey @param {string} toKey */
  async copyAll(fromKey, toKey) {
    const stored = await this.#all(fromKey);
    await this.#connection.run(async (db) => {
      const tx = db.transaction('versions', 'readwrite', STRICT);
      await Promise.all([...stored.map((one) => tx.store.put({ ...one, key: toKey })), tx.done]);
    });
  }

  /** @param {string} key @returns {Promise<StoredVersion[]>} */
  #all(key) {
    return this.#connection.run((db) => db.getAll('versions', IDBKeyRange.bound([key], [key, []])));
  }
}

/** Two bytes a character is what browsers take for texts at most. @param {Pick<StoredVersion, 'packed' | 'text'>} stored */
const sizeOf = ({ packed, text }) => packed?.length ?? 2 * (text?.length ?? 0);

/** @param {StoredVersion} stored */
const withoutText = ({ packed: _packed, text: _text, crc: _crc, ...node }) => node;

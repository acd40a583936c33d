// VersionsStore: the versions of the plans of this browser: where they come from, and the texts of as many as there is room for.
// What a version means and when one is made is not known here.
import { crc32 } from '../lib/bytes.js';
import { STRICT } from './database.js';
import { packText, unpackText } from './generations.js';
import { storageFailure } from './storage-error.js';

/**
 * @typedef {import('./types.js').VersionNode} VersionNode
 * @typedef {VersionNode & {bytes: number}} ListedVersion bytes: its text takes in the store, 0 when only the node is there
 * @typedef {ListedVersion & {key: string}} StoredVersion
 * @typedef {{crc: string, packed?: Uint8Array<ArrayBuffer>, text?: string}} StoredText packed: as gzip; crc: of the text
 */

/** Texts of one plan take at most so much, and no more than so many are kept; nodes stay, they are what merging needs. */
export const LIMITS = { texts: 60, bytes: 16 * 1024 * 1024 };
const STORES = ['versions', 'versionTexts'];

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
   * @param {string | StoredText | null} content canonical plan text, as it is or packed; null: known from another copy's lineage only
   */
  async put(key, node, content) {
    const stored = typeof content === 'string' ? await packed(content) : content;
    await this.#connection.run(async (db) => {
      const tx = db.transaction(STORES, 'readwrite', STRICT);
      await write(tx, key, node, stored);
      await tx.done;
    });
  }

  /**
   * Takes over what another copy knows. Versions that are known here stay as they are; a text is taken where there is none and it is the
   * one that the node vouches for.
   * @param {string} key plan
   * @param {VersionNode[]} nodes
   * @param {Map<string, string>} texts by version
   */
  async adopt(key, nodes, texts) {
    /** @type {Map<string, StoredText>} */
    const contents = new Map();
    for (const [id, text] of texts) contents.set(id, await packed(text));
    await this.#connection.run(async (db) => {
      const tx = db.transaction(STORES, 'readwrite', STRICT);
      for (const node of nodes) {
        /** @type {StoredVersion | undefined} */
        const known = await tx.objectStore('versions').get([key, node.id]);
        const content = contents.get(node.id);
        const fits = content !== undefined && content.crc === (known ?? node).checksum && !known?.bytes;
        if (!known || fits) await write(tx, key, known ? nodeOf(known) : node, fits ? content : null);
      }
      await tx.done;
    });
  }

  /** @param {string} key plan @param {string} id @param {string} label @returns {Promise<boolean>} false when it is not known */
  rename(key, id, label) {
    return this.#connection.run(async (db) => {
      const tx = db.transaction('versions', 'readwrite', STRICT);
      const stored = await tx.store.get([key, id]);
      if (stored) await tx.store.put({ ...stored, label });
      await tx.done;
      return stored !== undefined;
    });
  }

  /** @param {string} key plan @returns {Promise<ListedVersion[]>} newest first */
  async list(key) {
    /** @type {StoredVersion[]} */
    const stored = await this.#connection.run((db) => db.getAll('versions', within(key)));
    return stored
      .map(({ key: _key, ...version }) => version)
      .sort((a, b) => (a.at === b.at ? (a.id < b.id ? -1 : 1) : a.at < b.at ? 1 : -1));
  }

  /**
   * @param {string} key plan @param {string} id
   * @returns {Promise<string | null>} null when the version is not known or its text was let go; storage.version_damaged {label, instant}
   */
  async text(key, id) {
    const { version, content } = await this.#connection.run(async (db) => {
      const tx = db.transaction(STORES);
      const [node, stored] = await Promise.all([
        tx.objectStore('versions').get([key, id]),
        tx.objectStore('versionTexts').get([key, id]),
      ]);
      return { version: node, content: stored };
    });
    if (!version?.bytes) return null;
    const text = content?.packed ? await unpackText(content.packed) : content?.text;
    if (typeof text === 'string' && crc32(text) === content.crc) return text;
    throw storageFailure('storage.version_damaged', { label: version.label, instant: version.at });
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
      const tx = db.transaction(STORES, 'readwrite', STRICT);
      const nodes = tx.objectStore('versions');
      for (const id of going) {
        const stored = await nodes.get([key, id]);
        if (!stored) continue;
        await Promise.all([nodes.put({ ...stored, bytes: 0 }), tx.objectStore('versionTexts').delete([key, id])]);
      }
      await tx.done;
    });
    return going;
  }

  /** Gives another plan the same past. @param {string} fromKey @param {string} toKey */
  copyAll(fromKey, toKey) {
    return this.#connection.run(async (db) => {
      const tx = db.transaction(STORES, 'readwrite', STRICT);
      for (const name of STORES) {
        const store = tx.objectStore(name);
        for (const stored of await store.getAll(within(fromKey))) await store.put({ ...stored, key: toKey });
      }
      await tx.done;
    });
  }
}

/** @param {string} key @returns {IDBKeyRange} every record of a plan */
const within = (key) => IDBKeyRange.bound([key], [key, []]);

/** @param {StoredVersion} stored @returns {VersionNode} */
const nodeOf = ({ key: _key, bytes: _bytes, ...node }) => node;

/** @param {string} text @returns {Promise<StoredText>} */
async function packed(text) {
  const zipped = await packText(text);
  return { crc: crc32(text), ...(zipped ? { packed: zipped } : { text }) };
}

/**
 * @param {import('idb').IDBPTransaction<unknown, string[], 'readwrite'>} tx
 * @param {string} key @param {VersionNode} node @param {StoredText | null} content null: as it is
 */
async function write(tx, key, node, content) {
  const nodes = tx.objectStore('versions');
  const bytes = content ? sizeOf(content) : ((await nodes.get([key, node.id]))?.bytes ?? 0);
  await nodes.put({ ...node, key, bytes });
  if (content) await tx.objectStore('versionTexts').put({ ...content, key, id: node.id });
}

/** Two bytes a character is what browsers take for texts at most. @param {StoredText} stored */
const sizeOf = ({ packed: zipped, text }) => zipped?.length ?? 2 * (text?.length ?? 0);

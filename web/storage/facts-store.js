// FactsStore: the bytes of a plan's fact tables in the browser, in chunks, each with its checksum.
// A new version is written beside the old one and takes its place in one step.
import { concat, crc32 } from '../lib/bytes.js';
import { STRICT } from './database.js';
import { asStorageError, storageFailure } from './storage-error.js';

/** @typedef {import('./types.js').FactsRecord} FactsRecord */

const CHUNK_BYTES = 4 * 1024 * 1024;

export class FactsStore {
  #database;

  /** @param {() => Promise<import('./database.js').Database>} database */
  constructor(database) {
    this.#database = database;
  }

  /** @template T @param {(db: import('./database.js').Database) => Promise<T>} work @returns {Promise<T>} */
  async #run(work) {
    try {
      return await work(await this.#database());
    } catch (error) {
      throw asStorageError(error);
    }
  }

  /** @param {string} key @returns {Promise<FactsRecord[]>} */
  list(key) {
    return this.#run((db) => db.getAll('facts', IDBKeyRange.bound([key], [key, []])));
  }

  /**
   * Replaces a table's bytes.
   * @param {string} key plan
   * @param {string} table
   * @param {Uint8Array} bytes a snapshot as facts.snapshot gives it
   * @param {string} source where the data came from (a file name)
   */
  put(key, table, bytes, source) {
    return this.#run(async (db) => {
      const generation = crypto.randomUUID();
      const chunks = Math.max(1, Math.ceil(bytes.length / CHUNK_BYTES));
      const tx = db.transaction(['facts', 'factChunks'], 'readwrite', STRICT);
      const previous = await tx.objectStore('facts').get([key, table]);
      for (let index = 0; index < chunks; index += 1) {
        const part = bytes.slice(index * CHUNK_BYTES, (index + 1) * CHUNK_BYTES);
        await tx.objectStore('factChunks').put({ key, table, generation, index, bytes: part, crc: crc32(part) });
      }
      /** @type {FactsRecord} */
      const record = { key, table, generation, chunks, bytes: bytes.length, source, at: new Date().toISOString() };
      await tx.objectStore('facts').put(record);
      if (previous) await tx.objectStore('factChunks').delete(generationRange(previous));
      await tx.done;
    });
  }

  /**
   * A table's bytes, checked chunk by chunk.
   * @param {string} key
   * @param {string} table
   * @returns {Promise<Uint8Array<ArrayBuffer>>} storage.no_such_facts, storage.facts_damaged {table}
   */
  get(key, table) {
    return this.#run(async (db) => {
      const tx = db.transaction(['facts', 'factChunks']);
      const record = await tx.objectStore('facts').get([key, table]);
      if (!record) throw storageFailure('storage.no_such_facts', { table });
      const stored = await tx.objectStore('factChunks').getAll(generationRange(record));
      await tx.done;
      const whole = stored.length === record.chunks && stored.every((chunk) => crc32(chunk.bytes) === chunk.crc);
      if (!whole) throw storageFailure('storage.facts_damaged', { table, source: record.source });
      return concat(stored.map((chunk) => chunk.bytes));
    });
  }

  /** @param {string} key @param {string} table */
  drop(key, table) {
    return this.#run(async (db) => {
      const tx = db.transaction(['facts', 'factChunks'], 'readwrite', STRICT);
      await tx.objectStore('facts').delete([key, table]);
      await tx.objectStore('factChunks').delete(IDBKeyRange.bound([key, table], [key, table, []]));
      await tx.done;
    });
  }

  /** Gives another plan a copy of all tables. @param {string} fromKey @param {string} toKey */
  async copyAll(fromKey, toKey) {
    for (const { table, source } of await this.list(fromKey)) {
      await this.put(toKey, table, await this.get(fromKey, table), source);
    }
  }
}

/** @param {FactsRecord} record */
const generationRange = ({ key, table, generation }) =>
  IDBKeyRange.bound([key, table, generation], [key, table, generation, []]);
